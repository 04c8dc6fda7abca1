"""The carrier's messages are lost, doubled and shuffled; what is known in the end is what happened."""

import pytest

from tests.system import guarantees
from tests.system.house import House, until
from tests.system.teleprospectors import at_work, leads
from tests.world import World

pytestmark = pytest.mark.timeout(90, func_only=True)


def test_every_call_ends_as_at_the_carrier_though_messages_are_lost_doubled_and_shuffled(
    attacked: House, cast: World
) -> None:
    leads(cast, 90)
    before = len(attacked.calls())
    with attacked.asking_the_carrier(), at_work(attacked, cast, 10) as crew:
        until(lambda: len(attacked.calls()) - before >= 40, "40 calls were not made", 45)
    attacked.comes_to_rest()
    crew.finish_up()
    assert guarantees.every_end_is_the_carriers(attacked) >= 40
    guarantees.nobody_was_rung_twice(attacked, before)
    guarantees.every_acknowledged_outcome_exists_once(attacked, crew.acknowledged)
    guarantees.nothing_is_stuck(attacked)
    assert guarantees.what_is_kept_can_be_rebuilt(attacked) == 90
