"""Decides how a leg to a browser goes: every browser registered for its identity rings at once."""

from telepro.localtwilio import lines
from telepro.localtwilio.browsers import Declined, Ring, identity_of
from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.kernel import Steps, Until
from telepro.localtwilio.messages import SoftphoneAnswered, SoftphoneDeclined, Tell


def dial(exchange: Exchange, call: Call) -> Steps:
    """Ring the browsers; gives whether one of them took the call. Otherwise the call is over.

    SIP codes: 480 when no browser is registered, 603 when the call was rejected, 487 when the
    ring time ran out; Twilio calls all three `no-answer`.
    """
    call.started = exchange.now
    lines.progress(exchange, call, CallStatus.INITIATED)
    identity = identity_of(call.to)
    registered = exchange.browsers.lines_of(identity)
    if not registered:
        why = f"no browser is registered as {identity}"
        lines.finish(exchange, call, CallStatus.NO_ANSWER, why, 480)
        return False
    # A browser that is in a call ignores another one (allowIncomingWhileBusy is off): it rings out.
    free = tuple(line for line in registered if not _is_busy(exchange, line))
    answer = yield from _ring(exchange, call, free)
    if not isinstance(answer, int):
        declined = isinstance(answer, Declined)
        why = "rejected in the browser" if declined else "nobody took the call in a browser"
        lines.finish(exchange, call, CallStatus.NO_ANSWER, why, 603 if declined else 487)
        return False
    call.line = answer
    exchange.lines[answer] = call
    lines.answer(exchange, call)
    return True


def accept(exchange: Exchange, event: SoftphoneAnswered) -> None:
    """Somebody pressed the green button; without a line the first browser that rings takes it."""
    ring = exchange.browsers.ringing(event.call_sid)
    if ring is None or not ring.lines:
        return
    line = ring.lines[0] if event.line is None else event.line
    if line in ring.lines and exchange.browsers.is_registered(line):
        exchange.kernel.fire(ring.answer, line)


def decline(exchange: Exchange, event: SoftphoneDeclined) -> None:
    """Somebody pressed the red button: the call ends for every browser of the identity."""
    ring = exchange.browsers.ringing(event.call_sid)
    if ring is not None and ring.lines:
        line = ring.lines[0] if event.line is None else event.line
        exchange.kernel.fire(ring.answer, Declined(line))


def _is_busy(exchange: Exchange, line: int) -> bool:
    call = exchange.lines.get(line)
    return call is not None and not call.over


def _ring(exchange: Exchange, call: Call, free: tuple[int, ...]) -> Steps:
    ring = exchange.browsers.start(call.sid, free)
    lines.progress(exchange, call, CallStatus.RINGING)
    facts = {"call_sid": call.sid, "from": call.from_, "to": call.to}
    for line in free:
        exchange.emit(Tell(line, "incoming", {**facts, "parameters": dict(call.parameters)}))
    record(exchange, "rings_in_browsers", call_sid=call.sid, browsers=len(free))
    taken: object = None
    try:
        taken = yield Until(ring.answer, call.ring_limit)
    finally:
        # Also when the caller gives up: the engine then closes this task where it waits.
        _stop(exchange, ring, taken)
    return taken


def _stop(exchange: Exchange, ring: Ring, taken: object) -> None:
    exchange.browsers.stop(ring.call_sid)
    for line in ring.lines:
        if line != taken and exchange.browsers.is_registered(line):
            exchange.emit(Tell(line, "cancel", {"call_sid": ring.call_sid}))
