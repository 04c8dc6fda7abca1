"""Lays promised calls out as their owner plans: what is late first, then a list, a day or a week of hours."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from campaigns.follow_up.keeping import conflicts
from campaigns.teleprospector.staffing import week_of
from campaigns.windows import WORKING_DAYS, resolve_local
from telepro.db.promises import PromisedCall
from telepro.services.promises import Mine
from telepro.web.presentation import HOME_ZONE, day

DAY = timedelta(days=1)
LISTED = 28
# The hours of a day that are shown even when nothing is promised in them.
MORNING, EVENING = 9, 18
# Between these a week before and after can be reckoned.
FIRST, LAST = date(2000, 1, 3), date(2100, 1, 3)


class View(StrEnum):
    """How promises are laid out; the list is for a screen reader and a phone, and who has not chosen."""

    LIST = "list"
    DAY = "day"
    WEEK = "week"


@dataclass(frozen=True, slots=True)
class Line:
    """One promise; `clashes` when another stands too close to keep both to the minute."""

    call: PromisedCall
    clashes: bool

    @property
    def has_other_clock(self) -> bool:
        """Whether the prospect's clock shows another time than ours."""
        zones = ZoneInfo(HOME_ZONE), ZoneInfo(self.call.time_zone)
        ours, theirs = (self.call.due_at.astimezone(zone).utcoffset() for zone in zones)
        return ours != theirs


@dataclass(frozen=True, slots=True)
class Group:
    """One heading of the list with its promises."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Hour:
    """A row of the grid: an hour of our own clock, and the promises of each day in it."""

    hour: int
    cells: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What the page shows: what is late, and the list or the grid of the days that were asked for."""

    view: View
    days: tuple[date, ...]
    late: tuple[Line, ...]
    groups: tuple[Group, ...]
    hours: tuple[Hour, ...]
    shown: int

    @property
    def clashing(self) -> int:
        """How many promises stand too close to another."""
        coming = (line for group in self.groups for line in group.lines)
        gridded = (line for row in self.hours for cell in row.cells for line in cell)
        return sum(line.clashes for line in (*self.late, *coming, *gridded))


def asked_day(text: str, now: datetime) -> date:
    """The day that an address names; today for none, or one so far that no week can be reckoned."""
    try:
        named = date.fromisoformat(text)
    except ValueError:
        named = FIRST
    return named if FIRST < named < LAST else now.astimezone(ZoneInfo(HOME_ZONE)).date()


def days_of(view: View, chosen: date) -> tuple[date, ...]:
    """The days that a view shows; weekends are left out of a week until something is promised then."""
    if view is View.WEEK:
        return week_of(chosen)
    return tuple(chosen + n * DAY for n in range(LISTED if view is View.LIST else 1))


def window_of(days: Sequence[date]) -> tuple[datetime, datetime]:
    """The instants between which these days lie on our own clock."""
    begins = resolve_local(days[0], datetime.min.time(), HOME_ZONE)
    return begins, resolve_local(days[-1] + DAY, datetime.min.time(), HOME_ZONE)


def laid_out(found: Mine, view: View, days: tuple[date, ...], now: datetime) -> Page:
    """The page of a view, on the owner's own clock."""
    lines = _lines(found)
    late = tuple(line for line in lines if line.call.late)
    coming = [line for line in lines if not line.call.late]
    if view is View.LIST:
        return Page(view, days, late, _by_day(coming, now), (), len(lines))
    if view is View.WEEK:
        days = _without_idle_weekend(days, coming)
    return Page(view, days, late, (), _by_hour(coming, days), len(lines))


def _lines(found: Mine) -> list[Line]:
    calls = (*found.late, *found.coming)
    clashing = conflicts((call.id, call.due_at) for call in calls if not call.flexible)
    return [Line(call, call.id in clashing) for call in calls]


def _by_day(lines: Sequence[Line], now: datetime) -> tuple[Group, ...]:
    days: dict[str, list[Line]] = {}
    for line in lines:
        days.setdefault(_title(line.call.due_at, now), []).append(line)
    return tuple(Group(title, tuple(of_day)) for title, of_day in days.items())


def _title(at: datetime, now: datetime) -> str:
    shown = day(at, HOME_ZONE)
    return _("Today, %(day)s", day=shown) if shown == day(now, HOME_ZONE) else shown


def _without_idle_weekend(days: tuple[date, ...], lines: Sequence[Line]) -> tuple[date, ...]:
    busy = {_local(line).date() for line in lines}
    return tuple(each for each in days if each.weekday() in WORKING_DAYS or each in busy)


def _by_hour(lines: Sequence[Line], days: Sequence[date]) -> tuple[Hour, ...]:
    placed: dict[tuple[int, date], list[Line]] = {}
    for line in lines:
        local = _local(line)
        placed.setdefault((local.hour, local.date()), []).append(line)
    named = {hour for hour, _day in placed}
    return tuple(
        Hour(hour, tuple(tuple(placed.get((hour, each), ())) for each in days))
        for hour in range(min(named | {MORNING}), max(named | {EVENING}) + 1)
    )


def _local(line: Line) -> datetime:
    return line.call.due_at.astimezone(ZoneInfo(HOME_ZONE))
