"""What is decided after a what-if: people, hours and attempts make the next plan; rates make none."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from campaigns.kpi import Counters
from campaigns.plan import Plan, PlanProblems
from campaigns.plan.comparing import compare
from campaigns.steering import (
    Decisions,
    adoption,
    as_it_goes,
    carried_over,
    decided,
    decisions_of,
    under_way,
)
from tests.campaigns.plans import plan_of
from tests.campaigns.steering.test_outlook import GONE, HALF_WAY, LIST, PLAN, SHORT

THREE = Decisions(3, Fraction(9, 2), 8)


def plan_with(decisions: Decisions, plan: Plan = PLAN) -> Plan:
    found = decided(plan, decisions, "en")
    assert isinstance(found, Plan), found
    return found


def hours_a_day(plan: Plan, added: Fraction = Fraction(0), counted: Counters = SHORT) -> float:
    return float(as_it_goes(under_way(plan, counted, GONE, LIST, HALF_WAY, (), added)).hours)


def test_the_plan_says_what_was_decided_and_nothing_else_changes() -> None:
    assert [change.sentence("en") for change in compare(PLAN, plan_with(THREE))] == [
        "Attempts per lead, at most: 6 → 8",
        "At most so many calls…: 6 → 8",
        "Teleprospectors: 2 → 3",
        "Hours a day and person: 5 → 4.5",
    ]
    assert decisions_of(plan_with(THREE)) == THREE
    assert plan_with(decisions_of(PLAN)) is PLAN


def test_fewer_attempts_leave_the_cap_on_calls() -> None:
    fewer = plan_with(Decisions(2, Fraction(5), 4))
    assert (fewer.actions.max_attempts, fewer.actions.cap_attempts) == (4, 6)


def test_attempts_that_a_wait_of_the_cadence_counts_on_are_said_to_be_missing() -> None:
    wait = "  cadence: [{after: no_answer, wait: 1 day, attempt: 3}]\n  resources:\n"
    plan = plan_of(("  resources:\n", wait))
    found = decided(plan, Decisions(2, Fraction(5), 3), "fr")
    assert isinstance(found, PlanProblems)
    assert "alors qu'il n'y en a que 3" in found.problems[0].found


@given(st.integers(1, 9), st.integers(1, 48), st.integers(2, 12))
def test_whatever_is_decided_a_running_campaign_may_take_it_over(
    people: int, quarters: int, attempts: int
) -> None:
    wanted = Decisions(people, Fraction(quarters, 4), attempts)
    found = adoption(PLAN, plan_with(wanted), "en")
    assert found.problems == ()
    assert found.is_possible == (wanted != decisions_of(PLAN))


def test_twice_the_people_work_twice_the_hours_that_were_seen() -> None:
    """Forty hours of eighty planned: the same half is expected of four people as of two."""
    half = Counters(logged_s=40 * 3600)
    four = plan_with(Decisions(4, Fraction(5), 6))
    added = carried_over(Fraction(40), Fraction(0), PLAN, four)
    assert added == 40
    assert hours_a_day(PLAN, counted=half) == 6
    assert hours_a_day(four, added, half) == 12


def test_a_team_that_is_changed_and_changed_back_is_the_same_team() -> None:
    four = plan_with(Decisions(4, Fraction(5), 6))
    there = carried_over(Fraction(40), Fraction(0), PLAN, four)
    assert carried_over(Fraction(50), there, four, PLAN) == -5
    assert carried_over(Fraction(40), there, four, PLAN) == 0
