"""Meetings, promises and hours at work count in the totals of their campaign as their rows say."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update

from campaigns.dispositions import Disposition, Recorded
from campaigns.pipeline import MeetingStatus
from campaigns.states import WorkState
from campaigns.validation import Act, Side
from telepro.db import reports as db_reports
from telepro.db import totals
from telepro.db.results import Meeting
from telepro.db.who import WorkSession
from telepro.db.whom import Lead
from telepro.services import (
    desk,
    meetings,
    upkeep,
    validation,
)
from telepro.services.meetings import Said
from telepro.services.validation import Speaker, Word
from tests.services.calls import answered, call, calling, carrier_says, deal, meeting, refusal
from tests.services.kept import kept, record
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["calling", "pages", "rows"]

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("status", "stage"),
    [
        (MeetingStatus.HELD, "stage:proposal"),
        (MeetingStatus.NO_SHOW, "stage:contacting"),
    ],
)
def test_what_became_of_a_meeting_moves_its_lead(
    calling: World, status: MeetingStatus, stage: str
) -> None:
    record(calling, answered(calling), "k", meeting(calling))
    row = calling.rows.query(Meeting).one()
    said = Said((calling.company.id,), row.public_id, calling.carla.id)
    meetings.say(said, status, row.starts_at + timedelta(hours=1))
    found = kept(calling)
    assert (found[stage], found.get("meetings_held", 0)) == (1, int(status == "held"))
    assert "stage:meeting_set" not in found


def test_a_meeting_said_held_and_then_missed_is_not_counted_as_held(calling: World) -> None:
    record(calling, answered(calling), "k", meeting(calling))
    row = calling.rows.query(Meeting).one()
    said = Said((calling.company.id,), row.public_id, calling.carla.id)
    for status in (MeetingStatus.HELD, MeetingStatus.NO_SHOW):
        meetings.say(said, status, row.starts_at + timedelta(hours=1))
    assert "meetings_held" not in kept(calling)


def test_a_meeting_that_was_held_is_not_after_its_outcome_is_corrected(calling: World) -> None:
    attempt = answered(calling)
    record(calling, attempt, "k", meeting(calling))
    row = calling.rows.query(Meeting).one()
    said = Said((calling.company.id,), row.public_id, calling.carla.id)
    meetings.say(said, MeetingStatus.HELD, row.starts_at + timedelta(hours=1))
    assert kept(calling)["meetings_held"] == 1
    record(calling, attempt, "undone", refusal(calling))
    assert "meetings_held" not in kept(calling)


def test_a_result_is_accepted_once(calling: World) -> None:
    record(calling, answered(calling), "k", meeting(calling))
    row = calling.rows.query(Meeting).one()
    company = Speaker(Side.COMPANY, calling.carla.id, (calling.company.id,))
    for key in ("once", "again"):
        validation.say(company, Word(row.public_id, Act.ACCEPTED, key), calling.now)
    assert kept(calling)["results_accepted"] == 1


@pytest.mark.parametrize(("late", "on_time"), [(14, 1), (15, 1), (16, 0)])
def test_a_promise_that_was_rung_counts_and_on_time_within_a_quarter(
    calling: World, late: int, on_time: int
) -> None:
    due = calling.now + timedelta(days=1)
    promise = Recorded(Disposition.CALLBACK, calling.now, callback_at=due)
    record(calling, answered(calling), "promise", promise)
    assert promises(calling, due) == (1, 0)
    assert promises(calling, due - SECOND) == (0, 0)
    calling.now = due + timedelta(minutes=late)
    deal(calling)
    second = call(calling, "second")
    carrier_says(calling, second, "initiated", "ringing", "in-progress", "completed")
    record(calling, second, "kept", refusal(calling))
    found = kept(calling)
    assert (found["promises_called"], found.get("promises_on_time", 0)) == (1, on_time)
    assert promises(calling, calling.now) == (1, on_time)


def test_a_promise_rung_ahead_of_its_moment_is_due_when_that_has_come(calling: World) -> None:
    due = calling.now + timedelta(days=2)
    first = answered(calling)
    promise = Recorded(Disposition.CALLBACK, calling.now, callback_at=due)
    record(calling, first, "promise", promise)
    calling.rows.execute(update(Lead).values(next_call_at=calling.now))
    calling.now += timedelta(days=1)
    deal(calling)
    second = call(calling, "second")
    carrier_says(calling, second, "initiated", "ringing", "in-progress", "completed")
    record(calling, second, "early", refusal(calling))
    assert kept(calling)["promises_called"] == 1
    assert promises(calling, due - SECOND) == (0, 0)
    assert promises(calling, due) == (1, 0)


def promises(world: World, at: datetime) -> tuple[int, int]:
    """Promises due by a moment, and those of them that were rung on time."""
    kept_then = totals.of_campaign(world.rows, world.campaign.id)
    found = db_reports.promises(world.rows, world.campaign.id, kept_then, at)
    return found["callbacks_due"], found["callbacks_on_time"]


def test_hours_at_work_are_counted_when_they_are_over_and_shown_before(world: World) -> None:
    desk.start(world.alice.id, world.campaign.public_id, world.now)
    hour = timedelta(hours=1)
    assert at_work(world, world.now + hour) == (3600, 0)
    desk.pause(world.alice.id, WorkState.BREAK, None, world.now + hour)
    assert kept(world) == {"logged_s": 3600}
    assert at_work(world, world.now + 2 * hour) == (7200, 3600)
    desk.resume(world.alice.id, world.now + 2 * hour)
    desk.finish(world.alice.id, world.now + 2 * hour + timedelta(milliseconds=500))
    assert kept(world) == {"logged_s": 7201, "break_s": 3600}


def test_hours_of_lines_that_were_lost_are_counted(world: World) -> None:
    for person in (world.alice, world.anna):
        desk.start(person.id, world.campaign.public_id, world.now)
        world.rows.execute(
            update(WorkSession).values(last_seen_at=world.now + timedelta(minutes=20))
        )
    assert upkeep.end_sessions(world.now + timedelta(hours=1)) == 2
    assert kept(world) == {"logged_s": 2400}


def at_work(world: World, at: datetime) -> tuple[int, int]:
    """Seconds signed in and of break that a board shows at a moment."""
    kept_then = totals.of_campaign(world.rows, world.campaign.id)
    found = db_reports.seconds_at_work(world.rows, world.campaign.id, kept_then, at)
    return found["logged_s"], found["break_s"]
