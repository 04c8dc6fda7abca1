"""Decides what goes wrong on purpose, and when: at rates drawn the same for a seed, or as asked for."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

from telepro.localtwilio.faults import SECONDS, Fault, Wish

CREATION = (Fault.CREATE_500, Fault.CREATE_429, Fault.CREATE_LOST)
APART = (
    Fault.CREATE_SLOW,
    Fault.OUTAGE,
    Fault.WEBHOOK_LATE,
    Fault.WEBHOOK_REPLAY,
    Fault.WEBHOOK_FORGE,
    Fault.WEBHOOK_HUGE,
)
"""Faults with dice of their own, so that they change nothing in what the others draw."""
LATEST = 5.0
"""Seconds by which a reordered callback comes late at most."""
LATE = (10.0, 120.0)
"""Seconds by which a late callback comes late, at least and at most."""


class Mischief:
    """Draws, for each request and each callback in turn, what goes wrong with it."""

    def __init__(self, rates: Mapping[Fault, float], seed: int) -> None:
        self._rates = dict(rates)
        self._seconds = dict(SECONDS)
        self._next: Counter[Fault] = Counter()
        self._out_until: datetime | None = None
        self._creations = Random(f"{seed}:creations")
        self._callbacks = Random(f"{seed}:callbacks")
        self._dice = {fault: Random(f"{seed}:{fault}") for fault in APART}

    def creation(self) -> Fault | None:
        """What goes wrong with the next creation of a call; None when nothing does."""
        dice = self._creations.random()
        for fault in CREATION:
            if self._take(fault):
                return fault
        for fault in CREATION:
            dice -= self._rates.get(fault, 0.0)
            if dice < 0:
                return fault
        return None

    def slowness(self) -> float:
        """Seconds by which the answer to a creation is held back; 0 when it is not."""
        return self._seconds[Fault.CREATE_SLOW] if self.strikes(Fault.CREATE_SLOW) else 0.0

    def callback_delays(self) -> tuple[float, ...]:
        """The delays in seconds at which the next callback is sent: none, one or two."""
        drop, twice, late, delay = (self._callbacks.random() for _ in range(4))
        if self._happens(Fault.WEBHOOK_DROP, drop):
            return ()
        first = delay * LATEST if self._happens(Fault.WEBHOOK_REORDER, late) else 0.0
        if self.strikes(Fault.WEBHOOK_LATE):
            first += self._dice[Fault.WEBHOOK_LATE].uniform(*LATE)
        if self._happens(Fault.WEBHOOK_DOUBLE, twice):
            return (first, first + delay)
        return (first,)

    def strikes(self, fault: Fault) -> bool:
        """Whether one of the faults with dice of their own happens now."""
        return self._happens(fault, self._dice[fault].random())

    def choose(self, fault: Fault, count: int) -> int:
        """One of `count` things, drawn with the fault's own dice; `count` is 1 or more."""
        return self._dice[fault].randrange(count)

    def begins_outage(self, now: datetime) -> bool:
        """Whether a request that comes now meets an outage, perhaps one that begins with it."""
        if not self.is_out(now) and self.strikes(Fault.OUTAGE):
            self._out_until = now + timedelta(seconds=self._seconds[Fault.OUTAGE])
        return self.is_out(now)

    def is_out(self, now: datetime) -> bool:
        """Whether nothing is answered and nothing is sent at this instant."""
        return self._out_until is not None and now < self._out_until

    def obey(self, wish: Wish, now: datetime) -> None:
        """Let the fault strike as asked; an outage begins at once, the others with what comes next."""
        if wish.seconds is not None:
            self._seconds[wish.fault] = wish.seconds
        if wish.rate is not None:
            self.set_rate(wish.fault, wish.rate)
        elif wish.fault is Fault.OUTAGE:
            self._out_until = now + timedelta(seconds=self._seconds[Fault.OUTAGE])
        else:
            self._next[wish.fault] = wish.count

    def set_rate(self, fault: Fault, rate: float) -> None:
        """Let the fault strike with this chance, 0 to 1, from now on."""
        self._rates[fault] = rate

    def behave(self) -> None:
        """Let nothing go wrong any more, not even what the command line asked for."""
        self._rates.clear()
        self._next.clear()
        self._seconds = dict(SECONDS)
        self._out_until = None

    def told(self, now: datetime) -> dict[str, Any]:
        """What may go wrong at present: rates, how often next, and the end of an outage."""
        return {
            "rates": {fault: rate for fault, rate in self._rates.items() if rate},
            "next": {fault: count for fault, count in self._next.items() if count},
            "seconds": dict(self._seconds),
            "outage_until": self._out_until.isoformat()
            if self._out_until and self.is_out(now)
            else None,
        }

    def _happens(self, fault: Fault, drawn: float) -> bool:
        return self._take(fault) or drawn < self._rates.get(fault, 0.0)

    def _take(self, fault: Fault) -> bool:
        """Use up one of those asked for, if any is left."""
        if not self._next[fault]:
            return False
        self._next[fault] -= 1
        return True
