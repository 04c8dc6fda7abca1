"""Simulations under faults, seed after seed: what went wrong by plan, and whether anything broke by it."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from telepro.localtwilio.faults import Fault
from telepro.simulation.cluster import Cluster
from telepro.simulation.mischief import ALL_OF_IT
from telepro.simulation.moved import moved
from telepro.simulation.oracles import AT_ANY_TIME, CHECKS, Finding, findings
from telepro.simulation.play import Play
from telepro.simulation.run import Told, Wish, simulate

CARRIER: Mapping[Fault, float] = {
    Fault.CREATE_500: 0.03,
    Fault.CREATE_LOST: 0.03,
    Fault.CREATE_429: 0.02,
    Fault.WEBHOOK_DROP: 0.10,
    Fault.WEBHOOK_DOUBLE: 0.10,
    Fault.WEBHOOK_REORDER: 0.15,
    Fault.WEBHOOK_LATE: 0.02,  # by minutes, so that a status may come after the end
}
# Days on which clocks and calendars do what code forgets: both changes of the clock, the end of a
# year, the day that comes every fourth year.
FIRST_DAYS = (
    date(2026, 11, 30),
    date(2026, 3, 27),
    date(2026, 10, 23),
    date(2026, 12, 30),
    date(2028, 2, 28),
)
MOST_DAYS = 60


@dataclass
class Trial:
    """One seed: what it did, what went wrong on purpose, what broke."""

    seed: int
    calls: int = 0
    outcomes: int = 0
    deaths: Mapping[str, int] = field(default_factory=dict)
    broken: list[Finding] = field(default_factory=list)
    state_hash: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The form of the command's answer."""
        return {
            "seed": self.seed,
            "calls": self.calls,
            "outcomes": self.outcomes,
            "deaths": dict(sorted(self.deaths.items())),
            "broken": {each.invariant: list(each.examples) for each in self.broken},
            "state_hash": self.state_hash,
        }


def trials(
    wish: Wish, seeds: Iterator[int], calls: int, cluster: Cluster, said: Callable[[Trial], None]
) -> list[Trial]:
    """Play each seed under every fault until so many calls were made or something is broken, and judge it."""
    done = []
    for seed in seeds:
        done.append(tried(wish, seed, calls, cluster))
        said(done[-1])
    return done


def tried(wish: Wish, seed: int, calls: int, cluster: Cluster) -> Trial:
    """One seed under every fault until so many calls were made or something is broken, judged."""
    trial = Trial(seed)

    def end(play: Play) -> None:
        trial.deaths = dict(play.house.mischief.hits)
        trial.outcomes = len(set(play.diary.outcomes))
        trial.broken = findings(play, AT_ANY_TIME if play.is_broken else CHECKS)

    def judge(play: Play) -> bool:
        return bool(findings(play, AT_ANY_TIME))

    first = FIRST_DAYS[seed % len(FIRST_DAYS)]
    faulty = replace(
        wish,
        script=moved(wish.script, first),
        seed=str(seed),
        first=first,
        days=MOST_DAYS,
        rates=ALL_OF_IT,
        faults=CARRIER,
        calls=calls,
    )
    found = simulate(faulty, cluster, Told(lambda lines, so_far: None, end, judge))
    trial.calls, trial.state_hash = found.calls, found.state_hash
    return trial


def deaths(done: list[Trial]) -> dict[str, int]:
    """How often processes died at each crash point, over all seeds."""
    total: Counter[str] = Counter()
    for trial in done:
        total.update(trial.deaths)
    return dict(sorted(total.items()))


def as_answer(done: list[Trial]) -> dict[str, Any]:
    """All seeds in the form of the command's answer."""
    return {
        "seeds": len(done),
        "calls": sum(each.calls for each in done),
        "outcomes": sum(each.outcomes for each in done),
        "deaths": deaths(done),
        "failing_seeds": [each.seed for each in done if each.broken],
        "trials": [each.as_dict() for each in done],
    }
