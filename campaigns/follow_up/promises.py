"""Which moments to offer when somebody says "call me back": soon, tomorrow, later, always on a working day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaigns.windows import WORKING_DAYS, holiday_name, resolve_local

MORNING, AFTERNOON, EVENING = time(9), time(14), time(18)
QUARTER = timedelta(minutes=15)
SOON = timedelta(hours=2)
DAY = timedelta(days=1)


class Promise(StrEnum):
    """The chips of a callback, in the order of their digits."""

    SOON = "soon"
    NEXT_MORNING = "next_morning"
    NEXT_AFTERNOON = "next_afternoon"
    MORNING_AFTER = "morning_after"
    NEXT_WEEK = "next_week"


class GivenBack(StrEnum):
    """Why somebody lets the team keep what they promised, in the order of their digits."""

    NOT_THERE = "not_there"
    TOO_MANY = "too_many"
    LANGUAGE = "language"
    BETTER_PLACED = "better_placed"


GIVEN_BACK: Mapping[GivenBack, Mapping[str, str]] = {
    GivenBack.NOT_THERE: {
        "fr": "Je ne serai pas là à cette heure",
        "en": "I am not there at that hour",
    },
    GivenBack.TOO_MANY: {
        "fr": "J’ai promis trop d’appels à ce moment-là",
        "en": "I have promised too many calls at that time",
    },
    GivenBack.LANGUAGE: {"fr": "Il faut une autre langue", "en": "It takes another language"},
    GivenBack.BETTER_PLACED: {
        "fr": "Un collègue connaît mieux ce prospect",
        "en": "A colleague knows this prospect better",
    },
}


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment to promise, as an instant in UTC; the day's name says the rest."""

    promise: Promise
    at: datetime


def moments(now: datetime, zone: str, country: str | None) -> tuple[Moment, ...]:
    """The moments to offer at `now` to somebody in `zone`, earliest digit first.

    `country` gives the public holidays to pass over (None for none). "Soon" is left out when two
    hours from now their working day (9:00 to 18:00) is over or has not begun.
    """
    today = now.astimezone(ZoneInfo(zone)).date()
    next_day = _working_day(today + DAY, country)
    day_after = _working_day(next_day + DAY, country)
    week_later = _working_day(today + 7 * DAY, country)
    offered = {
        Promise.SOON: _soon(now, zone, country),
        Promise.NEXT_MORNING: resolve_local(next_day, MORNING, zone),
        Promise.NEXT_AFTERNOON: resolve_local(next_day, AFTERNOON, zone),
        Promise.MORNING_AFTER: resolve_local(day_after, MORNING, zone),
        Promise.NEXT_WEEK: resolve_local(week_later, MORNING, zone),
    }
    return _each_once(offered)


def _soon(now: datetime, zone: str, country: str | None) -> datetime | None:
    past_quarter = timedelta(
        minutes=now.minute % 15, seconds=now.second, microseconds=now.microsecond
    )
    at = now + SOON + (QUARTER - past_quarter if past_quarter else timedelta(0))
    local = at.astimezone(ZoneInfo(zone))
    works = _working_day(local.date(), country) == local.date()
    return at if works and MORNING <= local.time() < EVENING else None


def _working_day(day: date, country: str | None) -> date:
    while day.weekday() not in WORKING_DAYS or holiday_name(country, day):
        day += DAY
    return day


def _each_once(offered: Mapping[Promise, datetime | None]) -> tuple[Moment, ...]:
    kept: dict[datetime, Promise] = {}
    for promise, at in offered.items():
        if at is not None:
            kept.setdefault(at, promise)
    return tuple(Moment(promise, at) for at, promise in kept.items())
