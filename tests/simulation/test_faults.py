"""A campaign under every fault at once: whatever breaks, nothing is lost and nothing is done twice."""

from pathlib import Path

from telepro.simulation.cluster import Cluster
from telepro.simulation.trials import Trial, deaths, trials
from tests.simulation.plays import wish


def test_two_seeds_under_every_fault_keep_every_promise(server: Cluster, tmp_path: Path) -> None:
    said: list[Trial] = []
    done = trials(wish(tmp_path, callers=3), iter((1, 2)), 25, server, said.append)
    assert [(each.seed, each.broken) for each in done] == [(1, []), (2, [])]
    assert all(each.calls >= 25 for each in done)
    assert sum(deaths(done).values()) >= 1
    assert said == done
