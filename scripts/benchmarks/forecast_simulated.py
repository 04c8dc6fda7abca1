"""Holds forecasts against ten campaigns of `simulate`: the whole system, its law, lists, cadence and people.

The rates of five campaigns are given to the forecasts of the other five, and the other way round, so
that what is compared is the calendar, the list and the waits, not whether a rate was guessed.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from math import inf
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from campaigns.forecast import Caller, Leads, Rate, forecast, given
from campaigns.forecast.habits import USUAL
from campaigns.plan import Plan
from campaigns.prospects import Audience, Basis, Statement
from scripts.benchmarks.forecast_cases import EXAMPLE, example
from scripts.benchmarks.measuring import Judged, Pair
from scripts.benchmarks.place import Place, tell
from scripts.benchmarks.workloads import TINY, Size
from telepro.demo_prospects import prospect_file
from telepro.files.callable_leads import callable_leads
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout, open_file
from telepro.files.refusals import Reader
from telepro.simulation.cast import ZONE, Script
from telepro.simulation.cluster import Cluster, cluster
from telepro.simulation.habits import Habits, habits_of, week_of
from telepro.simulation.play import Play
from telepro.simulation.result import DayLine
from telepro.simulation.run import Told, Wish, simulate

MONDAY = date(2026, 11, 30)
DAYS = 3  # at full size; one day otherwise
PROSPECTS = 200  # a day: hours end before the list does
SEEDS = tuple(range(1, 11))
AT_ONCE = 2
WITHIN = 0.03


@dataclass(frozen=True, slots=True)
class Made:
    """What one simulated campaign made."""

    seed: int
    dials: int
    contacts: int


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """Dials and contacts of all the campaigns together, simulated and forecast."""
    seeds = SEEDS[:2] if size is TINY else SEEDS
    days = size.of(DAYS)
    file = place.folder / "invented.csv"
    file.write_text(prospect_file(PROSPECTS * days), encoding="utf-8")
    made = _simulated(seeds, days)
    foreseen = foreseen_of(made, file, days)
    yield [
        Pair(
            f"forecast beside simulate: {name}",
            name,
            partial(_sum, made, name),
            partial(_sum, foreseen, name),
            f"the forecast of {len(seeds)} campaigns with rates of the others",
            WITHIN,
            judged=Judged.WITHIN,
        )
        for name in ("dials", "contacts")
    ]


def callers_of(seed: int) -> list[Habits]:
    """One person where the seed is odd, two where it is even."""
    return [habits_of(number, str(seed)) for number in range(1, 2 + (seed + 1) % 2)]


def _simulated(seeds: Sequence[int], days: int) -> list[Made]:
    """Play every seed, in two processes, each with a database of its own."""
    with ProcessPoolExecutor(AT_ONCE, mp_context=get_context("spawn")) as pool:
        shares = pool.map(partial(played, days=days), [seeds[n::AT_ONCE] for n in range(AT_ONCE)])
        return sorted((each for share in shares for each in share), key=_seed)


def _seed(made: Made) -> int:
    return made.seed


def played(seeds: Sequence[int], days: int) -> list[Made]:
    """Play the campaigns of some seeds, so many days each, one after another."""
    with TemporaryDirectory() as folder, cluster(tell) as ready:
        file = Path(folder) / "invented.csv"
        file.write_text(prospect_file(PROSPECTS * days), encoding="utf-8")
        return [_one(seed, days, ready, file) for seed in seeds]


def _one(seed: int, days: int, ready: Cluster, file: Path) -> Made:
    script = Script(EXAMPLE.read_text(encoding="utf-8"), example(), file, callers_of(seed))
    found = simulate(Wish(script, MONDAY, days, f"forecast{seed}"), ready, Told(_unheard, _unseen))
    return Made(seed, found.calls, found.contacts)


def _leads(file: Path) -> tuple[Leads, ...]:
    stated = Statement("FR", Audience.B2B, Basis.LEGITIMATE_INTEREST, file.name, "fr")
    opened = open_file(file, Layout(), COMMAND, Reader(file.name, "en"))
    return callable_leads(opened, stated, example())


def foreseen_of(made: Sequence[Made], file: Path, days: int) -> list[Made]:
    """Each campaign as its forecast has it."""
    leads = _leads(file)
    return [_foreseen(each, made, leads, days) for each in made]


def _foreseen(one: Made, made: Sequence[Made], leads: tuple[Leads, ...], days: int) -> Made:
    """The same campaign as its forecast has it, on average, with the rates of the other half."""
    others = [each for each in made if each.seed // 2 % 2 != one.seed // 2 % 2] or list(made)
    offered = sum(_hours(each.seed, days) for each in others)
    sure = {
        "contact_rate": _sum(others, "contacts") / _sum(others, "dials"),
        "dials_per_hour": _sum(others, "dials") / offered,
        # Nothing after the contact is compared: every contact counts as a result.
        "argumentation": 1.0,
        "transformation": 1.0,
        "show_rate": 1.0,
    }
    case = given(_plan(days), leads)
    rates = {name: Rate(name, mean, inf, {}) for name, mean in sure.items()}
    team = tuple(_caller(each) for each in callers_of(one.seed))
    habits = replace(USUAL, absent=0.0, between_people=0.0)
    found = forecast(replace(case, rates=rates, callers=team, habits=habits), seed=one.seed)
    return Made(one.seed, found.dials_p50, round(found.mean))


def _plan(days: int) -> Plan:
    """The example on the days that are played, with an objective that nobody reaches before their end."""
    plan = example()
    objectives = replace(
        plan.objectives, start=MONDAY, end=MONDAY + timedelta(days=days - 1), target=10**6
    )
    return replace(plan, objectives=objectives)


def _caller(habits: Habits) -> Caller:
    hours = [Fraction(0)] * 7
    for span in week_of(habits, example(), ZONE):
        starts, ends = (each.hour * 60 + each.minute for each in (span.starts, span.ends))
        hours[span.weekday] += Fraction(ends - starts, 60)
    return Caller(tuple(hours))


def _hours(seed: int, days: int) -> float:
    """The hours that a campaign's people offer on its days."""
    return float(sum(sum(_caller(each).hours[:days]) for each in callers_of(seed)))


def _sum(made: Sequence[Made], name: str) -> float:
    return float(sum(getattr(each, name) for each in made))


def _unheard(lines: list[DayLine], calls: int) -> None:
    """Nobody listens to the days."""


def _unseen(play: Play) -> None:
    """Nobody listens to the end."""
