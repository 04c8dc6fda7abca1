"""Workers die at every named point while calls run; nobody is rung twice and nothing is lost."""

import pytest

from tests.system import guarantees
from tests.system.house import House, until
from tests.system.teleprospectors import Crew, at_work, leads
from tests.world import World

pytestmark = pytest.mark.timeout(150, func_only=True)
POINTS = (
    "F1 leads dealt",
    "F2 attempt claimed, before the carrier",
    "F3 carrier called, before its id is stored",
    "F4 carrier's id stored, before the reply",
    "F5 message kept, before the reply",
    "F6 messages claimed, before they are applied",
    "F6 messages applied, before the commit",
    "F7 messages applied, before anybody is told",
)
QUARANTINED = "select public_id from attempts where state = 'unknown'"


def test_workers_that_die_at_every_named_point_lose_and_repeat_nothing(
    attacked: House, cast: World
) -> None:
    leads(cast, 120)
    before = len(attacked.calls())
    attacked.arm(POINTS, 1)
    with attacked.asking_the_carrier(), at_work(attacked, cast, 12) as crew:
        until(
            lambda: all(attacked.hits(point) == 1 for point in POINTS),
            "not every point was reached",
            90,
        )
    assert {point: attacked.hits(point) for point in POINTS} == dict.fromkeys(POINTS, 1)
    nothing_was_lost(attacked, crew, before)


def nothing_was_lost(house: House, crew: Crew, before: int) -> None:
    """Whatever died, the guarantees hold once everything has come to rest."""
    house.comes_to_rest()
    unknown = {name for (name,) in house.ask(QUARANTINED)}
    house.ends_the_quarantine()
    assert not unknown & {call.attempt for call in house.calls()}, "a lost call was rung after all"
    house.comes_to_rest()
    crew.finish_up()
    guarantees.every_acknowledged_outcome_exists_once(house, crew.acknowledged)
    guarantees.nobody_was_rung_twice(house, before)
    guarantees.no_lead_was_held_twice(house)
    guarantees.nothing_is_stuck(house)
    guarantees.every_end_is_the_carriers(house)
    guarantees.what_is_kept_can_be_rebuilt(house)
