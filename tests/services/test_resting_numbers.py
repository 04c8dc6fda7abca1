"""A number that people have stopped answering rests for three days; a spent campaign is paused."""

from datetime import timedelta

import pytest
from sqlalchemy import delete, inspect, select

from campaigns.attempts import AttemptState, CallResult
from campaigns.numbers.costs import minutes_of
from campaigns.numbers.phones import PhoneKind
from campaigns.states import CampaignState, EntryEnd, StopCause
from telepro import chores
from telepro.db import spending
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.counting import AuditRow, OutboxEvent
from telepro.db.numbers import CallMinutes
from telepro.db.whom import Phone
from telepro.services import caller_ids, limits
from telepro.settings import Settings
from telepro.telephony.carrier import Carrier
from tests.services.calls import answered, call, calling
from tests.services.test_pools import ONE, TWO, pooled
from tests.world import World

__all__ = ["calling"]
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


class Past:
    """Calls that were made before, as copies of one."""

    def __init__(self, world: World) -> None:
        self.world, self.made = world, 0
        attempt = call(world)
        names = inspect(Attempt).column_attrs.keys()
        self.kept = {name: getattr(attempt, name) for name in names if name != "id"}
        world.rows.execute(delete(LiveCall))
        world.rows.delete(attempt)

    def calls(self, number: str, count: int, heard: int, ago: timedelta = HOUR) -> None:
        """So many ended calls from a number, so many of them answered."""
        for place in range(count):
            self.made += 1
            own = {
                "public_id": f"past{self.made}",
                "client_key": f"past{self.made}",
                "caller_id": number,
                "sid": f"CA{self.made}",
                "state": AttemptState.ENDED,
                "result": CallResult.ANSWERED if place < heard else CallResult.NO_ANSWER,
                "counted": {"attempts": 1} | ({"answered": 1} if place < heard else {}),
                "intended_at": self.world.now - ago,
                "ended_at": self.world.now - ago,
            }
            self.world.rows.add(Attempt(**{**self.kept, **own}))
        self.world.rows.flush()


@pytest.fixture
def past(calling: World) -> Past:
    return Past(calling)


def rested(world: World) -> list[str]:
    """The numbers that the hourly look lays to rest."""
    caller_ids.rest_collapsed(world.now)
    rows = world.rows.scalars(select(AuditRow).where(AuditRow.action == "caller_id.rested"))
    return [row.subject for row in rows]


def test_a_number_whose_answers_collapse_beside_the_others_rests_for_three_days(
    calling: World, past: Past
) -> None:
    one, two = pooled(calling, ONE, TWO)
    past.calls(ONE, 60, 4)
    past.calls(TWO, 60, 20)
    assert rested(calling) == [f"number {ONE}"]
    calling.rows.refresh(one)
    assert (one.rest_until, two.rest_until) == (calling.now + 3 * DAY, None)
    assert one.rest_reason == "answers_collapsed"
    assert rested(calling) == [f"number {ONE}"]


def test_its_last_sixty_calls_count_and_none_before_them(calling: World, past: Past) -> None:
    pooled(calling, ONE, TWO)
    past.calls(ONE, 200, 0, ago=DAY)
    past.calls(ONE, 60, 20)
    past.calls(TWO, 60, 30)
    assert rested(calling) == []


def test_a_number_that_comes_back_is_judged_by_its_calls_since(calling: World, past: Past) -> None:
    one, _two = pooled(calling, ONE, TWO)
    past.calls(ONE, 60, 0)
    past.calls(TWO, 60, 20)
    one.rest_until = calling.now - timedelta(minutes=30)
    calling.rows.flush()
    assert rested(calling) == []


def test_one_number_alone_never_rests(calling: World, past: Past) -> None:
    pooled(calling, ONE)
    past.calls(ONE, 100, 0)
    assert rested(calling) == []


def test_calls_of_another_campaign_are_no_measure(calling: World, past: Past) -> None:
    pooled(calling, ONE, TWO)
    past.calls(ONE, 60, 0)
    other = calling.second_campaign()
    past.kept["campaign_id"] = other.id
    past.calls(TWO, 60, 30)
    assert rested(calling) == []


def test_the_chores_of_an_hour_lay_numbers_to_rest(
    calling: World, past: Past, settings: Settings
) -> None:
    one, _two = pooled(calling, ONE, TWO)
    past.calls(ONE, 60, 0)
    past.calls(TWO, 60, 20)
    chores.run(calling.now, settings, Carrier(settings.carrier, settings.public_base_url))
    calling.rows.refresh(one)
    assert one.rest_until == calling.now + 3 * DAY


def spent(world: World) -> int:
    """What the campaign has spent, counted anew."""
    spending.count(world.rows, world.campaign.id, world.now)
    return spending.cents(world.rows, world.campaign.id)


@pytest.mark.parametrize("seconds", [1, 59, 60, 61, 600])
def test_minutes_are_counted_as_the_carrier_does(calling: World, past: Past, seconds: int) -> None:
    past.calls(ONE, 1, 1)
    row = calling.rows.scalars(select(Attempt)).one()
    row.counted = {"talk_s": seconds}
    calling.rows.flush()
    spent(calling)
    assert calling.rows.scalars(select(CallMinutes.minutes)).one() == minutes_of(seconds)


def test_minutes_are_counted_once_however_often_somebody_looks(calling: World) -> None:
    calling.rows.scalars(select(Phone)).one().kind = PhoneKind.MOBILE
    answered(calling)
    assert [spent(calling), spent(calling)] == [5, 5]
    calling.now += DAY
    assert spent(calling) == 5


def test_a_campaign_whose_money_is_spent_is_paused_and_says_why(calling: World) -> None:
    campaign = calling.campaign
    campaign.spend_cap_cents = 2
    waiting = calling.lead("+33199001002", "Mairie")
    answered(calling)
    assert limits.to_look_at() == [campaign.id]
    assert limits.stop_if_spent(campaign.id, calling.now) == campaign.public_id
    calling.rows.refresh(campaign)
    assert (campaign.state, campaign.stopped_because) == (
        CampaignState.PAUSED,
        StopCause.SPEND_CAP,
    )
    row = calling.rows.scalars(select(AuditRow).where(AuditRow.action == "campaign.stopped")).one()
    assert row.details == {"because": "spend_cap", "spent_cents": 2, "cap_cents": 2}
    told = select(OutboxEvent.payload).where(OutboxEvent.topic == "campaign.stopped")
    assert calling.rows.scalars(told).one()["because"] == "spend_cap"
    assert limits.stop_if_spent(campaign.id, calling.now) is None
    assert limits.to_look_at() == []
    entries = calling.rows.scalars(select(CallListEntry).where(CallListEntry.lead_id == waiting.id))
    assert all(entry.end_reason is EntryEnd.CAMPAIGN_STOPPED for entry in entries)


def test_a_campaign_with_money_left_or_without_a_cap_goes_on(
    calling: World, settings: Settings
) -> None:
    calling.campaign.spend_cap_cents = 3
    answered(calling)
    calling.rows.commit()
    chores.run(calling.now, settings, Carrier(settings.carrier, settings.public_base_url))
    calling.rows.refresh(calling.campaign)
    assert calling.campaign.state is CampaignState.RUNNING
    calling.campaign.spend_cap_cents = None
    calling.rows.commit()
    chores.run(calling.now + HOUR, settings, Carrier(settings.carrier, settings.public_base_url))
    calling.rows.refresh(calling.campaign)
    assert calling.campaign.state is CampaignState.RUNNING
