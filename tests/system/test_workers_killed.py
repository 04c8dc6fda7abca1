"""Workers are killed again and again while calls run; nobody is rung twice and nothing is lost."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from random import Random

import pytest

from tests.system import guarantees
from tests.system.house import House, until
from tests.system.teleprospectors import Crew, at_work, leads
from tests.world import World

pytestmark = pytest.mark.timeout(150, func_only=True)
HOT = ("worker-dial", "worker-events", "worker-deal")
POINTS = (
    "F1 leads dealt",
    "F2 attempt claimed, before the carrier",
    "F3 carrier called, before its id is stored",
    "F4 carrier's id stored, before the reply",
    "F5 message kept, before the reply",
    "F6 messages claimed, before they are applied",
    "F6 messages applied, before the commit",
    "F7 messages applied, before anybody is told",
)
LIVES_FOR = 1.5  # seconds that a worker works before it may be killed
LIVES = 2  # processes that die at each point
QUARANTINED = "select public_id from attempts where state = 'unknown'"


def test_calls_while_workers_die_every_second(attacked: House, cast: World) -> None:
    leads(cast, 120)
    before = len(attacked.calls())
    with (
        attacked.asking_the_carrier(),
        at_work(attacked, cast, 12) as crew,
        killing(attacked) as killed,
    ):
        until(
            lambda: len(attacked.calls()) - before >= 25 and len(killed) >= 5,
            "25 calls were not made",
            90,
        )
    nothing_was_lost(attacked, crew, before)


def test_workers_that_die_at_every_named_point_lose_and_repeat_nothing(
    attacked: House, cast: World
) -> None:
    leads(cast, 120)
    before = len(attacked.calls())
    attacked.arm(POINTS, LIVES)
    with attacked.asking_the_carrier(), at_work(attacked, cast, 12) as crew:
        until(
            lambda: all(attacked.hits(point) == LIVES for point in POINTS),
            "not every point was reached",
            90,
        )
    assert {point: attacked.hits(point) for point in POINTS} == dict.fromkeys(POINTS, LIVES)
    nothing_was_lost(attacked, crew, before)


def nothing_was_lost(house: House, crew: Crew, before: int) -> None:
    """Whatever died, the guarantees hold once everything has come to rest."""
    house.comes_to_rest()
    unknown = {name for (name,) in house.ask(QUARANTINED)}
    house.ends_the_quarantine()
    assert not unknown & {call.attempt for call in house.calls()}, "a lost call was rung after all"
    house.comes_to_rest()
    crew.finish_up()
    guarantees.every_acknowledged_outcome_exists_once(house, crew.acknowledged)
    guarantees.nobody_was_rung_twice(house, before)
    guarantees.no_lead_was_held_twice(house)
    guarantees.nothing_is_stuck(house)
    guarantees.every_end_is_the_carriers(house)
    guarantees.what_is_kept_can_be_rebuilt(house)


@contextmanager
def killing(house: House) -> Iterator[list[str]]:
    """Kill one of the hot workers every second, none before it has worked; the names of the dead."""
    stop, killed = threading.Event(), list[str]()
    hunter = threading.Thread(target=_kill_until, args=(stop, house, killed))
    hunter.start()
    try:
        yield killed
    finally:
        stop.set()
        hunter.join()


def _kill_until(stop: threading.Event, house: House, killed: list[str]) -> None:
    dice, heard = Random(3), dict[int, float]()
    while not stop.wait(1.0):
        now, listening = time.monotonic(), house.listening()
        pids = {name: house.pid(name) or 0 for name in HOT}
        alive = {name: heard.setdefault(pid, now) for name, pid in pids.items() if pid in listening}
        if victims := [name for name, since in alive.items() if now - since >= LIVES_FOR]:
            killed += house.kill(dice.choice(victims))
