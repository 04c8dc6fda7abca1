"""Draws the one line of a wallboard: results so far, the plan's course, where they were foretold to end."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from telepro.services.wallboards import Wallboard

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True, slots=True)
class WallChart:
    """The points of an SVG of `WIDTH` by `HEIGHT`: the plan and what was done as lines, the end as a wedge."""

    plan: str
    done: str
    end: str


def wall_chart(wall: Wallboard) -> WallChart:
    """The chart of a wallboard; without an outlook there is no wedge."""
    result, ending = wall.result, wall.result.ending
    top = max(result.planned, result.actual, ending.high if ending else 0, 1)

    def at(day: date, results: int) -> str:
        return f"{WIDTH * _share(wall, day):.1f},{HEIGHT * (1 - results / top):.1f}"

    course = wall.course
    here = at(course.today, result.actual)
    wedge = [here]
    if wall.outlook and ending:
        wedge += [at(course.end, ending.high), at(course.end, ending.low)]
    done = [at(day, results) for day, results in _so_far(wall)]
    plan = [f"0,{HEIGHT}", at(course.end, result.planned)]
    return WallChart(" ".join(plan), " ".join([f"0,{HEIGHT}", *done, here]), " ".join(wedge))


def _so_far(wall: Wallboard) -> Iterator[tuple[date, int]]:
    """The sum by the evening of each day before today."""
    results = 0
    for day, brought in sorted(wall.course.by_day.items()):
        results += brought
        if day < wall.course.today:
            yield day, results


def _share(wall: Wallboard, day: date) -> float:
    course = wall.course
    length = (course.end - course.start).days + 1
    return min(max(((day - course.start).days + 1) / length, 0.0), 1.0)
