"""Decides the life of a leg that was dialed into a conference: it rings, joins, and ends on leaving."""

from telepro.localtwilio import holding, lines, ringing, rooms
from telepro.localtwilio.calls import Conference, Participant
from telepro.localtwilio.codes import CallStatus, Left
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.kernel import Sleep, Steps, Until


def begin(exchange: Exchange, room: Conference, participant: Participant, wait: float) -> None:
    """Queue the leg; it is dialed in `wait` seconds, when the account may start another call."""
    call = participant.call
    call.queue_milliseconds = round(wait * 1000)
    exchange.add_call(call)
    room.invited[call.sid] = participant
    call.farewell = lambda: _not_added(exchange, room, participant)
    call.tasks["line"] = exchange.kernel.spawn(_place(exchange, room, participant, wait))
    call.tasks["room"] = exchange.kernel.spawn(_until_out(exchange, participant))


def _place(exchange: Exchange, room: Conference, participant: Participant, wait: float) -> Steps:
    yield Sleep(wait)
    # With early media those who are there hear it ring: they are alone no longer.
    for other in room.participants.values():
        exchange.kernel.fire(other.call.company)
    taken = yield from ringing.dial(exchange, participant.call)
    if taken:
        _join(exchange, room, participant)


def _join(exchange: Exchange, room: Conference, participant: Participant) -> None:
    call = participant.call
    if full := rooms.fullness(room):
        notify(exchange, call.sid, full.code, full.sentence)
        lines.finish(exchange, call, CallStatus.COMPLETED, "its conference was full")
        return
    call.farewell = None
    rooms.enter(exchange, room, participant)
    holding.wait_for_start(exchange, room, participant)


def _not_added(exchange: Exchange, room: Conference, participant: Participant) -> None:
    call = participant.call
    if call.status is CallStatus.FAILED:
        notify(exchange, call.sid, 16030, f"{call.to} could not be added to {room.name}.")
    rooms.not_added(exchange, room, participant)


def _until_out(exchange: Exchange, participant: Participant) -> Steps:
    """A leg without a document of its own has nowhere to go when it leaves the conference."""
    why = yield Until(participant.left)
    if why is not Left.UPDATED:
        lines.hang_up(exchange, participant.call, f"left its conference: {why}")
