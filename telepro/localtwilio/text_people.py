"""Decides what becomes of a message at its other end: whether it arrives, and what is answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType

from telepro.localtwilio.people import Kind, Manner, Scenario
from telepro.localtwilio.town import first_kind, rule_for

DELIVERY = (0.5, 3.0)
READING = (5.0, 60.0)
UNDELIVERED: Mapping[Kind, int] = MappingProxyType({Kind.DEAD: 30005, Kind.CARRIER_FAILURE: 30008})
"""Why a message does not arrive: the codes of a number that is not in use and of a network fault."""


@dataclass(frozen=True, slots=True)
class Fate:
    """Seconds until a message is delivered, or not; the error then, and what is answered when."""

    seconds: float
    error: int | None
    reply: str
    reply_after: float


def fate_of(scenario: Scenario, seed: int, number: str, nth: int) -> Fate:
    """What becomes of the nth message to this number: the same for the same scenario and seed.

    Whoever takes the first call to a number is who gets its messages. The dice are their own.
    """
    dice = Random(f"{seed}:{number}:texts:{nth}")
    kind = first_kind(scenario, seed, number)
    rule = rule_for(scenario, number)
    manner = scenario.manners.get(kind, Manner())
    error = UNDELIVERED.get(kind)
    reply = (rule.replies if rule else "") or manner.replies
    return Fate(dice.uniform(*DELIVERY), error, "" if error else reply, dice.uniform(*READING))
