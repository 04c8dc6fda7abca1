"""A slot is one meeting's: two who want it are told apart by the database, and moves and cancellations give it back."""

from dataclasses import replace
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from campaigns.dispositions import Disposition, Recorded
from campaigns.follow_up.slots import offered
from campaigns.pipeline import MeetingStatus
from campaigns.problems import NotFound, Refused
from telepro.db import slots
from telepro.db.calling import Attempt
from telepro.db.closers import BookedSlot, CloserCalendar
from telepro.db.results import Meeting
from telepro.services import meeting_moves, meetings, outcomes
from telepro.services.meeting_moves import Move
from telepro.services.meetings import Said
from tests.services.calls import answered, call, carrier_says, deal, meeting
from tests.services.meeting_values import MINUTE, chore, messages
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["pages", "rows"]


@pytest.fixture
def paul(world: World) -> CloserCalendar:
    """Paul of the company takes meetings on every weekday morning."""
    return world.closer(*range(5), until=time(12))


def in_slot(world: World, calendar: CloserCalendar, starts_at: datetime) -> Recorded:
    recorded = meeting(world)
    assert recorded.meeting is not None
    details = replace(recorded.meeting, starts_at=starts_at, calendar_id=calendar.public_id)
    return replace(recorded, meeting=details)


def first_slot(world: World) -> datetime:
    return offered(slots.diaries(world.rows, world.company.id, world.now), world.now)[0].starts_at


def at_work_with(world: World, *numbers: str) -> None:
    world.at_work(world.alice)
    for number in numbers:
        world.lead(number, f"École {number[-1]}")
    deal(world)


def answered_again(world: World, key: str) -> Attempt:
    attempt = call(world, key)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    return attempt


def standing(world: World) -> list[datetime]:
    asked = select(BookedSlot.starts_at).where(BookedSlot.released_at.is_(None))
    return list(world.rows.scalars(asked.order_by(BookedSlot.starts_at)))


def test_a_slot_that_was_booked_is_offered_no_more(world: World, paul: CloserCalendar) -> None:
    at_work_with(world, "+33199001001")
    chosen = first_slot(world)
    attempt = answered(world)
    outcomes.record(world.alice.id, attempt.public_id, "k", in_slot(world, paul, chosen), world.now)
    booked = world.rows.scalars(select(Meeting)).one()
    assert (booked.starts_at, booked.host) == (chosen, "Paul Morel")
    assert standing(world) == [chosen]
    assert first_slot(world) == chosen + timedelta(minutes=30)


def test_the_second_who_wants_a_slot_is_told_and_nothing_is_kept(
    world: World, paul: CloserCalendar
) -> None:
    at_work_with(world, "+33199001001", "+33199001002")
    chosen = first_slot(world)
    for key in ("one", "two"):
        attempt = answered_again(world, key)
        recorded = in_slot(world, paul, chosen)
        if key == "one":
            outcomes.record(world.alice.id, attempt.public_id, key, recorded, world.now)
            continue
        with pytest.raises(Refused) as refused:
            outcomes.record(world.alice.id, attempt.public_id, key, recorded, world.now)
        assert refused.value.problems[0].found == "un créneau qui vient d’être pris"
        another = in_slot(world, paul, chosen + timedelta(minutes=30))
        outcomes.record(world.alice.id, attempt.public_id, "three", another, world.now)
    assert standing(world) == [chosen, chosen + timedelta(minutes=30)]


def test_a_meeting_called_off_gives_its_slot_back(world: World, paul: CloserCalendar) -> None:
    at_work_with(world, "+33199001001")
    chosen = first_slot(world)
    attempt = answered(world)
    outcomes.record(world.alice.id, attempt.public_id, "k", in_slot(world, paul, chosen), world.now)
    booked = world.rows.scalars(select(Meeting)).one()
    said = Said((world.company.id,), booked.public_id, world.carla.id)
    meetings.say(said, MeetingStatus.CANCELLED, world.now)
    assert standing(world) == []
    assert first_slot(world) == chosen


