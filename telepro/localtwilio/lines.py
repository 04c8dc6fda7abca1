"""Decides the life of one leg: dialed, ringing, answered, over; each step said where it is due."""

from telepro.localtwilio import conversation, detection, listening, rooms
from telepro.localtwilio.callbacks import tell_call
from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import UNANSWERED, CallStatus, Left
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.messages import Tell
from telepro.localtwilio.people import Person


def dial(exchange: Exchange, call: Call) -> Steps:
    """Ring the number; gives whether somebody took the call. Otherwise the call is over."""
    call.started = exchange.now
    progress(exchange, call, CallStatus.INITIATED)
    person = call.person = exchange.town.meet(call.to)
    yield Sleep(exchange.hurried(person.setup))
    if person.rings:
        progress(exchange, call, CallStatus.RINGING)
        yield Sleep(exchange.hurried(min(person.ring, call.ring_limit)))
    if unanswered := person.ending(call.ring_limit):
        finish(exchange, call, unanswered.status, f"SIP {unanswered.sip}", unanswered.sip)
        return False
    answer(exchange, call)
    return True


def answer(exchange: Exchange, call: Call) -> None:
    """The leg is in progress: whoever is on it starts to live, and its time limit to run."""
    call.answered = exchange.now
    progress(exchange, call, CallStatus.IN_PROGRESS)
    limit(exchange, call)
    if call.person is not None:
        call.tasks["person"] = exchange.kernel.spawn(_live(exchange, call, call.person))
    if call.line is not None:
        exchange.emit(Tell(call.line, "connected", {"call_sid": call.sid}))
    exchange.kernel.fire(call.moved)
    listening.answered(exchange, call)
    detection.answered(exchange, call)


def limit(exchange: Exchange, call: Call) -> None:
    """Let the time limit run, or run anew, from the moment the leg was answered."""
    if call.answered is None or call.over:
        return
    exchange.kernel.cancel(call.tasks.get("limit"))
    left = call.time_limit - (exchange.now - call.answered).total_seconds()
    call.tasks["limit"] = exchange.kernel.spawn(_limit(exchange, call, left))


def progress(exchange: Exchange, call: Call, status: CallStatus) -> None:
    """Move the leg on and say so to ledger and callback. REST never shows `initiated`."""
    call.updated = exchange.now
    call.status = status
    call.timeline.append((exchange.now, status))
    record(exchange, status, call_sid=call.sid, to=call.to, query=call.attempt_query())
    tell_call(exchange, call, status)


def finish(
    exchange: Exchange, call: Call, status: CallStatus, why: str, sip: int | None = None
) -> None:
    """End a leg, once: out of its conference, its children with it, its tasks stopped."""
    if call.over:
        return
    call.status, call.ended, call.updated = status, exchange.now, exchange.now
    call.sip = sip if sip is not None else _sip(call, status)
    call.timeline.append((exchange.now, f"{status}: {why}"))
    farewell, call.farewell = call.farewell, None
    if farewell:
        farewell()
    rooms.leave(exchange, call, Left.HUNG_UP)
    for child in call.children:
        hang_up(exchange, child, "its parent ended")
    for task in list(call.tasks.values()):
        exchange.kernel.cancel(task)
    listening.over(exchange, call)
    detection.over(call)
    exchange.call_over(call)
    _say_over(exchange, call, why)
    exchange.kernel.fire(call.moved)
    exchange.after(call)


def hang_up(exchange: Exchange, call: Call, why: str) -> None:
    """End a leg from our side: completed when in progress, canceled when nobody took it yet."""
    taken = call.status not in UNANSWERED
    finish(exchange, call, CallStatus.COMPLETED if taken else CallStatus.CANCELED, why)


def _say_over(exchange: Exchange, call: Call, why: str) -> None:
    record(
        exchange,
        "ended",
        call_sid=call.sid,
        to=call.to,
        status=call.status,
        sip=call.sip,
        seconds=call.seconds,
        reason=why,
        query=call.attempt_query(),
        live_to=exchange.live_calls(call.to),
    )
    tell_call(exchange, call, call.status)
    if call.line is not None:
        facts = {"call_sid": call.sid, "status": call.status, "reason": why}
        exchange.emit(Tell(call.line, "ended", facts))


def _sip(call: Call, status: CallStatus) -> int | None:
    if call.started is None:
        return None
    return 200 if status is CallStatus.COMPLETED else 487


def _limit(exchange: Exchange, call: Call, seconds: float) -> Steps:
    yield Sleep(seconds)
    finish(exchange, call, CallStatus.COMPLETED, "its time limit was reached")


def _live(exchange: Exchange, call: Call, person: Person) -> Steps:
    why = yield from conversation.until_hung_up(exchange, call, person)
    finish(exchange, call, CallStatus.COMPLETED, why)
