"""At what moment a demo takes place: always on a working morning, and never back in time.

Each start resumes at the later of the last instant seen and the real one, and outside the morning
at 9:30 of the next working day, so that hours of calling lie ahead.
"""

import time
from datetime import datetime, timedelta

from campaigns.windows import Hours, next_opening, open_now
from telepro import clock
from telepro.embedded.layout import Layout, read_private, write_private

ZONES = ("Europe/Paris",)
HOLIDAYS = "FR"
WORKING_DAYS = range(5)
MORNING = Hours.on(WORKING_DAYS, "09:00-11:00")
FRESH_MORNING = Hours.on(WORKING_DAYS, "09:30-11:00")
REMEMBER_EVERY = 3.0  # seconds


def resumed(last_seen: datetime | None, real: datetime) -> datetime:
    """The instant at which a demo that was last at `last_seen` goes on; both in UTC."""
    instant = max(last_seen or real, real)
    if open_now(MORNING, ZONES, instant, HOLIDAYS):
        return instant
    return next_opening(FRESH_MORNING, ZONES, instant, HOLIDAYS) or instant


class DemoClock:
    """The shift of one instance, and the memory of how far its time has come."""

    def __init__(self, layout: Layout) -> None:
        real = clock.real_now()
        self.shift = round((resumed(_last_seen(layout), real) - real).total_seconds(), 3)
        self._path = layout.clock
        self._remembered = 0.0
        self.remember()

    def remember(self) -> None:
        """Keep the present instant for the next start; cheap to call often."""
        if self._remembered and time.monotonic() - self._remembered < REMEMBER_EVERY:
            return
        instant = clock.real_now() + timedelta(seconds=self.shift)
        write_private(self._path, {"last_seen": instant.isoformat(), "shift": self.shift})
        self._remembered = time.monotonic()


def _last_seen(layout: Layout) -> datetime | None:
    kept = read_private(layout.clock)
    return datetime.fromisoformat(kept["last_seen"]) if kept else None
