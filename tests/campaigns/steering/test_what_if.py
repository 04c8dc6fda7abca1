"""How far hours and rates may be moved by whoever asks what would come of it."""

from dataclasses import replace
from fractions import Fraction

from campaigns.steering import Course, bounds

HALF = Fraction(1, 2)
PLAN = Course(Fraction(100), Fraction(20), Fraction(1, 4), HALF, Fraction(1, 10))


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
