"""Decides what <Dial> does: into a conference, or ringing others of whom the first to answer wins."""

from collections.abc import Callable
from dataclasses import dataclass

from telepro.localtwilio import children, farewell, holding, keypad, lines, rooms
from telepro.localtwilio.calls import Call, Source
from telepro.localtwilio.codes import CallStatus, Left
from telepro.localtwilio.dial_recording import DialTape
from telepro.localtwilio.documents import Page, check_action
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.kernel import TIMED_OUT, Steps, Until
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb


@dataclass(frozen=True, slots=True)
class Dialing:
    """One <Dial> being carried out on a leg."""

    exchange: Exchange
    call: Call
    verb: Verb
    page: Page
    action: str | None
    tape: DialTape


def dial(exchange: Exchange, call: Call, verb: Verb, page: Page) -> Steps:
    """Carry out a <Dial>; gives the Source of its action, or None to go on with the next verb."""
    action = verb.attributes["action"] and check_action(
        exchange, call, page, verb.attributes["action"]
    )
    tape = DialTape(exchange, call, verb, page)
    dialing = Dialing(exchange, call, verb, page, action or None, tape)
    rooms_named = [noun for noun in verb.children if noun.name == "Conference"]
    if rooms_named and (len(verb.children) > 1 or verb.text):
        notify(exchange, call.sid, 13000, "<Conference> can't stand beside another noun in <Dial>.")
        return None
    _heed_star(dialing)
    try:
        outcome = yield from (
            _into_room(dialing, rooms_named[0]) if rooms_named else _numbers(dialing)
        )
    finally:
        tape.stop()
        exchange.kernel.cancel(call.tasks.pop("star", None))
    call.farewell = None
    if outcome is None or dialing.action is None:
        return None
    return Source(dialing.action, verb.attributes["method"], (*outcome, *tape.outcome()))


def _heed_star(dialing: Dialing) -> None:
    if dialing.verb.flag("hangupOnStar"):
        star = keypad.until_star(dialing.call, lambda: _leave(dialing))
        dialing.call.tasks["star"] = dialing.exchange.kernel.spawn(star)


def _leave(dialing: Dialing) -> None:
    rooms.leave(dialing.exchange, dialing.call, Left.HUNG_UP)
    for child in dialing.call.children:
        lines.hang_up(dialing.exchange, child, "the caller pressed the star")


def _into_room(dialing: Dialing, noun: Verb) -> Steps:
    exchange, call = dialing.exchange, dialing.call
    joined = rooms.join(exchange, call, noun, dialing.page)
    if isinstance(joined, rooms.Barred):
        notify(exchange, call.sid, joined.code, joined.sentence)
        return None if joined.skips else _outcome("failed")
    joined.wait = holding.wait_source(noun, dialing.page)
    holding.wait_for_start(exchange, exchange.conferences[call.room_sid or ""], joined)
    _farewell_with(dialing, lambda: _outcome("answered"))
    left = yield Until(joined.left, dialing.verb.whole("timeLimit"))
    if left is TIMED_OUT:
        rooms.leave(exchange, call, Left.HUNG_UP)
    return _outcome("answered")


def _numbers(dialing: Dialing) -> Steps:
    exchange, call = dialing.exchange, dialing.call
    _farewell_with(dialing, lambda: (*_outcome("canceled"), *dialing.tape.outcome()))
    rung = yield from children.ring(exchange, call, dialing.verb, dialing.page, dialing.tape)
    if not rung.children:
        return _outcome("failed")
    if rung.winner is None:
        return _unanswered(list(rung.children))
    if call.status is CallStatus.RINGING:
        lines.answer(exchange, call)
    yield from _talk(dialing, rung.winner)
    return _talked(rung.winner)


def _talk(dialing: Dialing, child: Call) -> Steps:
    parent, kernel = dialing.call, dialing.exchange.kernel
    parent.bridged_to, child.bridged_to = child, parent
    _farewell_with(dialing, lambda: (*_talked(child), *dialing.tape.outcome()))
    dialing.tape.bridged()
    kernel.fire(parent.company)
    kernel.fire(child.company)
    while not child.over and child.bridged_to is parent:
        yield Until(child.moved)
    parent.bridged_to = None
    if not child.over:
        # Given a document of its own, the child lives on without its parent.
        parent.children.remove(child)
    kernel.fire(parent.company)


def _farewell_with(dialing: Dialing, outcome: Callable[[], Form]) -> None:
    """When the parent hangs up now, its action hears of it once more; the answer is not run."""
    if dialing.action is not None:
        action = Source(dialing.action, dialing.verb.attributes["method"])
        dialing.call.farewell = farewell.saying(dialing.exchange, dialing.call, action, outcome)


PREFERRED = (
    CallStatus.COMPLETED,
    CallStatus.BUSY,
    CallStatus.NO_ANSWER,
    CallStatus.FAILED,
    CallStatus.CANCELED,
)
"""Which of several children the action hears of; one that was screened away was taken, not bridged."""


def _unanswered(rung: list[Call]) -> Form:
    ranked = sorted(rung, key=lambda child: PREFERRED.index(child.status))
    return _outcome(ranked[0].status, ranked[0])


def _talked(child: Call) -> Form:
    return _outcome("completed", child, bridged="true")


def _outcome(status: str, child: Call | None = None, bridged: str = "false") -> Form:
    if child is None:
        bridged = "true" if status == "answered" else "false"
        return (("DialCallStatus", status), ("DialBridged", bridged))
    lasted = (("DialCallDuration", str(child.seconds)),) if child.over else ()
    return (
        ("DialCallStatus", status),
        ("DialCallSid", child.sid),
        *lasted,
        ("DialBridged", bridged),
    )
