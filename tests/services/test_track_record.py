"""What the earlier campaigns of a company tell of its next plan, and to whom."""

from datetime import timedelta
from fractions import Fraction

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.forecast import Counts, Wave
from campaigns.plan import Plan, read_plan
from campaigns.prospects import Audience
from telepro.db import counters
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Membership
from telepro.services import track_record
from tests.web.office import pages, rows
from tests.world import EXAMPLE, World

__all__ = ["pages", "rows"]

DONE = {"attempts": 200, "contacts": 40, "argued": 20, "meetings_booked": 2}
WORKED = {"logged_s": 9 * 3600, "break_s": 3600}


def ran(rows: Session, world: World, campaign: Campaign, days_ago: int) -> None:
    """Alice and Anna have called it on two days, the last so many days ago."""
    campaign.launched_at = world.now - timedelta(days=days_ago + 1)
    for person, days in ((world.alice, days_ago), (world.anna, days_ago + 1)):
        at = world.now - timedelta(days=days)
        counters.add(rows, campaign.id, person.id, at, DONE, WORKED)
    rows.commit()


def plan(audience: str = "B2B") -> Plan:
    text = EXAMPLE.read_text(encoding="utf-8").replace("audience: B2B", f"audience: {audience}")
    found = read_plan(text)
    assert isinstance(found, Plan)
    return found


def told(world: World, *, organisation: int | None = None) -> list[dict[str, Counts]]:
    """The counts that Bob's plan is told of."""
    mine = (organisation or world.agency.id,)
    found = track_record.of_plan(mine, world.company.id, plan(), world.now)
    return [dict(each.counts) for each in found]


def test_a_campaign_that_was_called_tells_its_rates_its_people_and_its_days(
    rows: Session, world: World
) -> None:
    ran(rows, world, world.campaign, days_ago=10)
    lead = world.lead()
    lead.attempts = 2
    rows.commit()
    (past,) = track_record.of_plan((world.agency.id,), world.company.id, plan(), world.now)
    assert past.called == Wave(people=2, days=2, dials_by_attempt=(1, 1))
    assert past.counts["contact_rate"] == Counts(80, 400)
    assert past.counts["dials_per_hour"] == Counts(400, Fraction(16))
    assert past.counts["transformation"] == Counts(4, 40)
    last_day = (world.now - timedelta(days=10)).date()
    assert past.years == max((plan().objectives.start - last_day).days, 0) / 365.25


def test_the_newest_campaign_comes_first_and_one_that_nobody_called_not_at_all(
    rows: Session, world: World
) -> None:
    assert told(world) == []
    newer = world.second_campaign()
    ran(rows, world, world.campaign, days_ago=200)
    ran(rows, world, newer, days_ago=20)
    counters.add(rows, newer.id, world.alice.id, world.now - timedelta(days=20), {"attempts": 600})
    rows.commit()
    assert [each["contact_rate"].denominator for each in told(world)] == [1000, 400]


def test_campaigns_to_consumers_tell_nothing_of_businesses(rows: Session, world: World) -> None:
    ran(rows, world, world.campaign, days_ago=10)
    row = rows.get_one(PlanRow, world.campaign.plan_id)
    row.text = row.text.replace("audience: B2B", f"audience: {Audience.B2C}")
    rows.info.clear()
    rows.commit()
    assert told(world) == []


def test_what_another_agency_did_for_the_company_is_not_told(rows: Session, world: World) -> None:
    ran(rows, world, world.campaign, days_ago=10)
    asked = select(Membership.organisation_id).where(Membership.person_id == world.charlie.id)
    charlies = rows.scalars(asked).one()
    assert told(world, organisation=charlies) == []
    assert len(told(world)) == 1
