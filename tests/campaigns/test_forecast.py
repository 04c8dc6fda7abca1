"""A forecast: how it agrees with the reverse funnel where that holds, and what it adds where it does not."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import partial
from math import inf

import pytest

from campaigns.cadence import HalfDay
from campaigns.clearance.openings import openings, place_of
from campaigns.dispositions import Disposition
from campaigns.forecast import (
    BINDING_WORDS,
    Caller,
    Counts,
    Forecast,
    Given,
    Leads,
    Progress,
    Wave,
    difference,
    forecast,
    given,
)
from campaigns.forecast.calendar import rest_days, wait
from campaigns.forecast.habits import AS_THE_FUNNEL
from campaigns.funnel import reverse_funnel
from campaigns.law.own_terms import Closure, OwnHours
from campaigns.law.tuning import Change, Changer, Figure
from campaigns.plan import Plan
from campaigns.prospects import Audience
from campaigns.windows import Hours
from tests.campaigns.plans import plan_of

ENOUGH_LEADS = (Leads(6000),)


def certain(case: Given) -> Given:
    """The case in the funnel's world: rates that are exactly the plan's, equal prospects and days."""
    rates = {name: replace(rate, strength=inf) for name, rate in case.rates.items()}
    return replace(case, rates=rates, habits=AS_THE_FUNNEL)


def targeting(plan: Plan, target: int) -> Plan:
    return replace(plan, objectives=replace(plan.objectives, target=target))


def working(plan: Plan, hours: Fraction, end: date) -> Plan:
    """The plan until `end`, each of its people so many hours a day."""
    resources = replace(plan.actions.resources, hours_per_day=hours)
    return replace(
        plan,
        objectives=replace(plan.objectives, end=end, price_cents=0),
        actions=replace(plan.actions, resources=resources),
    )


def test_twenty_meetings_held_take_3333_dials_133_hours_and_3333_euros() -> None:
    """The worked example of the design (domain, A1): 15 %, 50 %, 10 %, 80 %, 25 dials and 25 euros an hour."""
    plan = working(plan_of(), Fraction(400, 3) / 15 / 2, date(2026, 12, 18))
    found = forecast(certain(given(plan, ENOUGH_LEADS)), runs=4000)
    assert found.mean == pytest.approx(20, rel=0.02)
    assert (found.p10, found.p50, found.p90) == (14, 20, 26)
    assert 0.5 < found.p_reach < 0.56
    never = forecast(certain(given(targeting(plan, 200), ENOUGH_LEADS)), runs=400)
    assert never.dials_p50 == pytest.approx(3333, rel=0.001)
    assert never.hours_p50 == pytest.approx(133.3, rel=0.001)
    assert never.cost_p50 == pytest.approx(333_333, rel=0.001)


@pytest.mark.parametrize("target", [100, 200])
def test_it_agrees_with_the_funnel_within_two_per_cent_where_only_hours_count(target: int) -> None:
    plan = targeting(working(plan_of(), Fraction(6), date(2027, 6, 30)), target)
    funnel = reverse_funnel(plan)
    found = forecast(certain(given(plan, callers=12)), runs=2000)
    assert found.p_reach > 0.99
    for figure, step in (
        (found.dials_p50, "dials"),
        (found.hours_p50, "hours"),
        (found.cost_p50, "cost"),
    ):
        assert figure == pytest.approx(float(funnel.step(step).value), rel=0.02)


def test_it_agrees_with_the_funnel_on_a_list_that_is_worked_to_its_end() -> None:
    """1,000 prospects, of whom 1 − 0.85⁶ = 62.3 % are reached; a twentieth of these, less no-shows."""
    plan = working(plan_of(), Fraction(6), date(2027, 2, 26))
    found = forecast(certain(given(plan, (Leads(1000),), callers=4)), runs=4000)
    reached = float(reverse_funnel(plan).step("reach").value)
    assert found.mean == pytest.approx(1000 * reached * 0.5 * 0.1 * 0.8, rel=0.02)


def test_a_guess_keeps_the_funnels_average_and_widens_the_range() -> None:
    plan = working(plan_of(), Fraction(6), date(2027, 1, 29))
    case = given(plan, ENOUGH_LEADS, callers=3)
    sure, guessed = forecast(certain(case), runs=4000), forecast(case, runs=4000)
    # People are away for a day in twenty-five.
    assert guessed.mean == pytest.approx(sure.mean * 0.96, rel=0.02)
    assert guessed.p10 < sure.p10 < sure.p90 < guessed.p90


def test_the_same_seed_gives_the_same_forecast_and_another_seed_nearly_the_same() -> None:
    case = given(plan_of(), ENOUGH_LEADS)
    assert forecast(case, seed=7) == forecast(case, seed=7)
    again = forecast(case, seed=8)
    assert again.p50 == pytest.approx(forecast(case, seed=7).p50, abs=2)


def test_no_run_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="expected at least 1"):
        forecast(given(plan_of()), runs=0)


def test_own_counts_narrow_the_range_and_say_so() -> None:
    guess = forecast(given(plan_of(), ENOUGH_LEADS))
    own = forecast(
        given(
            plan_of(),
            ENOUGH_LEADS,
            observed={
                "contact_rate": Counts(600, 4000),
                "argumentation": Counts(300, 600),
                "transformation": Counts(30, 300),
                "show_rate": Counts(24, 30),
                "dials_per_hour": Counts(4000, 160),
            },
        )
    )
    assert own.p90 - own.p10 < (guess.p90 - guess.p10) * 0.6
    assert own.rates["contact_rate"].origin == {
        "fr": "votre historique\u00a0: 600 sur 4\u202f000\u00a0; avant lui, le plan disait 15\u202f%",
        "en": "your own history: 600 of 4,000; before it the plan said 15\u202f%",
    }
    assert guess.rates["contact_rate"].origin["en"] == (
        "the plan's assumption: 15\u202f% (autumn campaign); as uncertain as what is usual, "
        "5\u202f% to 13.3\u202f% (Gong, Belkins 2025)"
    )


def test_counts_of_an_earlier_wave_are_worth_less_than_counts_of_ones_own() -> None:
    """Two people differ by 15 % each in what they make agree: 300 argued contacts are worth 218."""
    seen = {"transformation": Counts(30, 300), "show_rate": Counts(24, 30)}
    own = given(plan_of(), observed=seen).rates
    other = given(plan_of(), observed=seen, wave=Wave(people=2, days=10)).rates
    guess = given(plan_of()).rates["transformation"].strength
    assert own["transformation"].strength - guess == pytest.approx(300)
    assert other["transformation"].strength - guess == pytest.approx(
        1 / (1 / 300 + 0.15**2 / 2 * 0.1 / 0.9)
    )
    assert other["show_rate"] == own["show_rate"]


def test_a_long_wave_tells_no_more_of_its_people_than_a_short_one() -> None:
    """However many dials: the next ones are made by others, who differ by a tenth in their pace."""
    many = {"dials_per_hour": Counts(1_000_000, 40_000)}
    rate = given(plan_of(), observed=many, wave=Wave(people=4, days=900)).rates["dials_per_hour"]
    guess = given(plan_of()).rates["dials_per_hour"].strength
    assert rate.strength - guess == pytest.approx(4 / (2 * 0.1**2), rel=0.01)


def test_an_observed_rate_is_one_of_the_attempts_that_its_wave_was_worked_to() -> None:
    """Fresh leads alone answer more readily than a list that is tried six times."""
    case = partial(given, plan_of(), (Leads(500),), 4, {"contact_rate": Counts(600, 4000)})
    shallow = forecast(case(wave=Wave(4, 10, dials_by_attempt=(4000,))), runs=400)
    deep = forecast(case(wave=Wave(4, 10, dials_by_attempt=(1000, 900, 800, 700, 600))), runs=400)
    assert shallow.mean < deep.mean


def test_a_wave_that_nobody_called_is_none() -> None:
    with pytest.raises(ValueError, match="expected at least one person and one day"):
        Wave(people=0, days=3)


def test_counts_of_a_rate_that_the_plan_does_not_use_are_refused() -> None:
    with pytest.raises(KeyError, match="win_rate: expected one of contact_rate"):
        given(plan_of(), observed={"win_rate": Counts(1, 2)})


def test_christmas_and_weekends_are_no_days_to_call_on() -> None:
    plan = working(plan_of(), Fraction(5), date(2026, 12, 27))
    days = [each.day for each in forecast(given(plan)).days]
    assert len(days) == 19
    assert date(2026, 12, 25) not in days
    assert date(2026, 12, 24) == days[-1]


def test_nobody_calls_longer_than_phones_may_ring() -> None:
    """The plan calls 9.5 hours a day; somebody who offers twelve works those."""
    twelve = Caller((Fraction(12),) * 7)
    case = certain(replace(given(targeting(plan_of(), 500)), callers=(twelve,)))
    assert forecast(case).hours_p50 == pytest.approx(15 * 9.5)


def test_a_campaign_without_any_day_left_says_so() -> None:
    late = Progress(today=date(2026, 12, 19), results=3)
    found = forecast(given(plan_of(), ENOUGH_LEADS, progress=late))
    assert (found.p10, found.p50, found.p90, found.p_reach) == (3, 3, 3, 0.0)
    assert found.sentence["en"].startswith("There is no day to call on until 18 December 2026")
    assert found.binding == "windows"


def test_a_campaign_under_way_starts_from_what_is_done() -> None:
    done = Progress(date(2026, 12, 10), results=14, pending=5, dials=2000, hours=Fraction(80))
    rest = forecast(given(plan_of(), (Leads(900), Leads(700, attempts=1)), progress=done))
    fresh = forecast(given(plan_of(), ENOUGH_LEADS))
    assert rest.p10 >= 14
    assert rest.days[0].day == date(2026, 12, 10)
    assert rest.dials_p50 > 2000
    assert rest.p_reach > fresh.p_reach


def test_an_objective_that_is_reached_already_needs_nothing_more() -> None:
    done = Progress(date(2026, 12, 10), results=20, dials=2000, hours=Fraction(80))
    found: Forecast = forecast(given(plan_of(), ENOUGH_LEADS, progress=done))
    assert (found.p_reach, found.finish_p50) == (1.0, date(2026, 12, 10))
    assert (found.dials_p50, found.hours_p50) == (2000, 80)


def test_leads_that_rest_until_a_day_are_not_called_before() -> None:
    plan = targeting(plan_of(), 500)
    now = certain(given(plan, (Leads(500, attempts=5),)))
    late = certain(given(plan, (Leads(500, attempts=5, due=date(2026, 12, 18)),)))
    assert forecast(now).dials_p50 == 500
    assert forecast(late).dials_p50 == 250


def test_leads_on_reunion_are_called_only_while_both_sides_are_at_work() -> None:
    """In December it is three hours later there: of the plan's 9.5 hours 5.5 are common to both."""
    plan = targeting(plan_of(), 500)
    here = forecast(certain(given(plan, ENOUGH_LEADS)))
    there = forecast(certain(given(plan, (Leads(6000, zones=("Indian/Reunion",)),))))
    assert here.hours_p50 == pytest.approx(15 * 10)
    assert there.hours_p50 == pytest.approx(15 * 10 * 5.5 / 9.5, abs=0.1)


