"""Counters by campaign, person and hour add up."""

from datetime import timedelta

from sqlalchemy.orm import Session

from telepro.db import counters
from tests.world import World


def test_deltas_add_up_within_the_hour(rows: Session, world: World) -> None:
    campaign, at = world.campaign.id, world.now
    counters.add(rows, campaign, world.alice.id, at, {"attempts": 1, "contacts": 1})
    counters.add(rows, campaign, world.alice.id, at + timedelta(minutes=59), {"attempts": 1})
    counters.add(rows, campaign, world.alice.id, at, {"contacts": -1})
    assert counters.totals(rows, campaign) == {"attempts": 2, "contacts": 0}


def test_hours_and_people_are_kept_apart(rows: Session, world: World) -> None:
    campaign, at = world.campaign.id, world.now
    counters.add(rows, campaign, world.alice.id, at, {"attempts": 2})
    counters.add(rows, campaign, world.anna.id, at + timedelta(hours=1), {"attempts": 3})
    counters.add(rows, campaign, None, at, {"attempts": 1})
    assert counters.totals(rows, campaign, since=at + timedelta(hours=1)) == {"attempts": 3}
    assert counters.by_person(rows, campaign, at, at + timedelta(hours=2)) == {
        0: {"attempts": 1},
        world.alice.id: {"attempts": 2},
        world.anna.id: {"attempts": 3},
    }


def test_nothing_to_add_writes_nothing(rows: Session, world: World) -> None:
    counters.add(rows, world.campaign.id, None, world.now, {"attempts": 0})
    counters.add(rows, world.campaign.id, None, world.now, {})
    assert counters.totals(rows, world.campaign.id) == {}
