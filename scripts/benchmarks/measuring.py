"""Measures two sides by turns, and decides whether what came of it is within reach."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from statistics import median


class Judged(StrEnum):
    """What is held against the figure to reach."""

    RATIO = "ratio"  # ours over the limit, at least
    RATE = "rate"  # ours alone, at least
    COST = "cost"  # ours over the limit, at most
    WITHIN = "within"  # ours over the limit, no further from one


@dataclass(frozen=True, slots=True)
class Pair:
    """A workload and its limit: each side runs once and gives its figure in `unit`."""

    name: str
    unit: str
    ours: Callable[[], float]
    limit: Callable[[], float]
    limit_is: str
    reach: float | None = None
    moonshot: float | None = None
    judged: Judged = Judged.RATIO


@dataclass(frozen=True, slots=True)
class Figures:
    """The repetitions of one side."""

    values: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return median(self.values)

    @property
    def spread(self) -> tuple[float, float]:
        """The smallest and the largest."""
        return min(self.values), max(self.values)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a pair gave; `ratio` is that of the two sides of each repetition."""

    pair: Pair
    ours: Figures
    limit: Figures

    @property
    def ratio(self) -> Figures:
        """Ours over the limit, repetition by repetition."""
        pairs = zip(self.ours.values, self.limit.values, strict=True)
        return Figures(tuple(ours / limit for ours, limit in pairs))

    def meets(self, goal: float | None) -> bool | None:
        """True when the median is as good as `goal`; None where no goal is set."""
        if goal is None:
            return None
        if self.pair.judged is Judged.COST:
            return self.ratio.median <= goal
        if self.pair.judged is Judged.WITHIN:
            return round(abs(self.ratio.median - 1), 9) <= goal
        judged = self.ours if self.pair.judged is Judged.RATE else self.ratio
        return judged.median >= goal


def measure(pair: Pair, repetitions: int) -> Measured:
    """Run both sides by turns, each first as often as the other."""
    ours: list[float] = []
    limit: list[float] = []
    sides = [(pair.ours, ours), (pair.limit, limit)]
    for repetition in range(repetitions):
        for side, figures in sides if repetition % 2 == 0 else sides[::-1]:
            figures.append(side())
    return Measured(pair, Figures(tuple(ours)), Figures(tuple(limit)))


class Watch:
    """Seconds gathered over several stretches."""

    def __init__(self) -> None:
        self.seconds = 0.0

    @contextmanager
    def running(self) -> Iterator[None]:
        """Count what happens inside."""
        begun = time.perf_counter()
        try:
            yield
        finally:
            self.seconds += time.perf_counter() - begun


def percentile(values: list[float], percent: int) -> float:
    """The value that `percent` of all are not above."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