def test_an_outcome_put_right_gives_its_slot_back_or_takes_it_anew(
    world: World, paul: CloserCalendar
) -> None:
    at_work_with(world, "+33199001001")
    chosen = first_slot(world)
    attempt = answered(world)
    alice = world.alice.id
    outcomes.record(alice, attempt.public_id, "k", in_slot(world, paul, chosen), world.now)
    again = replace(in_slot(world, paul, chosen), note="avec la directrice")
    outcomes.record(alice, attempt.public_id, "k2", again, world.now)
    assert standing(world) == [chosen]
    corrected = Recorded(Disposition.GATEKEEPER, world.now)
    outcomes.record(alice, attempt.public_id, "k3", corrected, world.now)
    assert standing(world) == []


def test_a_meeting_agreed_without_a_slot_takes_everybodys_time(
    world: World, paul: CloserCalendar
) -> None:
    at_work_with(world, "+33199001001")
    attempt = answered(world)
    recorded = meeting(world)
    assert recorded.meeting is not None
    chosen = first_slot(world)
    free_date = replace(recorded, meeting=replace(recorded.meeting, starts_at=chosen))
    outcomes.record(world.alice.id, attempt.public_id, "k", free_date, world.now)
    assert first_slot(world) == chosen + timedelta(minutes=30)


def moving(world: World, booked: Meeting, local: datetime | None) -> Move:
    return Move((world.company.id,), (), booked.public_id, world.carla.id, local, "fr")


def test_a_meeting_moves_with_its_slot_and_its_messages(world: World, paul: CloserCalendar) -> None:
    at_work_with(world, "+33199001001")
    chosen = first_slot(world)
    attempt = answered(world)
    outcomes.record(world.alice.id, attempt.public_id, "k", in_slot(world, paul, chosen), world.now)
    booked = world.rows.scalars(select(Meeting)).one()
    chore(world.now + MINUTE)
    local = datetime.fromisoformat("2026-11-30T10:30")
    meeting_moves.move(moving(world, booked, local), world.now + 2 * MINUTE)
    meeting_moves.move(moving(world, booked, local), world.now + 2 * MINUTE)
    world.rows.refresh(booked)
    assert f"{booked.starts_at:%d %H:%M}" == "30 09:30"
    assert [row.status for row in booked.statuses] == ["booked", "moved"]
    assert standing(world) == [booked.starts_at]
    assert first_slot(world) == chosen
    assert messages(world.rows) == []


@pytest.mark.parametrize(
    "local",
    [None, datetime.fromisoformat("2026-11-23T09:00"), datetime.fromisoformat("2028-01-01T00:00")],
)
def test_a_meeting_moves_only_to_what_is_to_come(
    world: World, paul: CloserCalendar, local: datetime | None
) -> None:
    at_work_with(world, "+33199001001")
    attempt = answered(world)
    outcomes.record(world.alice.id, attempt.public_id, "k", meeting(world), world.now)
    booked = world.rows.scalars(select(Meeting)).one()
    with pytest.raises(Refused, match="starts_local"):
        meeting_moves.move(moving(world, booked, local), world.now)


def test_others_move_nothing_and_a_slot_that_is_taken_is_not_moved_into(
    world: World, paul: CloserCalendar
) -> None:
    at_work_with(world, "+33199001001", "+33199001002")
    chosen = first_slot(world)
    for number, key in enumerate(("one", "two")):
        attempt = answered_again(world, key)
        recorded = in_slot(world, paul, chosen + number * timedelta(minutes=30))
        outcomes.record(world.alice.id, attempt.public_id, key, recorded, world.now)
    first, second = world.rows.scalars(select(Meeting).order_by(Meeting.id))
    local = datetime.fromisoformat("2026-11-25T09:30")
    with pytest.raises(Refused, match="créneau"):
        meeting_moves.move(moving(world, first, local), world.now)
    strangers = Move((world.agency.id,), (world.company.id,), second.public_id, 1, local)
    with pytest.raises(NotFound):
        meeting_moves.move(strangers, world.now)
    managers = Move(
        (),
        (world.agency.id,),
        second.public_id,
        world.bob.id,
        datetime.fromisoformat("2026-12-01T09:00"),
    )
    meeting_moves.move(managers, world.now)
    assert len(standing(world)) == 2
