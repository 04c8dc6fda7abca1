"""Decides what the pages about conferences show: which there are, who is in them and who was."""

from typing import Any

from markupsafe import Markup

from telepro.localtwilio.calls import Conference
from telepro.localtwilio.codes import ConferenceStatus
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.inspector import facts
from telepro.localtwilio.inspector.frame import (
    View,
    call_link,
    chip,
    instant,
    listing,
    page,
    room_link,
    table,
)
from telepro.localtwilio.inspector.reasons import reason_in
from telepro.localtwilio.inspector.request_pages import requests

MOST_ROOMS = 200
FLAGS = ("muted", "hold", "starts", "ends")
Facts = dict[str, Any]


def rooms(exchange: Exchange, view: View) -> str:
    """The conferences, those that live before those that are over."""
    words = view.words
    latest = list(reversed(exchange.conferences.values()))[:MOST_ROOMS]
    live = [room for room in latest if room.status is not ConferenceStatus.COMPLETED]
    over = [room for room in latest if room.status is ConferenceStatus.COMPLETED]
    body = Markup("").join(
        Markup("<h2>{}</h2>{}").format(words[name], _table(view, chosen))
        for name, chosen in (("live", live), ("over", over))
        if chosen
    )
    nothing = Markup("<p>{}</p>").format(words["none_rooms"])
    return page(view, words["rooms"], words["rooms_about"], body or nothing)


def _table(view: View, chosen: list[Conference]) -> Markup:
    words = view.words
    shown = [facts.of_room(room) for room in chosen]
    rows = [
        (
            instant(room["created"]),
            room_link(room["sid"], room["name"]),
            chip(view, room["status"]),
            _present(room),
            reason_in(view.language, room["reason"] or ""),
        )
        for room in shown
    ]
    heads = ("began", "name", "state", "participants", "reason")
    return table([words[name] for name in heads], rows, words["rooms"])


def _present(room: Facts) -> Markup:
    return Markup(", ").join(
        call_link(each["call"], each["label"])
        for each in room["participants"]
        if each["present"] or room["status"] == ConferenceStatus.COMPLETED
    )


def room(exchange: Exchange, view: View, found: Conference) -> str:
    """All there is to see of one conference."""
    words, shown = view.words, facts.of_room(found)
    ended_by = call_link(shown["ended_by"]) if shown["ended_by"] else ""
    pairs: list[tuple[str, str | Markup]] = [
        (words["state"], chip(view, shown["status"])),
        (words["began"], instant(shown["created"])),
    ]
    if shown["reason"]:
        reason = Markup("{} {}").format(reason_in(view.language, shown["reason"]), ended_by)
        pairs.append((words["reason"], reason))
    body = (
        listing(pairs)
        + Markup("<h2>{}</h2>").format(words["participants"])
        + _participants(view, shown)
        + Markup("<h2>{}</h2>").format(words["requests"])
        + requests(view, facts.requests_of(exchange, found.sid))
    )
    return page(view, shown["name"], shown["sid"], body)


def _participants(view: View, shown: Facts) -> Markup:
    words = view.words
    rows = [
        (
            each["label"] or "",
            call_link(each["call"]),
            words["present"] if each["present"] else words["gone"],
            _flags(view, each),
        )
        for each in shown["participants"]
    ]
    heads = (words["label"], words["call"], words["state"], words["role"])
    return table(heads, rows, words["participants"])


def _flags(view: View, each: Facts) -> Markup:
    said = [view.words[name] for name in FLAGS if each[name]]
    coached = Markup("{} {}").format(view.words["coaching"], call_link(each["coaching"]))
    return Markup(", ").join([*said, *([coached] if each["coaching"] else [])])
