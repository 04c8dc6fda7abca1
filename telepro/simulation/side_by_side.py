"""Plays seeds in processes of their own, several at once: a seed is the same history wherever it is played."""

import multiprocessing
import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import connection
from threading import Thread

from telepro.simulation.cluster import Cluster
from telepro.simulation.run import Wish
from telepro.simulation.trials import Trial, tried


def cores() -> int:
    """How many processes this one may keep busy."""
    return len(os.sched_getaffinity(0))


def trials_at_once(
    wish: Wish,
    seeds: Iterable[int],
    calls: int,
    cluster: Cluster,
    said: Callable[[Trial], None],
    at_once: int,
) -> list[Trial]:
    """Play and judge each seed, `at_once` of them at a time, in databases of their own on one server.

    `said` hears of each when it is over; the list is in the order of the seeds. Raises what the
    first trial that fails raises, and begins no other.
    """
    # A fresh interpreter: a fork would inherit the threads that watch the server.
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(at_once, context, end_with_parent) as pool:
        played = [pool.submit(tried, wish, seed, calls, cluster) for seed in seeds]
        try:
            for each in as_completed(played):
                said(each.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        return [each.result() for each in played]


def end_with_parent() -> None:
    """Have this process end as soon as the one that began it has, however that ended."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
