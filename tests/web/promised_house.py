"""A week of promises: Alice's late, exact, flexible and too close ones, her hours, an absence."""

from datetime import time, timedelta

import pytest
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition, Recorded
from campaigns.teleprospector.presence import WeeklySpan
from telepro.db.results import Callback
from telepro.services import availability, promises_watched
from telepro.services.promises_watched import Manager
from tests.services.calls import call, carrier_says, deal
from tests.services.kept import record
from tests.world import World

# Of each: the school, hours from Tuesday ten, whether around that time will do.
PROMISED = (
    ("École des Tilleuls", 1, False),
    ("Collège Jean-Moulin", 25, False),
    ("Lycée du Parc", 25 + 1 / 12, False),
    ("École La Poterie", 27, True),
    ("Maternelle des Lilas", 52, False),
)
WEEK = tuple(
    WeeklySpan(day, time(start), time(start + 3), "Europe/Paris")
    for day in range(5)
    for start in (9, 14)
)


@pytest.fixture
def promised(world: World, rows: Session) -> World:
    """Two hours later: the first promise is late, Bob has handed Anna's to Alice."""
    world.at_work(world.alice)
    for number, (name, _hours, _flexible) in enumerate(PROMISED):
        world.lead(f"+3319900100{number}", name)
    deal(world)
    for number, (_name, hours, flexible) in enumerate(PROMISED):
        attempt = call(world, f"call-{number}")
        carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
        due = world.now + timedelta(hours=hours)
        said = Recorded(
            Disposition.CALLBACK,
            world.now,
            note="Décide avec le budget de janvier",
            callback_at=due,
            callback_flexible=flexible,
        )
        record(world, attempt, f"outcome-{number}", said)
    _hand_over(world, rows)
    _say_hours(world)
    world.now += timedelta(hours=2)
    rows.commit()
    return world


def _hand_over(world: World, rows: Session) -> None:
    last = rows.query(Callback).order_by(Callback.id.desc()).first()
    assert last is not None
    bob = Manager((world.agency.id,), world.campaign.public_id, world.bob.id)
    for person in (world.anna, world.alice):
        promises_watched.hand_over(bob, last.public_id, person.public_id, world.now)


def _say_hours(world: World) -> None:
    for person in (world.alice, world.anna):
        (mission,) = availability.own(person.id, world.now).missions
        availability.say_week(person.id, mission.engagement_id, WEEK, world.now)
    starts = world.now.replace(tzinfo=None) + timedelta(days=2)
    ends = starts + timedelta(days=1)
    availability.go_away(world.alice.id, starts, ends, "Europe/Paris", world.now)
