"""The hours that people offer: said by themselves, seen beside what the plan needs."""

from datetime import date, datetime, time, timedelta

import pytest

from campaigns.problems import NotFound, Refused
from campaigns.teleprospector.presence import WeeklySpan
from telepro.db.presences import MOST_ABSENCES
from telepro.services import availability
from tests.world import World

MONDAY = tuple(WeeklySpan(0, time(n), time(n + 3), "Europe/Paris") for n in (9, 14))
FRIDAY_NINE = datetime.fromisoformat("2026-11-27T09:00")


def engagement(world: World) -> str:
    (mission,) = availability.own(world.alice.id, world.now).missions
    return mission.engagement_id


def test_what_somebody_says_of_their_week_replaces_what_they_said_before(world: World) -> None:
    availability.say_week(world.alice.id, engagement(world), MONDAY, world.now)
    availability.say_week(world.alice.id, engagement(world), MONDAY[:1], world.now)
    (mission,) = availability.own(world.alice.id, world.now).missions
    assert mission.week == MONDAY[:1]


def test_nobody_says_the_hours_of_somebody_else(world: World) -> None:
    with pytest.raises(NotFound):
        availability.say_week(world.anna.id, engagement(world), MONDAY, world.now)


def test_an_absence_is_said_on_ones_own_clock_and_taken_back(world: World) -> None:
    ends = FRIDAY_NINE + timedelta(hours=8)
    availability.go_away(world.alice.id, FRIDAY_NINE, ends, "Europe/Paris", world.now)
    (planned,) = availability.own(world.alice.id, world.now).absences
    assert planned.away.starts.isoformat() == "2026-11-27T08:00:00+00:00"
    with pytest.raises(NotFound):
        availability.come_back(world.anna.id, planned.id, world.now)
    availability.come_back(world.alice.id, planned.id, world.now)
    assert availability.own(world.alice.id, world.now).absences == []


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (None, FRIDAY_NINE),
        (FRIDAY_NINE, None),
        (FRIDAY_NINE, FRIDAY_NINE),
        (FRIDAY_NINE - timedelta(days=20), FRIDAY_NINE - timedelta(days=7)),
        (FRIDAY_NINE, FRIDAY_NINE + timedelta(days=400)),
    ],
)
def test_what_is_no_time_to_come_is_refused(
    world: World, starts: datetime | None, ends: datetime | None
) -> None:
    with pytest.raises(Refused):
        availability.go_away(world.alice.id, starts, ends, "Europe/Paris", world.now)


def test_more_absences_than_anybody_plans_are_refused(world: World) -> None:
    for day in range(MOST_ABSENCES):
        starts = FRIDAY_NINE + timedelta(days=day)
        ends = starts + timedelta(hours=1)
        availability.go_away(world.alice.id, starts, ends, "Europe/Paris", world.now)
    with pytest.raises(Refused):
        availability.go_away(
            world.alice.id, FRIDAY_NINE, FRIDAY_NINE + timedelta(hours=1), "Europe/Paris", world.now
        )


def test_a_manager_sees_a_week_of_the_team_with_absences_left_out(world: World) -> None:
    availability.say_week(world.alice.id, engagement(world), MONDAY, world.now)
    monday = FRIDAY_NINE + timedelta(days=3, hours=5)
    availability.go_away(
        world.alice.id, monday, monday + timedelta(hours=1), "Europe/Paris", world.now
    )
    mine = (world.agency.id,)
    found = availability.team_week(mine, world.campaign.public_id, date(2026, 12, 2), world.now)
    (alice, lengths), (anna, none) = found.people
    assert (alice.name, lengths[0]) == ("Alice Durand", timedelta(hours=5))
    assert sum(lengths[1:], timedelta(0)) == timedelta(0)
    assert (anna.name, sum(none, timedelta(0))) == ("Anna Leroy", timedelta(0))
    assert found.days[0].offered == timedelta(hours=5)
    with pytest.raises(NotFound):
        availability.team_week((-1,), world.campaign.public_id, None, world.now)
