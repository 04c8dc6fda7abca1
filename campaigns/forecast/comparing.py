"""What single changes bring: a case and whatever is changed in it, played on the same seed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from campaigns.forecast.answer import RUNS, SEED, judge_of
from campaigns.forecast.figures import Figures
from campaigns.forecast.given import Given

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Brought:
    """What a change brings: results more (fewer below zero) at the end on average, and the chance of
    the objective with it."""

    results: float
    p_reach: float


def figures(case: Given, seed: int = SEED, runs: int = RUNS) -> Figures:
    """How a case goes, without looking for what would change it."""
    found: Figures = judge_of(case, seed, runs).figures()
    return found


def brought(
    case: Given, changed: Mapping[K, Given], seed: int = SEED, runs: int = RUNS
) -> Mapping[K, Brought]:
    """What each changed case brings beside the case itself, run by run on the same draws."""
    judge = judge_of(case, seed, runs)
    wanted = case.plan.objectives.target - case.progress.results
    before = judge.end(case).mean
    ends = {name: judge.end(other) for name, other in changed.items()}
    return {
        name: Brought(end.mean - before, float((end.results >= wanted).mean()))
        for name, end in ends.items()
    }
