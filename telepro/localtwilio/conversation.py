"""Decides how long a simulated person stays on the line, and why they hang up."""

from collections.abc import Mapping
from types import MappingProxyType

from telepro.localtwilio.calls import Call
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import TIMED_OUT, Sleep, Steps, Until
from telepro.localtwilio.people import Kind, Person
from telepro.localtwilio.rooms import hears_ringing, hears_somebody

LINGER = 60.0
"""Seconds after which someone whose talk is over hangs up although they would have waited."""
UNTOUCHED: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.MACHINE: "the machine's recording time is over",
        Kind.FAX: "the fax gave up",
        Kind.SILENCE: "whoever was silent hung up",
    }
)
"""Why those hang up in the end to whom it is all one whether anybody speaks."""
SHORTEST = 0.001
"""Seconds below which there is nothing left to say."""


def until_hung_up(exchange: Exchange, call: Call, person: Person) -> Steps:
    """Greet, talk, and give the reason for hanging up.

    Who hears nobody for as long as their patience lasts hangs up; talk counts only while
    somebody can be heard. A ringing tone keeps them on the line without being talk.
    """
    yield Sleep(exchange.hurried(person.greeting))
    if person.kind in UNTOUCHED:
        yield Sleep(exchange.hurried(person.talk))
        return UNTOUCHED[person.kind]
    left = exchange.hurried(person.talk if person.hangs_up else person.talk + LINGER)
    while left > SHORTEST:
        began, hears = exchange.now, hears_somebody(exchange, call)
        alone = LINGER if hears_ringing(exchange, call) else person.patience
        news = yield Until(call.company, left if hears else alone)
        if hears:
            left -= (exchange.now - began).total_seconds()
        elif news is TIMED_OUT:
            return "nobody spoke"
    return "the person had said everything"
