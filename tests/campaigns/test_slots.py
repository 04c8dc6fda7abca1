"""When somebody can be met: weekly hours less what is taken, with notice, a bound a day, no holidays."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from campaigns.follow_up.slots import Diary, Taken, WeeklyHours, free, offered

TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MORNINGS = tuple(WeeklyHours(day, time(9), time(11)) for day in range(5))
PAUL = Diary(
    calendar_id="paul",
    name="Paul",
    zone="Europe/Paris",
    country="FR",
    minutes=30,
    notice=timedelta(hours=4),
    most_a_day=5,
    hours=MORNINGS,
    busy=(),
    meetings=(),
)


def utc(day: int, hour: int, minute: int = 0, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=UTC)


def moments(diary: Diary, now: datetime = TUESDAY_TEN) -> list[str]:
    return [f"{slot.starts_at:%d %H:%M}" for slot in free(diary, now)]


def test_slots_fill_the_hours_of_ten_days_of_work() -> None:
    found = moments(PAUL)
    assert found[:5] == ["25 08:00", "25 08:30", "25 09:00", "25 09:30", "26 08:00"]
    assert len({moment[:2] for moment in found}) == 9
    assert found[-1] == "07 09:30"


def test_nobody_is_met_sooner_than_the_notice_allows() -> None:
    assert moments(PAUL, utc(24, 4, 1))[0] == "24 08:30"
    assert moments(replace(PAUL, notice=timedelta(hours=24)))[0] == "25 09:00"


def test_what_is_taken_is_not_offered_and_what_touches_it_is() -> None:
    busy = (Taken(utc(25, 8, 15), utc(25, 9, 0)),)
    assert moments(replace(PAUL, busy=busy))[:2] == ["25 09:00", "25 09:30"]
    assert moments(replace(PAUL, meetings=busy))[:2] == ["25 09:00", "25 09:30"]


def test_a_day_that_is_full_offers_nothing_more() -> None:
    meetings = (Taken(utc(25, 13), utc(25, 13, 30)),)
    assert moments(replace(PAUL, most_a_day=1, meetings=meetings))[0] == "26 08:00"


def test_a_public_holiday_is_no_day_of_work() -> None:
    christmas = moments(PAUL, utc(23, 17, month=12))
    assert [moment for moment in christmas if moment.startswith("25")] == []
    assert christmas[0] == "24 08:00"


def test_hours_are_the_calendars_own_on_both_sides_of_a_change_of_the_clock() -> None:
    sundays = (WeeklyHours(6, time(9), time(10)), WeeklyHours(5, time(9), time(10)))
    autumn = moments(replace(PAUL, hours=sundays, country=None), datetime(2026, 10, 23, tzinfo=UTC))
    assert autumn[:4] == ["24 07:00", "24 07:30", "25 08:00", "25 08:30"]


def test_a_slot_ends_within_the_hours() -> None:
    assert moments(replace(PAUL, minutes=90))[:2] == ["25 08:00", "26 08:00"]
    assert moments(replace(PAUL, minutes=120, hours=(WeeklyHours(0, time(9), time(10, 30)),))) == []


def test_nine_are_offered_three_a_day_whoever_is_free() -> None:
    anna = replace(
        PAUL, calendar_id="anna", name="Anna", hours=(WeeklyHours(2, time(11), time(12)),)
    )
    found = offered([PAUL, anna], TUESDAY_TEN)
    assert [f"{slot.starts_at:%d %H:%M} {slot.name}" for slot in found] == [
        "25 08:00 Paul", "25 09:30 Paul", "25 10:30 Anna",
        "26 08:00 Paul", "26 09:00 Paul", "26 09:30 Paul",
        "27 08:00 Paul", "27 09:00 Paul", "27 09:30 Paul",
    ]  # fmt: skip


def test_without_hours_nothing_is_offered() -> None:
    assert offered([], TUESDAY_TEN) == []
    assert free(replace(PAUL, hours=()), TUESDAY_TEN) == []


@given(
    st.lists(st.tuples(st.integers(0, 14 * 48), st.integers(1, 20)), max_size=30),
    st.sampled_from([15, 30, 45, 60, 90, 120]),
    st.integers(4, 240),
)
def test_no_slot_ever_meets_what_is_taken(
    taken: list[tuple[int, int]], minutes: int, notice: int
) -> None:
    half = timedelta(minutes=30)
    busy = [
        Taken(TUESDAY_TEN + start * half, TUESDAY_TEN + (start + length) * half)
        for start, length in taken
    ]
    diary = replace(PAUL, busy=busy, minutes=minutes, notice=timedelta(hours=notice))
    for slot in free(diary, TUESDAY_TEN):
        assert slot.starts_at >= TUESDAY_TEN + diary.notice
        assert all(slot.ends_at <= it.starts_at or slot.starts_at >= it.ends_at for it in busy)
