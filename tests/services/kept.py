"""What a campaign's totals hold, beside what its rows say when they are counted one by one."""

from campaigns.dispositions import Recorded
from telepro.db import scans, totals
from telepro.db.calling import Attempt
from telepro.db.scans import Differences
from telepro.services import outcomes
from tests.world import World

SAME = Differences({}, {})


def kept(world: World) -> dict[str, int]:
    """The totals of the world's campaign that are not zero, which its rows bear out."""
    world.rows.flush()
    found = totals.of_campaign(world.rows, world.campaign.id)
    told = {name: value for name, value in found.items() if value}
    assert told == scans.totals(world.rows, world.campaign.id)
    assert scans.differences(world.rows, world.campaign.id) == SAME
    return told


def record(world: World, attempt: Attempt, key: str, recorded: Recorded) -> None:
    """Alice says what came of a call, now."""
    outcomes.record(world.alice.id, attempt.public_id, key, recorded, world.now)
