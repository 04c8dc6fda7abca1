"""Decides who calls us: somebody who rings one of our numbers, of themselves or because they missed us."""

from dataclasses import dataclass
from random import Random

from telepro.localtwilio.people import Kind, Manner, Person, Scenario
from telepro.localtwilio.sayings import Saying
from telepro.localtwilio.town import draw_person, rule_for, with_keys

LETS_IT_RING = (20.0, 45.0)
"""Seconds after which a caller gives up when nobody answers."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody on the line, and how many seconds they let it ring."""

    person: Person
    patience: float


def caller(scenario: Scenario, seed: int, number: str, nth: int, says: Saying | None) -> Caller:
    """Whoever calls from this number for the nth time: same scenario, seed, number, same caller.

    Their dice are their own, so that a call to us changes nobody whom we call.
    """
    dice = Random(f"{seed}:{number}:calling:{nth}")
    manner = scenario.manners.get(Kind.HUMAN, Manner())
    patience = dice.uniform(*LETS_IT_RING)
    person = draw_person(dice, Kind.HUMAN, manner, says or Saying.RETURNED_CALL, number)
    return Caller(with_keys(person, rule_for(scenario, number)), patience)
