"""Plays cases, and reads from the runs what is asked: the chance, the mean, or every figure."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from campaigns.forecast.drawing import Floats, Whole
from campaigns.forecast.figures import Figures
from campaigns.forecast.given import Given
from campaigns.forecast.playing import scale_of
from campaigns.forecast.runs import End, Runs, ending, run
from campaigns.forecast.setting import Setting, setting

_PERCENTILES = (0.1, 0.5, 0.9)
_HALF = 0.5


class Judge:
    """One case and whatever is changed in it, always from the same seed, so that only the change tells."""

    def __init__(self, case: Given, seed: int, runs: int) -> None:
        self._ready = setting(case)
        self._scale = scale_of(self._ready)
        self._seed, self._runs = seed, runs

    def chance(self, case: Given) -> float:
        """The share of runs that reach the objective, 0 to 1."""
        wanted = case.plan.objectives.target - case.progress.results
        return float((self.end(case).results >= wanted).mean())

    def mean(self, case: Given) -> float:
        """The results to be expected, those that are there already left out."""
        return self.end(case).mean

    def end(self, case: Given) -> End:
        """How the case ends in each run, those results left out that are there already."""
        # A change alters neither what was observed nor how deep the list was worked when it was.
        return ending(setting(case), self._scale, self._runs, self._seed)

    def figures(self) -> Figures:
        """Everything about the case itself."""
        ready = self._ready
        found = run(ready, self._scale, self._runs, self._seed)
        return _figures(ready, found)


def _figures(ready: Setting, found: Runs) -> Figures:
    case, days, done = ready.case, found.days, ready.case.progress
    target = case.plan.objectives.target
    # A row before the first day: what is there before anybody calls.
    results = np.vstack([found.already, found.results]) + done.results
    ends, reached = results[-1], results >= target
    low, middle, high = _quantiles(ends)
    dials, hours = (_until(each, results, target) for each in (found.dials, found.hours))
    cost = _costs(case, hours, np.minimum(ends, target))
    return Figures(
        p_reach=float(reached[-1].mean()),
        p10=low,
        p50=middle,
        p90=high,
        mean=float(ends.mean()),
        finish_p50=_finish(ready, reached),
        cost_p50=round(float(np.median(cost))),
        dials_p50=round(float(np.median(dials))) + done.dials,
        hours_p50=round(float(np.median(hours)) + float(done.hours), 1),
        hours_a_day=_hours_a_day(ready),
        to_come=_to_come(found),
        days=tuple((day, *_quantiles(results[at + 1])) for at, day in enumerate(days)),
    )


def _to_come(found: Runs) -> dict[str, tuple[int, int, int]]:
    dials = found.dials[-1:].sum(0).astype(np.int64)
    levels = {
        "dials": dials,
        "contacts": found.contacts,
        "argued": found.argued,
        "agreed": found.agreed,
    }
    return {name: _quantiles(values) for name, values in levels.items()}


def _quantiles(values: Whole) -> tuple[int, int, int]:
    """Values that a run has: the smallest that so many runs do not pass."""
    low, middle, high = np.quantile(values, _PERCENTILES, method="inverted_cdf")
    return int(low), int(middle), int(high)


def _until(sums: Floats, results: Whole, target: int) -> Floats:
    """The sum of each run when it reaches the objective, within that day in proportion; else at the end.

    `results` has one row more than `sums`: the one before the first day.
    """
    from_nothing = np.vstack([np.zeros(sums.shape[1]), sums])
    is_there = results >= target
    day = np.where(is_there[-1], is_there.argmax(0), len(sums))[None]
    before = np.maximum(day - 1, 0)
    had, has, begun, ended = (
        np.take_along_axis(rows, at, 0)[0]
        for rows, at in (
            (results, before),
            (results, day),
            (from_nothing, before),
            (from_nothing, day),
        )
    )
    gained = np.maximum(has - had, 1)
    part = np.where(is_there[-1], np.minimum((target - had) / gained, 1.0), 1.0)
    found: Floats = begun + part * (ended - begun)
    return found


def _finish(ready: Setting, reached: NDArray[np.bool_]) -> date | None:
    """The day by which half of the runs have reached the objective; None if fewer ever do."""
    rows = np.flatnonzero(reached.mean(1) >= _HALF)
    if not len(rows):
        return None
    return ready.days[rows[0] - 1] if rows[0] else ready.case.progress.today


def _costs(case: Given, hours: Floats, results: Whole) -> Floats:
    """Cents of each run, as the funnel counts them: hours, file, price of the results."""
    means, price = case.plan.actions.resources, case.plan.objectives.price_cents
    worked = hours + float(case.progress.hours)
    return worked * means.hourly_cost_cents + means.file_cost_cents + results * price


def _hours_a_day(ready: Setting) -> float | None:
    if not ready.days:
        return None
    return float(sum(each.hours for each in ready.stretches) / len(ready.days))
