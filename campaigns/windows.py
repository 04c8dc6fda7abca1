"""When a phone may ring: weekly hours in the callee's own zones, holidays and clock changes included.

Every instant is an aware UTC datetime; the callee's zone is applied here and nowhere else.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from campaigns.clearance.public_holidays import holiday_name, public_holidays

__all__ = [
    "DAY_MINUTES",
    "WORKING_DAYS",
    "Hours",
    "Span",
    "closes_at",
    "holiday_name",
    "local_midnight",
    "next_opening",
    "open_now",
    "public_holidays",
    "resolve_local",
    "span",
]

DAY_MINUTES = 24 * 60
WORKING_DAYS = (0, 1, 2, 3, 4)
_MINUTE = timedelta(minutes=1)
_DAY = timedelta(days=1)
# A weekly slot can fall on holidays for a few weeks running, never for two months.
_HORIZON_DAYS = 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one day in minutes since midnight, from `opens` up to but not at `closes` (1440 = 24:00)."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not 0 <= self.opens < self.closes <= DAY_MINUTES:
            raise ValueError(f"{self}: expected hours that open before they close, within one day")

    def __str__(self) -> str:
        return f"{_clock(self.opens)}–{_clock(self.closes)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def span(text: str) -> Span:
    """Read "08:30-12:30" (24:00 allowed as the end); ValueError says what is wrong."""
    opens, dash, closes = text.replace("–", "-").partition("-")
    if not dash:
        raise ValueError(f"{text!r}: expected two hours such as 08:30-12:30")
    return Span(_minutes(opens.strip(), text), _minutes(closes.strip(), text))


def _minutes(clock: str, text: str) -> int:
    hour, colon, minute = clock.partition(":")
    if not (colon and hour.isdecimal() and minute.isdecimal() and len(minute) == 2):
        raise ValueError(f"{text!r}: expected two hours such as 08:30-12:30")
    minutes = int(hour) * 60 + int(minute)
    if int(minute) > 59 or minutes > DAY_MINUTES:
        raise ValueError(f"{text!r}: {clock} is not an hour of the day")
    return minutes


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours of a week: for each weekday (0 = Monday) its spans, in order, apart from one another.

    `eves`, where stated, are the only hours of an open day before a public holiday.
    """

    days: tuple[tuple[Span, ...], ...]
    eves: tuple[Span, ...] | None = None

    def __post_init__(self) -> None:
        if len(self.days) != 7:
            raise ValueError(f"{len(self.days)} days: expected the seven days of a week")
        for spans in self.days:
            for earlier, later in pairwise(spans):
                if earlier.closes > later.opens:
                    raise ValueError(f"{earlier} and {later}: expected spans in order, apart")

    @classmethod
    def on(cls, weekdays: Iterable[int], *texts: str) -> "Hours":
        """Build the same spans ("10:00-13:00", ...) for each given weekday (0 = Monday)."""
        chosen, spans = frozenset(weekdays), tuple(sorted(span(text) for text in texts))
        return cls(tuple(spans if day in chosen else () for day in range(7)))

    def with_eves(self, *spans: Span) -> "Hours":
        """The same hours, but these on the days before public holidays."""
        return replace(self, eves=spans)


def resolve_local(day: date, at: time, zone: str) -> datetime:
    """Return the UTC instant of a wall-clock time in `zone`.

    A time that the clocks skip in spring becomes the first valid minute after the gap; a time that
    comes twice in autumn is the first of the two.
    """
    local = datetime.combine(day, at, tzinfo=ZoneInfo(zone))
    instant = local.astimezone(UTC)
    back = instant.astimezone(local.tzinfo)
    if back.replace(tzinfo=None) == local.replace(tzinfo=None):
        return instant
    return _end_of_gap(instant, back)


def _end_of_gap(instant: datetime, after: datetime) -> datetime:
    """Step back, minute by minute, to the moment at which the new offset began."""
    offset, zone = after.utcoffset(), after.tzinfo
    while (instant - _MINUTE).astimezone(zone).utcoffset() == offset:
        instant -= _MINUTE
    return instant


