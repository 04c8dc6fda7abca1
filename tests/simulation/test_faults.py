"""A campaign under every fault at once: whatever breaks, nothing is lost and nothing is done twice."""

from datetime import date
from pathlib import Path

import pytest

from telepro.simulation.cluster import Cluster
from telepro.simulation.moved import moved
from telepro.simulation.trials import FIRST_DAYS, Trial, deaths, trials
from tests.simulation.plays import wish


def test_two_seeds_under_every_fault_keep_every_promise(server: Cluster, tmp_path: Path) -> None:
    said: list[Trial] = []
    done = trials(wish(tmp_path, callers=3), iter((1, 2)), 25, server, said.append)
    assert [(each.seed, each.broken) for each in done] == [(1, []), (2, [])]
    assert all(each.calls >= 25 for each in done)
    assert sum(deaths(done).values()) >= 1
    assert said == done


def test_a_plan_is_moved_to_the_day_that_comes_every_fourth_year(tmp_path: Path) -> None:
    there = moved(wish(tmp_path).script, date(2028, 2, 28)).plan.objectives
    assert (there.start, there.end) == (date(2028, 2, 28), date(2028, 5, 5))


# The two seeds above begin on the other kinds.
@pytest.mark.parametrize("seed", [seed for seed in range(len(FIRST_DAYS)) if seed not in (1, 2)])
def test_every_other_kind_of_first_day_is_played(
    server: Cluster, tmp_path: Path, seed: int
) -> None:
    [done] = trials(wish(tmp_path, callers=2), iter([seed]), 3, server, lambda trial: None)
    assert done.calls >= 3
    assert done.broken == []
