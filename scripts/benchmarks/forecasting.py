"""Measures forecasts: how many plays a second, how close to the reverse funnel, how often the range holds."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import lru_cache, partial
from multiprocessing import get_context

from campaigns.forecast import Given, Leads, forecast, given
from campaigns.funnel import reverse_funnel
from scripts.benchmarks.forecast_cases import Held, example, held
from scripts.benchmarks.measuring import Judged, Pair
from scripts.benchmarks.place import Place
from scripts.benchmarks.workloads import TINY, Size

RUNS = 1_000
LEADS = 5_000
CALLERS = 4
# Twenty-two calling days, Christmas and New Year's Day left out.
START, END = date(2026, 11, 30), date(2026, 12, 30)
SEEDS = range(1, 401)
AT_ONCE = 2
WANTED = 80.0
WITHIN = 0.05  # 76 to 84 %


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Speed, agreement with the closed form, and the share of campaigns whose range held."""
    seeds = SEEDS[:6] if size is TINY else SEEDS
    yield (
        Pair(
            f"forecast, {RUNS:,} plays of {LEADS:,} leads, 22 days",
            "plays/s",
            played,
            drawn_alone,
            "the same with nothing to be changed: no levers tried",
            RUNS,
            10_000,
            Judged.RATE,
        ),
        Pair(
            "forecast beside the reverse funnel",
            "meetings",
            foreseen,
            by_the_funnel,
            "dials that the hours allow, times the rates",
            0.02,
            judged=Judged.WITHIN,
        ),
        Pair(
            f"forecast, range of 80 % held in {len(seeds)} campaigns",
            "%",
            partial(held_in, seeds),
            lambda: WANTED,
            "the share that is promised, in percent",
            WITHIN,
            judged=Judged.WITHIN,
        ),
    )


def case(target: int) -> Given:
    """The example's plan on twenty-two days with four people, on a list of 5,000."""
    plan = example()
    objectives = replace(plan.objectives, start=START, end=END, target=target)
    return given(replace(plan, objectives=objectives), (Leads(LEADS),), CALLERS)


def played() -> float:
    """Plays per second of a whole forecast that does not reach its objective: every lever is tried."""
    return _per_second(case(150))


def drawn_alone() -> float:
    """Plays per second of a forecast that holds, of which only the plays themselves are left."""
    return _per_second(case(1))


def _per_second(of: Given) -> float:
    forecast(of, runs=10)
    begun = time.perf_counter()
    forecast(of, runs=RUNS)
    return RUNS / (time.perf_counter() - begun)


def foreseen() -> float:
    """The meetings to be expected, with rates as uncertain as guesses are."""
    return forecast(case(1), runs=10_000).mean


def by_the_funnel() -> float:
    """What the hours make of the plan's rates one after another, people being away now and then."""
    of = case(1)
    funnel = reverse_funnel(of.plan)
    dials = funnel.step("capacity").value / of.plan.actions.resources.callers * CALLERS
    dials *= of.plan.objectives.assumptions.dials_per_hour.value
    a_meeting = funnel.step("dials").value / of.plan.objectives.target
    return float(dials / a_meeting * Fraction(1 - of.habits.absent))


@lru_cache(maxsize=2)
def held_in(seeds: range) -> float:
    """The percentage of campaigns that ended within their range; two processes play them."""
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        found: list[Held] = list(pool.map(held, seeds, chunksize=10))
    return 100 * sum(each.is_within for each in found) / len(found)
