"""What a KPI is: counters above and below a line, a unit, and the side on which it improves."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

Words = Mapping[str, str]


class Unit(StrEnum):
    """How a figure reads."""

    PERCENT = "percent"
    PER_HOUR = "per_hour"
    RATIO = "ratio"
    SECONDS = "seconds"
    CENTS = "cents"
    CENTS_PER_HOUR = "cents_per_hour"


class Better(StrEnum):
    """Which way a figure improves."""

    HIGHER = "higher"
    LOWER = "lower"


@dataclass(frozen=True, slots=True)
class Kpi:
    """One line of the catalogue; `above` and `below` name counters, a leading minus takes one away."""

    key: str
    label: Words
    unit: Unit
    better: Better
    above: tuple[str, ...]
    below: tuple[str, ...]
    definition: Words
