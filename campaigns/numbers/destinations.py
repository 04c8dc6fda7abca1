"""Where calls may go and how many of them: what keeps a stolen sign-in from running up a bill.

Whoever steals a sign-in sells minutes to numbers that share in their price: premium and satellite
numbers, or blocks of a country that is far and dear. So kinds and countries are refused by the digits
that would be dialled, whatever a row says of them, and each person, company, number and block of
numbers has a most of calls. Days and hours of these counts are UTC: no law's calling hours run past
that midnight, and a thief has no other day.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Any

from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.phones import BadPhone, Phone, ReadPhone, read_phone

# Codes of no country (ITU-T E.164): freephone, shared cost, Inmarsat, personal numbers, satellites,
# international networks, relief, premium. Nobody's prospect lives there.
WORLD_NETWORKS = ("+800", "+808", "+870", "+878", "+881", "+882", "+883", "+888", "+979")
# Kept for films (Arcep 2018-0881): they ring nobody and cost nothing, so that a demo may call them
# as often as it likes.
FICTION = ("+3319900", "+3326191", "+3335301", "+3346571", "+3353649", "+3363998", "+26263998")
PREFIX_DIGITS = 6


class Cap(StrEnum):
    """What a most of calls is counted for; the names are those of the company's settings."""

    PERSON_DAY = "person_day"
    COMPANY_DAY = "company_day"
    NUMBER_DAY = "number_day"
    PREFIX_HOUR = "prefix_hour"


class CountedBy(StrEnum):
    """What calls are counted by as they are made; whoever counts goes in the order of the words."""

    CALLER_ID = "caller_id"
    PERSON = "person"
    PREFIX = "prefix"


@dataclass(frozen=True, slots=True)
class Caps:
    """How many calls at most; a company may set its own.

    A person who dials without a pause for eight hours makes some 400; a company's 20,000 are fifty of
    them; one number is never rung a seventh time in a day; a block of numbers of which 120 are rung in
    an hour is a machine's work.
    """

    person_day: int = 400
    company_day: int = 20_000
    number_day: int = 6
    prefix_hour: int = 120


@dataclass(frozen=True, slots=True)
class Dials:
    """Calls made so far: by the company today, to the number today, to its prefix this hour."""

    company_day: int = 0
    number_day: int = 0
    prefix_hour: int = 0


@dataclass(frozen=True, slots=True)
class Reached:
    """A cap that is reached, and when it begins anew."""

    cap: Cap
    most: int
    lifts_at: datetime


def caps_of(settings: Mapping[str, Any]) -> Caps:
    """The caps of a company, from its settings by name; what is missing, or no whole number from 1
    on, is as usual."""
    names = (each.name for each in fields(Caps))
    return Caps(**{name: settings[name] for name in names if _counts(settings.get(name))})


def reached(caps: Caps, dials: Dials, now: datetime) -> tuple[Reached, ...]:
    """The caps that leave no further call `now`."""
    found = (
        (Cap.COMPANY_DAY, dials.company_day, caps.company_day, next_day(now)),
        (Cap.NUMBER_DAY, dials.number_day, caps.number_day, next_day(now)),
        (Cap.PREFIX_HOUR, dials.prefix_hour, caps.prefix_hour, next_hour(now)),
    )
    return tuple(Reached(cap, most, until) for cap, made, most, until in found if made >= most)


def prefix_of(e164: str) -> str | None:
    """The first six digits of a number, under which calls of an hour are counted; None for numbers
    that ring nobody."""
    return None if rings_nobody(e164) else e164[1 : PREFIX_DIGITS + 1]


def rings_nobody(e164: str) -> bool:
    """True for a number kept for films: a real carrier is never asked for it."""
    return e164.startswith(FICTION)


def as_dialled(phone: Phone) -> Phone | BadCode:
    """The number as its digits alone say, whatever a row had noted; the reason where they forbid it."""
    read = _read(phone.e164)
    if isinstance(read, BadCode):
        return read
    return replace(phone, kind=read.kind, country=read.country)


@lru_cache(maxsize=4096)
def _read(e164: str) -> Phone | BadCode:
    if e164.startswith(WORLD_NETWORKS):
        return BadCode.SATELLITE
    read: ReadPhone | BadPhone = read_phone(e164, "FR")
    if isinstance(read, BadPhone):
        return read.code
    # What was mended would ring another number than the one that stands there.
    return read.phone if read.phone.e164 == e164 else BadCode.UNASSIGNED


def day_of(now: datetime) -> datetime:
    """The beginning of the day (UTC) that `now` counts in."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def hour_of(now: datetime) -> datetime:
    """The beginning of the hour (UTC) that `now` counts in."""
    return now.astimezone(UTC).replace(minute=0, second=0, microsecond=0)


def next_day(now: datetime) -> datetime:
    """When the counts of a day begin anew."""
    return day_of(now) + timedelta(days=1)


def next_hour(now: datetime) -> datetime:
    """When the counts of an hour begin anew."""
    return hour_of(now) + timedelta(hours=1)


def _counts(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1
