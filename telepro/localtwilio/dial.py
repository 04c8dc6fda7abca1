"""Decides what <Dial> does: into a conference, or ringing numbers of which the first to answer wins."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from telepro.localtwilio import farewell, keypad, lines, rooms, waiting
from telepro.localtwilio.calls import Call, Callback, Participant, Source
from telepro.localtwilio.codes import CallStatus, ConferenceStatus, Direction, Left
from telepro.localtwilio.detection_orders import order_of_noun
from telepro.localtwilio.dial_recording import DialTape
from telepro.localtwilio.documents import Page, check_action
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.kernel import TIMED_OUT, Signal, Steps, Until
from telepro.localtwilio.numbers import E164, is_phone
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb

MOST_NUMBERS = 10
DEFAULT_MUSIC = "music"
"""Stands for Twilio's own hold music, which needs no request."""


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
    _wait_for_start(dialing, noun, joined)
    _farewell_with(dialing, lambda: _outcome("answered"))
    left = yield Until(joined.left, dialing.verb.whole("timeLimit"))
    if left is TIMED_OUT:
        rooms.leave(exchange, call, Left.HUNG_UP)
    return _outcome("answered")


def _wait_for_start(dialing: Dialing, noun: Verb, participant: Participant) -> None:
    room = dialing.exchange.conferences[dialing.call.room_sid or ""]
    url = noun.attributes["waitUrl"]
    if url in ("", DEFAULT_MUSIC) or room.status is ConferenceStatus.IN_PROGRESS:
        return
    source = Source(dialing.page.resolve(url), noun.attributes["waitMethod"])
    participant.waiting = dialing.exchange.kernel.spawn(_music(dialing, source))


def _music(dialing: Dialing, source: Source) -> Steps:
    played = yield from waiting.listen(dialing.exchange, dialing.call, source)
    if not played:
        rooms.leave(dialing.exchange, dialing.call, Left.HUNG_UP)


def _numbers(dialing: Dialing) -> Steps:
    exchange, call = dialing.exchange, dialing.call
    children = _children(dialing)
    if not children:
        return _outcome("failed")
    _farewell_with(dialing, lambda: (*_outcome("canceled"), *dialing.tape.outcome()))
    dialing.tape.ringing()
    winner = yield from _first_to_answer(children)
    for child in children:
        if child is not winner:
            lines.hang_up(exchange, child, "another phone answered first")
    if winner is None:
        return _unanswered(children)
    if call.status is CallStatus.RINGING:
        lines.answer(exchange, call)
    yield from _talk(dialing, winner)
    return _talked(winner)


def _children(dialing: Dialing) -> list[Call]:
    exchange, call, verb = dialing.exchange, dialing.call, dialing.verb
    caller = verb.attributes["callerId"] or call.from_
    if (caller not in exchange.account.numbers and caller != call.from_) or not is_phone(caller):
        notify(exchange, call.sid, 13214, f"callerId {caller!r} is not a number of this account.")
        return []
    nouns = [noun for noun in verb.children if noun.name == "Number"][:MOST_NUMBERS]
    nouns = nouns or [_plain_number(verb.text)]
    moved = Signal()
    return [
        _child(dialing, noun, caller, moved) for noun in nouns if _diallable(dialing, noun.text)
    ]


def _plain_number(text: str) -> Verb:
    attributes = {"statusCallback": "", "statusCallbackMethod": "POST", "statusCallbackEvent": ""}
    return Verb("Number", attributes, text)


def _diallable(dialing: Dialing, number: str) -> bool:
    if re.fullmatch(E164, number):
        return True
    notify(dialing.exchange, dialing.call.sid, 13224, f"{number!r} is not a number to dial.")
    return False


def _child(dialing: Dialing, noun: Verb, caller: str, moved: Signal) -> Call:
    exchange, parent, page = dialing.exchange, dialing.call, dialing.page
    url, events = noun.attributes["statusCallback"], noun.attributes["statusCallbackEvent"]
    child = Call(
        sid=exchange.sid("CA"),
        to=noun.text,
        from_=caller,
        direction=Direction.DIAL,
        created=exchange.now,
        parent_sid=parent.sid,
        moved=moved,
        callback=Callback(
            page.resolve(url), noun.attributes["statusCallbackMethod"], frozenset(events.split())
        )
        if url
        else None,
        detection=order_of_noun(noun, page),
        ring_limit=dialing.verb.whole("timeout"),
        time_limit=dialing.verb.whole("timeLimit"),
    )
    exchange.add_call(child)
    parent.children.append(child)
    child.tasks["line"] = exchange.kernel.spawn(lines.dial(exchange, child))
    return child


def _first_to_answer(children: list[Call]) -> Steps:
    while True:
        for child in children:
            if child.answered is not None:
                return child
        if all(child.over for child in children):
            return None
        yield Until(children[0].moved)


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
    kernel.fire(parent.company)


def _farewell_with(dialing: Dialing, outcome: Callable[[], Form]) -> None:
    """When the parent hangs up now, its action hears of it once more; the answer is not run."""

    if dialing.action is not None:
        action = Source(dialing.action, dialing.verb.attributes["method"])
        dialing.call.farewell = farewell.saying(dialing.exchange, dialing.call, action, outcome)


PREFERRED = (CallStatus.BUSY, CallStatus.NO_ANSWER, CallStatus.FAILED, CallStatus.CANCELED)


def _unanswered(children: list[Call]) -> Form:
    ranked = sorted(children, key=lambda child: PREFERRED.index(child.status))
    return _outcome(ranked[0].status, ranked[0])


def _talked(child: Call) -> Form:
    return _outcome("completed", child, bridged="true")


def _outcome(status: str, child: Call | None = None, bridged: str = "false") -> Form:
    if child is None:
        bridged = "true" if status == "answered" else "false"
        return (("DialCallStatus", status), ("DialBridged", bridged))
    return (
        ("DialCallStatus", status),
        ("DialCallSid", child.sid),
        ("DialCallDuration", str(child.seconds)),
        ("DialBridged", bridged),
    )
