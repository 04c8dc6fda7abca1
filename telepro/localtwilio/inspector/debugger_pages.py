"""Decides how the debugger is shown: its lines, and what their codes mean."""

from collections.abc import Sequence
from itertools import islice
from typing import Any

from markupsafe import Markup

from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.inspector import facts
from telepro.localtwilio.inspector.frame import View, call_link, instant, page, table
from telepro.localtwilio.inspector.meanings import DICTIONARY, MEANINGS, meaning_of

MOST_LINES = 200
Facts = dict[str, Any]


def notifications(exchange: Exchange, view: View) -> str:
    """The latest lines of the debugger, of all calls."""
    latest = islice(reversed(exchange.notifications), MOST_LINES)
    shown = [facts.noted_line(entry) for entry in latest]
    body = notes(view, shown, ["call"]) or Markup("<p>{}</p>").format(view.words["none_notes"])
    return page(view, view.words["debugger"], view.words["notes_about"], body)


def notes(view: View, lines: Sequence[Facts], more: Sequence[str]) -> Markup:
    """A table of the debugger's lines, with the columns named in `more`; empty without any."""
    if not lines:
        return Markup("")
    words = view.words
    heads = [words[name] for name in ("at", "code", "message", *more)]
    rows = [
        (
            instant(line["at"]),
            _code(view, line),
            _message(line),
            *(call_link(line[name]) if line[name] else "" for name in more),
        )
        for line in lines
    ]
    return table(heads, rows, words["notifications"])


def _code(view: View, line: Facts) -> Markup:
    why = meaning_of(line["code"], view.language)
    return Markup(
        '<span class="chip {}">{}</span> <a href="/inspector/codes#c{}">{}</a><span class="why">{}</span>'
    ).format(line["level"], view.words[line["level"]], line["code"], line["code"], why)


def _message(line: Facts) -> Markup:
    where = Markup('<span class="why"><code>{}</code></span>').format(line["url"])
    return Markup("{}{}").format(line["text"], where if line["url"] else "")


def codes(view: View) -> str:
    """What the codes of the debugger mean."""
    words = view.words
    rows = [
        (
            Markup('<a id="c{}" href="{}" rel="noreferrer">{}</a>').format(
                code, DICTIONARY.format(code=code), code
            ),
            meaning[view.language],
        )
        for code, meaning in MEANINGS.items()
    ]
    about = f"{words['codes_about']} ({words['dictionary']}: {DICTIONARY.format(code='…')})"
    return page(
        view, words["codes"], about, table((words["code"], words["meaning"]), rows, words["codes"])
    )
