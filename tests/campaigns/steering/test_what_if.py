"""How far decisions and rates may be moved by whoever asks what would come of it, and what counts as moved."""

from dataclasses import replace
from fractions import Fraction

from campaigns.steering import (
    Course,
    Decisions,
    bounds,
    decision_bounds,
    decisions_of,
    rates_wished,
    wished,
)
from tests.campaigns.plans import plan_of

HALF = Fraction(1, 2)
PLAN = Course(Fraction(100), Fraction(20), Fraction(1, 4), HALF, Fraction(1, 10))
# Two people, five hours a day each, six attempts.
MADE = decisions_of(plan_of())
REACH = decision_bounds(plan_of(), MADE)


def test_a_rate_goes_from_nothing_to_three_times_what_is_planned_or_seen() -> None:
    seen = replace(PLAN, contact_rate=HALF)
    found = {name: float(each.most) for name, each in bounds(PLAN, seen).items()}
    assert found == {
        "dials_per_hour": 60.0,
        "contact_rate": 1.0,
        "argumentation": 1.0,
        "transformation": 0.3,
    }
    assert all(each.least == 0 for each in bounds(PLAN, seen).values())


def test_people_go_to_three_times_as_many_and_hours_to_a_long_day() -> None:
    found = {name: (float(each.least), float(each.most)) for name, each in REACH.items()}
    assert found == {"people": (1.0, 6.0), "hours": (0.1, 12.0), "attempts": (2.0, 12.0)}


def test_no_more_attempts_are_offered_than_the_law_allows_within_its_days() -> None:
    consumers = plan_of(
        ("audience: B2B", "audience: B2C"), ("  resources:", "  max_attempts: 3\n  resources:")
    )
    assert decision_bounds(consumers, decisions_of(consumers))["attempts"].most == 4


def test_a_wish_is_taken_to_the_nearest_bound() -> None:
    wishes = {"people": Fraction(99), "hours": Fraction(0), "attempts": Fraction(40)}
    assert wished(MADE, REACH, wishes) == Decisions(6, Fraction(1, 10), 12)


def test_less_than_a_step_is_no_wish() -> None:
    assert wished(MADE, REACH, {"hours": Fraction(503, 100)}) == MADE
    assert wished(MADE, REACH, {"hours": Fraction(51, 10)}).hours == Fraction(51, 10)
    rates = {"contact_rate": Fraction(2504, 10_000), "argumentation": Fraction(52, 100)}
    assert rates_wished(PLAN, bounds(PLAN, PLAN), rates) == {"argumentation": Fraction(52, 100)}
