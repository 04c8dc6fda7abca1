"""Who may be dealt leads of a campaign: whoever is at work on it, on the line and engaged."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from campaigns.states import CampaignState, EngagementState, WorkState
from telepro.db import seating
from telepro.db.calling import CallListEntry
from telepro.db.seating import Quiz
from telepro.db.what_for import Mission
from telepro.db.who import Engagement, WorkSession
from tests.services.calls import deal
from tests.world import World

Leave = Callable[[World, WorkSession], None]


def engagement(world: World) -> Engagement:
    """Alice's engagement on the mission."""
    return world.rows.query(Engagement).filter_by(person_id=world.alice.id).one()


def another_mission(world: World) -> int:
    row = Mission(
        organisation_id=world.company.id,
        managed_by_id=world.agency.id,
        offer="Visites de chantier",
        audience_text="Collèges",
        result="Rendez-vous honoré",
        target=10,
        deadline=world.mission.deadline,
        price_cents=5000,
        language="fr",
        state=world.mission.state,
        created_at=world.now,
    )
    world.rows.add(row)
    world.rows.flush()
    return row.id


def go_home(world: World, work: WorkSession) -> None:
    work.ended_at = world.now


def take_a_break(world: World, work: WorkSession) -> None:
    work.state = WorkState.BREAK


def lose_the_line(world: World, work: WorkSession) -> None:
    work.leg_left_at = world.now


def call_for_another_campaign(world: World, work: WorkSession) -> None:
    work.campaign_id = world.second_campaign().id


def see_the_campaign_paused(world: World, work: WorkSession) -> None:
    world.campaign.state = CampaignState.PAUSED


def see_the_engagement_end(world: World, work: WorkSession) -> None:
    engagement(world).state = EngagementState.ENDED


def be_engaged_elsewhere_only(world: World, work: WorkSession) -> None:
    engagement(world).mission_id = another_mission(world)


def seated(world: World, quiz: Quiz = Quiz.NOT_ASKED) -> list[tuple[int, int]]:
    """Who may be dealt to, with the number of leads on their list."""
    world.rows.flush()
    found = seating.seats(world.rows, world.campaign.id, quiz)
    return [(seat.person_id, seat.held) for seat in found]


@pytest.fixture
def alices(world: World) -> WorkSession:
    """Alice's session; Anna is at work beside her."""
    world.at_work(world.anna)
    return world.at_work(world.alice)


def test_everybody_at_work_has_one_seat(world: World, alices: WorkSession) -> None:
    assert seated(world) == [(world.alice.id, 0), (world.anna.id, 0)]


@pytest.mark.parametrize(
    "leave",
    [
        go_home,
        take_a_break,
        lose_the_line,
        call_for_another_campaign,
        see_the_engagement_end,
        be_engaged_elsewhere_only,
    ],
)
def test_who_is_not_there_has_no_seat_and_is_dealt_nothing(
    world: World, alices: WorkSession, leave: Leave
) -> None:
    both = {world.alice.id, world.anna.id}
    assert seating.still_there(world.rows, world.campaign.id, both) == both
    leave(world, alices)
    assert seated(world) == [(world.anna.id, 0)]
    assert seating.still_there(world.rows, world.campaign.id, both) == {world.anna.id}


def test_nobody_has_a_seat_while_the_campaign_is_paused(world: World, alices: WorkSession) -> None:
    see_the_campaign_paused(world, alices)
    assert seated(world) == []
    both = {world.alice.id, world.anna.id}
    assert seating.still_there(world.rows, world.campaign.id, both) == set()


def test_only_those_who_are_asked_about_are_still_there(world: World, alices: WorkSession) -> None:
    found = seating.still_there(world.rows, world.campaign.id, {world.alice.id, None})
    assert found == {world.alice.id}


@pytest.mark.parametrize(("quiz", "number"), [(Quiz.REQUIRED, 1), (Quiz.NOT_ASKED, 2)])
def test_a_quiz_that_is_asked_for_must_be_passed(
    world: World, alices: WorkSession, quiz: Quiz, number: int
) -> None:
    engagement(world).quiz_passed_at = None
    assert len(seated(world, quiz)) == number


def test_each_list_counts_its_own_leads_of_this_campaign_that_stand(
    world: World, alices: WorkSession
) -> None:
    for number in range(3):
        world.lead(f"+3319900100{number}", f"École {number}")
    entries = deal(world)
    held = {world.alice.id: 0, world.anna.id: 0}
    for entry in entries:
        assert entry.person_id is not None
        held[entry.person_id] += 1
    assert seated(world) == sorted(held.items())
    assert sorted(held.values()) == [1, 2]
    longer = max(held, key=lambda person: held[person])
    first, second = world.rows.scalars(
        select(CallListEntry).where(CallListEntry.person_id == longer)
    ).all()
    first.ended_at = world.now
    second.campaign_id = world.second_campaign().id
    assert dict(seated(world))[longer] == 0
