"""Plan against actual, level by level."""

from datetime import date
from fractions import Fraction

from campaigns.figures.pace import (
    CallingDays,
    Ending,
    calling_days,
    ending_at_pace,
    of_the_day,
    paces,
)
from campaigns.kpi import Counters
from tests.world import example_plan

LAST_DAY = date(2027, 2, 5)


def test_the_first_day_of_the_plan_has_begun_on_its_morning() -> None:
    assert calling_days(example_plan(), date(2026, 11, 30)).begun == 1


def test_no_day_has_begun_before_the_start_and_all_have_after_the_end() -> None:
    plan = example_plan()
    assert calling_days(plan, date(2026, 11, 29)).begun == 0
    after = calling_days(plan, date(2027, 3, 1))
    assert after.begun == after.all == calling_days(plan, LAST_DAY).begun


def test_a_weekend_adds_no_calling_day() -> None:
    plan = example_plan()
    assert calling_days(plan, date(2026, 12, 4)) == calling_days(plan, date(2026, 12, 6))


def test_a_plan_without_a_calling_day_has_no_share() -> None:
    assert CallingDays(0, 0).share == 0


def test_each_level_is_planned_counted_and_expected_by_now() -> None:
    counted = Counters(attempts=100, contacts=20, argued=10, meetings_booked=3, meetings_held=2)
    levels = paces(example_plan(), counted, {"attempts": 7}, Fraction(1, 4), Fraction(1, 40))
    assert [(pace.key, pace.planned, pace.by_now, pace.actual) for pace in levels] == [
        ("meetings", 25, 6, 2),
        ("meetings_booked", 32, 8, 3),
        ("argued", 261, 65, 10),
        ("contacts", 435, 109, 20),
        ("dials", 1973, 493, 100),
    ]
    assert (levels[-1].today, levels[-1].of_today) == (7, 49)
    assert levels[0].share == Fraction(2, 25)


def test_the_end_at_this_pace_is_what_was_done_over_the_time_it_took() -> None:
    assert ending_at_pace(6, Fraction(1, 4)) == Ending(24, 24, 24)
    assert ending_at_pace(7, Fraction(2, 3)) == Ending(10, 10, 10)
    assert ending_at_pace(6, Fraction(0)) is None


def test_a_day_of_the_plan_is_its_share_of_all_and_a_sunday_is_none() -> None:
    plan = example_plan()
    days = calling_days(plan, LAST_DAY).all
    assert of_the_day(plan, date(2026, 11, 30)) == Fraction(1, days)
    assert of_the_day(plan, date(2026, 12, 6)) == 0
    assert of_the_day(plan, date(2026, 11, 27)) == 0