def test_numpy_is_loaded_by_whoever_asks_for_a_forecast_and_by_nobody_else() -> None:
    code = "import sys, campaigns.forecast, telepro.cli.plan; print('numpy' in sys.modules)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"


def test_a_lead_rests_when_the_attempts_of_a_cap_are_made() -> None:
    """Four attempts in thirty days by the law on consumers, six by the plan: the fifth waits 27 days."""
    plan = replace(plan_of(), audience=Audience.B2C)
    assert [rest_days(plan, Audience.B2C, made) for made in (3, 4, 5, 6)] == [0, 27, 0, 25]
    assert [rest_days(plan, Audience.B2B, made) for made in (4, 6)] == [0, 25]


def test_after_a_call_in_vain_a_lead_comes_back_when_the_cadence_says() -> None:
    plan = plan_of()
    morning, afternoon = HalfDay.MORNING, HalfDay.AFTERNOON
    assert wait(plan, Disposition.BUSY, 1, morning) == (0, morning)
    assert wait(plan, Disposition.NO_ANSWER, 1, morning) == (0, afternoon)
    assert wait(plan, Disposition.NO_ANSWER, 2, morning) == (1, afternoon)
    assert wait(plan, Disposition.MACHINE, 1, afternoon) == (1, morning)


def test_consumers_are_called_within_the_hours_of_the_law_too() -> None:
    """The plan calls from 8:30 to 12:30 and 13:30 to 19:00, the law from 10 to 13 and 14 to 20; in UTC."""
    plan = replace(plan_of(), audience=Audience.B2C)
    day = openings(plan.policy(), place_of(plan, None), date(2026, 12, 1))
    assert [(opens.hour, closes.hour, closes.minute) for opens, closes in day] == [
        (9, 11, 30),
        (13, 18, 0),
    ]


