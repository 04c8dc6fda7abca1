"""Turns counters into figures, and says how a figure stands against the plan."""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.kpi.catalogue import CATALOGUE
from campaigns.kpi.counters import Counters
from campaigns.kpi.measures import Better, Kpi, Unit, Words

SMALL_SAMPLE = 30
_SECONDS_PER_HOUR = 3600
_HOURLY = frozenset({Unit.PER_HOUR, Unit.CENTS_PER_HOUR})


class Standing(StrEnum):
    """How a figure compares with what the plan asked for."""

    ON_PLAN = "on_plan"
    SHORT = "short"
    ALARM = "alarm"
    TOO_FEW = "too_few"
    NO_FIGURE = "no_figure"


@dataclass(frozen=True, slots=True)
class Figure:
    """A KPI with its reading; `value` is exact, None when nothing stands below the line."""

    key: str
    label: Words
    unit: Unit
    better: Better
    numerator: int
    denominator: int
    definition: Words
    value: Fraction | None

    @property
    def is_small(self) -> bool:
        """Whether fewer than thirty cases (or thirty hours) stand behind it: shown, but no proof."""
        if self.unit not in _HOURLY:
            return self.denominator < SMALL_SAMPLE
        hours = self.denominator // _SECONDS_PER_HOUR
        return hours < SMALL_SAMPLE and self.numerator < SMALL_SAMPLE


def figure(kpi: Kpi, counters: Counters) -> Figure:
    """Read one KPI from the counters: a share, cents, seconds, or a number per hour."""
    above, below = _sum(kpi.above, counters), _sum(kpi.below, counters)
    return Figure(
        kpi.key,
        kpi.label,
        kpi.unit,
        kpi.better,
        above,
        below,
        kpi.definition,
        _value(kpi.unit, above, below),
    )


def figures(counters: Counters) -> tuple[Figure, ...]:
    """Read the whole catalogue, in its order."""
    return tuple(figure(kpi, counters) for kpi in CATALOGUE)


def against(figure: Figure, target: Fraction, alarm: Fraction | None) -> Standing:
    """Compare a figure with the plan's target and alarm limit, both in the figure's own unit.

    A figure on fewer than thirty cases is `too_few` unless it already stands on plan: chance
    should not raise an alarm.
    """
    if figure.value is None:
        return Standing.NO_FIGURE
    if _reaches(figure, figure.value, target):
        return Standing.ON_PLAN
    if figure.is_small:
        return Standing.TOO_FEW
    if alarm is not None and not _reaches(figure, figure.value, alarm):
        return Standing.ALARM
    return Standing.SHORT


def _sum(names: tuple[str, ...], counters: Counters) -> int:
    return sum(_signed(name, counters) for name in names)


def _signed(name: str, counters: Counters) -> int:
    sign = -1 if name.startswith("-") else 1
    return sign * int(getattr(counters, name.removeprefix("-")))


def _value(unit: Unit, above: int, below: int) -> Fraction | None:
    if below <= 0:
        return None
    scale = _SECONDS_PER_HOUR if unit in _HOURLY else 1
    return Fraction(above * scale, below)


def _reaches(figure: Figure, value: Fraction, limit: Fraction) -> bool:
    return value >= limit if figure.better is Better.HIGHER else value <= limit
