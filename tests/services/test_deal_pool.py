"""How many leads one deal considers: enough to fill the lists by the plan's share, and no more.

The example plan fills a list of three leads or fewer up to eight, six out of ten never called before.
"""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dealing import Card, DealReason, Tier
from campaigns.prospects import Audience
from telepro.db import call_lists as rows
from telepro.db.calling import CallListEntry, Deal
from telepro.db.handing_out import hand_out
from telepro.db.who import Person
from telepro.db.whom import Lead
from telepro.services import call_lists
from tests.services.calls import deal
from tests.world import World

MINUTE = timedelta(minutes=1)
SECOND = timedelta(seconds=1)


@pytest.fixture
def staffed(world: World) -> World:
    """Alice at work, with nothing on her list."""
    world.at_work(world.alice)
    return world


def enrol(world: World, count: int, tier: Tier = Tier.FRESH, language: str = "fr") -> list[Lead]:
    """So many leads more, each with a number of its own."""
    known = len(world.rows.scalars(select(Lead.id)).all())
    made = []
    for number in range(known, known + count):
        lead = world.lead(f"+3319900{number + 1000}", f"École {number}", tier=tier)
        lead.language = language
        made.append(lead)
    world.rows.flush()
    return made


def considered(world: World) -> int:
    """How many leads the one deal considered."""
    deal(world)
    return world.rows.scalars(select(Deal.pool_size)).one()


def listed(world: World, person: Person, count: int) -> None:
    """Put so many other leads on somebody's list."""
    enrol(world, count)
    call_lists.deal(world.campaign.id, "before", world.now)
    entries = select(CallListEntry).where(CallListEntry.ended_at.is_(None))
    assert {each.person_id for each in world.rows.scalars(entries)} == {person.id}


def test_a_share_of_each_kind_and_one_fresh_lead_more_are_considered(staffed: World) -> None:
    enrol(staffed, 12)
    enrol(staffed, 12, Tier.RETRY)
    # Four retries, four fresh leads, and one that chance may round the share up to.
    assert considered(staffed) == 9


def test_fresh_leads_stand_in_for_the_retries_that_are_missing(staffed: World) -> None:
    enrol(staffed, 12)
    enrol(staffed, 2, Tier.RETRY)
    assert considered(staffed) == 8


def test_retries_stand_in_for_the_fresh_leads_that_are_missing(staffed: World) -> None:
    enrol(staffed, 3)
    enrol(staffed, 12, Tier.RETRY)
    assert considered(staffed) == 11


def test_no_more_fresh_leads_are_considered_than_the_list_has_places(staffed: World) -> None:
    enrol(staffed, 12)
    assert considered(staffed) == 8


@pytest.mark.parametrize(("language", "number"), [("fr", 9), ("", 9), ("de", 16)])
def test_more_are_considered_where_not_everybody_speaks_every_language(
    staffed: World, language: str, number: int
) -> None:
    enrol(staffed, 1, language=language)
    enrol(staffed, 12)
    enrol(staffed, 12, Tier.RETRY)
    assert considered(staffed) == number


@pytest.mark.parametrize(("spoken", "number"), [(["fr", "de"], 9), (["fr"], 16)])
def test_a_retry_in_another_language_widens_the_search_too(
    staffed: World, spoken: list[str], number: int
) -> None:
    staffed.alice.spoken = spoken
    enrol(staffed, 12)
    enrol(staffed, 1, Tier.RETRY, language="de")
    enrol(staffed, 12, Tier.RETRY)
    assert considered(staffed) == number


@pytest.mark.parametrize(("on_the_list", "dealt"), [(3, 5), (4, 0)])
def test_a_list_is_filled_up_once_it_holds_three(
    staffed: World, on_the_list: int, dealt: int
) -> None:
    listed(staffed, staffed.alice, on_the_list)
    enrol(staffed, 12)
    assert len(deal(staffed)) == on_the_list + dealt


def test_a_list_of_eight_is_full_for_a_callback_that_anybody_may_make(staffed: World) -> None:
    listed(staffed, staffed.alice, 8)
    enrol(staffed, 1, Tier.FLEXIBLE)
    assert len(deal(staffed)) == 8


@pytest.mark.parametrize("tier", [Tier.PROMISED, Tier.FLEXIBLE])
def test_a_promise_is_looked_for_while_every_list_is_long(staffed: World, tier: Tier) -> None:
    listed(staffed, staffed.alice, 5)
    (promise,) = enrol(staffed, 1, tier)
    enrol(staffed, 3)
    assert [entry.lead_id for entry in deal(staffed)][5:] == [promise.id]


@pytest.mark.parametrize("tier", [Tier.PROMISED, Tier.FRESH])
def test_leads_that_may_not_be_called_do_not_hide_those_that_may(
    staffed: World, tier: Tier
) -> None:
    for number in range(100):
        household = f"+3319901{number + 1000}", f"Foyer {number}"
        staffed.lead(*household, audience=Audience.B2C, tier=tier)
    (callable_one,) = enrol(staffed, 1, tier)
    assert [entry.lead_id for entry in deal(staffed)] == [callable_one.id]


