"""When somebody of a company can be met: their hours less what is taken, with notice and a bound a day.

Hours are those of the calendar's own zone, clock changes included; public holidays are nobody's hours.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from campaigns.windows import holiday_name, resolve_local

DAYS = 10  # of work that are looked at
FURTHEST = 45  # days in which they must lie
OFFERED = 9  # as many as there are digits to press
OFFERED_A_DAY = 3
LENGTHS = (15, 30, 45, 60, 90, 120)  # minutes
USUAL_LENGTH = 30
LEAST_NOTICE = 4  # hours
LONGEST_NOTICE = 240
MOST_A_DAY = 20


class SlotTaken(Exception):
    """Somebody else has booked this slot meanwhile."""


@dataclass(frozen=True, slots=True)
class WeeklyHours:
    """A stretch of a weekday (Monday is 0) in which somebody can be met."""

    weekday: int
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of time that is taken, from `starts_at` up to but not at `ends_at`."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Diary:
    """A calendar as it stands; `meetings` are those booked in it, `busy` is what else takes time.

    `country` is where its public holidays are kept, None for none.
    """

    calendar_id: str
    name: str
    zone: str
    country: str | None
    minutes: int
    notice: timedelta
    most_a_day: int
    hours: Sequence[WeeklyHours]
    busy: Sequence[Taken]
    meetings: Sequence[Taken]


@dataclass(frozen=True, slots=True)
class Slot:
    """A moment at which somebody can be met."""

    calendar_id: str
    name: str
    starts_at: datetime
    ends_at: datetime


def free(diary: Diary, now: datetime) -> list[Slot]:
    """Every free slot of the next ten days with hours, the first one first."""
    return [slot for day in _days(diary, now) for slot in _of_day(diary, day, now)]


def offered(diaries: Iterable[Diary], now: datetime) -> list[Slot]:
    """Nine slots at most, three a day spread over it, whoever of the company is free then."""
    by_moment: dict[datetime, Slot] = {}
    for diary in diaries:
        for slot in free(diary, now):
            by_moment.setdefault(slot.starts_at, slot)
    days: dict[date, list[Slot]] = {}
    for moment in sorted(by_moment):
        slot = by_moment[moment]
        days.setdefault(moment.date(), []).append(slot)
    return [slot for slots in days.values() for slot in _spread(slots)][:OFFERED]


def _spread(slots: Sequence[Slot]) -> Sequence[Slot]:
    """The first, the one in the middle and the last of a day."""
    if len(slots) <= OFFERED_A_DAY:
        return slots
    return [slots[0], slots[len(slots) // 2], slots[-1]]


def _days(diary: Diary, now: datetime) -> Iterator[date]:
    today = now.astimezone(ZoneInfo(diary.zone)).date()
    worked = {hours.weekday for hours in diary.hours}
    days = (today + timedelta(days=number) for number in range(FURTHEST))
    open_days = (day for day in days if day.weekday() in worked and not _is_holiday(diary, day))
    for _number, day in zip(range(DAYS), open_days, strict=False):
        yield day


def _is_holiday(diary: Diary, day: date) -> bool:
    return holiday_name(diary.country, day) is not None


def _of_day(diary: Diary, day: date, now: datetime) -> Iterator[Slot]:
    zone = ZoneInfo(diary.zone)
    booked = sum(meeting.starts_at.astimezone(zone).date() == day for meeting in diary.meetings)
    if booked >= diary.most_a_day:
        return
    taken = [*diary.busy, *diary.meetings]
    for hours in sorted(diary.hours, key=lambda each: each.starts):
        if hours.weekday != day.weekday():
            continue
        for slot in _within(diary, day, hours):
            if slot.starts_at >= now + diary.notice and not _meets(slot, taken):
                yield slot


def _within(diary: Diary, day: date, hours: WeeklyHours) -> Iterator[Slot]:
    starts_at = resolve_local(day, hours.starts, diary.zone)
    closes_at = resolve_local(day, hours.ends, diary.zone)
    length = timedelta(minutes=diary.minutes)
    while starts_at + length <= closes_at:
        yield Slot(diary.calendar_id, diary.name, starts_at, starts_at + length)
        starts_at += length


def _meets(slot: Slot, taken: Iterable[Taken]) -> bool:
    return any(it.starts_at < slot.ends_at and slot.starts_at < it.ends_at for it in taken)
