"""Draws a forecast: the results of eight runs in ten by the evening of each day, and the objective."""

from collections.abc import Sequence
from dataclasses import dataclass

from campaigns.forecast import DayRange, Forecast

WIDTH, HEIGHT = 320, 120


@dataclass(frozen=True, slots=True)
class Chart:
    """The points of an SVG of `WIDTH` by `HEIGHT`: the range as a polygon, its middle as a line, the
    height of the objective; `top` is the number of results at the upper edge."""

    band: str
    middle: str
    objective: float
    top: int
    days: Sequence[DayRange]


def chart(found: Forecast) -> Chart | None:
    """The chart of a forecast; None where it has no day to draw."""
    if not found.days:
        return None
    top = max(found.objective, *(each.p90 for each in found.days), 1)
    last = max(len(found.days) - 1, 1)

    def at(place: int, results: int) -> str:
        return f"{WIDTH * place / last:.1f},{HEIGHT * (1 - results / top):.1f}"

    upper = [at(place, each.p90) for place, each in enumerate(found.days)]
    lower = [at(place, each.p10) for place, each in enumerate(found.days)]
    middle = [at(place, each.p50) for place, each in enumerate(found.days)]
    objective = HEIGHT * (1 - found.objective / top)
    return Chart(" ".join(upper + lower[::-1]), " ".join(middle), objective, top, _some(found.days))


def _some(days: Sequence[DayRange], most: int = 8) -> list[DayRange]:
    """Some of the days for the table behind the chart, the last among them."""
    step = -(-len(days) // most)
    return [*days[::-1][::step]][::-1]
