"""When a teleprospector is there: weekly hours in their own zone, absences, and what a plan needs beside."""

from datetime import UTC, date, datetime, time, timedelta

from campaigns.teleprospector.presence import Away, Presence, WeeklySpan
from campaigns.teleprospector.staffing import DayOfTeam, day_of_team, needed_on, week_of
from tests.world import example_plan

TUESDAY = date(2026, 11, 24)
HOUR = timedelta(hours=1)
MORNING = WeeklySpan(1, time(9), time(12), "Europe/Paris")
AFTERNOON = WeeklySpan(1, time(14), time(17), "Europe/Paris")


def utc(hour: int, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=UTC)


def test_hours_are_those_of_the_persons_own_clock() -> None:
    island = Presence((WeeklySpan(1, time(9), time(12), "Indian/Reunion"),))
    assert island.is_there(utc(5)) and island.is_there(utc(7)) and not island.is_there(utc(8))


def test_the_end_of_a_span_is_no_hour_of_it() -> None:
    alice = Presence((MORNING,))
    assert alice.is_there(utc(8)) and not alice.is_there(utc(11))


def test_a_week_later_they_are_there_again() -> None:
    assert Presence((MORNING,)).next_there(utc(11)) == utc(8) + timedelta(days=7)
    assert Presence((MORNING,)).next_there(utc(9)) == utc(9)


def test_an_absence_is_a_stretch_of_time_to_come_of_a_year_at_most() -> None:
    assert Away(utc(8), utc(12)).may_be_said(utc(9))
    assert not Away(utc(8), utc(12)).may_be_said(utc(12))
    assert not Away(utc(12), utc(12)).may_be_said(utc(9))
    assert not Away(utc(8), utc(8) + timedelta(days=367)).may_be_said(utc(9))


def test_an_absence_cuts_the_hours_of_a_day() -> None:
    away = Away(utc(10), utc(14))
    alice = Presence((MORNING, AFTERNOON), (away,))
    assert alice.hours_on(TUESDAY) == 4 * HOUR
    assert alice.stretches(TUESDAY) == ((utc(8), utc(10)), (utc(14), utc(16)))
    assert alice.is_away(utc(13)) and not alice.is_there(utc(13))


def test_silence_is_no_absence_and_offers_no_hours() -> None:
    assert Presence().is_there(utc(3)) and Presence().hours_on(TUESDAY) == 0 * HOUR


def test_clock_changes_do_not_move_the_hours() -> None:
    sunday = Presence((WeeklySpan(6, time(1), time(4), "Europe/Paris"),))
    assert sunday.hours_on(date(2027, 3, 28)) == 2 * HOUR


def test_a_week_begins_on_monday() -> None:
    assert (week_of(TUESDAY)[0], week_of(TUESDAY)[-1]) == (date(2026, 11, 23), date(2026, 11, 29))


def test_a_day_lacks_what_the_plan_needs_beyond_what_is_offered() -> None:
    plan = example_plan()
    day = plan.objectives.start
    while not needed_on(plan, day):
        day += timedelta(days=1)
    means = plan.actions.resources
    needed = timedelta(hours=float(means.callers * means.hours_per_day))
    all_week = tuple(WeeklySpan(n, time(9), time(12), "Europe/Paris") for n in range(7))
    found = day_of_team(plan, [Presence(all_week)], day)
    assert found == DayOfTeam(day, 3 * HOUR, needed)
    assert found.lacking == needed - 3 * HOUR
    assert DayOfTeam(day, needed + HOUR, needed).lacking == 0 * HOUR


def test_the_plan_needs_nobody_on_sundays_and_after_its_end() -> None:
    plan = example_plan()
    sunday = next(day for day in week_of(plan.objectives.start) if day.weekday() == 6)
    assert needed_on(plan, sunday) == 0 * HOUR
    assert needed_on(plan, plan.objectives.end + timedelta(days=1)) == 0 * HOUR
