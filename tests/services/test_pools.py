"""The number that a prospect sees at F2: of its campaign's pool, the same each time."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, select, update

from campaigns.attempts import AttemptState
from campaigns.numbers.destinations import CountedBy
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.numbers import CallerId, CampaignCallerId, DialCount
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead
from telepro.services.intentions import NotNow
from tests.services.calls import call, calling, deal
from tests.world import World

__all__ = ["calling"]
ONE, TWO, OWN = "+33199008881", "+33199008882", "+33199009990"


def pooled(world: World, *numbers: str, campaign: Campaign | None = None) -> list[CallerId]:
    """These numbers in the pool of the campaign."""
    campaign = campaign or world.campaign
    rows = [
        CallerId(organisation_id=world.company.id, e164=number, added_at=world.now)
        for number in numbers
    ]
    world.rows.add_all(rows)
    world.rows.flush()
    world.rows.add_all(
        CampaignCallerId(campaign_id=campaign.id, caller_id_id=row.id, added_at=world.now)
        for row in rows
    )
    world.rows.flush()
    return rows


def counted(world: World) -> dict[tuple[str, str], int]:
    """What is counted, by what and under which key."""
    rows = world.rows.execute(select(DialCount.counted_by, DialCount.key, DialCount.value))
    return {(by, key): value for by, key, value in rows}


def again(world: World, attempt: Attempt) -> None:
    """The call is over and the same lead lies before Alice again."""
    world.rows.execute(
        update(Attempt)
        .where(Attempt.id == attempt.id)
        .values(sid="CA1", state=AttemptState.ENDED, ended_at=world.now, settled_at=world.now)
    )
    world.rows.execute(delete(LiveCall))
    world.rows.execute(update(Lead).values(held=False))
    world.rows.expire_all()
    world.now += timedelta(hours=1)
    deal(world)


def test_without_a_pool_the_house_shows_its_own_number_and_counts_none(calling: World) -> None:
    assert call(calling).caller_id == OWN
    assert counted(calling) == {("person", str(calling.alice.id)): 1}


def test_with_a_pool_its_number_is_shown_and_counted(calling: World) -> None:
    pooled(calling, ONE)
    assert call(calling).caller_id == ONE
    assert counted(calling) == {
        ("caller_id", ONE): 1,
        ("person", str(calling.alice.id)): 1,
    }


def test_a_prospect_sees_the_number_of_its_last_call_again(calling: World) -> None:
    pooled(calling, ONE, TWO)
    first = call(calling)
    calling.rows.add(
        DialCount(
            counted_by=CountedBy.CALLER_ID,
            key=first.caller_id,
            slot=calling.now.replace(hour=0),
            controller_id=calling.company.id + 1,
            value=150,
        )
    )
    again(calling, first)
    assert call(calling, "key-2").caller_id == first.caller_id


def test_a_number_at_its_cap_of_the_day_gives_way_to_another(calling: World) -> None:
    pooled(calling, ONE, TWO)
    calling.campaign.caller_id_cap = 1
    first = call(calling)
    again(calling, first)
    assert {first.caller_id, call(calling, "key-2").caller_id} == {ONE, TWO}


def test_a_number_that_rests_is_not_shown(calling: World) -> None:
    (one, _two) = pooled(calling, ONE, TWO)
    one.rest_until = calling.now + timedelta(days=3)
    assert call(calling).caller_id == TWO


def test_when_every_number_rests_the_refusal_says_until_when(calling: World) -> None:
    (one,) = pooled(calling, ONE)
    one.rest_until = calling.now + timedelta(hours=1)
    with pytest.raises(NotNow) as refusal:
        call(calling)
    assert refusal.value.rules == ("no_caller_id",)
    assert "11:00" in refusal.value.problems[0].found
    assert calling.rows.scalars(select(Attempt)).all() == []
    lead = calling.rows.scalars(select(Lead)).one()
    deal(calling)
    calling.rows.refresh(lead)
    assert (lead.blocked_by, lead.blocked_until) == ("no_caller_id", one.rest_until)


def test_a_retired_number_is_not_shown(calling: World) -> None:
    (one, _two) = pooled(calling, ONE, TWO)
    one.retired_at = calling.now
    assert call(calling).caller_id == TWO


def test_a_mobile_in_the_pool_is_passed_over_and_alone_refused_by_law(calling: World) -> None:
    pooled(calling, "+33639980001")
    with pytest.raises(NotNow) as refusal:
        call(calling)
    assert refusal.value.rules == ("FR-20",)
    pooled(calling, ONE)
    calling.rows.execute(update(CallListEntry).values(ended_at=None, end_reason=None))
    calling.rows.execute(update(Lead).values(held=True))
    calling.rows.expire_all()
    assert call(calling, "key-2").caller_id == ONE


def test_the_pool_of_another_campaign_changes_nothing(calling: World) -> None:
    pooled(calling, ONE, campaign=calling.second_campaign())
    assert call(calling).caller_id == OWN


def test_what_is_refused_is_not_counted(calling: World) -> None:
    calling.campaign.destinations = ["RE"]
    with pytest.raises(NotNow):
        call(calling)
    assert counted(calling) == {}
