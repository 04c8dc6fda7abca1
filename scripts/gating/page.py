"""Tells what was found: a page for people, a summary in Markdown, JSON for programs."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from typing import Any

from scripts.gating.gates import Reading, Verdict

SHOWN = 25  # readings beyond their bound that the page names for one gate
STYLE = """
:root { color-scheme: light dark; --ink: light-dark(#141c1a, #eaf0ed); --quiet: light-dark(#43504b, #b3c0ba);
  --bad: light-dark(#a61b2b, #ff9a93); --good: light-dark(#0b6b3c, #69d49b); --line: light-dark(#cbd3cd, #2c3833); }
body { font: 1.0625rem/1.5 Verdana, "DejaVu Sans", sans-serif; color: var(--ink); max-width: 72rem; margin: 2rem auto;
  padding: 0 1rem; background: light-dark(#f2f4f1, #0f1513); }
table { border-collapse: collapse; width: 100%; } .scroll { overflow-x: auto; }
th, td { text-align: start; vertical-align: baseline; padding: .4rem 1rem .4rem 0; border-bottom: 1px solid var(--line); }
.num { text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums; }
.short { color: var(--bad); font-weight: 700; } .ok { color: var(--good); } .not { color: var(--quiet); }
li { overflow-wrap: anywhere; } code { font-size: .85em; } a { color: inherit; }
"""


def html(verdicts: Sequence[Verdict], about: Mapping[str, str]) -> str:
    """One page that needs nothing else: each gate, its target, today's figure, the worst offender."""
    rows = "".join(_row(each) for each in verdicts)
    short = "".join(_offenders(each) for each in verdicts if each.short)
    on = ", ".join(f"{escape(key)} {escape(value)}" for key, value in about.items())
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Gates of the screens</title><style>{STYLE}</style></head><body><main>"
        f"<h1>Gates of the screens</h1><p>{escape(sentence(verdicts))}</p>"
        '<div class="scroll" tabindex="0" role="region" aria-label="Gates"><table><thead><tr><th>Gate</th>'
        '<th class="num">Target</th><th class="num">Today</th><th class="num">Readings</th><th>Stands</th>'
        f"<th>Worst</th></tr></thead><tbody>{rows}</tbody></table></div>{short}"
        '<p><a href="pictures/index.html">Pictures of the screens</a>, once <code>scripts/gates pictures</code> has made them.</p>'
        f"<p>{on}</p></main></body></html>\n"
    )


def sentence(verdicts: Sequence[Verdict]) -> str:
    """How it stands in one sentence."""
    measured = [each for each in verdicts if each.is_measured]
    short = [each for each in measured if each.short]
    rest = len(verdicts) - len(measured)
    return f"{len(measured) - len(short)} of {len(measured)} measured gates hold, {len(short)} fall short, {rest} were not measured."


def _row(verdict: Verdict) -> str:
    gate, state = verdict.gate, verdict.words
    css = {"ok": "ok", "short": "short"}.get(state, "not")
    name = f'<a href="#{gate.key}">{escape(gate.name)}</a>' if verdict.short else escape(gate.name)
    worst = _linked(verdict.short[0]) if verdict.short else ""
    return (
        f'<tr><th scope="row">{name}</th><td class="num">{escape(gate.target)}</td>'
        f'<td class="num">{figure(verdict)}</td><td class="num">{len(verdict.readings)}</td>'
        f'<td class="{css}">{escape(state)}</td><td>{worst}</td></tr>'
    )


def _offenders(verdict: Verdict) -> str:
    items = "".join(
        f"<li>{_linked(each)}: {each.value:g}{_details(each)}</li>"
        for each in verdict.short[:SHOWN]
    )
    more = len(verdict.short) - SHOWN
    rest = f"<p>and {more} more</p>" if more > 0 else ""
    return f'<h2 id="{verdict.gate.key}">{escape(verdict.gate.name)}</h2><ul>{items}</ul>{rest}'


def _linked(reading: Reading) -> str:
    where = escape(reading.where)
    return f'<a href="{escape(reading.address)}">{where}</a>' if reading.address else where


def _details(reading: Reading) -> str:
    if not reading.details:
        return ""
    return (
        "<ul>"
        + "".join(f"<li><code>{escape(each)}</code></li>" for each in reading.details)
        + "</ul>"
    )


def figure(verdict: Verdict) -> str:
    """Today's figure as people read it; a dash where nothing was measured."""
    return f"{verdict.figure:g} {verdict.gate.unit}".rstrip() if verdict.is_measured else "–"


def markdown(verdicts: Sequence[Verdict], about: Mapping[str, str]) -> str:
    """The same table, without the details."""
    lines = [
        "# Gates of the screens",
        "",
        sentence(verdicts),
        "",
        "| gate | target | today | stands | worst |",
        "|---|---:|---:|---|---|",
    ]
    for each in verdicts:
        worst = each.short[0].where if each.short else ""
        cells = (each.gate.name, each.gate.target, figure(each), each.words, worst)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, "", ", ".join(f"{key} {value}" for key, value in about.items()), ""])


def as_json(verdicts: Sequence[Verdict], about: Mapping[str, str]) -> str:
    """Everything on one line; of the readings those beyond their bound."""
    return json.dumps({"machine": dict(about), "gates": [_plain(each) for each in verdicts]})


def _plain(verdict: Verdict) -> dict[str, Any]:
    return {
        "key": verdict.gate.key,
        "name": verdict.gate.name,
        "target": verdict.gate.target,
        "figure": verdict.figure if verdict.is_measured else None,
        "readings": len(verdict.readings),
        "stands": verdict.words,
        "short": [asdict(each) for each in verdict.short],
    }
