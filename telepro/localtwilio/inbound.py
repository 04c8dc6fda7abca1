"""Decides how a call to one of our numbers goes: it rings, its number's document leads it, it is told."""

from telepro.localtwilio import lines, people_calling, script
from telepro.localtwilio.calls import Call
from telepro.localtwilio.codes import CallStatus, Direction
from telepro.localtwilio.estate import Possession, call_callback, voice_source
from telepro.localtwilio.exchange import Exchange, record
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.messages import InboundCall
from telepro.localtwilio.people import Kind

NEVER_KNEW = frozenset({Kind.DEAD, Kind.CARRIER_FAILURE})
"""Lines that show nobody who called."""


class NotOurs(Exception):
    """A call or a message to a number that the account does not own."""


def receive(exchange: Exchange, event: InboundCall) -> Call:
    """Let somebody call one of our numbers. Raises NotOurs when it is none of ours."""
    owned = owned_number(exchange, event.to)
    exchange.visits[event.from_] += 1
    setup, nth = exchange.setup, exchange.visits[event.from_]
    who = people_calling.caller(setup.scenario, setup.seed, event.from_, nth, event.says)
    answering = exchange.estate.answering(owned, "voice")
    call = Call(
        sid=exchange.sid("CA"),
        to=event.to,
        from_=event.from_,
        direction=Direction.INBOUND,
        created=exchange.now,
        source=voice_source(answering),
        callback=call_callback(answering),
        phone_number_sid=owned.sid,
        person=who.person,
    )
    call.started = exchange.now
    exchange.add_call(call)
    lines.progress(exchange, call, CallStatus.RINGING)
    _lead(exchange, call, who.patience)
    return call


def owned_number(exchange: Exchange, address: str) -> Possession:
    """The number of ours that is written so. Raises NotOurs, naming those that are."""
    owned = exchange.estate.number(address)
    if owned is None:
        ours = ", ".join(exchange.account.numbers) or "none"
        raise NotOurs(f"to={address}: expected a number of this account ({ours}).")
    return owned


def _lead(exchange: Exchange, call: Call, patience: float) -> None:
    if not call.source.url:
        # A number without a voice URL fails at once, and the debugger says nothing of it.
        lines.finish(exchange, call, CallStatus.FAILED, "its number has no voice URL", 404)
        return
    call.tasks["script"] = exchange.kernel.spawn(script.run(exchange, call, call.source))
    call.tasks["patience"] = exchange.kernel.spawn(_give_up(exchange, call, patience))


def _give_up(exchange: Exchange, call: Call, patience: float) -> Steps:
    yield Sleep(exchange.hurried(patience))
    if call.status is CallStatus.RINGING:
        lines.finish(exchange, call, CallStatus.NO_ANSWER, "the caller gave up", 487)


def after(exchange: Exchange, call: Call) -> None:
    """Let whoever missed a call of ours ring back the number that they saw, if that is their way."""
    person = call.person
    if person is None or person.calls_back is None or call.direction is Direction.INBOUND:
        return
    if person.kind in NEVER_KNEW or not _was_missed(call, person.kind):
        return
    if exchange.estate.number(call.shown_from) is None:
        return
    event = InboundCall(call.to, call.shown_from)
    exchange.kernel.spawn(_ring_back(exchange, event, exchange.hurried(person.calls_back)))


def _was_missed(call: Call, kind: Kind) -> bool:
    """Whether nobody spoke to us; a call given up before it rang leaves no trace on a phone."""
    if call.answered:
        return kind is Kind.MACHINE
    rang = any(text == CallStatus.RINGING for _, text in call.timeline)
    return rang or call.status is not CallStatus.CANCELED


def _ring_back(exchange: Exchange, event: InboundCall, seconds: float) -> Steps:
    yield Sleep(seconds)
    if exchange.live_calls(event.from_):
        record(exchange, "ring_back_spared", number=event.from_)
        return
    receive(exchange, event)
