"""What a company says of its meetings, and what that does to leads, figures and money."""

from datetime import datetime, timedelta

import pytest

from campaigns.pipeline import MeetingStatus, Stage
from campaigns.problems import NotFound, Refused
from campaigns.validation import Act, Side
from telepro.db import counters, days
from telepro.db import meetings as rows_of_meetings
from telepro.db.results import Meeting
from telepro.db.whom import Lead
from telepro.services import meetings, outcomes, reports, results, validation
from telepro.services.meetings import Said
from telepro.services.validation import Speaker, Word
from tests.services.calls import answered, calling, meeting
from tests.web.office import pages, rows
from tests.world import World

__all__ = ["calling", "pages", "rows"]


@pytest.fixture
def booked(calling: World) -> Meeting:
    """A meeting in two days, booked by Alice."""
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    return calling.rows.query(Meeting).one()


def carla(world: World, row: Meeting) -> Said:
    return Said((world.company.id,), row.public_id, world.carla.id)


def accept(world: World, row: Meeting, now: datetime) -> None:
    company = Speaker(Side.COMPANY, world.carla.id, (world.company.id,))
    validation.say(company, Word(row.public_id, Act.ACCEPTED, f"accepted {now}"), now)


def status_of(world: World, row: Meeting) -> MeetingStatus:
    return rows_of_meetings.status_of(world.rows, row.id)


def test_a_meeting_held_moves_its_lead_to_the_proposal(calling: World, booked: Meeting) -> None:
    after = booked.starts_at + timedelta(hours=1)
    meetings.say(carla(calling, booked), MeetingStatus.HELD, after)
    assert status_of(calling, booked) is MeetingStatus.HELD
    assert calling.rows.get_one(Lead, booked.lead_id).stage is Stage.PROPOSAL


def test_a_missed_meeting_is_called_again_the_next_day(calling: World, booked: Meeting) -> None:
    after = booked.starts_at + timedelta(hours=1)
    meetings.say(carla(calling, booked), MeetingStatus.NO_SHOW, after)
    lead = calling.rows.get_one(Lead, booked.lead_id)
    assert lead.stage is Stage.CONTACTING
    assert lead.closed_at is None
    assert lead.next_call_at is not None
    assert lead.next_call_at > after


def test_nothing_can_be_said_of_a_meeting_before_its_moment(
    calling: World, booked: Meeting
) -> None:
    with pytest.raises(Refused, match="still to come"):
        meetings.say(carla(calling, booked), MeetingStatus.HELD, calling.now)
    meetings.say(carla(calling, booked), MeetingStatus.CANCELLED, calling.now)
    assert status_of(calling, booked) is MeetingStatus.CANCELLED


def test_saying_the_same_twice_is_said_once(calling: World, booked: Meeting) -> None:
    after = booked.starts_at + timedelta(hours=1)
    meetings.say(carla(calling, booked), MeetingStatus.HELD, after)
    meetings.say(carla(calling, booked), MeetingStatus.HELD, after)
    assert [row.status for row in booked.statuses] == ["booked", "held"]


def test_an_accepted_result_is_owed_once(calling: World, booked: Meeting) -> None:
    mine, mission = (calling.company.id,), calling.mission.public_id
    assert results.of_mission(mine, mission, calling.now).waiting == 1
    accept(calling, booked, calling.now)
    accept(calling, booked, calling.now + timedelta(days=1))
    found = results.of_mission(mine, mission, calling.now)
    assert (found.waiting, found.accepted, found.accepted_cents) == (0, 1, 6000)
    assert booked.accepted_at == calling.now


def test_a_missed_meeting_is_no_result(calling: World, booked: Meeting) -> None:
    after = booked.starts_at + timedelta(hours=1)
    meetings.say(carla(calling, booked), MeetingStatus.NO_SHOW, after)
    with pytest.raises(Refused, match="not owed"):
        accept(calling, booked, after)


def test_an_accepted_result_is_not_taken_back(calling: World, booked: Meeting) -> None:
    accept(calling, booked, calling.now)
    with pytest.raises(Refused, match="a result you have accepted"):
        meetings.say(carla(calling, booked), MeetingStatus.CANCELLED, calling.now)


def test_another_companys_meeting_does_not_exist(calling: World, booked: Meeting) -> None:
    stranger = Said((calling.agency.id,), booked.public_id, calling.charlie.id)
    with pytest.raises(NotFound):
        meetings.say(stranger, MeetingStatus.CANCELLED, calling.now)
    with pytest.raises(NotFound):
        results.of_mission((calling.agency.id,), calling.mission.public_id, calling.now)


def test_the_board_counts_what_was_booked_and_opens_the_call_behind_it(
    calling: World, booked: Meeting
) -> None:
    mine, campaign = (calling.agency.id,), calling.campaign.public_id
    board = reports.board(mine, campaign, calling.now)
    booked_level = next(pace for pace in board.pace if pace.key == "meetings_booked")
    assert (booked_level.actual, booked_level.today) == (1, 1)
    wanted = reports.Wanted("transformation_rate", reports.Side.ABOVE)
    behind = reports.behind(mine, campaign, wanted, calling.now)
    assert (behind.figure.numerator, behind.figure.denominator) == (1, 1)
    assert [call.disposition for call in behind.calls] == ["meeting"]


def test_a_figure_without_a_denominator_has_no_value(calling: World) -> None:
    board = reports.board((calling.agency.id,), calling.campaign.public_id, calling.now)
    values = {each.figure.key: each.figure.value for each in board.steered}
    assert values["argumentation_rate"] is None


def test_counters_rebuilt_from_the_attempts_equal_the_kept_ones(
    calling: World, booked: Meeting
) -> None:
    campaign = calling.campaign.id
    kept = counters.by_person(calling.rows, campaign, calling.now, calling.now + timedelta(hours=1))
    counters.rebuild(calling.rows, campaign)
    assert kept[calling.alice.id]["meetings_booked"] == 1
    assert kept == counters.by_person(
        calling.rows, campaign, calling.now, calling.now + timedelta(hours=1)
    )


def test_only_what_the_company_accepted_counts_as_accepted_at_the_desk(
    calling: World, booked: Meeting
) -> None:
    day = days.day_of(calling.rows, calling.alice.id, calling.campaign, calling.now)
    assert (day.waiting_cents, day.accepted_cents) == (6000, 0)
    accept(calling, booked, calling.now)
    day = days.day_of(calling.rows, calling.alice.id, calling.campaign, calling.now)
    assert (day.waiting_cents, day.accepted_cents) == (0, 6000)
