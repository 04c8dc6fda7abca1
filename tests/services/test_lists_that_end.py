"""How entries leave a call list: by themselves, with their person, their mission, their campaign."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.states import CampaignState, EntryEnd
from telepro.db import call_lists as rows
from telepro.db.calling import CallListEntry
from telepro.db.who import Engagement
from telepro.services import call_lists
from tests.services.calls import deal
from tests.world import World

MINUTE = timedelta(minutes=1)


@pytest.fixture
def dealt(world: World) -> World:
    """Alice and Anna at work, with a lead each on their lists."""
    world.at_work(world.alice)
    world.at_work(world.anna)
    for number in range(2):
        world.lead(f"+3319900100{number}", f"École {number}")
    assert {entry.person_id for entry in deal(world)} == {world.alice.id, world.anna.id}
    return world


def ends(world: World) -> dict[int | None, EntryEnd | None]:
    """Why each person's entry has ended, None while it stands."""
    world.rows.expire_all()
    entries = world.rows.scalars(select(CallListEntry))
    return {entry.person_id: entry.end_reason for entry in entries}


def held(world: World) -> dict[int | None, bool]:
    world.rows.expire_all()
    return {entry.person_id: entry.lead.held for entry in world.rows.scalars(select(CallListEntry))}


def test_an_entry_lapses_when_its_lease_is_over_and_not_before(dealt: World) -> None:
    entry = dealt.rows.scalars(select(CallListEntry)).first()
    assert entry is not None
    before = entry.valid_until - timedelta(seconds=1)
    assert call_lists.expire(before) == [dealt.campaign.id]
    assert set(ends(dealt).values()) == {None}
    call_lists.expire(entry.valid_until)
    assert set(ends(dealt).values()) == {EntryEnd.EXPIRED}
    assert set(held(dealt).values()) == {False}


def test_only_running_campaigns_are_dealt_next(dealt: World) -> None:
    second = dealt.second_campaign()
    assert call_lists.expire(dealt.now) == [dealt.campaign.id, second.id]
    second.state = CampaignState.PAUSED
    dealt.rows.flush()
    assert call_lists.expire(dealt.now) == [dealt.campaign.id]


def test_who_leaves_gives_back_their_own_leads_only(dealt: World) -> None:
    told = rows.end_of_person(dealt.rows, dealt.alice.id, EntryEnd.SIGNED_OUT, dealt.now)
    assert told == [dealt.campaign.id]
    assert ends(dealt) == {dealt.alice.id: EntryEnd.SIGNED_OUT, dealt.anna.id: None}
    assert held(dealt) == {dealt.alice.id: False, dealt.anna.id: True}
    assert rows.end_of_person(dealt.rows, dealt.alice.id, EntryEnd.SIGNED_OUT, dealt.now) == []


def test_the_end_of_an_engagement_takes_back_that_persons_leads_only(dealt: World) -> None:
    engagement = dealt.rows.scalars(
        select(Engagement).where(Engagement.person_id == dealt.anna.id)
    ).one()
    rows.end_of_engagement(dealt.rows, engagement, dealt.now)
    assert ends(dealt) == {dealt.alice.id: None, dealt.anna.id: EntryEnd.TAKEN_BACK}


def test_a_stopped_campaign_leaves_the_lead_that_somebody_has_before_them(dealt: World) -> None:
    opened = dealt.rows.scalars(
        select(CallListEntry).where(CallListEntry.person_id == dealt.alice.id)
    ).one()
    opened.opened_at = dealt.now
    dealt.rows.flush()
    rows.end_of_campaign(dealt.rows, dealt.campaign.id, dealt.now)
    assert ends(dealt) == {dealt.alice.id: None, dealt.anna.id: EntryEnd.CAMPAIGN_STOPPED}


def test_a_lead_is_taken_off_whoevers_list_it_stands_on(dealt: World) -> None:
    entry = dealt.rows.scalars(
        select(CallListEntry).where(CallListEntry.person_id == dealt.anna.id)
    ).one()
    rows.end_of_leads(dealt.rows, [entry.lead_id], EntryEnd.TAKEN_BACK, dealt.now)
    assert ends(dealt) == {dealt.alice.id: None, dealt.anna.id: EntryEnd.TAKEN_BACK}


def test_a_lead_that_was_given_back_before_keeps_the_reason_of_that_time(world: World) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    (first,) = deal(world)
    rows.end_entry(world.rows, first, EntryEnd.RETURNED, world.now)
    world.now += MINUTE
    (second,) = deal(world)
    rows.end_of_leads(world.rows, [lead.id], EntryEnd.TAKEN_BACK, world.now)
    world.rows.expire_all()
    assert (first.end_reason, first.ended_at) == (EntryEnd.RETURNED, world.now - MINUTE)
    assert (second.end_reason, second.ended_at) == (EntryEnd.TAKEN_BACK, world.now)


def test_an_entry_ends_once(dealt: World) -> None:
    entry = dealt.rows.scalars(select(CallListEntry)).first()
    assert entry is not None
    assert rows.end_entry(dealt.rows, entry, EntryEnd.RETURNED, dealt.now)
    assert not rows.end_entry(dealt.rows, entry, EntryEnd.EXPIRED, dealt.now)
    assert EntryEnd.EXPIRED not in ends(dealt).values()


@pytest.mark.parametrize(("reason", "free"), [(EntryEnd.RETURNED, True), (EntryEnd.CALLED, False)])
def test_a_lead_is_free_again_unless_it_is_being_called(
    dealt: World, reason: EntryEnd, free: bool
) -> None:
    entry = dealt.rows.scalars(select(CallListEntry)).first()
    assert entry is not None
    rows.end_entry(dealt.rows, entry, reason, dealt.now)
    assert held(dealt)[entry.person_id] is not free


@pytest.mark.parametrize(
    ("until", "dealt_again"), [(None, False), (MINUTE, False), (0 * MINUTE, True)]
)
def test_a_lead_put_aside_is_dealt_when_its_refusals_lift(
    world: World, until: timedelta | None, dealt_again: bool
) -> None:
    world.at_work(world.alice)
    lead = world.lead()
    moment = None if until is None else world.now + until
    rows.block(world.rows, {lead.id: ("window", moment)})
    world.rows.expire_all()
    assert (lead.blocked_by, lead.blocked_until) == ("window", moment)
    assert bool(deal(world)) is dealt_again


def test_a_lead_is_due_at_its_very_moment(world: World) -> None:
    world.at_work(world.alice)
    world.lead(due=world.now)
    world.lead("+33199001002", "École des Ormes", due=world.now + timedelta(seconds=1))
    assert len(deal(world)) == 1
