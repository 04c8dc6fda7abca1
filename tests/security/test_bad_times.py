"""Moments that clocks, countries and carriers make difficult: each is read as what it is, or refused."""

from datetime import UTC, date, datetime, time

import pytest

from campaigns.windows import holiday_name, resolve_local
from telepro.telephony.heard import moment_of
from telepro.web.desk_forms import Reader

RECEIVED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

# Family G: a wall-clock time in a zone, and the instant that it means.
WALLS = [
    ("2026-03-29T01:59", "Europe/Paris", "2026-03-29T00:59"),
    ("2026-03-29T02:30", "Europe/Paris", "2026-03-29T01:00"),
    ("2026-03-29T03:00", "Europe/Paris", "2026-03-29T01:00"),
    ("2026-10-25T01:59", "Europe/Paris", "2026-10-24T23:59"),
    ("2026-10-25T02:30", "Europe/Paris", "2026-10-25T00:30"),
    ("2026-10-25T03:00", "Europe/Paris", "2026-10-25T02:00"),
    ("2026-03-20T10:00", "America/New_York", "2026-03-20T14:00"),
    ("2026-03-20T10:00", "Europe/London", "2026-03-20T10:00"),
    ("2026-11-24T10:00", "Indian/Reunion", "2026-11-24T06:00"),
    ("2026-11-24T10:00", "America/Martinique", "2026-11-24T14:00"),
    ("2026-11-24T10:00", "Pacific/Kiritimati", "2026-11-23T20:00"),
    ("2026-11-24T10:00", "Asia/Kathmandu", "2026-11-24T04:15"),
    ("2026-02-20T10:00", "Africa/Casablanca", "2026-02-20T10:00"),
    ("2026-12-31T23:59", "Europe/Paris", "2026-12-31T22:59"),
    ("2027-01-01T00:30", "Europe/Paris", "2026-12-31T23:30"),
    ("2028-02-29T12:00", "Europe/Paris", "2028-02-29T11:00"),
]


@pytest.mark.parametrize(("wall", "zone", "instant"), WALLS)
def test_a_wall_clock_time_means_one_instant(wall: str, zone: str, instant: str) -> None:
    at = datetime.fromisoformat(wall)
    found = resolve_local(at.date(), at.time(), zone)
    assert found == datetime.fromisoformat(instant).replace(tzinfo=UTC)


HOLIDAYS = [
    ("FR", "2026-04-06", True), ("FR", "2026-05-14", True), ("FR", "2026-12-25", True),
    ("FR", "2026-12-26", False), ("FR", "2026-11-24", False), ("FR", "2027-01-01", True),
]  # fmt: skip


@pytest.mark.parametrize(("country", "day", "closed"), HOLIDAYS)
def test_a_public_holiday_is_known(country: str, day: str, closed: bool) -> None:
    assert (holiday_name(country, date.fromisoformat(day)) is not None) is closed


STAMPS = [
    ("Tue, 24 Nov 2026 09:00:05 +0000", datetime(2026, 11, 24, 9, 0, 5, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 09:00:05 GMT", datetime(2026, 11, 24, 9, 0, 5, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 09:00:05 -0000", datetime(2026, 11, 24, 9, 0, 5, tzinfo=UTC)),
    ("Tue, 24 Nov 2026 10:00:05 +0100", datetime(2026, 11, 24, 9, 0, 5, tzinfo=UTC)),
    ("24 Nov 2026 09:00:05 +0000", datetime(2026, 11, 24, 9, 0, 5, tzinfo=UTC)),
    ("", RECEIVED),
]


@pytest.mark.parametrize(("stamp", "at"), STAMPS)
def test_the_carriers_stamp_is_read(stamp: str, at: datetime) -> None:
    assert moment_of({"Timestamp": stamp}, RECEIVED) == at


@pytest.mark.parametrize(
    "stamp",
    ["yesterday", "2026-11-24T09:00:05Z", "1795510805000", "Tue, 31 Feb 2026 09:00:05 +0000",
     "Sat, 31 Dec 2016 23:59:60 +0000", "Tue, 24 Nov 2026 25:00:05 +0000", "\x00", "x" * 200],
)  # fmt: skip
def test_a_stamp_that_is_none_is_a_message_set_aside(stamp: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        moment_of({"Timestamp": stamp}, RECEIVED)


MOMENTS = [
    ("2026-11-26T14:00", datetime(2026, 11, 26, 13, 0, tzinfo=UTC)),
    ("2026-11-26T14:00+14:00", datetime(2026, 11, 26, 0, 0, tzinfo=UTC)),
    ("2026-11-26T14:00:00Z", datetime(2026, 11, 26, 14, 0, tzinfo=UTC)),
    ("2027-03-28T02:30", datetime(2027, 3, 28, 1, 0, tzinfo=UTC)),
]
NO_MOMENTS = [
    "2026-13-45", "2026-02-30T10:00", "2026-11-24T25:00", "2016-12-31T23:59:60", "0001-01-01T00:00+14:00",
    "9999-12-31T23:59-14:00", "1795510805000", "tomorrow", "24:00", "+275760-09-13", "\u0662\u0660",
]  # fmt: skip


@pytest.mark.parametrize(("written", "at"), MOMENTS)
def test_a_moment_from_the_desk_is_read(written: str, at: datetime) -> None:
    reader = Reader({"callback_at": written})
    assert reader.instant("callback_at", "Europe/Paris") == at
    assert reader.problems == []


@pytest.mark.parametrize("written", NO_MOMENTS)
def test_what_is_no_moment_is_named(written: str) -> None:
    reader = Reader({"callback_at": written})
    assert reader.instant("callback_at", "Europe/Paris") is None
    assert [problem.place for problem in reader.problems] == ["callback_at"]


@pytest.mark.parametrize(
    "zone", ["Mars/X", "../../etc/passwd", "/etc/localtime", "Europe", "\u00e9", "x" * 300]
)
def test_a_zone_that_is_none_is_named(zone: str) -> None:
    reader = Reader({"zone": zone})
    assert reader.zone("zone") == "Europe/Paris"
    assert [problem.place for problem in reader.problems] == ["zone"]


def test_the_day_s_first_and_last_minute_are_the_day_s() -> None:
    first = resolve_local(date(2026, 10, 25), time(0, 0), "Europe/Paris")
    last = resolve_local(date(2026, 10, 25), time(23, 59), "Europe/Paris")
    assert (last - first).total_seconds() == 25 * 3600 - 60
