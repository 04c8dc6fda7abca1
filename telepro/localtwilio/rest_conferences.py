"""Answers the REST requests about conferences and their participants."""

from collections.abc import Mapping
from typing import Any

from telepro.localtwilio import rooms, waiting
from telepro.localtwilio.callbacks import tell_conference
from telepro.localtwilio.calls import Conference, Participant, Source
from telepro.localtwilio.codes import ConferenceEnd, ConferenceStatus, Left
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.paging import page_of, period
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import conference_resource, participant_resource

FLAGS = ("Muted", "Hold", "Coaching")
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}


def listing(exchange: Exchange, request: RestRequest) -> Response:
    """GET Conferences: newest first, by FriendlyName, Status, DateCreated and DateUpdated."""
    asked = dict(request.query)
    created, updated = period(request, "DateCreated"), period(request, "DateUpdated")
    chosen = [
        room
        for room in reversed(exchange.conferences.values())
        if created.holds(room.created)
        and updated.holds(room.updated or room.created)
        and asked.get("FriendlyName", room.name) == room.name
        and asked.get("Status", room.status) == room.status
    ]
    return Response(
        200,
        page_of(
            request,
            "conferences",
            chosen,
            lambda room: room.sid,
            lambda room: conference_resource(exchange.account, room),
        ),
    )


def fetch(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Conferences/{sid}."""
    return Response(200, conference_resource(exchange.account, _room(exchange, request, sid)))


def update(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """POST Conferences/{sid} with Status=completed: everyone leaves."""
    room = _room(exchange, request, sid)
    status = dict(request.form).get("Status", "")
    if status not in ("", ConferenceStatus.COMPLETED):
        raise Refused(20001, f"Status={status}: expected completed")
    if status and room.status is not ConferenceStatus.COMPLETED:
        rooms.end(exchange, room, ConferenceEnd.BY_API)
    return Response(200, conference_resource(exchange.account, room))


def participants(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Participants: the live ones, by Muted, Hold and Coaching."""
    room = _room(exchange, request, sid)
    asked = {name.lower(): value for name, value in request.query if name in FLAGS}
    shown = [_show(exchange, room, entry) for entry in reversed(room.participants.values())]
    chosen = [
        entry
        for entry in shown
        if all(entry[name] == TRUTHS.get(value) for name, value in asked.items())
    ]
    return Response(
        200,
        page_of(request, "participants", chosen, lambda entry: str(entry["call_sid"]), dict),
    )


def participant(exchange: Exchange, request: RestRequest, sid: str, who: str) -> Response:
    """GET Participants/{call or label}."""
    room = _room(exchange, request, sid)
    return Response(200, _show(exchange, room, _participant(request, room, who)))


def update_participant(exchange: Exchange, request: RestRequest, sid: str, who: str) -> Response:
    """POST Participants/{call or label}: mute, hold, coach, or change what their leaving does."""
    room = _room(exchange, request, sid)
    entry, fields = _participant(request, room, who), dict(request.form)
    _mute(exchange, room, entry, fields)
    _hold(exchange, room, entry, fields)
    _modify(exchange, room, entry, fields)
    entry.updated = exchange.now
    rooms.changed(exchange, room)
    return Response(200, _show(exchange, room, entry))


def kick(exchange: Exchange, request: RestRequest, sid: str, who: str) -> Response:
    """DELETE Participants/{call or label}: the leg leaves and goes on with its own document."""
    room = _room(exchange, request, sid)
    rooms.leave(exchange, _participant(request, room, who).call, Left.KICKED)
    return Response(204, None)


def _mute(
    exchange: Exchange, room: Conference, entry: Participant, fields: Mapping[str, str]
) -> None:
    muted = _truth(fields, "Muted")
    if muted is not None and muted != entry.muted:
        entry.muted = muted
        tell_conference(exchange, room, f"participant-{'mute' if muted else 'unmute'}", entry)


def _hold(
    exchange: Exchange, room: Conference, entry: Participant, fields: Mapping[str, str]
) -> None:
    hold = _truth(fields, "Hold")
    if hold is None or hold == entry.hold:
        return
    url = fields.get("HoldUrl", "")
    if url and (sentence := refusal_of(url)):
        raise Refused(20001, sentence)
    entry.hold = hold
    exchange.kernel.cancel(entry.waiting)
    if hold and url:
        music = waiting.listen(exchange, entry.call, Source(url, fields.get("HoldMethod", "GET")))
        entry.waiting = exchange.kernel.spawn(music)
    tell_conference(exchange, room, f"participant-{'hold' if hold else 'unhold'}", entry)


def _modify(
    exchange: Exchange, room: Conference, entry: Participant, fields: Mapping[str, str]
) -> None:
    before = (entry.end_on_exit, entry.coaching)
    ends = _truth(fields, "EndConferenceOnExit")
    entry.end_on_exit = entry.end_on_exit if ends is None else ends
    coached = fields.get("CallSidToCoach", entry.coaching)
    entry.coaching = "" if _truth(fields, "Coaching") is False else coached
    if before != (entry.end_on_exit, entry.coaching):
        tell_conference(exchange, room, "participant-modify", entry)


def _truth(fields: Mapping[str, str], name: str) -> bool | None:
    text = fields.get(name)
    if text is None:
        return None
    if text.lower() not in TRUTHS:
        raise Refused(20001, f"{name}={text}: expected true or false")
    return TRUTHS[text.lower()]


def _room(exchange: Exchange, request: RestRequest, sid: str) -> Conference:
    if sid not in exchange.conferences:
        raise Refused(20404, request.path)
    return exchange.conferences[sid]


def _participant(request: RestRequest, room: Conference, who: str) -> Participant:
    for entry in room.participants.values():
        if who in (entry.call.sid, entry.label or None):
            return entry
    raise Refused(20404, request.path)


def _show(exchange: Exchange, room: Conference, entry: Participant) -> dict[str, Any]:
    return participant_resource(exchange.account, room, entry)
