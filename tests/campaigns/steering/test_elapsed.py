"""How much of a plan's calling time has gone, minute by minute."""

from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from campaigns.steering import elapsed
from tests.campaigns.plans import plan_of

PARIS = ZoneInfo("Europe/Paris")
# From Monday 30 November to Friday 18 December 2026: fifteen calling days, 08:30-12:30, 13:30-19:00.
PLAN = plan_of()


def at(day: int, hour: int, minute: int = 0, month: int = 12) -> Fraction:
    return elapsed(PLAN, datetime(2026, month, day, hour, minute, tzinfo=PARIS))


def test_nothing_has_gone_before_the_first_hour_of_the_first_day() -> None:
    assert at(30, 8, 30, month=11) == 0
    assert at(1, 12, month=11) == 0


def test_half_of_the_first_morning_is_two_of_a_days_nine_and_a_half_hours() -> None:
    assert at(30, 10, 30, month=11) == Fraction(2 * 60, 570) / 15


def test_lunch_adds_nothing() -> None:
    assert at(30, 12, 30, month=11) == at(30, 13, 30, month=11) == Fraction(4 * 60, 570) / 15


def test_a_day_is_whole_when_its_last_hour_has_ended() -> None:
    assert at(30, 19, month=11) == at(1, 7) == Fraction(1, 15)


def test_a_weekend_adds_nothing() -> None:
    assert at(4, 19) == at(6, 15) == Fraction(5, 15)


def test_all_has_gone_after_the_last_day() -> None:
    assert at(18, 19) == at(24, 12) == 1


def test_of_a_plan_without_a_calling_day_nothing_ever_goes() -> None:
    plan = plan_of(
        ("start: 2026-11-30", "start: 2026-12-05"), ("end: 2026-12-18", "end: 2026-12-06")
    )
    assert elapsed(plan, datetime(2026, 12, 6, 12, tzinfo=PARIS)) == 0
