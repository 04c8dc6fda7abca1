"""At what moment a demo goes on: always a working morning in Paris, never earlier than last time."""

from datetime import UTC, datetime
from pathlib import Path

from telepro.embedded.demo_clock import DemoClock, resumed
from telepro.embedded.layout import Layout, read_private, write_private


def at(text: str) -> datetime:
    """A moment in UTC; Paris is an hour ahead in winter, two in summer."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_working_morning_is_left_as_it_is() -> None:
    assert resumed(None, at("2026-11-24T08:20")) == at("2026-11-24T08:20")


def test_an_evening_becomes_half_past_nine_of_the_next_day() -> None:
    assert resumed(None, at("2026-11-24T20:00")) == at("2026-11-25T08:30")


def test_half_past_nine_follows_summer_time() -> None:
    assert resumed(None, at("2026-07-15T20:00")) == at("2026-07-16T07:30")


def test_a_saturday_becomes_monday() -> None:
    assert resumed(None, at("2026-11-21T18:00")) == at("2026-11-23T08:30")


def test_a_holiday_is_passed_over() -> None:
    # 11 November 2026 is a Wednesday.
    assert resumed(None, at("2026-11-10T15:00")) == at("2026-11-12T08:30")


def test_late_morning_leaves_too_few_hours() -> None:
    assert resumed(None, at("2026-11-24T10:00")) == at("2026-11-25T08:30")


def test_a_demo_that_has_run_ahead_goes_on_from_there() -> None:
    assert resumed(at("2026-11-26T09:10"), at("2026-11-24T08:20")) == at("2026-11-26T09:10")


def test_a_demo_that_ended_in_the_evening_goes_on_next_morning() -> None:
    assert resumed(at("2026-11-26T18:10"), at("2026-11-24T08:20")) == at("2026-11-27T08:30")


def test_the_real_clock_catches_up_after_a_long_pause() -> None:
    assert resumed(at("2026-11-26T09:10"), at("2027-01-12T08:40")) == at("2027-01-12T08:40")


def test_the_last_instant_is_kept_for_the_next_start(tmp_path: Path) -> None:
    layout = Layout.at(tmp_path)
    write_private(layout.clock, {"last_seen": "2099-06-03T08:00:00+00:00", "shift": 0})
    demo_clock = DemoClock(layout)
    kept = read_private(layout.clock)
    assert kept["last_seen"].startswith("2099-06-03T08:00:00")
    assert kept["shift"] == demo_clock.shift > 0
