"""Draws what a manager can't know: the true rates of each run, who is there, how each day answers.

numpy is loaded here and by what plays on the draws, and only when a forecast is asked for.
"""

from dataclasses import dataclass
from math import inf, isinf

import numpy as np
from numpy.typing import NDArray

from campaigns.forecast.counts import PACE, Rate
from campaigns.forecast.given import Given

Floats = NDArray[np.float64]
Whole = NDArray[np.int64]
_SURE = 1.0 - 1e-9


@dataclass(frozen=True, slots=True)
class Drawn:
    """One column for each run; by day where a day differs.

    `contact` is the chance per dial before any selection, `results` the share of argued contacts that
    become results (skill included), `pace` dials per hour, `there` the share of the team's hours that
    is worked, `answers` what multiplies the chance of a contact on a day. `dice` are left for what the
    rates leave to luck.
    """

    contact: Floats
    argued: Floats
    agreed: Floats
    kept: Floats
    pace: Floats
    there: Floats
    answers: Floats
    dice: np.random.Generator


def draw(case: Given, days: int, runs: int, seed: int) -> Drawn:
    """Draw so many runs of so many calling days; the same seed gives the same rates."""
    dice = np.random.Generator(np.random.PCG64(seed))
    rates, habits = case.rates, case.habits
    contact, argued, agreed = (
        _shares(rates[name], runs, dice)
        for name in ("contact_rate", "argumentation", "transformation")
    )
    kept = np.ones(runs)
    for name in ("show_rate", "proposal_rate", "win_rate"):
        if name in rates:
            kept = kept * _shares(rates[name], runs, dice)
    pace = _gamma(rates[PACE].mean, rates[PACE].strength, runs, dice)
    people = max(len(case.callers), 1)
    # A campaign under way has observed its own people: what they differ by is in its rates already.
    differ = 0.0 if case.progress.dials else habits.between_people
    skill = dice.normal(1.0, differ / people**0.5, runs)
    agreed = np.clip(agreed * skill, 0.0, _SURE)
    # A generator of its own for the days: a plan with more of them keeps the rates of each run.
    by_day = np.random.Generator(np.random.PCG64([seed, 1]))
    present = by_day.binomial(people, 1.0 - habits.absent, (days, runs)) / people
    spread = habits.between_days
    shape = (days, runs)
    answers = by_day.gamma(spread**-2, spread**2, shape) if spread else np.ones(shape)
    return Drawn(contact, argued, agreed, kept, pace, present, answers, dice)


def expected(case: Given, days: int) -> Drawn:
    """One run in which everything is as its mean: what the list and the calendar make of the rates."""
    rates = case.rates
    kept = 1.0
    for name in ("show_rate", "proposal_rate", "win_rate"):
        kept *= rates[name].mean if name in rates else 1.0
    one = np.ones((days, 1))
    return Drawn(
        contact=np.array([rates["contact_rate"].mean]),
        argued=np.array([rates["argumentation"].mean]),
        agreed=np.array([rates["transformation"].mean]),
        kept=np.array([kept]),
        pace=np.array([rates[PACE].mean]),
        there=one * (1.0 - case.habits.absent),
        answers=one,
        dice=np.random.Generator(np.random.PCG64(0)),
    )


def lucky(counts: Floats, chance: Floats, dice: np.random.Generator) -> Whole:
    """How many of so many succeed at that chance; parts of one are rounded up or down by lot."""
    whole = np.floor(counts + dice.random(counts.shape)).astype(np.int64)
    return dice.binomial(whole, np.clip(chance, 0.0, 1.0))


def _shares(rate: Rate, runs: int, dice: np.random.Generator) -> Floats:
    if isinf(rate.strength) or not 0.0 < rate.mean < 1.0:
        return np.full(runs, rate.mean)
    return dice.beta(rate.mean * rate.strength, (1 - rate.mean) * rate.strength, runs)


def _gamma(mean: float, shape: float, runs: int, dice: np.random.Generator) -> Floats:
    if shape == inf:
        return np.full(runs, mean)
    return dice.gamma(shape, mean / shape, runs)
