"""A teleprospector's own day and results, from the rows: theirs alone."""

from datetime import date, timedelta

import pytest

from campaigns.pipeline import MeetingStatus
from campaigns.problems import NotFound
from campaigns.states import WorkState
from campaigns.teleprospector.own_ways import chosen
from campaigns.validation import Act, ResultState, Side
from telepro.db.results import Meeting
from telepro.services import desk, meetings, outcomes, own_ways, own_work, training, validation
from telepro.services.meetings import Said
from telepro.services.validation import Speaker, Word
from tests.services.calls import answered, calling, meeting
from tests.world import World

__all__ = ["calling"]

TUESDAY = date(2026, 11, 24)
ZONE = "Europe/Paris"


@pytest.fixture
def booked(calling: World) -> Meeting:
    """A meeting in two days, booked by Alice this Tuesday."""
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", meeting(calling), calling.now)
    return calling.rows.query(Meeting).one()


def states(world: World, person_id: int) -> list[ResultState]:
    found = own_work.results(person_id, date(2026, 11, 1), date(2026, 12, 1), ZONE, world.now)
    return [line.standing.state for mission in found for line in mission.lines]


def test_the_day_has_the_call_its_mark_and_the_hours_by_kind(
    calling: World, booked: Meeting
) -> None:
    desk.pause(calling.alice.id, WorkState.BREAK, "voice_rest", calling.now)
    later = calling.now + timedelta(minutes=2)
    desk.resume(calling.alice.id, later)
    shown = own_work.day(calling.alice.id, TUESDAY, ZONE, later)
    [part] = shown.campaigns
    assert [(call.prospect, call.disposition, call.seconds) for call in part.calls] == [
        ("École des Tilleuls", "meeting", 40)
    ]
    assert part.marks == ("result",)
    assert part.spent == {"voice_rest": 120}
    assert {goal.key: goal.done for goal in part.goals}["meetings_booked"] == 1


def test_nobody_elses_day_or_results_are_in_it(calling: World, booked: Meeting) -> None:
    for other in (calling.anna, calling.bob):
        assert own_work.day(other.id, TUESDAY, ZONE, calling.now).campaigns == ()
        assert states(calling, other.id) == []
    assert own_work.day(calling.alice.id, date(2026, 11, 23), ZONE, calling.now).campaigns == ()


def test_a_result_waits_is_accepted_or_is_not_owed_as_its_company_says(
    calling: World, booked: Meeting
) -> None:
    company = Speaker(Side.COMPANY, calling.carla.id, (calling.company.id,))
    assert states(calling, calling.alice.id) == [ResultState.WAITING]
    validation.say(company, Word(booked.public_id, Act.ACCEPTED, "yes"), calling.now)
    assert states(calling, calling.alice.id) == [ResultState.ACCEPTED]
    [mission] = own_work.results(
        calling.alice.id, date(2026, 11, 1), date(2026, 12, 1), ZONE, calling.now
    )
    assert (mission.earned.accepted_cents, mission.company) == (6000, "Ateliers Lumière")


def test_a_cancelled_meeting_is_not_owed(calling: World, booked: Meeting) -> None:
    said = Said((calling.company.id,), booked.public_id, calling.carla.id)
    meetings.say(said, MeetingStatus.CANCELLED, calling.now)
    assert states(calling, calling.alice.id) == [ResultState.NOT_OWED]


def test_what_somebody_set_is_kept_beside_the_rest(world: World) -> None:
    world.alice.preferences = {"colour": "green"}
    world.rows.flush()
    own_ways.change(world.alice.id, lambda ways: chosen(ways, "on", "40"))
    assert own_ways.of(world.alice.id).rest_after == 40
    assert world.alice.preferences["colour"] == "green"


def test_one_practises_on_a_campaign_of_ones_own_and_on_no_other(world: World) -> None:
    found = training.material(world.alice.id, "", "fr")
    assert (found.campaign_id, found.principal) == (world.campaign.public_id, "Ateliers Lumière")
    with pytest.raises(NotFound):
        training.material(world.bob.id, world.campaign.public_id, "fr")
    assert training.material(world.bob.id, "", "en").campaign_id == ""
