"""How a running campaign is likely to end, and what putting a loss right would bring."""

from dataclasses import replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

import pytest

from campaigns.forecast import Given, Leads, figures
from campaigns.kpi import Counters
from campaigns.law.own_terms import Closure
from campaigns.steering import (
    Cause,
    ListNow,
    Outlook,
    Room,
    as_it_goes,
    causes,
    course_of,
    imagined,
    outlook,
    under_way,
    worked,
)
from tests.campaigns.plans import plan_of

PARIS = ZoneInfo("Europe/Paris")
# The short plan: 15 days from 30 November, two people of five hours, 15 %, 50 %, 10 %, 25 an hour.
PLAN = plan_of()
HALF_WAY = datetime(2026, 12, 9, 19, 0, tzinfo=PARIS)
GONE = Fraction(8, 15)
LIST = ListNow((Leads(3000), Leads(900, attempts=1)), (2000, 0))
HOUR = 3600
SHORT = Counters(
    attempts=2000, contacts=180, argued=90, argued_positive=9, meetings_booked=9, meetings_held=5,
    meetings_pending=3, logged_s=88 * HOUR, break_s=8 * HOUR,
)  # fmt: skip


def case(counted: Counters = SHORT, leads: ListNow = LIST) -> Given:
    return under_way(PLAN, counted, GONE, leads, HALF_WAY)


def ended(counted: Counters = SHORT, leads: ListNow = LIST, room: Room | None = None) -> Outlook:
    done = worked(PLAN.objectives.metric, counted)
    lines = causes(course_of(PLAN), GONE, done, room)
    return outlook(case(counted, leads), lines, room, counted, HALF_WAY, 400)


def test_it_goes_on_with_the_rates_that_were_seen() -> None:
    """9 % of 2,000 dials is far from the plan's 15 %, and 2,000 dials weigh more than the plan's word."""
    seen = as_it_goes(case())
    assert float(seen.contact_rate) == pytest.approx(0.09, abs=0.005)
    assert float(seen.dials_per_hour) == pytest.approx(25, abs=0.5)
    # Eighty hours in eight days, and the plan's ten a day for two more.
    assert seen.hours == 10


def test_a_country_that_the_company_closes_is_called_no_more() -> None:
    closed = under_way(PLAN, SHORT, GONE, LIST, HALF_WAY, (Closure("FR"),))
    assert figures(closed).to_come["dials"][1] == 0
    assert figures(case()).to_come["dials"][1] > 0


def test_the_end_holds_what_is_done_already() -> None:
    found = ended()
    assert found.levels["meetings"].low >= 5
    assert found.levels["meetings_booked"].low >= 9
    assert found.levels["dials"].low > 2000
    assert 0 < found.p_reach < 0.5


def test_what_is_put_right_is_told_by_its_results_and_its_chance() -> None:
    found = ended()
    assert Cause.REACH in found.brought
    reach = found.brought[Cause.REACH]
    assert reach.results > 1
    assert reach.p_reach > found.p_reach
    assert Cause.CONVERSION not in found.brought, "ten in a hundred were asked for, and came"


def test_hours_put_right_are_those_that_the_plan_counts_on() -> None:
    few = replace(SHORT, logged_s=30 * HOUR, attempts=700, contacts=110, argued=55)
    brought = ended(few).brought[Cause.HOURS]
    assert brought.results > 1


def test_a_list_that_is_used_up_is_filled() -> None:
    """Two hundred dials are missing of those that eighty hours allow, and the list holds none."""
    empty = ListNow((Leads(2),), (1800,))
    few = replace(SHORT, attempts=1800)
    found = ended(few, empty, Room(0, 0))
    assert found.brought[Cause.LIST].results > 2
    assert found.levels["dials"].high < 1830


def test_a_list_that_will_run_out_is_told_of_before_it_costs_anything() -> None:
    short = ListNow((Leads(60),), (2000,))
    assert ended(leads=short).brought[Cause.LIST].results > 2
    assert Cause.LIST not in ended(leads=ListNow((Leads(9000),), (2000,))).brought


def test_the_part_of_today_that_has_gone_is_not_called_again() -> None:
    morning = under_way(PLAN, SHORT, GONE, LIST, HALF_WAY.replace(hour=7))
    evening = case()
    played = [outlook(each, (), None, SHORT, HALF_WAY, 50) for each in (morning, evening)]
    # A day is ten hours at twenty-five dials, less whoever is away.
    lost = played[0].levels["dials"].middle - played[1].levels["dials"].middle
    assert lost == pytest.approx(250, abs=15)


def test_before_anything_is_done_it_is_the_plans_own_forecast() -> None:
    nothing = under_way(
        PLAN, Counters(), Fraction(0), ListNow((Leads(5000),), ()), HALF_WAY.replace(day=1)
    )
    seen = as_it_goes(nothing)
    assert (float(seen.contact_rate), float(seen.dials_per_hour)) == (0.15, 25.0)
    assert seen.hours == 10


def test_corrections_that_leave_more_above_than_below_are_no_rate_above_one() -> None:
    odd = replace(SHORT, argued=200, argued_positive=200, meetings_booked=250, meetings_held=260)
    assert all(0 < each.mean <= 1 for name, each in case(odd).rates.items() if "rate" in name)


def test_half_the_dials_an_hour_are_half_the_dials() -> None:
    half = imagined(case(), {"dials_per_hour": as_it_goes(case()).dials_per_hour / 2})
    before, after = (outlook(each, (), None, SHORT, HALF_WAY, 100) for each in (case(), half))
    to_come = [each.levels["dials"].middle - 2000 for each in (before, after)]
    assert to_come[1] == pytest.approx(to_come[0] / 2, rel=0.03)
