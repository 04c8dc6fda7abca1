"""Groups promised calls as their owner plans a day: what is late first, then day by day."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

from flask_babel import gettext as _

from telepro.db.desk_views import PromisedCall
from telepro.web.presentation import HOME_ZONE, day

# Two promises closer than one conversation can't both be kept to the minute.
TOO_CLOSE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Line:
    """One promise; `clashes` when another stands too close to keep both to the minute."""

    call: PromisedCall
    clashes: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One heading of the page with its promises."""

    title: str
    late: bool
    lines: tuple[Line, ...]


def by_day(promised: Sequence[PromisedCall], now: datetime) -> list[Day]:
    """Late promises under one heading, then each day in order, on the owner's own clock."""
    clashing = _clashing(promised)
    days: dict[str, list[Line]] = {}
    for call in promised:
        title = _("Late") if call.late else _title(call.due_at, now)
        days.setdefault(title, []).append(Line(call, call.id in clashing))
    return [Day(title, lines[0].call.late, tuple(lines)) for title, lines in days.items()]


def _title(at: datetime, now: datetime) -> str:
    shown = day(at, HOME_ZONE)
    return _("Today, %(day)s", day=shown) if shown == day(now, HOME_ZONE) else shown


def _clashing(promised: Iterable[PromisedCall]) -> frozenset[str]:
    exact = sorted((call for call in promised if not call.flexible), key=lambda call: call.due_at)
    close = [pair for pair in pairwise(exact) if pair[1].due_at - pair[0].due_at < TOO_CLOSE]
    return frozenset(call.id for pair in close for call in pair)
