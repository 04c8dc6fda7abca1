"""Which version of its plan a campaign runs on, as whoever asks finds it."""

from sqlalchemy import text

from telepro.db import frozen, transaction
from tests.other_plan import change_plan
from tests.world import World


def target(world: World) -> int:
    """How many results the plan asks for, asked within the transaction under way."""
    return frozen.plan_of(world.rows, world.campaign.id).objectives.target


def test_a_version_taken_over_elsewhere_is_found_by_the_next_transaction(world: World) -> None:
    before = world.campaign.plan_id
    change_plan(world, ("  target: 25", "  target: 30"))
    newer = world.campaign.plan_id
    on = text("update campaigns set plan_id = :plan where id = :campaign")
    with transaction() as session:
        session.execute(on, {"plan": before, "campaign": world.campaign.id})
        assert target(world) == 25
    with transaction() as session:
        session.execute(on, {"plan": newer, "campaign": world.campaign.id})
        assert target(world) == 30
        session.execute(on, {"plan": before, "campaign": world.campaign.id})
        assert target(world) == 30, "within one transaction it stays what was found"