def test_a_forecast_keeps_to_what_the_company_has_set_beside_the_law() -> None:
    plan = replace(plan_of(), audience=Audience.B2C)
    twice = (Change("FR-04", Figure.MOST, 2, Changer.COMPANY),)
    assert [rest_days(plan, Audience.B2C, made, twice) for made in (2, 3)] == [29, 0]
    mornings = OwnHours(None, Hours.on(range(7), "10:00-12:00"))
    day, place = date(2026, 12, 1), place_of(plan, None)
    (only,) = openings(replace(plan.policy(), changes=(mornings,)), place, day)
    assert [moment.hour for moment in only] == [9, 11]
    assert openings(replace(plan.policy(), changes=(Closure("FR"),)), place, day) == ()
    assert openings(replace(plan.policy(), changes=(Closure("GB"),)), place, day) != ()


def test_a_closed_country_has_no_chance() -> None:
    closed = given(plan_of(), leads=(Leads(500),), terms=(Closure("FR"),))
    assert forecast(closed, runs=50).p_reach == 0


def test_where_funnel_and_forecast_differ_the_words_say_why() -> None:
    plan = plan_of(("hours_per_day: 5", "hours_per_day: 4.6"))
    case = given(plan, (Leads(810),))
    funnel, found = reverse_funnel(plan, 810), forecast(case)
    assert funnel.is_feasible and found.p_reach < 0.5
    said = difference(funnel, found)
    assert said is not None
    assert said["en"].startswith("The funnel says “feasible”: it counts averages")
    assert said["en"].endswith(f"What holds it back: {BINDING_WORDS[found.binding]['en']}.")
    easy = targeting(plan, 1)
    assert difference(reverse_funnel(easy, 810), forecast(given(easy, (Leads(810),)))) is None
