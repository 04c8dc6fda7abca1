"""Decides what goes wrong besides the carrier: rings that are lost, doubled or late, processes that die."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from telepro.crash import Crashed


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of rings that are lost, doubled and late; the chance to die at each crash point."""

    lost: float = 0.0
    doubled: float = 0.0
    late: float = 0.0
    death: float = 0.0


NONE = Rates()
ALL_OF_IT = Rates(lost=0.03, doubled=0.05, late=0.05, death=0.004)
LATEST = 20.0  # seconds that a late ring takes at most


class Mischief:
    """Draws what goes wrong, the same for a seed; `hits` counts the deaths at each point."""

    def __init__(self, rates: Rates, seed: str) -> None:
        self.hits: Counter[str] = Counter()
        self._rates = rates
        self._rings = Random(f"{seed}:rings")
        self._deaths = Random(f"{seed}:deaths")
        self.armed = True

    @property
    def is_on(self) -> bool:
        """Whether anything may go wrong now."""
        return self.armed and self._rates != NONE

    def rings(self, sweep: float) -> tuple[float, ...]:
        """The delays in seconds at which a ring is answered; one that is lost waits for the sweep."""
        if self._rates == NONE:
            return (0.0,)
        lost, doubled, late, delay = (self._rings.random() for _ in range(4))
        if lost < self._rates.lost:
            return (sweep,)
        first = delay * LATEST if late < self._rates.late else 0.0
        return (first, first + delay) if doubled < self._rates.doubled else (first,)

    def reached(self, point: str) -> None:
        """Die at this crash point, now and then; raises `Crashed`."""
        if self.is_on and self._deaths.random() < self._rates.death:
            self.hits[point] += 1
            raise Crashed(point)


NO_MISCHIEF = Mischief(NONE, "")
