"""The figures that a forecast's runs come down to, as plain numbers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Figures:
    """As in `Forecast`; `hours_a_day` is the team's ordinary day, None when there is no day to call on.

    `to_come` holds what is still to come by the end of each level, dials to agreed, as three
    percentiles (10, 50, 90); `days` holds each calling day with its 10th, 50th and 90th percentile.
    """

    p_reach: float
    p10: int
    p50: int
    p90: int
    mean: float
    finish_p50: date | None
    cost_p50: int
    dials_p50: int
    hours_p50: float
    hours_a_day: float | None
    to_come: Mapping[str, tuple[int, int, int]]
    days: tuple[tuple[date, int, int, int], ...]
