"""When what is broken, and what must hold then: the fault campaign as a table of data."""

import threading
from collections.abc import Callable
from dataclasses import dataclass

from tests.chaos import faults
from tests.chaos import faults_of_servers as servers
from tests.chaos.stage import Stage

Fault = Callable[[Stage, float], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One fault: from second `at` for so many seconds; it must have hit `fewest` times."""

    at: float
    seconds: float
    name: str
    fault: Fault
    must_hold: str
    fewest: int = 1


FULL = (
    Step(0, 30, "warm-up", faults.warm_up, "no error, baseline"),
    Step(20, 330, "crash points", faults.crash_points, "whoever dies there loses nothing"),
    Step(30, 80, "kill workers", faults.kill_workers, "leads are dealt again, none is lost", 8),
    Step(45, 60, "kill web workers", faults.kill_web_workers, "pages back within 2 s", 8),
    Step(112, 1, "kill web", faults.kill_web, "pages back; no acknowledged outcome is lost"),
    Step(118, 25, "freeze", faults.freeze, "late writes are refused, nobody is rung twice"),
    Step(146, 1, "kill Redis", servers.kill_redis, "queues resume within 5 s"),
    Step(155, 20, "Redis away", servers.stop_redis, "outcomes, objections and sign-in still work"),
    Step(182, 8, "Redis half open", servers.half_open_redis, "pages answer within 5 s"),
    Step(196, 1, "lose Redis", servers.lose_redis, "all due work is rung again within 30 s"),
    Step(210, 1, "kill PostgreSQL", servers.kill_postgres, "healthy within 5 s, 0 lost"),
    Step(220, 5, "terminate sessions", servers.terminate_backends, "the next request works", 5),
    Step(230, 8, "lock attempts", servers.lock_attempts, "requests end in 503, none piles up"),
    Step(244, 8, "slow PostgreSQL", servers.slow_postgres, "slower, not less"),
    Step(258, 1, "kill dialer", faults.kill_dialer, "calls under way are adopted"),
    Step(
        265, 80, "people vanish", faults.vanish, "their lists go to others; old cards dial nothing"
    ),
    Step(275, 1, "cut lines", faults.cut_lines, "presence ends, no new call for them"),
    Step(285, 25, "carrier outage", servers.carrier_outage, "no ambiguous order is repeated"),
    Step(318, 20, "wrong clocks", faults.wrong_clocks, "no lead held twice, no early callback", 2),
    Step(345, 10, "two of each", faults.two_of_each, "each periodic job takes effect once", 2),
    Step(362, 10, "deploy", faults.deploy, "orderly within 30 s, 0 lost", 8),
    Step(
        378, 1, "kill everything", faults.kill_everything, "serving within 5 s of the database", 9
    ),
)
QUICK = (
    Step(0, 3, "warm-up", faults.warm_up, "no error, baseline"),
    Step(3, 6.5, "freeze", faults.freeze, "late writes are refused, nobody is rung twice"),
    Step(11, 17, "crash points", faults.crash_points, "whoever dies there loses nothing"),
    Step(18, 6, "kill web workers", faults.kill_web_workers, "pages back within 2 s", 1),
    Step(28, 8, "kill workers", faults.kill_workers, "leads are dealt again, none is lost", 1),
    Step(37, 1, "kill Redis", servers.kill_redis, "queues resume within 5 s"),
    Step(41, 1, "kill PostgreSQL", servers.kill_postgres, "healthy within 5 s, 0 lost"),
    Step(45, 1, "kill web", faults.kill_web, "pages back; no acknowledged outcome is lost"),
)
HOT = (
    Step(0, 5, "warm-up", faults.warm_up, "no error, baseline"),
    Step(5, 80, "crash points", faults.crash_points, "whoever dies there loses nothing"),
    Step(10, 8, "freeze", faults.freeze, "late writes are refused, nobody is rung twice"),
    Step(45, 8, "freeze", faults.freeze, "late writes are refused, nobody is rung twice"),
    Step(75, 20, "kill workers", faults.kill_workers, "freed leads are taken at once, once", 2),
    Step(100, 8, "freeze", faults.freeze, "late writes are refused, nobody is rung twice"),
    Step(112, 15, "wrong clocks", faults.wrong_clocks, "no lead held twice, no early callback", 2),
    Step(
        130, 75, "people vanish", faults.vanish, "their lists go to others; old cards dial nothing"
    ),
    Step(
        208, 1, "kill everything", faults.kill_everything, "serving within 5 s of the database", 9
    ),
)
TIMELINES = {"full": FULL, "quick": QUICK, "hot": HOT}
# Written in the campaign and not possible here without root or another tool.
NOT_DONE = {
    "disk full": "needs a file system of its own, which needs root",
    "faketime": "a process with a shifted TELEPRO_CLOCK_SHIFT stands in for it (wrong clocks)",
    "starter killed": "the starter stays; its processes are killed all at once",
}


def play(stage: Stage, steps: tuple[Step, ...]) -> None:
    """Do every step at its time; steps may overlap."""
    threads = []
    for step in sorted(steps, key=lambda each: each.at):
        if stage.stop.wait(max(0.0, step.at - stage.now)):
            break
        stage.notes.append(f"{stage.now:5.0f} s  {step.name}: {step.must_hold}")
        print(stage.notes[-1], flush=True)
        thread = threading.Thread(target=_do, args=(stage, step), daemon=True)
        thread.start()
        threads.append(thread)
    for thread in threads:
        thread.join(120)


def _do(stage: Stage, step: Step) -> None:
    try:
        step.fault(stage, step.seconds)
    except Exception as trouble:
        stage.notes.append(f"{step.name}: {type(trouble).__name__}: {trouble}")
        print(stage.notes[-1], flush=True)


def unbitten(stage: Stage, steps: tuple[Step, ...]) -> list[str]:
    """The steps whose fault did not really happen, or too seldom."""
    wanted: dict[str, int] = {}
    for step in steps:
        wanted[step.name] = wanted.get(step.name, 0) + step.fewest
    return [
        f"{name}: hit {stage.bites[name]} times, expected at least {least}"
        for name, least in wanted.items()
        if stage.bites[name] < least
    ]
