"""One simulation from beginning to end: a fresh database, the stage, so many days, the result."""

import gc
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from campaigns.plan import Plan
from campaigns.problems import Problem, Refused
from telepro import garbage
from telepro.localtwilio.faults import Fault
from telepro.simulation.cast import ZONE, Script, assemble
from telepro.simulation.cluster import Cluster
from telepro.simulation.diary import Diary
from telepro.simulation.house import House, house
from telepro.simulation.mischief import NONE, Mischief, Rates
from telepro.simulation.play import Play, calling_days
from telepro.simulation.result import DayLine, Result, evening, result

BEFORE_WORK = time(5, 0)


@dataclass(frozen=True, slots=True)
class Wish:
    """What to simulate: the script, from which day, how many calling days, which seed; what goes
    wrong, and after how many calls to stop (None: the days decide)."""

    script: Script
    first: date
    days: int
    seed: str
    rates: Rates = NONE
    faults: Mapping[Fault, float] = field(default_factory=dict)
    calls: int | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """Who is told what while it runs; where things go wrong on purpose, `judge` is asked now and then
    whether anything is broken already, which ends it."""

    day: Callable[[list[DayLine], int], None]
    end: Callable[[Play], None]
    judge: Callable[[Play], bool] = lambda play: False


def simulate(wish: Wish, cluster: Cluster, told: Told) -> Result:
    """Play it; raises `Refused` when nothing could be called at all."""
    refuse_a_plan_without_hours(wish.script.plan, wish.first)
    start = datetime.combine(wish.first, BEFORE_WORK, tzinfo=ZoneInfo(ZONE))
    mischief = Mischief(wish.rates, wish.seed)
    mischief.armed = False
    name = "simulation_" + "".join(letter for letter in wish.seed if letter.isalnum()).lower()
    with (
        TemporaryDirectory(dir=cluster.place) as place,
        cluster.fresh(name) as url,
        house(url, Path(place), wish.seed, start, mischief, dict(wish.faults)) as ready,
    ):
        return _played(wish, ready, told)


def _played(wish: Wish, ready: House, told: Told) -> Result:
    with ready.app.app_context():
        cast = assemble(ready, wish.script)
    gc.collect()
    garbage.settle()
    play = Play(ready, wish.script, cast, wish.seed, Diary(), told.judge, wish.calls)
    ready.mischief.armed = True
    for day in play.days(wish.days):
        ready.mischief.armed = False
        with ready.app.app_context():
            told.day(evening(play, day), play.calls)
        ready.mischief.armed = True
    if not play.is_broken:
        play.come_to_rest()
    with ready.app.app_context():
        told.end(play)
        return result(play)


def refuse_a_plan_without_hours(plan: Plan, first: date) -> None:
    """Raise `Refused` for a plan on whose days nobody may ever be called."""
    if next(calling_days(plan, first, 1), None) is None:
        fix = "Give the plan hours on at least one weekday."
        raise Refused(Problem("actions.hours", "no hour of the week", "at least one", fix))