def local_midnight(day: date, zones: tuple[str, ...]) -> datetime:
    """Return the UTC instant at which `day` has begun in every one of `zones`."""
    return max(resolve_local(day, time.min, zone) for zone in zones)


Opening = tuple[datetime, datetime]


def open_now(hours: Hours, zones: tuple[str, ...], now: datetime, holidays: str | None) -> bool:
    """Tell whether a phone may ring at `now` in every one of `zones`.

    `holidays` is the country whose public holidays close the day, None for none.
    """
    return closes_at(hours, zones, now, holidays) is not None


def closes_at(
    hours: Hours, zones: tuple[str, ...], now: datetime, holidays: str | None
) -> datetime | None:
    """Return the end of the opening that `now` falls in, None when it falls in none."""
    for opens, closes in _openings(hours, zones, now.astimezone(UTC).date(), holidays):
        if opens <= now < closes:
            return closes
    return None


def next_opening(
    hours: Hours, zones: tuple[str, ...], now: datetime, holidays: str | None
) -> datetime | None:
    """Return the first moment from `now` on at which a phone may ring; None if there is none.

    Zones that are never open together, and empty hours, have none.
    """
    today = now.astimezone(UTC).date()
    for days in range(_HORIZON_DAYS):
        for opens, closes in _openings(hours, zones, today + days * _DAY, holidays):
            if now < closes:
                return max(now, opens)
    return None


@lru_cache(maxsize=8192)
def _openings(
    hours: Hours, zones: tuple[str, ...], day: date, holidays: str | None
) -> tuple[Opening, ...]:
    """The openings, common to all zones, that touch a UTC day; in order, whole."""
    common: tuple[Opening, ...] | None = None
    for zone in zones:
        here = _openings_here(hours, zone, day, holidays)
        common = here if common is None else _overlap(common, here)
    start = datetime.combine(day, time.min, tzinfo=UTC)
    return tuple(o for o in common or () if o[1] > start and o[0] < start + _DAY)


@lru_cache(maxsize=8192)
def _openings_here(hours: Hours, zone: str, day: date, holidays: str | None) -> tuple[Opening, ...]:
    """The openings of the local days around a UTC day (local dates run at most a day apart)."""
    around = (day + shift * _DAY for shift in (-2, -1, 0, 1, 2))
    found = [o for local in around for o in _of_local_day(hours, zone, local, holidays)]
    return _joined(found)


def _of_local_day(hours: Hours, zone: str, day: date, holidays: str | None) -> list[Opening]:
    if holiday_name(holidays, day) is not None:
        return []
    bounds = [
        (_opening(day, s.opens, zone), _closing(day, s.closes, zone))
        for s in _spans(hours, day, holidays)
    ]
    return [(opens, closes) for opens, closes in bounds if opens < closes]


def _spans(hours: Hours, day: date, holidays: str | None) -> tuple[Span, ...]:
    usual = hours.days[day.weekday()]
    if hours.eves is None or not usual or holiday_name(holidays, day + _DAY) is None:
        return usual
    return hours.eves


def _opening(day: date, minutes: int, zone: str) -> datetime:
    """The hour that comes twice in autumn opens the second time: never too early by the wall clock."""
    first = _closing(day, minutes, zone)
    local = first.astimezone(ZoneInfo(zone))
    return local.replace(fold=1).astimezone(UTC)


def _closing(day: date, minutes: int, zone: str) -> datetime:
    whole_days, rest = divmod(minutes, DAY_MINUTES)
    return resolve_local(day + whole_days * _DAY, time(rest // 60, rest % 60), zone)


def _joined(openings: list[Opening]) -> tuple[Opening, ...]:
    """Join openings that touch, so that a night that runs past midnight has one end."""
    joined: list[Opening] = []
    for opens, closes in openings:
        if joined and joined[-1][1] >= opens:
            joined[-1] = (joined[-1][0], closes)
        else:
            joined.append((opens, closes))
    return tuple(joined)


def _overlap(ours: tuple[Opening, ...], theirs: tuple[Opening, ...]) -> tuple[Opening, ...]:
    pairs = ((max(a[0], b[0]), min(a[1], b[1])) for a in ours for b in theirs)
    return tuple(sorted(pair for pair in pairs if pair[0] < pair[1]))
