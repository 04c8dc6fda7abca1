"""Decides whom a <Dial> rings: telephones and browsers, all at once or one after the other."""

import re
from dataclasses import dataclass, field

from telepro.localtwilio import keypad, lines, ringing, screening
from telepro.localtwilio.browsers import PREFIX, identity_of
from telepro.localtwilio.calls import Call, Callback, Source
from telepro.localtwilio.codes import CallStatus, Direction
from telepro.localtwilio.detection_orders import order_of_noun
from telepro.localtwilio.dial_recording import DialTape
from telepro.localtwilio.documents import Page
from telepro.localtwilio.exchange import Exchange, notify
from telepro.localtwilio.kernel import Signal, Steps, Until
from telepro.localtwilio.numbers import E164, is_phone
from telepro.localtwilio.signing import Form
from telepro.localtwilio.twiml import Verb
from telepro.localtwilio.verbs import ELEMENTS

MOST_OF_A_KIND = 10
LONGEST_IDENTITY = 256


@dataclass(frozen=True, slots=True)
class Family:
    """The leg that dials, its <Dial> with its recording, what fires when a child moves, and the
    noun of each child."""

    exchange: Exchange
    parent: Call
    verb: Verb
    page: Page
    tape: DialTape
    moved: Signal = field(default_factory=Signal)
    nouns: dict[str, Verb] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rung:
    """Every child that rang, and the one that may be bridged; None when there is none."""

    children: tuple[Call, ...]
    winner: Call | None


def ring(exchange: Exchange, parent: Call, verb: Verb, page: Page, tape: DialTape) -> Steps:
    """Ring the nouns of a <Dial>; gives Rung once somebody was let through, or nobody is left."""
    family = Family(exchange, parent, verb, page, tape)
    nouns = _nouns(family)
    if not _may_show(family, nouns):
        return Rung((), None)
    rung = yield from (_in_turn if verb.flag("sequential") else _at_once)(family, nouns)
    exchange.kernel.fire(parent.company)
    return rung


def _at_once(family: Family, nouns: list[Verb]) -> Steps:
    exchange = family.exchange
    children = [_child(family, noun) for noun in nouns if _can_be_rung(family, noun)]
    if not children:
        return Rung((), None)
    family.tape.ringing()
    winner = yield from _first_to_answer(children)
    for child in children:
        if child is not winner:
            lines.hang_up(exchange, child, "another phone answered first")
    passed = yield from _let_through(family, winner)
    return Rung(tuple(children), winner if passed else None)


def _in_turn(family: Family, nouns: list[Verb]) -> Steps:
    children: list[Call] = []
    for noun in nouns:
        if not _can_be_rung(family, noun):
            continue
        children.append(_child(family, noun))
        family.tape.ringing()
        if winner := (yield from _first_to_answer(children[-1:])):
            passed = yield from _let_through(family, winner)
            return Rung(tuple(children), winner if passed else None)
    return Rung(tuple(children), None)


def _first_to_answer(children: list[Call]) -> Steps:
    while True:
        for child in children:
            if child.answered is not None:
                return child
        if all(child.over for child in children):
            return None
        yield Until(children[0].moved)


def _let_through(family: Family, winner: Call | None) -> Steps:
    """Send the digits and run the document that come before the bridge; gives whether to bridge."""
    if winner is None:
        return False
    # Whoever answers first has won: Twilio has hung up the others when the document is run.
    noun = family.nouns[winner.sid]
    if digits := noun.attributes.get("sendDigits", ""):
        yield from keypad.send(family.exchange, winner, digits)
    if (url := noun.attributes["url"]) and not winner.over:
        source = Source(family.page.resolve(url), noun.attributes["method"])
        yield from screening.screen(family.exchange, winner, source)
    return winner.status is CallStatus.IN_PROGRESS


def _nouns(family: Family) -> list[Verb]:
    verb = family.verb
    named = [
        noun
        for kind in ("Number", "Client")
        for noun in [noun for noun in verb.children if noun.name == kind][:MOST_OF_A_KIND]
    ]
    ranked = [noun for noun in verb.children if noun in named]
    return ranked or [_plain_number(verb.text)]


def _plain_number(text: str) -> Verb:
    known = ELEMENTS["Number"].attributes
    return Verb("Number", {name: each.default for name, each in known.items()}, text)


def _may_show(family: Family, nouns: list[Verb]) -> bool:
    """Whether the caller ID may be shown; a browser shows whatever calls it."""
    call, account = family.parent, family.exchange.account
    caller = _caller(family)
    if all(noun.name == "Client" for noun in nouns):
        return True
    if is_phone(caller) and (caller in account.numbers or caller == call.from_):
        return True
    notify(
        family.exchange, call.sid, 13214, f"callerId {caller!r} is not a number of this account."
    )
    return False


def _caller(family: Family) -> str:
    return family.verb.attributes["callerId"] or family.parent.from_


def _can_be_rung(family: Family, noun: Verb) -> bool:
    exchange, sid = family.exchange, family.parent.sid
    if noun.name == "Client":
        identity = identity_of(_address(noun))
        if 1 <= len(identity) <= LONGEST_IDENTITY:
            return True
        notify(exchange, sid, 13224, f"{identity[:80]!r} is not an identity to ring.")
        return False
    if not keypad.can_be_sent(noun.attributes["sendDigits"]):
        sentence = f"sendDigits={noun.attributes['sendDigits'][:80]!r}: expected 0-9 A-D # * w W."
        notify(exchange, sid, 13222, sentence)
        return False
    if re.fullmatch(E164, noun.text):
        return True
    notify(exchange, sid, 13224, f"{noun.text!r} is not a number to dial.")
    return False


def _address(noun: Verb) -> str:
    if noun.name != "Client":
        return noun.text
    named = [child.text for child in noun.children if child.name == "Identity"]
    return PREFIX + (named[0] if named else noun.text)


def _parameters(noun: Verb) -> Form:
    return tuple(
        (child.attributes["name"], child.attributes["value"])
        for child in noun.children
        if child.name == "Parameter"
    )


def _child(family: Family, noun: Verb) -> Call:
    exchange, parent, verb = family.exchange, family.parent, family.verb
    child = Call(
        sid=exchange.sid("CA"),
        to=_address(noun),
        from_=_caller(family),
        direction=Direction.DIAL,
        created=exchange.now,
        parent_sid=parent.sid,
        moved=family.moved,
        parameters=_parameters(noun),
        callback=_callback(family, noun),
        detection=order_of_noun(noun, family.page),
        ring_limit=verb.whole("timeout"),
        time_limit=verb.whole("timeLimit"),
    )
    family.nouns[child.sid] = noun
    exchange.add_call(child)
    parent.children.append(child)
    child.tasks["line"] = exchange.kernel.spawn(ringing.dial(exchange, child))
    exchange.kernel.fire(parent.company)
    return child


def _callback(family: Family, noun: Verb) -> Callback | None:
    url, events = noun.attributes["statusCallback"], noun.attributes["statusCallbackEvent"]
    if not url:
        return None
    method = noun.attributes["statusCallbackMethod"]
    return Callback(family.page.resolve(url), method, frozenset(events.split()))
