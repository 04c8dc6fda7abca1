"""A deal that comes while somebody leaves: what nobody is there to call stays free for the others."""

from concurrent.futures import ThreadPoolExecutor
from time import monotonic, sleep

import pytest
from flask import Flask
from sqlalchemy import select, text

from campaigns.states import CampaignState, EngagementState, EntryEnd
from telepro.db import call_lists as rows
from telepro.db import campaigns, people, sessions
from telepro.db.calling import CallListEntry
from telepro.db.whom import Lead
from telepro.services import call_lists, desk, engagements, intentions
from telepro.services.engagements import Team
from telepro.services.intentions import NotNow, Press
from tests.world import World


def dealt_elsewhere(house: Flask, world: World) -> list[str]:
    """Deal on a connection that doesn't see what this test has not committed."""

    def deal() -> list[str]:
        with house.app_context():
            return call_lists.deal(world.campaign.id, "seed", world.now)

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(deal).result(timeout=20)


def entry_of_alice(house: Flask, world: World) -> CallListEntry:
    """Alice at work with one lead on her list, committed."""
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    dealt_elsewhere(house, world)
    return world.rows.scalars(select(CallListEntry)).one()


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


def test_a_second_dealer_leaves_at_once(house: Flask, shared_world: World) -> None:
    world = shared_world
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    assert rows.take_turn(world.rows, world.campaign.id)
    assert dealt_elsewhere(house, world) == []
    world.rows.rollback()
    assert dealt_elsewhere(house, world) == [world.alice.public_id]


def test_a_dealer_of_another_campaign_is_nobodys_rival(house: Flask, shared_world: World) -> None:
    world = shared_world
    world.at_work(world.alice)
    world.lead()
    other = world.second_campaign().id
    world.rows.commit()
    assert rows.take_turn(world.rows, other)
    assert dealt_elsewhere(house, world) == [world.alice.public_id]
    world.rows.rollback()


@pytest.mark.parametrize("leads", [1, 2])
def test_a_lead_that_closes_while_it_is_dealt_is_left_out(
    house: Flask, shared_world: World, leads: int
) -> None:
    world = shared_world
    world.at_work(world.alice)
    closing, *others = [world.lead(f"+3319900210{n}", f"École {n}") for n in range(leads)]
    world.rows.commit()
    closing.closed_at = world.now
    world.rows.flush()
    with ThreadPoolExecutor(1) as pool:
        dealing = pool.submit(dealt_elsewhere, house, world)
        wait_until_somebody_waits(world)
        world.rows.commit()
        assert dealing.result(timeout=20) == [world.alice.public_id] * len(others)
    entries = world.rows.scalars(select(CallListEntry.lead_id)).all()
    assert entries == [lead.id for lead in others]


def test_f2_waits_for_whoever_is_taking_the_lead_back(house: Flask, shared_world: World) -> None:
    world = shared_world
    entry = entry_of_alice(house, world)
    alice, press = world.alice.id, Press(entry.public_id, "key")
    entry.lead.fence += 1
    world.rows.flush()

    def dial() -> None:
        with house.app_context():
            intentions.dial(alice, press, world.now)

    with ThreadPoolExecutor(1) as pool:
        dialing = pool.submit(dial)
        wait_until_somebody_waits(world)
        world.rows.commit()
        with pytest.raises(NotNow) as refusal:
            dialing.result(timeout=20)
    assert refusal.value.rules == ("lead",)


def test_giving_a_lead_back_waits_for_its_call_and_stops_neither(
    house: Flask, shared_world: World
) -> None:
    world = shared_world
    entry = entry_of_alice(house, world)
    alice, name = world.alice.id, entry.public_id
    # As F2 does: the lead first, then its entry.
    world.rows.get_one(Lead, entry.lead_id, with_for_update=True)

    def skip() -> None:
        with house.app_context():
            desk.skip(alice, name, "later", world.now)

    with ThreadPoolExecutor(1) as pool:
        skipping = pool.submit(skip)
        wait_until_somebody_waits(world)
        entry.ended_at, entry.end_reason = world.now, EntryEnd.CALLED
        world.rows.commit()
        skipping.result(timeout=20)
    world.rows.expire_all()
    assert (entry.end_reason, entry.lead.held) == (EntryEnd.CALLED, True)


def wait_until_somebody_waits(world: World) -> None:
    """Until another connection waits for a row that this one has changed."""
    deadline = monotonic() + 10
    waiting = text("select count(*) from pg_locks where not granted")
    while not world.rows.scalar(waiting):
        assert monotonic() < deadline
        sleep(0.01)
