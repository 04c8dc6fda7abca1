"""Alice's promised call, and who could keep it."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from campaigns.teleprospector.presence import WeeklySpan
from telepro.db import campaigns, people
from telepro.db.results import Callback
from telepro.db.who import Absence
from telepro.services.promises_watched import Manager
from tests.services.calls import answered, calling
from tests.services.kept import record
from tests.world import World

__all__ = ["calling"]
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def promised(calling: World) -> World:
    """Alice has promised a call for Wednesday at ten."""
    attempt = answered(calling)
    record(calling, attempt, "promise", said(calling, calling.now + DAY))
    return calling


def said(world: World, at: datetime) -> Recorded:
    return Recorded(Disposition.CALLBACK, world.now, note="avec le budget", callback_at=at)


def promise(world: World) -> Callback:
    world.rows.expire_all()
    return world.rows.scalars(select(Callback).order_by(Callback.id.desc())).first()  # type: ignore[return-value]


def offers(world: World, person_id: int, starts: int, ends: int) -> None:
    """A person offers these hours on working days."""
    week = [WeeklySpan(day, time(starts), time(ends), "Europe/Paris") for day in range(5)]
    engaged = people.engagement(world.rows, person_id, world.mission.id)
    assert engaged is not None
    campaigns.set_availability(world.rows, engaged.id, week)
    world.rows.commit()


def away(world: World, person_id: int, starts: datetime, ends: datetime) -> None:
    row = Absence(person_id=person_id, starts_at=starts, ends_at=ends, created_at=world.now)
    world.rows.add(row)
    world.rows.commit()


def manager(world: World) -> Manager:
    return Manager((world.agency.id,), world.campaign.public_id, world.bob.id)
