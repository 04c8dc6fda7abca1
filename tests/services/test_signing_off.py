"""A plan that asks for it deals only to those who know the offer."""

from sqlalchemy import select

from campaigns.states import EngagementState
from telepro.db.counting import AuditRow
from telepro.db.seating import Quiz, seats
from telepro.db.who import Engagement
from telepro.services import engagements
from telepro.services.engagements import Team
from tests.world import World


def unprepared(world: World) -> Engagement:
    world.at_work(world.alice)
    engagement = world.rows.scalars(
        select(Engagement).where(Engagement.person_id == world.alice.id)
    ).one()
    engagement.quiz_passed_at = None
    world.rows.commit()
    return engagement


def test_nobody_is_dealt_leads_before_they_know_the_offer(world: World) -> None:
    assert unprepared(world).state is EngagementState.ACTIVE
    assert seats(world.rows, world.campaign.id, Quiz.REQUIRED) == []
    assert len(seats(world.rows, world.campaign.id, Quiz.NOT_ASKED)) == 1


def test_a_manager_signs_off_that_somebody_knows_the_offer(world: World) -> None:
    unprepared(world)
    team = Team((world.agency.id,), world.campaign.public_id, world.bob.id)
    engagements.sign_off(team, world.alice.public_id, world.now)
    assert len(seats(world.rows, world.campaign.id, Quiz.REQUIRED)) == 1
    row = world.rows.scalars(select(AuditRow)).one()
    assert (row.action, row.actor_id) == ("person.signed_off", world.bob.id)
