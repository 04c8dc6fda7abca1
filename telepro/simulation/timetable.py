"""Decides what happens next: everything that will happen, in the order of its instants."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from heapq import heappop, heappush
from itertools import count

Deed = Callable[[], None]


class Timetable:
    """A clock that leaps from deed to deed; deeds of one instant keep the order they were set in."""

    def __init__(self, start: datetime) -> None:
        self.now = start.astimezone(UTC)
        self.done = 0  # deeds so far
        self._due: list[tuple[datetime, int, Deed]] = []
        self._order = count()

    def tell(self) -> datetime:
        """The virtual instant, in UTC."""
        return self.now

    def at(self, when: datetime, do: Deed) -> None:
        """Do something at an instant, at once if it has passed."""
        # In UTC, since seconds added to a local time are wrong on the night the clocks change.
        moment = max(when, self.now).astimezone(UTC)
        heappush(self._due, (moment, next(self._order), do))

    def after(self, seconds: float, do: Deed) -> None:
        """Do something in so many seconds."""
        self.at(self.now + timedelta(seconds=seconds), do)

    def run_until(self, end: datetime) -> None:
        """Do everything that is due before `end`, then stand there."""
        while self._due and self._due[0][0] < end:
            self.now, _order, do = heappop(self._due)
            self.done += 1
            do()
        self.now = max(self.now, end.astimezone(UTC))
