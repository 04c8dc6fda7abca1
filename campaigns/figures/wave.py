"""How a plan's test wave went: its rates beside the plan's, each with how far chance may have carried it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import floor

from campaigns.figures.benchmarks import KPI_OF_RATE
from campaigns.figures.kpi_guidance import usual_of
from campaigns.funnel.steps import both, count, share
from campaigns.kpi import Counters, kpi_named
from campaigns.kpi.intervals import Interval, wilson
from campaigns.plan import Plan
from campaigns.plan.trial import RATES, cases


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
    holds the true share nineteen times in twenty (None without a case); `least` is the threshold below
    which nobody should go on."""

    key: str
    label: Mapping[str, str]
    planned: Fraction
    hits: int
    cases: int
    least: Fraction | None = None

    @property
    def is_short(self) -> bool:
        """Whether what was seen lies below the threshold."""
        return self.least is not None and self.share is not None and self.share < self.least

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
    contact; each with the threshold that the plan sets, if it sets one."""
    counts = {
        "contact_rate": (counted.contacts, counted.attempts),
        "argumentation": (counted.argued, counted.contacts),
        "transformation": (counted.argued_positive, counted.argued),
    }
    trial = plan.preparation.test_wave
    least = trial.least if trial else {}
    planned = _assumed(plan)
    return tuple(
        WaveLine(_KPIS[name].key, _KPIS[name].label, planned[name], *counts[name], least.get(name))
        for name in RATES
    )


def beside(plan: Plan) -> Mapping[str, Mapping[str, str]]:
    """What stands beside each threshold of a test wave, by its place in the plan: what the plan assumes,
    what is usual and who says so, and how far chance alone would carry the rate in so many calls."""
    trial, planned = plan.preparation.test_wave, _assumed(plan)
    expected = cases(trial.calls, planned) if trial else {}
    return {
        f"preparation.test_wave.least.{name}": _beside(name, planned[name], expected.get(name))
        for name in RATES
    }


def _beside(name: str, planned: Fraction, expected: Fraction | None) -> Mapping[str, str]:
    usual = usual_of(_KPIS[name])
    in_calls = _by_chance(planned, expected)
    return both(
        lambda language: (
            _PLANNED[language].format(planned=share(planned, language))
            + usual[language]
            + in_calls[language]
        )
    )


def _by_chance(planned: Fraction, expected: Fraction | None) -> Mapping[str, str]:
    number = floor(expected) if expected else 0
    interval = wilson(round(number * planned), number)
    if interval is None:
        return {"fr": "", "en": ""}
    low, high = (
        Fraction(round(each, 2)).limit_denominator(100) for each in (interval.low, interval.high)
    )
    return both(
        lambda language: _CHANCE[language].format(
            cases=count(number, language), low=share(low, language), high=share(high, language)
        )
    )


def _assumed(plan: Plan) -> Mapping[str, Fraction]:
    assumed = plan.objectives.assumptions
    return {
        "contact_rate": assumed.contact_rate.value,
        "argumentation": assumed.argumentation.value,
        "transformation": assumed.transformation.value,
    }


_KPIS = {name: kpi for name in RATES if (kpi := kpi_named(KPI_OF_RATE.get(name, name))) is not None}
_PLANNED = {"fr": "Le plan suppose {planned}. ", "en": "The plan assumes {planned}. "}
_CHANCE = {
    "fr": " Sur {cases} cas attendus, le hasard seul le porte de {low} à {high}.",
    "en": " In {cases} cases to be expected chance alone carries it from {low} to {high}.",
}
