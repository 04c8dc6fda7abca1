"""The end with other hours and rates from now on."""

from dataclasses import replace
from fractions import Fraction

from campaigns.steering import Course, Room, Worked, bounds, imagine

HALF = Fraction(1, 2)
PLAN = Course(Fraction(100), Fraction(20), Fraction(1, 4), HALF, Fraction(1, 10))
DONE = Worked(Fraction(30), 600, 150, 75, 6)


def test_the_plan_kept_from_now_on_adds_half_of_it() -> None:
    found = imagine(DONE, HALF, PLAN, None)
    assert found.results == Fraction(37, 2)
    assert [found.dials, found.hours] == [1000, 50]


def test_a_better_contact_rate_counts_only_for_what_is_to_come() -> None:
    wished = replace(PLAN, contact_rate=HALF)
    assert imagine(DONE, HALF, wished, None).results == 6 + 25
    assert imagine(DONE, Fraction(1), wished, None).results == 6


def test_dials_stop_where_the_list_is_used_up() -> None:
    found = imagine(DONE, HALF, PLAN, Room(400, 400))
    assert [found.dials, found.short_of_leads, found.results] == [400, 600, 11]


def test_a_link_goes_from_nothing_to_three_times_what_is_planned_or_seen() -> None:
    seen = replace(PLAN, hours=Fraction(120), contact_rate=HALF)
    found = {name: float(each.most) for name, each in bounds(PLAN, seen).items()}
    assert found == {
        "hours": 360.0,
        "dials_per_hour": 60.0,
        "contact_rate": 1.0,
        "argumentation": 1.0,
        "transformation": 0.3,
    }
    assert all(each.least == 0 for each in bounds(PLAN, seen).values())