def test_a_deal_that_found_enough_leaves_the_rest_of_the_file_unjudged(staffed: World) -> None:
    enrol(staffed, 8)
    for number in range(93):
        staffed.lead(f"+3319901{number + 1000}", f"Foyer {number}", audience=Audience.B2C)
    assert len(deal(staffed)) == 8
    staffed.rows.expire_all()
    assert len(staffed.rows.scalars(select(Lead.id).where(Lead.blocked_by == "FR-01")).all()) == 92


@pytest.mark.parametrize(("late", "dealt"), [(15 * MINUTE, False), (15 * MINUTE + SECOND, True)])
def test_a_promise_is_its_owners_alone_for_a_quarter_of_an_hour(
    staffed: World, late: timedelta, dealt: bool
) -> None:
    lead = staffed.lead(tier=Tier.PROMISED, due=staffed.now - late)
    lead.callback_owner_id = staffed.anna.id
    staffed.rows.flush()
    assert bool(deal(staffed)) is dealt


def test_a_lead_stands_on_a_list_for_twenty_minutes(staffed: World) -> None:
    staffed.lead()
    (entry,) = deal(staffed)
    assert entry.valid_until == staffed.now + 20 * MINUTE
    assert entry.dealt_at == staffed.now


def test_only_the_leads_that_were_dealt_are_taken(staffed: World) -> None:
    enrol(staffed, 12)
    dealt = {entry.lead_id for entry in deal(staffed)}
    staffed.rows.expire_all()
    assert set(staffed.rows.scalars(select(Lead.id).where(Lead.held))) == dealt
    assert len(dealt) == 8


def test_a_lead_that_is_held_or_closed_cannot_be_taken(staffed: World) -> None:
    held, closed, free = enrol(staffed, 3)
    held.held, closed.closed_at = True, staffed.now
    free.blocked_by, free.blocked_until, free.fence = "window", staffed.now, 6
    staffed.rows.flush()
    cards = [
        Card(lead.id, staffed.alice.id, place, Tier.FRESH, DealReason.FRESH)
        for place, lead in enumerate([held, closed, free], 1)
    ]
    until = {card.lead_id: staffed.now + 30 * MINUTE for card in cards}
    row = Deal(campaign_id=staffed.campaign.id, dealt_at=staffed.now, seed="s", commitment="s")
    row.pool_size, row.pool_hash, row.strata = 3, "s", {}
    staffed.rows.add(row)
    staffed.rows.flush()
    lease = staffed.now + 20 * MINUTE
    assert hand_out(staffed.rows, row, cards, until, lease) == {staffed.alice.id}
    entry = staffed.rows.scalars(select(CallListEntry)).one()
    assert (entry.lead_id, entry.fence, entry.position) == (free.id, 7, 3)
    assert hand_out(staffed.rows, row, cards, until, lease) == set()
    kept = select(Lead.held, Lead.fence, Lead.blocked_by, Lead.blocked_until).order_by(Lead.id)
    assert staffed.rows.execute(kept).all() == [
        (True, 0, None, None),
        (False, 0, None, None),
        (True, 7, None, None),
    ]


def test_a_lead_on_a_list_is_not_put_aside(staffed: World) -> None:
    held, free = enrol(staffed, 2)
    held.held = True
    staffed.rows.flush()
    rows.block(staffed.rows, {lead.id: ("window", None) for lead in (held, free)})
    staffed.rows.expire_all()
    assert (held.blocked_by, free.blocked_by) == (None, "window")


def test_a_lead_about_which_something_changed_is_judged_again(staffed: World) -> None:
    changed, other = enrol(staffed, 2)
    rows.block(staffed.rows, {lead.id: ("window", None) for lead in (changed, other)})
    assert deal(staffed) == []
    rows.unblock(staffed.rows, [changed.id])
    assert [entry.lead_id for entry in deal(staffed)] == [changed.id]


def test_the_longest_due_retry_and_the_first_in_order_come_first(staffed: World) -> None:
    early, late = enrol(staffed, 2, Tier.RETRY)
    early.next_call_at, late.next_call_at = staffed.now - 2 * MINUTE, staffed.now - MINUTE
    early.order_key, late.order_key = 2.0, 1.0
    first, last = enrol(staffed, 2)
    first.order_key, last.order_key = 3.0, 4.0
    first.next_call_at, last.next_call_at = staffed.now - MINUTE, staffed.now - 2 * MINUTE
    staffed.rows.flush()
    found = {
        tier: [
            each.id
            for each in rows.due(
                staffed.rows, rows.Source(staffed.campaign.id), tier, staffed.now, 5
            )
        ]
        for tier in (Tier.RETRY, Tier.FRESH)
    }
    assert found == {Tier.RETRY: [early.id, late.id], Tier.FRESH: [first.id, last.id]}


def test_only_tiers_with_a_lead_that_is_due_and_free_are_looked_through(staffed: World) -> None:
    (taken,) = enrol(staffed, 1, Tier.PROMISED)
    taken.held = True
    enrol(staffed, 1, Tier.FLEXIBLE)
    promises = [Tier.PROMISED, Tier.FLEXIBLE]
    found = rows.tiers_due(staffed.rows, staffed.campaign.id, promises, staffed.now)
    assert found == [Tier.FLEXIBLE]
