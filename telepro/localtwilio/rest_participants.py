"""Answers the REST requests about the participants of a conference."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from telepro.localtwilio import announcing, creation, holding, invitations, lines, rooms
from telepro.localtwilio.callbacks import tell_conference
from telepro.localtwilio.calls import Conference, Participant, Source
from telepro.localtwilio.codes import Left
from telepro.localtwilio.delivery import refusal_of
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.faults import Fault
from telepro.localtwilio.messages import Response, RestRequest
from telepro.localtwilio.paging import page_of
from telepro.localtwilio.refusals import Refused
from telepro.localtwilio.resources import participant_resource
from telepro.localtwilio.truths import TRUTHS, truth

FLAGS = ("Muted", "Hold", "Coaching")
METHODS: Mapping[str, str] = {"HoldUrl": "GET", "AnnounceUrl": "POST", "WaitUrl": "POST"}
"""The method by which each document is asked for when the request names none."""
EXIT_BEEPS: Mapping[tuple[str, bool], str] = {
    ("false", True): "onExit",
    ("onEnter", True): "true",
    ("true", False): "onEnter",
    ("onExit", False): "false",
}


def create(exchange: Exchange, request: RestRequest, named: str) -> Response:
    """POST Participants: 201 with the queued leg, unless a fault was asked for."""
    fault = exchange.mischief.creation()
    if fault is Fault.CREATE_500:
        raise Refused(20500)
    if fault is Fault.CREATE_429:
        raise Refused(20429)
    room, entry = invitations.invite(exchange, request, named)
    return Response(201, _show(exchange, room, entry), lost=fault is Fault.CREATE_LOST)


def listing(exchange: Exchange, request: RestRequest, sid: str) -> Response:
    """GET Participants: the live ones and those that ring, by Muted, Hold and Coaching."""
    room = _room(exchange, request, sid)
    asked = {name.lower(): value for name, value in request.query if name in FLAGS}
    live = [*room.participants.values(), *room.invited.values()]
    shown = [_show(exchange, room, entry) for entry in reversed(live)]
    chosen = [
        entry
        for entry in shown
        if all(entry[name] == TRUTHS.get(value) for name, value in asked.items())
    ]
    return Response(
        200,
        page_of(request, "participants", chosen, lambda entry: str(entry["call_sid"]), dict),
    )


def fetch(exchange: Exchange, request: RestRequest, sid: str, who: str) -> Response:
    """GET Participants/{call or label}; a leg dialed into the room stays known by its call."""
    room = _room(exchange, request, sid)
    everybody = (*room.participants.values(), *room.invited.values())
    entry = room.gone.get(who) or _named(request, everybody, who)
    return Response(200, _show(exchange, room, entry))


def update(exchange: Exchange, request: RestRequest, sid: str, who: str) -> Response:
    """POST Participants/{call or label}: mute, hold, coach, announce, or change what leaving does."""
    room = _room(exchange, request, sid)
    entry = _named(request, room.participants.values(), who)
    change = _change(room, entry, dict(request.form))
    _mute(exchange, room, entry, change)
    _hold(exchange, room, entry, change)
    _modify(exchange, room, entry, change)
    _play(exchange, room, entry, change)
    entry.updated = exchange.now
    rooms.changed(exchange, room)
    return Response(200, _show(exchange, room, entry))


def kick(exchange: Exchange, request: RestRequest, sid: str, who: str) -> Response:
    """DELETE Participants/{call or label}: the leg leaves; one that still rings is hung up."""
    room = _room(exchange, request, sid)
    entry = _named(request, (*room.participants.values(), *room.invited.values()), who)
    if entry.call.sid in room.invited:
        lines.hang_up(exchange, entry.call, "taken off the conference through the API")
    else:
        rooms.leave(exchange, entry.call, Left.KICKED)
    return Response(204, None)


@dataclass(frozen=True, slots=True)
class Change:
    """What an update asks for, read as a whole before any of it is done; None leaves as it is."""

    muted: bool | None
    hold: bool | None
    ends: bool | None
    beeps: bool | None
    coached: str | None
    documents: Mapping[str, Source]


def _change(room: Conference, entry: Participant, fields: Mapping[str, str]) -> Change:
    return Change(
        muted=truth(fields, "Muted"),
        hold=truth(fields, "Hold"),
        ends=truth(fields, "EndConferenceOnExit"),
        beeps=truth(fields, "BeepOnExit"),
        coached=_coached(room, entry, fields),
        documents={name: document(fields, name) for name in METHODS if fields.get(name)},
    )


def document(fields: Mapping[str, str], name: str) -> Source:
    """The document that a field such as AnnounceUrl names, with its method. Raises Refused."""
    if sentence := refusal_of(fields[name]):
        raise Refused(20001, sentence)
    method = fields.get(name.replace("Url", "Method"), METHODS[name])
    creation.check_method(method)
    return Source(fields[name], method)


def _coached(room: Conference, entry: Participant, fields: Mapping[str, str]) -> str | None:
    coaches, sid = truth(fields, "Coaching"), fields.get("CallSidToCoach")
    if coaches is False:
        return ""
    if coaches is None and sid is None:
        return None
    wanted = sid or entry.coaching
    if wanted not in room.participants:
        raise Refused(16028, wanted or "CallSidToCoach is missing")
    return wanted


def _mute(exchange: Exchange, room: Conference, entry: Participant, change: Change) -> None:
    if change.muted is not None and change.muted != entry.muted:
        entry.muted = change.muted
        event = "participant-mute" if change.muted else "participant-unmute"
        tell_conference(exchange, room, event, entry)


def _hold(exchange: Exchange, room: Conference, entry: Participant, change: Change) -> None:
    if change.hold is None or change.hold == entry.hold:
        return
    if change.hold:
        holding.hold(exchange, entry, change.documents.get("HoldUrl", Source()))
    else:
        holding.unhold(exchange, entry)
        holding.wait_for_start(exchange, room, entry)
    event = "participant-hold" if change.hold else "participant-unhold"
    tell_conference(exchange, room, event, entry)


def _modify(exchange: Exchange, room: Conference, entry: Participant, change: Change) -> None:
    before = (entry.end_on_exit, entry.coaching, entry.beep)
    entry.end_on_exit = entry.end_on_exit if change.ends is None else change.ends
    entry.coaching = entry.coaching if change.coached is None else change.coached
    if change.beeps is not None:
        entry.beep = EXIT_BEEPS.get((entry.beep, change.beeps), entry.beep)
    if before != (entry.end_on_exit, entry.coaching, entry.beep):
        tell_conference(exchange, room, "participant-modify", entry)


def _play(exchange: Exchange, room: Conference, entry: Participant, change: Change) -> None:
    if source := change.documents.get("WaitUrl"):
        entry.wait = source
        holding.wait_for_start(exchange, room, entry)
    if source := change.documents.get("AnnounceUrl"):
        steps = announcing.to_participant(exchange, room, entry, source)
        entry.call.tasks["announcement"] = exchange.kernel.spawn(steps)


def _room(exchange: Exchange, request: RestRequest, sid: str) -> Conference:
    if sid not in exchange.conferences:
        raise Refused(20404, request.path)
    return exchange.conferences[sid]


def _named(request: RestRequest, entries: Iterable[Participant], who: str) -> Participant:
    for entry in entries:
        if who in (entry.call.sid, entry.label or None):
            return entry
    raise Refused(20404, request.path)


def _show(exchange: Exchange, room: Conference, entry: Participant) -> dict[str, Any]:
    return participant_resource(exchange.account, room, entry)
