"""How far chance may have carried a rate: the interval that holds the true one nineteen times in twenty."""

from dataclasses import dataclass
from math import sqrt

NINETEEN_IN_TWENTY = 1.959964  # standard deviations of a normal distribution


@dataclass(frozen=True, slots=True)
class Interval:
    """Shares of one."""

    low: float
    high: float


def wilson(hits: int, cases: int) -> Interval | None:
    """The score interval of a share (Wilson 1927), which stays within 0 and 1 however few the cases.

    None without a case, or when there are more hits than cases: that is no share.
    """
    if cases <= 0 or not 0 <= hits <= cases:
        return None
    squared = NINETEEN_IN_TWENTY**2
    share, spread = hits / cases, 1 + squared / cases
    middle = (share + squared / (2 * cases)) / spread
    within = share * (1 - share) / cases + squared / (4 * cases * cases)
    half = NINETEEN_IN_TWENTY * sqrt(within) / spread
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
