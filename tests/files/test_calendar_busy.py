"""What a calendar file says is taken, as the calendars of the world write it."""

from datetime import UTC, datetime, timedelta

import pytest

from telepro.files.calendar_busy import busy
from telepro.files.feed_troubles import FeedError, FeedTrouble

SINCE = datetime(2026, 11, 23, tzinfo=UTC)
UNTIL = SINCE + timedelta(days=14)
WINDOWS_ZONE = """BEGIN:VTIMEZONE
TZID:Romance Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
"""


def calendar(*events: str, head: str = "") -> bytes:
    parts = "".join(f"BEGIN:VEVENT\n{event}\nEND:VEVENT\n" for event in events)
    text = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n{head}{parts}END:VCALENDAR\n"
    return text.replace("\n", "\r\n").encode()


def times(*events: str, head: str = "") -> list[str]:
    found = busy(calendar(*events, head=head), "Europe/Paris", SINCE, UNTIL)
    return [f"{each.starts_at:%d %H:%M}-{each.ends_at:%d %H:%M}" for each in found]


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("UID:1\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z", ["24 09:00-24 10:00"]),
        ("UID:1\nDTSTART;TZID=Europe/Paris:20261124T090000\nDURATION:PT45M", ["24 08:00-24 08:45"]),
        ("UID:1\nDTSTART:20261124T090000\nDTEND:20261124T100000", ["24 08:00-24 09:00"]),
        ("UID:1\nDTSTART;VALUE=DATE:20261125", ["24 23:00-25 23:00"]),
        ("UID:1\nDTSTART;VALUE=DATE:20261125\nDTEND;VALUE=DATE:20261127", ["24 23:00-26 23:00"]),
        ("UID:1\nDTSTART:20261122T230000Z\nDTEND:20261123T010000Z", ["22 23:00-23 01:00"]),
        ("UID:1\nDTSTART:20261101T090000Z\nDTEND:20261101T100000Z", []),
        ("UID:1\nDTSTART:20261124T090000Z", []),
        ("UID:1\nSTATUS:CANCELLED\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z", []),
        ("UID:1\nTRANSP:TRANSPARENT\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z", []),
        ("UID:1\nDTSTART:never\nDTEND:20261124T100000Z", []),
    ],
)
def test_single_events(event: str, expected: list[str]) -> None:
    assert times(event) == expected


def test_a_weekly_event_with_an_exception_and_one_that_was_moved() -> None:
    weekly = (
        "UID:1\nDTSTART;TZID=Europe/Paris:20260907T140000\nDTEND;TZID=Europe/Paris:20260907T150000\n"
        "RRULE:FREQ=WEEKLY;BYDAY=MO,WE,FR;UNTIL=20261202T225959Z\n"
        "EXDATE;TZID=Europe/Paris:20261125T140000"
    )
    moved = (
        "UID:1\nRECURRENCE-ID;TZID=Europe/Paris:20261127T140000\n"
        "DTSTART;TZID=Europe/Paris:20261127T170000\nDTEND;TZID=Europe/Paris:20261127T180000"
    )
    assert times(weekly, moved) == [
        "23 13:00-23 14:00", "27 16:00-27 17:00", "30 13:00-30 14:00", "02 13:00-02 14:00",
    ]  # fmt: skip


def test_recurring_events_keep_their_hour_when_the_clock_changes() -> None:
    daily = "UID:1\nDTSTART;TZID=Europe/Paris:20261020T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY"
    around = datetime(2026, 10, 24, tzinfo=UTC)
    found = busy(calendar(daily), "Europe/Paris", around, around + timedelta(days=2))
    assert [f"{each.starts_at:%d %H}" for each in found] == ["24 07", "25 08"]


def test_outlooks_own_names_of_zones_are_understood() -> None:
    event = "UID:1\nDTSTART;TZID=Romance Standard Time:20261124T090000\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2"
    assert times(event, head=WINDOWS_ZONE) == ["24 08:00-24 09:00", "25 08:00-25 09:00"]


def test_what_touches_is_one_stretch() -> None:
    assert times(
        "UID:1\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z",
        "UID:2\nDTSTART:20261124T100000Z\nDTEND:20261124T103000Z",
        "UID:3\nDTSTART:20261124T091500Z\nDTEND:20261124T093000Z",
    ) == ["24 09:00-24 10:30"]


@pytest.mark.parametrize("year", ["0001", "9999"])
def test_the_ends_of_time_are_no_trouble(year: str) -> None:
    good = "UID:2\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z"
    odd = f"UID:1\nDTSTART;VALUE=DATE:{year}1231\nRRULE:FREQ=YEARLY"
    assert times(odd, good)[-1] == "24 09:00-24 10:00"


def test_a_replacement_of_nothing_that_can_be_is_an_event_of_its_own() -> None:
    odd = "UID:1\nRECURRENCE-ID:oops\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z"
    assert times(odd) == ["24 09:00-24 10:00"]


def test_one_bad_event_takes_no_other_with_it() -> None:
    good = "UID:2\nDTSTART:20261124T090000Z\nDTEND:20261124T100000Z"
    assert times("UID:1\nDTSTART:20261124T080000Z\nDTEND:oops\nRRULE:FREQ=NEVER", good) == [
        "24 09:00-24 10:00"
    ]


@pytest.mark.parametrize("text", [b"", b"<html>sign in</html>", b"\xff\xfe\x00"])
def test_what_is_no_calendar_is_said_to_be_none(text: bytes) -> None:
    with pytest.raises(FeedError) as told:
        busy(text, "Europe/Paris", SINCE, UNTIL)
    assert told.value.trouble is FeedTrouble.NO_CALENDAR


def test_rules_that_never_rest_are_refused() -> None:
    with pytest.raises(FeedError) as told:
        times("UID:1\nDTSTART:20261124T090000Z\nDURATION:PT1S\nRRULE:FREQ=SECONDLY")
    assert told.value.trouble is FeedTrouble.TOO_MUCH
