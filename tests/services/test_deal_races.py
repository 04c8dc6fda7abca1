"""A deal that comes while somebody leaves: what nobody is there to call stays free for the others."""

from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy import select

from campaigns.states import CampaignState, EngagementState
from telepro.db import campaigns, people, sessions
from telepro.db.calling import CallListEntry
from telepro.db.whom import Lead
from telepro.services import call_lists, engagements
from telepro.services.engagements import Team
from tests.world import World


def dealt_elsewhere(house: Flask, world: World) -> list[str]:
    """Deal on a connection that doesn't see what this test has not committed."""

    def deal() -> list[str]:
        with house.app_context():
            return call_lists.deal(world.campaign.id, "seed", world.now)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(deal).result(timeout=20)


def held(world: World) -> list[int]:
    """Whose lists the leads stand on."""
    open_entries = select(CallListEntry.person_id).where(CallListEntry.ended_at.is_(None))
    return list(world.rows.scalars(open_entries))


def test_a_lead_is_not_dealt_to_somebody_who_is_signing_out(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    work = world.at_work(world.alice)
    lead = world.lead()
    world.rows.commit()
    sessions.finish(world.rows, work, world.now, "finished", "person")
    world.rows.flush()
    assert dealt_elsewhere(house, world) == []
    world.at_work(world.anna)
    world.rows.commit()
    assert not world.rows.get_one(Lead, lead.id).held
    assert dealt_elsewhere(house, world) == [world.anna.public_id]
    assert held(world) == [world.anna.id]


def test_a_lead_is_not_dealt_of_a_campaign_that_is_being_paused(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    campaigns.move(world.rows, world.campaign.id, CampaignState.RUNNING, CampaignState.PAUSED)
    assert dealt_elsewhere(house, world) == []
    world.rows.commit()
    assert dealt_elsewhere(house, world) == []
    assert held(world) == []


def test_a_lead_is_not_dealt_to_somebody_whose_engagement_is_ending(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    engagement = people.engagement(world.rows, world.alice.id, world.mission.id)
    assert engagement is not None
    engagement.state = EngagementState.ENDED
    world.rows.flush()
    assert dealt_elsewhere(house, world) == []
    world.rows.commit()
    assert held(world) == []


def test_those_who_stay_are_dealt_to_while_another_leaves(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    work = world.at_work(world.alice)
    world.at_work(world.anna)
    for number in range(4):
        world.lead(f"+3319900210{number}", f"École {number}")
    world.rows.commit()
    sessions.finish(world.rows, work, world.now, "finished", "person")
    world.rows.flush()
    assert dealt_elsewhere(house, world) == [world.anna.public_id]
    world.rows.commit()
    assert set(held(world)) == {world.anna.id}


def test_ending_an_engagement_gives_back_what_the_person_holds(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    world.at_work(world.alice)
    lead = world.lead()
    world.rows.commit()
    assert dealt_elsewhere(house, world) == [world.alice.public_id]
    team = Team((world.agency.id,), world.campaign.public_id, world.bob.id)
    engagements.release(team, world.alice.public_id, world.now)
    world.rows.expire_all()
    assert held(world) == []
    assert not world.rows.get_one(Lead, lead.id).held
