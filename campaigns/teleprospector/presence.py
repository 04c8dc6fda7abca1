"""When a teleprospector is there to call: the hours of the week that they offer, less the time they are away."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from campaigns.windows import resolve_local

DAY = timedelta(days=1)
# Nobody looks further ahead than four weeks for the return of whoever is away.
LOOKED_AHEAD = 28
LONGEST_AWAY = timedelta(days=366)
Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class WeeklySpan:
    """Hours of a weekday (Monday is 0) that a teleprospector offers, in their own zone."""

    weekday: int
    starts: time
    ends: time
    time_zone: str


@dataclass(frozen=True, slots=True)
class Away:
    """From when up to when somebody does not call, whatever their week says."""

    starts: datetime
    ends: datetime

    def may_be_said(self, now: datetime) -> bool:
        """Tell whether it is a stretch of time, not all of it over, of a year at most."""
        return (
            self.starts < self.ends and now < self.ends and self.ends - self.starts <= LONGEST_AWAY
        )


@dataclass(frozen=True, slots=True)
class Presence:
    """The weekly hours of one person and when they are away.

    Whoever has said no hours may be there at any hour: silence is no absence.
    """

    week: tuple[WeeklySpan, ...] = ()
    away: tuple[Away, ...] = ()

    def is_there(self, at: datetime) -> bool:
        """Tell whether they offer to call at that moment."""
        return any(starts <= at < ends for starts, ends in self._around(at, 1))

    def is_away(self, at: datetime) -> bool:
        """Tell whether they have said that they are away at that moment."""
        return any(each.starts <= at < each.ends for each in self.away)

    def next_there(self, at: datetime) -> datetime | None:
        """The first moment from `at` on at which they are there; None if not within four weeks."""
        ahead = (max(at, starts) for starts, ends in self._around(at, LOOKED_AHEAD) if at < ends)
        return min(ahead, default=None)

    def stretches(self, day: date) -> tuple[Stretch, ...]:
        """The hours they are there on a day of their own clock, in order; all of it for who said none."""
        if not self.week:
            begins = datetime.combine(day, time.min, tzinfo=UTC)
            return self._without_absences([(begins, begins + DAY)])
        mine = [span for span in self.week if span.weekday == day.weekday()]
        return self._without_absences(
            sorted(
                (
                    resolve_local(day, span.starts, span.time_zone),
                    resolve_local(day, span.ends, span.time_zone),
                )
                for span in mine
            )
        )

    def hours_on(self, day: date) -> timedelta:
        """How long they offer to call on a day; nothing for who has said no hours."""
        if not self.week:
            return timedelta(0)
        return sum((ends - starts for starts, ends in self.stretches(day)), timedelta(0))

    def _around(self, at: datetime, days: int) -> Iterator[Stretch]:
        # A day of theirs may begin on the day before or after that of UTC.
        first = at.astimezone(UTC).date() - DAY
        for count in range(days + 2):
            yield from self.stretches(first + count * DAY)

    def _without_absences(self, stretches: list[Stretch]) -> tuple[Stretch, ...]:
        for gone in self.away:
            stretches = [left for each in stretches for left in _less(each, gone)]
        return tuple(stretches)


def _less(stretch: Stretch, gone: Away) -> list[Stretch]:
    starts, ends = stretch
    left = [(starts, min(ends, gone.starts)), (max(starts, gone.ends), ends)]
    return [(begins, stops) for begins, stops in left if begins < stops]
