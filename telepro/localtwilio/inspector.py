"""Shows a newcomer what goes on: the latest calls with their timelines, as one page of HTML."""

from collections.abc import Mapping
from datetime import datetime
from html import escape
from itertools import islice
from types import MappingProxyType

from telepro.localtwilio.calls import Call
from telepro.localtwilio.exchange import Exchange

MOST_CALLS = 100

WORDS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "fr": {
            "title": "Twilio local : appels",
            "about": "Aucun téléphone ne sonne : les personnes appelées sont simulées.",
            "from": "De",
            "to": "Vers",
            "status": "État",
            "person": "Personne",
            "timeline": "Déroulement",
            "none": "Aucun appel pour l'instant.",
            "latest": "Les {n} derniers appels sur {total}",
        },
        "en": {
            "title": "Local Twilio: calls",
            "about": "No telephone rings: the people called are simulated.",
            "from": "From",
            "to": "To",
            "status": "Status",
            "person": "Person",
            "timeline": "What happened",
            "none": "No calls yet.",
            "latest": "The latest {n} of {total} calls",
        },
    }
)

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:72rem;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;"
    "padding:.4rem .8rem .4rem 0;border-bottom:1px solid #ccc}ol{margin:0;padding-left:1.2rem}"
    "time{font-variant-numeric:tabular-nums;margin-right:.6rem}"
    ":root{color-scheme:light dark}"
)


def language_of(accepted: str) -> str:
    """French for a browser that asks for French first, else English."""
    return "fr" if accepted.strip().lower().startswith("fr") else "en"


def page(exchange: Exchange, language: str) -> str:
    """The whole page; everything that came from outside is escaped."""
    words = WORDS[language]
    calls = list(islice(reversed(exchange.calls.values()), MOST_CALLS))
    count = words["latest"].format(n=len(calls), total=len(exchange.calls))
    heads = "".join(
        f"<th>{words[key]}</th>" for key in ("from", "to", "status", "person", "timeline")
    )
    rows = "".join(_row(call) for call in calls)
    table = (
        f"<p>{count}</p><table><tr>{heads}</tr>{rows}</table>"
        if calls
        else f"<p>{words['none']}</p>"
    )
    return (
        f'<!doctype html><html lang="{language}"><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width"><title>{words["title"]}</title>'
        f"<style>{STYLE}</style><h1>{words['title']}</h1><p>{words['about']}</p>{table}</html>"
    )


def _row(call: Call) -> str:
    cells = (call.from_, call.to, call.status, _person(call))
    steps = "".join(f"<li>{_instant(at)}{escape(text)}</li>" for at, text in call.timeline)
    shown = "".join(f"<td>{escape(cell)}</td>" for cell in cells)
    return f'<tr id="{call.sid}">{shown}<td><ol>{steps}</ol></td></tr>'


def _person(call: Call) -> str:
    if call.person is None:
        return ""
    return f"{call.person.kind}: {call.person.text}" if call.person.text else call.person.kind


def _instant(at: datetime) -> str:
    return f'<time datetime="{at.isoformat()}">{at:%H:%M:%S}</time>'
