"""A company that was wrong about a meeting says so, and its lead follows the last word."""

from datetime import timedelta

import pytest

from campaigns.lead.closing import CloseReason
from campaigns.pipeline import MeetingStatus, Stage
from telepro.db.results import Meeting
from telepro.db.whom import Lead
from telepro.services import meetings, outcomes
from telepro.services.meetings import Said
from tests.services.calls import answered, calling, meeting
from tests.world import World

__all__ = ["calling"]


@pytest.fixture
def missed(calling: World) -> Meeting:
    """A meeting that the company has said to be missed."""
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    row = calling.rows.query(Meeting).one()
    say(calling, row, MeetingStatus.NO_SHOW, hours=1)
    return row


def say(world: World, row: Meeting, status: MeetingStatus, hours: int) -> None:
    said = Said((world.company.id,), row.public_id, world.carla.id)
    meetings.say(said, status, row.starts_at + timedelta(hours=hours))


def test_a_meeting_that_was_held_after_all_is_not_called_about_again(
    calling: World, missed: Meeting
) -> None:
    say(calling, missed, MeetingStatus.HELD, hours=2)
    lead = calling.rows.get_one(Lead, missed.lead_id)
    assert (lead.stage, lead.closed_reason) == (Stage.PROPOSAL, CloseReason.HANDED_OVER)
    assert lead.next_call_at is None


def test_a_meeting_that_was_missed_after_all_is_called_about_the_next_day(
    calling: World, missed: Meeting
) -> None:
    say(calling, missed, MeetingStatus.HELD, hours=2)
    say(calling, missed, MeetingStatus.NO_SHOW, hours=3)
    lead = calling.rows.get_one(Lead, missed.lead_id)
    assert (lead.stage, lead.closed_at) == (Stage.CONTACTING, None)
    assert lead.next_call_at == missed.starts_at + timedelta(hours=27)
