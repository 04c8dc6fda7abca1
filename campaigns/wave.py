"""How a plan's test wave went: its rates beside the plan's, each with how far chance may have carried it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.kpi import Counters, kpi_named
from campaigns.kpi.intervals import Interval, wilson
from campaigns.plan import Plan


class Reading(StrEnum):
    """How a rate of the wave stands to the plan's, as far as so few calls can tell."""

    BELOW = "below"
    AGREES = "agrees"
    ABOVE = "above"
    TOO_EARLY = "too_early"


READING_LABELS: Mapping[Reading, Mapping[str, str]] = {
    Reading.BELOW: {"fr": "Sous le plan", "en": "Below the plan"},
    Reading.AGREES: {"fr": "Compatible avec le plan", "en": "Agrees with the plan"},
    Reading.ABOVE: {"fr": "Au-dessus du plan", "en": "Above the plan"},
    Reading.TOO_EARLY: {"fr": "Aucun cas", "en": "No case"},
}


@dataclass(frozen=True, slots=True)
class WaveLine:
    """A rate of the wave: the plan's share of one, cases that hit, all cases, and the interval that
    holds the true share nineteen times in twenty (None without a case)."""

    key: str
    label: Mapping[str, str]
    planned: Fraction
    hits: int
    cases: int

    @property
    def share(self) -> Fraction | None:
        """The share seen; None without a case."""
        return Fraction(self.hits, self.cases) if self.cases else None

    @property
    def interval(self) -> Interval | None:
        """Wilson's interval."""
        return wilson(self.hits, self.cases)

    @property
    def reading(self) -> Reading:
        """Only a plan's figure outside the interval is told from chance."""
        interval = self.interval
        if interval is None:
            return Reading.TOO_EARLY
        if interval.high < self.planned:
            return Reading.BELOW
        return Reading.ABOVE if self.planned < interval.low else Reading.AGREES


def lines(plan: Plan, counted: Counters) -> tuple[WaveLine, ...]:
    """The rates of a plan's chain as counted: contacts per dial, argued per contact, results per argued
    contact."""
    assumed = plan.objectives.assumptions
    asked = (
        ("contact_rate", assumed.contact_rate.value, counted.contacts, counted.attempts),
        ("argumentation_rate", assumed.argumentation.value, counted.argued, counted.contacts),
        (
            "transformation_rate",
            assumed.transformation.value,
            counted.argued_positive,
            counted.argued,
        ),
    )
    return tuple(
        WaveLine(key, kpi.label, planned, hits, cases)
        for key, planned, hits, cases in asked
        if (kpi := kpi_named(key)) is not None
    )
