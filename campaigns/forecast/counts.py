"""What a forecast is told was counted, who counted it, and a rate as the distribution that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.funnel.steps import Words

PACE = "dials_per_hour"
# The middle eight tenths of a bell reach this many standard deviations to either side.
EIGHT_TENTHS = 1.2816


@dataclass(frozen=True, slots=True)
class Counts:
    """What was observed: `numerator` of `denominator`, such as contacts of dials or dials of hours."""

    numerator: int
    denominator: Fraction | int

    def __post_init__(self) -> None:
        if self.numerator < 0 or self.denominator < 0:
            raise ValueError(f"{self}: expected counts of zero or more")


@dataclass(frozen=True, slots=True)
class Wave:
    """Who made the counts of an earlier wave, and how deep: people, calling days, dials by attempt.

    Another wave is called by other people on other days, so that its counts know less of the next
    one than so many calls of the next one's own would.
    """

    people: int
    days: int
    dials_by_attempt: tuple[int, ...] = ()

    def __post_init__(self) -> None:
        if self.people < 1 or self.days < 1:
            raise ValueError(f"{self}: expected at least one person and one day")


@dataclass(frozen=True, slots=True)
class Past:
    """An earlier campaign of the same company and audience: its counts by the name of the rate, who made
    them, and how many years before the plan's start it was last called (0 or more)."""

    counts: Mapping[str, Counts]
    called: Wave
    years: float


@dataclass(frozen=True, slots=True)
class Rate:
    """A rate as a distribution: its mean, and how many observations it is worth (infinite: certain)."""

    name: str
    mean: float
    strength: float
    origin: Words

    @property
    def range(self) -> tuple[float, float]:
        """Where the rate lies in about eight cases of ten."""
        spread = self._variance**0.5 * EIGHT_TENTHS
        most = float("inf") if self.name == PACE else 1.0
        return max(self.mean - spread, 0.0), min(self.mean + spread, most)

    @property
    def _variance(self) -> float:
        if self.name == PACE:
            return self.mean**2 / self.strength
        return self.mean * (1 - self.mean) / (self.strength + 1)
