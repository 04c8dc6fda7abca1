"""A plan's rates after earlier campaigns of the same company: moved by them, and never surer than they agree."""

from dataclasses import replace
from fractions import Fraction

import pytest

from campaigns.forecast import Counts, Leads, Past, Rate, Wave, forecast, given, shown, told_by
from campaigns.forecast.counted import counts_of
from campaigns.kpi import Counters
from campaigns.plan.parts import Metric
from tests.campaigns.plans import plan_of

# The plan says 15 % of dials reach somebody, 10 % of argued contacts agree, 25 dials an hour.
TEAM = Wave(people=4, days=20, dials_by_attempt=(2000, 1000))


def past(contacts: int, dials: int = 3000, years: float = 0.5) -> Past:
    """A campaign of which only the contacts are known."""
    return Past({"contact_rate": Counts(contacts, dials)}, TEAM, years)


def contact_rate(*earlier: Past) -> Rate:
    return given(plan_of(), past=earlier).rates["contact_rate"]


def width(rate: Rate) -> float:
    low, high = rate.range
    return high - low


def test_one_campaign_moves_a_rate_half_of_the_way_and_three_further() -> None:
    """The plan's 15 % against a campaign's 21 %: one is one company's luck, three are its habit."""
    assert contact_rate(past(630)).mean == pytest.approx(0.175, abs=0.006)
    assert contact_rate(past(630), past(630), past(630)).mean == pytest.approx(0.19, abs=0.006)


def test_however_many_calls_were_made_the_next_campaign_may_differ() -> None:
    three = contact_rate(*(past(450) for _ in range(3)))
    counted = given(plan_of(), observed={"contact_rate": Counts(1350, 9000)}).rates["contact_rate"]
    endless = contact_rate(*(past(450_000, 3_000_000) for _ in range(3)))
    assert width(counted) < 0.011
    assert width(contact_rate()) > width(three) > 0.05
    assert width(endless) > 0.04


def test_campaigns_that_differ_leave_the_rate_wider_than_campaigns_that_agree() -> None:
    agree = contact_rate(past(450), past(460), past(440))
    differ = contact_rate(past(750), past(450), past(150))
    assert width(differ) > 1.8 * width(agree)


def test_the_newest_campaign_weighs_most() -> None:
    rising = contact_rate(past(600, years=0.1), past(300, years=3.0))
    falling = contact_rate(past(300, years=0.1), past(600, years=3.0))
    assert rising.mean > 0.155 > 0.145 > falling.mean


def test_a_handful_of_calls_hardly_moves_a_rate() -> None:
    assert contact_rate(past(6, dials=20)).mean == pytest.approx(0.15, abs=0.03)
    assert contact_rate(past(0, dials=0)) == contact_rate()


def test_each_rate_says_which_campaigns_it_comes_from() -> None:
    rates = given(plan_of(), past=(past(540), past(300))).rates
    assert rates["contact_rate"].origin == {
        "fr": "vos 2 dernières campagnes, la plus récente d’abord\u00a0: 18\u202f%, 10\u202f%\u00a0; "
        "ensemble 840 sur 6\u202f000\u00a0; le plan dit 15\u202f%",
        "en": "your last 2 campaigns, the newest first: 18\u202f%, 10\u202f%; 840 of 6,000 together; "
        "the plan says 15\u202f%",
    }
    (only,) = (given(plan_of(), past=(past(540),)).rates["contact_rate"],)
    assert (
        only.origin["en"] == "your last campaign: 18\u202f% (540 of 3,000); the plan says 15\u202f%"
    )
    assert rates["show_rate"].origin["en"].startswith("the plan's assumption: 80\u202f%")
    assert (
        shown(Rate("contact_rate", 0.15, 77.0, {}), "en") == "15\u202f% (9.8\u202f% to 20.2\u202f%)"
    )
    assert shown(Rate("dials_per_hour", 25.0, 30.0, {}), "fr") == "25 (19,2 à 30,8)"


def test_earlier_campaigns_make_the_forecast_narrower_and_move_it() -> None:
    good = {
        "contact_rate": Counts(900, 4500),
        "argumentation": Counts(450, 900),
        "transformation": Counts(54, 450),
        "show_rate": Counts(43, 54),
        "dials_per_hour": Counts(4500, Fraction(180)),
    }
    plan, leads = plan_of(), (Leads(6000),)
    before = forecast(given(plan, leads))
    after = forecast(given(plan, leads, past=tuple(Past(good, TEAM, 0.5) for _ in range(3))))
    assert after.p50 > before.p50 * 1.15
    assert (after.p90 - after.p10) / after.p50 < 0.85 * (before.p90 - before.p10) / before.p50


def test_a_campaign_after_something_else_tells_only_how_people_are_reached() -> None:
    counted = Counters(
        attempts=1000,
        contacts=150,
        argued=80,
        argued_positive=9,
        quotes=9,
        meetings_booked=2,
        meetings_held=1,
        logged_s=41 * 3600,
        break_s=3600,
    )
    assert told_by(Metric.QUOTES, Metric.MEETINGS, counted) == {
        "contact_rate": Counts(150, 1000),
        "argumentation": Counts(80, 150),
        "dials_per_hour": Counts(1000, Fraction(40)),
    }
    same = told_by(Metric.MEETINGS, Metric.MEETINGS, counted)
    assert same == counts_of(Metric.MEETINGS, counted)
    assert same["show_rate"] == Counts(1, 2)


def test_rates_that_leave_nothing_to_learn_stay_as_they_are() -> None:
    plan = plan_of()
    assumed = replace(
        plan.objectives.assumptions,
        contact_rate=replace(plan.objectives.assumptions.contact_rate, value=Fraction(1)),
    )
    sure = replace(plan, objectives=replace(plan.objectives, assumptions=assumed))
    assert given(sure, past=(past(3000),)).rates["contact_rate"].mean == 1
