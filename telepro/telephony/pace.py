"""Decides when the next call may be ordered: an account starts so many a second, the rest waits there.

What waits at the carrier rings later than the moment it was allowed for, perhaps with nobody left to
talk (Twilio queues whatever is beyond the account's calls per second), so it waits here instead.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# What the way to the carrier may add to one order and not to the next must not bring them closer.
SLACK = 1.05


@dataclass(frozen=True, slots=True)
class Pace:
    """What one carrier account takes: orders one behind the other, `calls_per_second` of them."""

    account: str
    calls_per_second: float

    @property
    def spacing(self) -> timedelta:
        """The time from one order to the next."""
        return timedelta(seconds=SLACK / self.calls_per_second)

    def wait(self, next_turn: datetime | None, now: datetime) -> timedelta:
        """How long until an order may go; a turn further off than one order was set by a wrong clock."""
        if next_turn is None or not now < next_turn <= now + self.spacing:
            return timedelta(0)
        return next_turn - now
