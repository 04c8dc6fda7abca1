"""Hours, holidays, clock changes: the moments at which a phone may ring."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.windows import (
    WORKING_DAYS,
    Hours,
    Span,
    closes_at,
    holiday_name,
    local_midnight,
    next_opening,
    open_now,
    public_holidays,
    resolve_local,
    span,
)

PARIS = ("Europe/Paris",)
LEGAL = Hours.on(WORKING_DAYS, "10:00-13:00", "14:00-20:00")
ALWAYS = Hours.on(range(7), "00:00-24:00")
NEVER = Hours.on((), "10:00-13:00")


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_lunch_break_is_closed() -> None:
    assert open_now(LEGAL, PARIS, paris("2026-11-19 12:59:59"), "FR")
    assert not open_now(LEGAL, PARIS, paris("2026-11-19 13:00"), "FR")
    assert not open_now(LEGAL, PARIS, paris("2026-11-19 13:59:59"), "FR")
    assert open_now(LEGAL, PARIS, paris("2026-11-19 14:00"), "FR")


def test_the_window_closes_at_its_end_and_says_so() -> None:
    assert closes_at(LEGAL, PARIS, paris("2026-11-19 19:59"), "FR") == paris("2026-11-19 20:00")
    assert closes_at(LEGAL, PARIS, paris("2026-11-19 20:00"), "FR") is None


def test_friday_evening_opens_again_on_monday() -> None:
    assert next_opening(LEGAL, PARIS, paris("2026-11-20 20:00"), "FR") == paris("2026-11-23 10:00")


def test_an_open_phone_opens_now() -> None:
    now = paris("2026-11-19 10:30")
    assert next_opening(LEGAL, PARIS, now, "FR") == now


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-07-14", "Fête nationale"),
        ("2026-04-06", "Lundi de Pâques"),
        ("2027-03-29", "Lundi de Pâques"),
        ("2026-12-25", "Noël"),
        ("2027-01-01", "Jour de l'an"),
    ],
)
def test_french_public_holidays_are_closed(day: str, name: str) -> None:
    assert not open_now(LEGAL, PARIS, paris(f"{day} 11:00"), "FR")
    found = holiday_name("FR", date.fromisoformat(day))
    assert found is not None
    assert found["fr"] == name


def test_bastille_day_opens_again_the_day_after() -> None:
    assert next_opening(LEGAL, PARIS, paris("2026-07-14 11:00"), "FR") == paris("2026-07-15 10:00")


def test_easter_monday_follows_a_weekend_of_silence() -> None:
    assert next_opening(LEGAL, PARIS, paris("2026-04-03 20:00"), "FR") == paris("2026-04-07 10:00")


def test_france_has_the_eleven_days_of_the_labour_code() -> None:
    assert len(public_holidays("FR", 2026)) == 11
    assert holiday_name("FR", date(2026, 12, 26)) is None
    assert holiday_name(None, date(2026, 12, 25)) is None


def test_a_plan_without_holidays_works_on_bastille_day() -> None:
    assert open_now(LEGAL, PARIS, paris("2026-07-14 11:00"), None)


def test_the_last_day_of_the_year_opens_again_next_year() -> None:
    assert open_now(LEGAL, PARIS, paris("2026-12-31 19:00"), "FR")
    # New Year's Day 2027 is a Friday, so the next opening is the Monday after.
    assert next_opening(LEGAL, PARIS, paris("2026-12-31 20:00"), "FR") == paris("2027-01-04 10:00")


def test_the_leap_day_is_a_day_like_any_other() -> None:
    assert open_now(LEGAL, PARIS, paris("2028-02-29 11:00"), "FR")
    assert next_opening(LEGAL, PARIS, paris("2028-02-28 20:00"), "FR") == paris("2028-02-29 10:00")


def test_hours_keep_to_the_wall_clock_across_the_spring_change() -> None:
    assert next_opening(LEGAL, PARIS, paris("2026-03-27 20:00"), "FR") == utc("2026-03-30 08:00")
    assert next_opening(LEGAL, PARIS, utc("2026-03-26 20:00"), "FR") == utc("2026-03-27 09:00")


def test_hours_keep_to_the_wall_clock_across_the_autumn_change() -> None:
    assert next_opening(LEGAL, PARIS, paris("2026-10-23 20:00"), "FR") == utc("2026-10-26 09:00")
    assert next_opening(LEGAL, PARIS, paris("2026-10-22 20:00"), "FR") == utc("2026-10-23 08:00")


def test_hours_inside_the_skipped_hour_of_29_march_do_not_exist() -> None:
    night = Hours.on((6,), "02:00-03:00")
    assert next_opening(night, PARIS, utc("2026-03-28 12:00"), None) == paris("2026-04-05 02:00")


def test_hours_that_begin_in_the_skipped_hour_open_after_it() -> None:
    night = Hours.on((6,), "02:30-05:00")
    assert next_opening(night, PARIS, utc("2026-03-28 12:00"), None) == utc("2026-03-29 01:00")


def test_hours_that_begin_in_the_doubled_hour_of_25_october_open_the_second_time() -> None:
    night = Hours.on((6,), "02:30-05:00")
    assert not open_now(night, PARIS, utc("2026-10-25 00:45"), None)
    assert open_now(night, PARIS, utc("2026-10-25 01:30"), None)


def test_hours_that_end_in_the_doubled_hour_close_the_first_time() -> None:
    night = Hours.on((6,), "01:00-02:30")
    assert open_now(night, PARIS, utc("2026-10-25 00:29"), None)
    assert not open_now(night, PARIS, utc("2026-10-25 00:30"), None)


def test_a_promise_in_the_skipped_hour_is_kept_at_its_end() -> None:
    kept = resolve_local(date(2026, 3, 29), time(2, 30), "Europe/Paris")
    assert kept == utc("2026-03-29 01:00")
    assert kept.astimezone(ZoneInfo("Europe/Paris")).hour == 3


def test_a_promise_in_the_doubled_hour_is_kept_the_first_time() -> None:
    assert resolve_local(date(2026, 10, 25), time(2, 30), "Europe/Paris") == utc("2026-10-25 00:30")


def test_a_promise_on_an_ordinary_day_is_the_wall_clock() -> None:
    assert resolve_local(date(2026, 7, 1), time(9, 15), "Europe/Paris") == utc("2026-07-01 07:15")


def test_midnight_of_several_zones_is_the_latest() -> None:
    both = ("Indian/Reunion", "Indian/Mayotte")
    assert local_midnight(date(2026, 7, 1), both) == utc("2026-06-30 21:00")


def test_reunion_is_open_while_paris_sleeps() -> None:
    morning = utc("2026-11-19 06:30")
    assert open_now(LEGAL, ("Indian/Reunion",), morning, "FR")
    assert not open_now(LEGAL, PARIS, morning, "FR")


def test_martinique_holiday_begins_at_its_own_midnight() -> None:
    # 02:00 UTC on 15 July is still Bastille Day in Fort-de-France.
    evening = Hours.on(range(7), "20:00-23:00")
    assert not open_now(evening, ("America/Martinique",), utc("2026-07-15 02:00"), "FR")
    assert open_now(evening, ("America/Martinique",), utc("2026-07-16 02:00"), "FR")


def test_two_zones_are_open_only_together() -> None:
    both = ("Indian/Mayotte", "Indian/Reunion")
    # 10:00 in Mayotte is 07:00 UTC, when it is 11:00 in Réunion already.
    assert not open_now(LEGAL, both, utc("2026-11-19 06:30"), "FR")
    assert next_opening(LEGAL, both, utc("2026-11-19 06:30"), "FR") == utc("2026-11-19 07:00")
    assert closes_at(LEGAL, both, utc("2026-11-19 07:00"), "FR") == utc("2026-11-19 09:00")


def test_zones_that_are_never_open_together_have_no_opening() -> None:
    short = Hours.on(WORKING_DAYS, "10:00-11:00")
    assert (
        next_opening(short, ("Europe/Paris", "Asia/Tokyo"), utc("2026-11-19 06:30"), None) is None
    )


@pytest.mark.parametrize(
    ("today", "opens"),
    [("2026-01-08 12:00", utc("2026-03-08 14:00")), ("2026-01-07 12:00", None)],
)
def test_an_opening_is_looked_for_sixty_days_ahead(today: str, opens: datetime | None) -> None:
    # Ten o'clock in New York is four in Paris, but three while only New York has put its clocks on.
    hours = Hours.on(range(7), "10:00-11:00", "15:00-16:00")
    zones = ("Europe/Paris", "America/New_York")
    assert next_opening(hours, zones, utc(today), None) == opens


def test_no_zone_and_no_hours_have_no_opening() -> None:
    assert next_opening(LEGAL, (), utc("2026-11-19 09:30"), None) is None
    assert next_opening(NEVER, PARIS, utc("2026-11-19 09:30"), None) is None


def test_a_night_past_midnight_has_one_end() -> None:
    night = Hours(((span("22:00-24:00"),), (span("00:00-02:00"),), (), (), (), (), ()))
    assert closes_at(night, PARIS, paris("2026-11-16 23:00"), None) == paris("2026-11-17 02:00")


def test_a_night_past_midnight_has_one_end_whatever_was_open_before_it() -> None:
    week = ((span("09:00-12:00"),), (span("20:00-24:00"),), (span("00:00-04:00"),), (), (), (), ())
    assert closes_at(Hours(week), PARIS, paris("2026-11-17 23:00"), None) == paris(
        "2026-11-18 04:00"
    )


def test_a_night_at_the_other_end_of_the_world_is_whole() -> None:
    night = Hours.on(range(7), "00:00-02:00", "22:00-24:00")
    # Eleven in the evening of the 17th in Auckland, thirteen hours ahead; it closes at two.
    assert closes_at(night, ("Pacific/Auckland",), utc("2026-11-17 10:00"), None) == utc(
        "2026-11-17 13:00"
    )


def test_hours_begin_at_midnight_at_the_earliest() -> None:
    with pytest.raises(ValueError, match="within one day"):
        Span(-1, 60)


def test_a_span_is_written_as_two_hours() -> None:
    assert span("08:30-12:30") == Span(510, 750)
    assert span("14:00 – 24:00") == Span(840, 1440)
    assert str(Span(510, 750)) == "08:30–12:30"


@pytest.mark.parametrize(
    "text", ["", "10", "10-12", "10:00", "14:00-13:00", "10:00-10:00", "10:00-25:00", "10:60-12:00",
             "10:5-11:00", "23:00-24:01", "a:00-b:00"]
)  # fmt: skip
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"expected|hour"):
        span(text)


def test_a_week_has_seven_days_of_spans_apart() -> None:
    with pytest.raises(ValueError, match="seven"):
        Hours(((),) * 6)
    with pytest.raises(ValueError, match="apart"):
        Hours.on((0,), "10:00-13:00", "12:00-14:00")


MOMENTS = st.integers(int(utc("2026-01-01").timestamp()), int(utc("2028-12-31").timestamp())).map(
    lambda seconds: datetime.fromtimestamp(seconds, UTC)
)
SOMEWHERE = st.sampled_from(
    ["Europe/Paris", "Indian/Reunion", "America/Martinique", "Pacific/Auckland", "America/St_Johns"]
)


@given(MOMENTS, SOMEWHERE)
def test_openings_agree_with_the_wall_clock(now: datetime, zone: str) -> None:
    local = now.astimezone(ZoneInfo(zone))
    minute = local.hour * 60 + local.minute
    spans = () if holiday_name("FR", local.date()) else LEGAL.days[local.weekday()]
    expected = any(span.opens <= minute < span.closes for span in spans)
    assert open_now(LEGAL, (zone,), now, "FR") == expected


@given(MOMENTS, st.lists(SOMEWHERE, min_size=1, max_size=2, unique=True))
def test_the_next_opening_is_open_and_nothing_before_it_is(now: datetime, zones: list[str]) -> None:
    found = next_opening(LEGAL, tuple(zones), now, "FR")
    if found is None:
        return
    assert found >= now
    assert open_now(LEGAL, tuple(zones), found, "FR")
    assert found == now or not open_now(LEGAL, tuple(zones), found - timedelta(seconds=1), "FR")


@given(MOMENTS, SOMEWHERE)
def test_a_closing_is_closed_and_the_second_before_is_open(now: datetime, zone: str) -> None:
    closing = closes_at(LEGAL, (zone,), now, "FR")
    if closing is not None:
        assert not open_now(LEGAL, (zone,), closing, "FR")
        assert open_now(LEGAL, (zone,), closing - timedelta(seconds=1), "FR")


@given(MOMENTS, SOMEWHERE)
def test_always_open_hours_are_always_open(now: datetime, zone: str) -> None:
    assert open_now(ALWAYS, (zone,), now, None)


@given(
    st.dates(date(2020, 1, 1), date(2035, 12, 31)),
    st.times().map(lambda t: t.replace(microsecond=0, second=0)),
    SOMEWHERE,
)
def test_a_promise_is_never_before_its_wall_clock(day: date, at: time, zone: str) -> None:
    kept = resolve_local(day, at, zone).astimezone(ZoneInfo(zone))
    assert kept.replace(tzinfo=None) >= datetime.combine(day, at)
    assert kept.fold == 0
