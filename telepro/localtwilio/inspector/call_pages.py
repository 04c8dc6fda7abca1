"""Decides what the pages about calls show: a list to search, and all there is to see of one call."""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any

from markupsafe import Markup

from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.inspector import facts
from telepro.localtwilio.inspector.debugger_pages import notes
from telepro.localtwilio.inspector.explanations import MOMENTS, PEOPLE
from telepro.localtwilio.inspector.frame import (
    View,
    call_link,
    chip,
    instant,
    listing,
    number,
    page,
    room_link,
    table,
)
from telepro.localtwilio.inspector.reasons import reason_in, said_in
from telepro.localtwilio.inspector.request_pages import requests
from telepro.localtwilio.inspector.words import status_in

PAGE_SIZE = 50
Facts = dict[str, Any]


def calls(exchange: Exchange, view: View) -> str:
    """The calls that fit what is asked for, the latest first, fifty to a page."""
    words = view.words
    chosen = [call for call in reversed(exchange.calls.values()) if _fits(call, view)]
    at = _page_number(view.asked.get("page", ""))
    shown = chosen[at * PAGE_SIZE : (at + 1) * PAGE_SIZE]
    nothing = words["none_found"] if exchange.calls else words["none_calls"]
    found = (
        _table(view, [facts.summary(call) for call in shown])
        if shown
        else Markup("<p>{}</p>").format(nothing)
    )
    body = _form(view) + found + _pages(view, at, len(shown), len(chosen))
    return page(view, words["calls"], words["calls_about"], body)


def _fits(call: Call, view: View) -> bool:
    status, text = view.asked.get("status", ""), view.asked.get("number", "").replace(" ", "")
    searched = f"{call.from_} {call.to} {call.sid}"
    return (not status or call.status == status) and text.lower() in searched.lower()


def _page_number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0


def _form(view: View) -> Markup:
    words, chosen = view.words, view.asked.get("status", "")
    option = Markup('<option value="{}"{}>{}</option>')
    options = Markup("").join(
        option.format(
            value,
            Markup(" selected") if value == chosen else "",
            status_in(view.language, value) if value else words["all"],
        )
        for value in chain([""], CallStatus)
    )
    return Markup(
        '<form method="get" action="/inspector"><label>{} <select name="status">{}</select></label>'
        '<label>{} <input name="number" value="{}" placeholder="{}" autocomplete="off"></label>'
        '<button type="submit">{}</button></form>'
    ).format(
        words["status"],
        options,
        words["number"],
        view.asked.get("number", ""),
        words["number_hint"],
        words["show"],
    )


def _table(view: View, shown: Sequence[Facts]) -> Markup:
    words = view.words
    names = ("at", "from", "to", "status", "duration", "what")
    rows = [
        (
            instant(call["created"]),
            number(call["from"]),
            call_link(call["sid"], number(call["to"]) if call["to"] else ""),
            chip(view, call["status"]),
            _seconds(view, call["seconds"]),
            said_in(view.language, call["last"]),
        )
        for call in shown
    ]
    return table([words[name] for name in names], rows, words["calls"])


def _seconds(view: View, seconds: int) -> str:
    return view.words["seconds"].format(n=seconds) if seconds else ""


def _pages(view: View, at: int, shown: int, total: int) -> Markup:
    if not total or not shown:
        return Markup("")
    first, words = at * PAGE_SIZE, view.words
    counted = words["count"].format(first=first + 1, last=first + shown, total=total)
    link = Markup(' <a href="{}" rel="{}">{}</a>')
    back = link.format(view.link(page=str(at - 1)), "prev", words["newer"]) if at else ""
    more = first + shown < total
    on = link.format(view.link(page=str(at + 1)), "next", words["older"]) if more else ""
    return Markup('<p class="pages"><span>{}</span>{}{}</p>').format(counted, back, on)


def call(exchange: Exchange, view: View, found: Call) -> str:
    """All there is to see of one call."""
    shown = facts.of_call(exchange, found)
    sections: Sequence[tuple[str, Callable[[View, Facts], Markup]]] = (
        ("timeline", _timeline),
        ("requests", lambda view, shown: requests(view, shown["requests"])),
        ("notifications", lambda view, shown: notes(view, shown["notifications"], [])),
        ("rooms", _rooms),
    )
    heading = Markup("<h2>{}</h2>{}")
    body = _about(view, shown) + Markup("").join(
        heading.format(view.words[name], inside)
        for name, section in sections
        if (inside := section(view, shown))
    )
    return page(view, f"{shown['from']} → {shown['to']}", shown["sid"], body + _json(view, shown))


def way_back(view: View) -> Markup:
    """The way from a page that shows nothing."""
    return Markup('<p><a href="/inspector">{}</a></p>').format(view.words["back"])


def _json(view: View, shown: Facts) -> Markup:
    link = Markup('<p><a href="/inspector/calls/{}.json">{}</a></p>')
    return link.format(shown["sid"], view.words["json"])


def _about(view: View, shown: Facts) -> Markup:
    words = view.words
    legs = Markup(", ").join(call_link(sid) for sid in shown["children"])
    pairs: list[tuple[str, str | Markup]] = [
        (words["status"], chip(view, shown["status"])),
        (words["direction"], status_in(view.language, shown["direction"])),
        (words["duration"], _seconds(view, shown["seconds"])),
        (words["sip"], str(shown["sip"] or "")),
        (words["person"], _person(view, shown["person"])),
        (words["parent"], call_link(shown["parent"]) if shown["parent"] else ""),
        (words["children"], legs),
    ]
    return listing((name, value) for name, value in pairs if value)


def _person(view: View, person: Facts | None) -> Markup | str:
    if person is None:
        return ""
    words, kind = view.words, str(person["kind"])
    parts = [PEOPLE[view.language].get(kind, kind)]
    if person["says"]:
        parts.append(words["says"].format(text=person["says"]))
        parts.append(words["talk"].format(n=person["talk"]))
    why = Markup('<span class="why">{}</span>')
    return Markup("{}").format(parts[0]) + Markup("").join(why.format(part) for part in parts[1:])


def _timeline(view: View, shown: Facts) -> Markup:
    words, why = view.words, Markup('{}<span class="why">{}</span>')
    rows = [
        (
            instant(moment["at"]),
            Markup('<span class="num">+{} s</span>').format(f"{moment['after']:.1f}"),
            why.format(
                said_in(view.language, moment["text"]),
                MOMENTS[view.language].get(moment["kind"], ""),
            ),
        )
        for moment in shown["timeline"]
    ]
    return table((words["at"], words["after"], words["what"]), rows, words["timeline"])


def _rooms(view: View, shown: Facts) -> Markup:
    words = view.words
    rows = [
        (
            room_link(room["sid"], room["name"]),
            chip(view, room["status"]),
            reason_in(view.language, room["reason"] or ""),
        )
        for room in shown["conferences"]
    ]
    if not rows:
        return Markup("")
    return table((words["name"], words["state"], words["reason"]), rows, words["rooms"])
