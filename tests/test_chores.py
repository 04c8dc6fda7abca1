"""Each night every campaign is compared with its rows once, one a minute."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from telepro import chores
from telepro.db import counters, totals
from telepro.db.counting import AuditRow
from telepro.settings import Settings
from telepro.telephony.carrier import Carrier
from tests.world import World

MINUTE = timedelta(minutes=1)
MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC)


def spoil(world: World, *campaigns: int) -> None:
    """Let these campaigns have a lead too many."""
    for campaign in campaigns:
        counters.add(world.rows, campaign, None, world.now, {}, {"leads": 1})
    world.rows.commit()


def spoilt(world: World, *campaigns: int) -> list[int]:
    """How many leads too many each of these campaigns has."""
    return [totals.of_campaign(world.rows, each).get("leads", 0) for each in campaigns]


def test_campaigns_are_compared_one_a_minute_and_each_once_a_night(
    world: World, settings: Settings
) -> None:
    first, second = world.campaign.id, world.second_campaign().id
    carrier = Carrier(settings.carrier, settings.public_base_url)
    spoil(world, first, second)
    chores.run(world.now, settings, carrier)
    assert spoilt(world, first, second) == [0, 1]
    chores.run(world.now, settings, carrier)
    assert spoilt(world, first, second) == [0, 1]
    chores.run(world.now + MINUTE, settings, carrier)
    assert spoilt(world, first, second) == [0, 0]
    spoil(world, first)
    chores.run(world.now + 2 * MINUTE, settings, carrier)
    assert spoilt(world, first) == [1]
    chores.run(MIDNIGHT, settings, carrier)
    assert spoilt(world, first) == [0]


def test_what_was_corrected_is_in_the_journal_and_nothing_else_is(
    world: World, settings: Settings
) -> None:
    carrier = Carrier(settings.carrier, settings.public_base_url)
    spoil(world, world.campaign.id)
    chores.run(world.now, settings, carrier)
    chores.run(MIDNIGHT, settings, carrier)
    row = world.rows.scalars(select(AuditRow)).one()
    assert (row.action, row.actor_id) == ("counters.corrected", None)
    assert row.subject == f"campaign {world.campaign.public_id}"
    assert row.details == {"totals": {"leads": -1}, "hours": 0}
