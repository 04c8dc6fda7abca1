"""What was agreed with a person is dealt however often they were called before, and however late."""

from datetime import timedelta

import pytest

from campaigns.dealing import Tier
from telepro.db.whom import Lead
from tests.services.calls import deal
from tests.world import World, example_plan


def lead_called_out(world: World, tier: Tier, hours_ago: int) -> Lead:
    """A lead that has had every attempt of the plan, whose next call was due so long ago."""
    world.at_work(world.alice)
    lead = world.lead(tier=tier, due=world.now - timedelta(hours=hours_ago))
    lead.attempts = example_plan().actions.max_attempts
    world.rows.flush()
    return lead


@pytest.mark.parametrize("tier", [Tier.PROMISED, Tier.FLEXIBLE])
def test_a_call_that_was_agreed_is_dealt_after_the_last_attempt(world: World, tier: Tier) -> None:
    lead = lead_called_out(world, tier, hours_ago=3)
    assert [entry.lead_id for entry in deal(world)] == [lead.id]


def test_a_retry_is_not_dealt_after_the_last_attempt(world: World) -> None:
    lead = lead_called_out(world, Tier.RETRY, hours_ago=3)
    assert deal(world) == []
    assert lead.blocked_by == "max_attempts"
