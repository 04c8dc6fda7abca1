"""Carries out what was asked of calls under way: each order at most once, and not when it is stale.

Two short transactions with the carrier between them, as in `dialing`. An order whose worker died in
between is not repeated: whoever asked sees that nothing changed, and asks again.
"""

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy.orm import Session

from campaigns.call.on_call import HEARD_BY, RING_SECONDS, LegKind, Mode, Order, good_until
from telepro.crash import point
from telepro.db import call_orders, sessions, statement, transaction
from telepro.db import on_call as rows
from telepro.db.call_orders import Task
from telepro.db.other_legs import CallLeg, CallOrder
from telepro.db.topics import topics_of
from telepro.telephony.carrier import Carrier
from telepro.telephony.rooms import Room, ThirdLeg
from telepro.telephony.troubles import TelephonyError

STALE = "stale"
NOT_THERE = "not_there"


def carry_out_next(tell_time: Callable[[], datetime], carrier: Carrier) -> tuple[str, ...] | None:
    """Carry out the oldest order that waits; whose pages show it, None when none waits."""
    with transaction() as session:
        task = call_orders.claim(session, tell_time())
    if task is None:
        return None
    point("order claimed, before the carrier")
    problem = _trouble_with(task, carrier)
    point("order carried out, before it is noted")
    with transaction() as session:
        return _note(session, task, problem, tell_time())


def tidy(now: datetime) -> int:
    """Let go the colleagues of calls that are over, and give up legs that never came; how many leave."""
    with transaction() as session:
        rows.give_up_unheard_of(session, now)
        left = rows.left_behind(session, now)
        for leg in left:
            session.add(_let_go_of(leg, now))
        return len(left)


def _let_go_of(leg: CallLeg, now: datetime) -> CallOrder:
    return CallOrder(
        client_key=f"left behind {leg.public_id}",
        session_id=leg.session_id,
        leg_id=leg.id,
        order=Order.LET_GO,
        asked_at=now,
        good_until=good_until(Order.LET_GO, now),
    )


def _trouble_with(task: Task, carrier: Carrier) -> str | None:
    """Tell the carrier; what stood in the way, None when it did as asked."""
    if not task.worth_it:
        return STALE
    try:
        result = TELL[task.order](carrier, Room(task.room, task.room_sid), task)
    except TelephonyError as error:
        return f"carrier:{error.code}"
    return result


def _note(session: Session, task: Task, problem: str | None, now: datetime) -> tuple[str, ...]:
    call_orders.done(session, task.id, now, problem)
    if problem is None:
        NOTE.get(task.order, _nothing)(session, task, now)
    elif task.order is Order.BRING_IN and task.leg is not None:
        rows.leg_failed(session, task.leg.id, problem, now)
    elif task.order is Order.LEAVE_MESSAGE:
        # Whoever asked has gone on to the next lead: nobody would end this call.
        rows.hang_up(session, task.attempt or "", now)
    work = sessions.named(session, task.room)
    return topics_of(session, work) if work else ()


def _hold(carrier: Carrier, room: Room, task: Task) -> None:
    carrier.rooms.hold(room, task.attempt or "", task.language)


def _resume(carrier: Carrier, room: Room, task: Task) -> None:
    carrier.rooms.resume(room, task.attempt or "")


def _press(carrier: Carrier, room: Room, task: Task) -> None:
    carrier.rooms.press(room, task.attempt or "", task.public_id)


def _bring_in(carrier: Carrier, room: Room, task: Task) -> str | None:
    leg = task.leg
    if leg is None or not leg.e164 or not task.caller_id:
        return NOT_THERE
    label = rows.label_of(LegKind.COLLEAGUE, leg.public_id)
    third = ThirdLeg(leg.public_id, label, leg.e164, task.caller_id, RING_SECONDS)
    sid = carrier.rooms.bring_in(room, third)
    with statement() as session:
        rows.leg_called(session, leg.id, sid)
    return None


def _let_go(carrier: Carrier, room: Room, task: Task) -> str | None:
    if task.leg is None:
        return NOT_THERE
    carrier.rooms.let_go(room, rows.label_of(task.leg.kind, task.leg.public_id))
    return None


def _hand_over(carrier: Carrier, room: Room, task: Task) -> str | None:
    leg = task.leg
    if leg is None or leg.sid is None or task.attempt_sid is None:
        return NOT_THERE
    # Whoever can wait goes first: should the second step fail, the prospect is still with us.
    carrier.rooms.hand_over(task.attempt or "", (leg.sid, task.attempt_sid))
    return None


def _listen_as(carrier: Carrier, room: Room, task: Task) -> str | None:
    if task.leg is None:
        return NOT_THERE
    label = rows.label_of(LegKind.LISTENER, task.leg.public_id)
    carrier.rooms.give_voice(room, label, HEARD_BY[Mode(task.detail)], task.own_leg_sid)
    return None


def _leave_message(carrier: Carrier, room: Room, task: Task) -> str | None:
    if task.attempt_sid is None:
        return NOT_THERE
    carrier.rooms.leave_message(task.attempt or "", task.attempt_sid)
    return None


def _pause_recording(carrier: Carrier, room: Room, task: Task) -> None:
    carrier.recordings.pause(task.attempt_sid or "")


def _go_on_recording(carrier: Carrier, room: Room, task: Task) -> None:
    carrier.recordings.go_on(task.attempt_sid or "")


Teller = Callable[[Carrier, Room, Task], str | None]
TELL: Mapping[Order, Teller] = MappingProxyType(
    {
        Order.HOLD: _hold,
        Order.RESUME: _resume,
        Order.KEYS: _press,
        Order.BRING_IN: _bring_in,
        Order.LET_GO: _let_go,
        Order.HAND_OVER: _hand_over,
        Order.LISTEN_AS: _listen_as,
        Order.LEAVE_MESSAGE: _leave_message,
        Order.PAUSE_RECORDING: _pause_recording,
        Order.GO_ON_RECORDING: _go_on_recording,
    }
)
"""What each order says to the carrier; it gives what stood in the way."""


def _held(session: Session, task: Task, now: datetime) -> None:
    rows.held(session, task.attempt or "", now)


def _resumed(session: Session, task: Task, now: datetime) -> None:
    rows.held(session, task.attempt or "", None)


def _released(session: Session, task: Task, now: datetime) -> None:
    rows.released(session, task.attempt or "", now)


def _recording_paused(session: Session, task: Task, now: datetime) -> None:
    rows.recording_paused(session, task.attempt or "", now)


def _recording_goes_on(session: Session, task: Task, now: datetime) -> None:
    rows.recording_paused(session, task.attempt or "", None)


def _heard_as(session: Session, task: Task, now: datetime) -> None:
    if task.leg is not None:
        rows.listens_as(session, task.leg.id, Mode(task.detail))


def _nothing(session: Session, task: Task, now: datetime) -> None:
    """The carrier's own messages tell the rest."""


NOTE: Mapping[Order, Callable[[Session, Task, datetime], None]] = MappingProxyType(
    {
        Order.HOLD: _held,
        Order.RESUME: _resumed,
        Order.HAND_OVER: _released,
        Order.PAUSE_RECORDING: _recording_paused,
        Order.GO_ON_RECORDING: _recording_goes_on,
        Order.LISTEN_AS: _heard_as,
    }
)
"""What is known at once when the carrier has done as asked."""
