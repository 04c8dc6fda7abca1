"""Decides what goes wrong besides the carrier: rings, processes that die, people who do the unforeseen."""

from collections import Counter
from dataclasses import dataclass
from random import Random

from telepro.crash import Crashed


@dataclass(frozen=True, slots=True)
class Rates:
    """Shares of rings that are lost, doubled and late; the chance to die at each crash point; shares
    of calls that their person leaves without a word, of days begun early or ended late, of questions
    to the carrier that take long; the chance that somebody objects, at each housekeeping."""

    lost: float = 0.0
    doubled: float = 0.0
    late: float = 0.0
    death: float = 0.0
    leaves: float = 0.0
    odd_hours: float = 0.0
    slow: float = 0.0
    objects: float = 0.0


NONE = Rates()
ALL_OF_IT = Rates(
    lost=0.03,
    doubled=0.05,
    late=0.05,
    death=0.004,
    leaves=0.1,
    odd_hours=0.3,
    slow=0.5,
    objects=0.1,
)
LATEST = 20.0  # seconds that a late ring takes at most
SLOWEST = 90.0  # seconds that the carrier takes at most to answer a question
ODD_MINUTES = 20.0  # that somebody comes too early or stays too long at most


class Mischief:
    """Draws what goes wrong, the same for a seed; `hits` counts the deaths at each point."""

    def __init__(self, rates: Rates, seed: str) -> None:
        self.hits: Counter[str] = Counter()
        self._rates = rates
        self._rings = Random(f"{seed}:rings")
        self._deaths = Random(f"{seed}:deaths")
        self._people = Random(f"{seed}:mischief of people")
        self._questions = Random(f"{seed}:slow questions")
        self.armed = True

    @property
    def is_on(self) -> bool:
        """Whether anything may go wrong now."""
        return self.armed and self._rates != NONE

    @property
    def is_judged(self) -> bool:
        """Whether anything goes wrong in this run at all, so that the house is judged afterwards."""
        return self._rates != NONE

    def leaves(self) -> bool:
        """Whether somebody leaves their desk now, with the call at hand unrecorded."""
        return self.is_on and self._people.random() < self._rates.leaves

    def objects(self) -> bool:
        """Whether somebody objects now."""
        return self.is_on and self._people.random() < self._rates.objects

    def odd_minutes(self) -> float:
        """By how many minutes somebody comes too early, or stays too long."""
        if self._rates == NONE or self._people.random() >= self._rates.odd_hours:
            return 0.0
        return self._people.random() * ODD_MINUTES

    def slowness(self) -> float:
        """Seconds until the carrier's answer to a question is here; meanwhile the world goes on."""
        if not self.is_on or self._questions.random() >= self._rates.slow:
            return 0.0
        return self._questions.random() * SLOWEST

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
