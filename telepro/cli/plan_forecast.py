"""The command `plan forecast`: plays a plan a thousand times and says how it would go; starts no service."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from campaigns.forecast import (
    RUNS,
    SEED,
    Forecast,
    Leads,
    Rate,
    forecast,
    given,
)
from campaigns.forecast.words import in_percent
from campaigns.funnel.chain import RATE_NAMES
from campaigns.plan import Plan
from campaigns.problems import Refused
from campaigns.prospect_base.enrolment import OWN_FIELDS
from campaigns.prospect_file.countries import language_of
from campaigns.prospects import Audience, Basis, Statement
from campaigns.targeting import unknown_columns
from telepro.cli.io import Exit, data_option, emit, fail, json_option, say, terminal_language
from telepro.cli.plan import plan_in
from telepro.files.callable_leads import callable_leads
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout, ProspectFile, open_file
from telepro.files.refusals import Reader

MOST_RUNS = 10_000
_NBSP = "\u00a0"
_COLON = {"fr": f"{_NBSP}: ", "en": ": "}
_WORDS: Mapping[str, Mapping[str, str]] = {
    "endless": {
        "fr": f"Fiches{_NBSP}: aucun fichier nommé (--prospects), elles ne manquent jamais.",
        "en": "Prospects: no file was named (--prospects), so they never run out.",
    },
    "leads": {
        "fr": f"Fiches{_NBSP}: {{leads}} appelables dans les segments du plan.",
        "en": "Prospects: {leads} callable in the plan's segments.",
    },
    "consent": {
        "fr": "Chaque consommateur du fichier est compté comme s’il avait consenti à être appelé.",
        "en": "Each consumer of the file is counted as if they had agreed to be called.",
    },
    "rates": {"fr": f"Ce sur quoi il repose{_NBSP}:", "en": "What it rests on:"},
    "fixes": {"fr": f"Un seul changement suffirait{_NBSP}:", "en": "One change alone would do:"},
    "not_offered": {"fr": f"Ce qui n’est pas proposé{_NBSP}:", "en": "What is not offered:"},
}


@dataclass(frozen=True, slots=True)
class Asked:
    """The plan, the prospects' file and the options as given, and the language of the terminal."""

    plan: Plan
    prospects: Path | None
    callers: int | None
    runs: int
    seed: int
    language: str


@click.command("forecast")
@click.argument("file", type=click.Path(path_type=Path), metavar="PLAN")
@click.option("--prospects", type=click.Path(path_type=Path), help="CSV or XLSX.")
@click.option("--callers", type=click.IntRange(1, 500), help="Teleprospectors (the plan's).")
@click.option("--runs", default=RUNS, type=click.IntRange(1, MOST_RUNS), help=f"Plays ({RUNS:,}).")
@click.option(
    "--seed", default=SEED, type=click.IntRange(0), help=f"Same seed, same answer ({SEED})."
)
@data_option
@json_option
def command(file: Path, data: Path, as_json: bool, **options: Any) -> None:
    """Play PLAN on the calendar: range, chance, date, cost, what binds and what would do."""
    asked = Asked(plan_in(file, as_json), language=terminal_language(os.environ), **options)
    try:
        leads = _leads(asked)
    except Refused as refusal:
        fail(refusal.problems, Exit.BAD_INPUT, as_json)
    case = given(asked.plan, leads, asked.callers)
    found = forecast(case, asked.seed, asked.runs)
    if as_json:
        emit({**as_values(found), "leads": _count(leads)}, as_json)
        return
    for line in _lines(found, leads, asked.language):
        click.echo(line)


def _leads(asked: Asked) -> tuple[Leads, ...] | None:
    """The leads of the file as its import would give them; None when no file is named."""
    if asked.prospects is None:
        return None
    plan = asked.plan
    basis = Basis.CONSENT if plan.audience is Audience.B2C else Basis.LEGITIMATE_INTEREST
    stated = Statement(
        plan.country, plan.audience, basis, asked.prospects.name, language_of(plan.country)
    )
    opened = open_file(
        asked.prospects, Layout(), COMMAND, Reader(str(asked.prospects), asked.language)
    )
    _tell(opened, asked)
    return callable_leads(opened, stated, plan)


def _tell(opened: ProspectFile, asked: Asked) -> None:
    """Say which columns of the plan's rules the file lacks, and what is taken for granted."""
    for problem in unknown_columns(asked.plan, (*OWN_FIELDS, *opened.headings), asked.language):
        say(problem.sentence())
    if asked.plan.audience is Audience.B2C:
        say(_WORDS["consent"][asked.language])


def as_values(found: Forecast) -> dict[str, Any]:
    """The forecast as plain values: chances to three decimals, cost in cents, words in both languages."""
    return {
        "objective": found.objective,
        "p_reach": round(found.p_reach, 3),
        "p10": found.p10,
        "p50": found.p50,
        "p90": found.p90,
        "finish_p50": found.finish_p50,
        "cost_p50": found.cost_p50,
        "binding": found.binding,
        "fixes": [
            {
                "lever": fix.lever,
                "change": fix.change,
                "p_reach": round(fix.p_reach, 3),
                "words": dict(fix.words),
            }
            for fix in found.fixes
        ],
        "dials_p50": found.dials_p50,
        "hours_p50": found.hours_p50,
        "not_offered": [
            {"lever": each.lever, "words": dict(each.words)} for each in found.not_offered
        ],
        "rates": [_rate(each) for each in found.rates.values()],
        "sentence": dict(found.sentence),
    }


def _rate(rate: Rate) -> dict[str, Any]:
    return {"rate": rate.name, "mean": round(rate.mean, 4), "origin": dict(rate.origin)}


def _count(leads: tuple[Leads, ...] | None) -> int | None:
    return None if leads is None else sum(each.count for each in leads)


def _lines(found: Forecast, leads: tuple[Leads, ...] | None, language: str) -> list[str]:
    many = _count(leads)
    words = _WORDS["endless" if many is None else "leads"][language].format(leads=many)
    colon = _COLON[language]
    lines = [found.sentence[language], words, _WORDS["rates"][language]]
    for rate in found.rates.values():
        lines.append(f"  {RATE_NAMES[rate.name][language]}{colon}{rate.origin[language]}")
    if found.fixes:
        lines.append(_WORDS["fixes"][language])
    for fix in found.fixes:
        lines.append(f"  {fix.words[language]}{colon}{in_percent(fix.p_reach, language)}")
    if found.not_offered:
        lines.append(_WORDS["not_offered"][language])
    return lines + [f"  {each.words[language]}" for each in found.not_offered]
