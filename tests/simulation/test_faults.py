"""A campaign under every fault at once: whatever breaks, nothing is lost and nothing is done twice."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from telepro.simulation.cluster import Cluster
from telepro.simulation.moved import moved
from telepro.simulation.side_by_side import trials_at_once
from telepro.simulation.trials import Trial, deaths, trials
from tests.simulation.plays import wish

# A process that has another play for it.
PLAYS = """
import multiprocessing, os, time
from concurrent.futures import ProcessPoolExecutor
from telepro.simulation.side_by_side import end_with_parent
with ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), end_with_parent) as pool:
    print(pool.submit(os.getpid).result(), flush=True)
    pool.submit(time.sleep, 60)
"""


# It begins before a change of the clock; the other first days are played by the ten seeds of CI.
@pytest.fixture(scope="module")
def one_seed(server: Cluster, tmp_path_factory: pytest.TempPathFactory) -> list[Trial]:
    said: list[Trial] = []
    asked = wish(tmp_path_factory.mktemp("one"), callers=3)
    done = trials(asked, iter((1,)), 12, server, said.append)
    assert said == done
    return done


def test_a_seed_under_every_fault_keeps_every_promise(one_seed: list[Trial]) -> None:
    assert [(each.seed, each.broken) for each in one_seed] == [(1, [])]
    assert one_seed[0].calls >= 12
    assert sum(deaths(one_seed).values()) >= 1


def test_a_seed_is_the_same_history_in_a_process_of_its_own(
    server: Cluster, tmp_path: Path, one_seed: list[Trial]
) -> None:
    said: list[Trial] = []
    done = trials_at_once(wish(tmp_path, callers=3), [1], 12, server, said.append, 1)
    assert done == one_seed
    assert said == done


def test_nobody_plays_on_for_a_command_that_was_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", PLAYS], stdout=subprocess.PIPE) as command:
        assert command.stdout is not None
        player = int(command.stdout.readline())
        assert Path(f"/proc/{player}").exists()
        command.kill()
        # Whoever still plays holds the other end.
        assert command.stdout.read() == b""


def test_a_plan_is_moved_to_the_day_that_comes_every_fourth_year(tmp_path: Path) -> None:
    there = moved(wish(tmp_path).script, date(2028, 2, 28)).plan.objectives
    assert (there.start, there.end) == (date(2028, 2, 28), date(2028, 5, 5))
