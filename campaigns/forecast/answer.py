"""What a forecast answers, and how it is put together from a thousand plays of the same plan."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from campaigns.forecast.binding import Binding, binding
from campaigns.forecast.counts import Rate
from campaigns.forecast.figures import Figures
from campaigns.forecast.given import Given
from campaigns.forecast.levers import Fix, NotOffered, fixes
from campaigns.forecast.words import sentence
from campaigns.funnel.steps import Words

RUNS = 1_000
SEED = 1
EVEN = 0.5
"""As likely as not: a change is enough when the objective is then reached at least as often as missed."""


@dataclass(frozen=True, slots=True)
class DayRange:
    """The results by the evening of a day: eight runs in ten lie between the first and the last."""

    day: date
    p10: int
    p50: int
    p90: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """How a plan would go. Results are of the plan's metric, what is done already included.

    `p_reach` is the share of runs that reach the objective by the plan's end; `p10`, `p50`, `p90` are
    results at the end. Dials, hours and cost are those up to the day on which the objective is reached,
    else the end; `finish_p50` is that day where at least half of the runs reach it, None elsewhere.
    `fixes` are empty when nothing binds.
    """

    objective: int
    p_reach: float
    p10: int
    p50: int
    p90: int
    mean: float
    finish_p50: date | None
    cost_p50: int
    dials_p50: int
    hours_p50: float
    binding: Binding
    fixes: tuple[Fix, ...]
    not_offered: tuple[NotOffered, ...]
    rates: Mapping[str, Rate]
    days: tuple[DayRange, ...]
    sentence: Words


def forecast(case: Given, seed: int = SEED, runs: int = RUNS, wanted: float = EVEN) -> Forecast:
    """Play the case `runs` times from `seed`; `wanted` is the chance at which a change is enough.

    The same arguments give the same forecast. Raises ValueError for less than one run.
    """
    judge = judge_of(case, seed, runs)
    figures: Figures = judge.figures()
    held = binding(case, judge, figures.p_reach, wanted)
    found, refused = ((), ()) if held is Binding.NOTHING else fixes(case, judge, wanted)
    return _answer(case, figures, held, found, refused)


def judge_of(case: Given, seed: int, runs: int) -> Any:
    """Who plays the case and whatever is changed in it; raises ValueError for less than one run."""
    if runs < 1:
        raise ValueError(f"{runs} runs: expected at least 1")
    # numpy is loaded by whoever asks for a forecast, and by nobody else.
    return import_module("campaigns.forecast.judge").Judge(case, seed, runs)


def _answer(
    case: Given,
    figures: Figures,
    held: Binding,
    found: tuple[Fix, ...],
    refused: tuple[NotOffered, ...],
) -> Forecast:
    return Forecast(
        objective=case.plan.objectives.target,
        p_reach=figures.p_reach,
        p10=figures.p10,
        p50=figures.p50,
        p90=figures.p90,
        mean=figures.mean,
        finish_p50=figures.finish_p50,
        cost_p50=figures.cost_p50,
        dials_p50=figures.dials_p50,
        hours_p50=figures.hours_p50,
        binding=held,
        fixes=found,
        not_offered=refused,
        rates=case.rates,
        days=tuple(DayRange(*each) for each in figures.days),
        sentence=sentence(case, figures, held, found),
    )
