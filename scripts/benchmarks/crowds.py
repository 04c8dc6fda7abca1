"""Lets several processes do the same thing at once, and measures how long they take together."""

import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.queues import Queue
from multiprocessing.synchronize import Barrier

FORK = multiprocessing.get_context("fork")
PATIENCE = 600

Work = Callable[[], None]
# Made in the process that runs it: given its place among the others, gives what it will do.
Prepare = Callable[[int], Work]
Times = tuple[float, float]


def at_once(count: int, prepare: Prepare) -> float:
    """Seconds from the first start to the last end of `count` processes that start together."""
    barrier, said = FORK.Barrier(count), FORK.Queue()
    crowd = [
        FORK.Process(target=_take_part, args=(place, prepare, barrier, said), daemon=True)
        for place in range(count)
    ]
    for each in crowd:
        each.start()
    times: list[Times] = [said.get(timeout=PATIENCE) for _ in crowd]
    for each in crowd:
        each.join()
    return max(end for _, end in times) - min(start for start, _ in times)


def _take_part(place: int, prepare: Prepare, barrier: Barrier, said: "Queue[Times]") -> None:
    try:
        work = prepare(place)
    except BaseException:
        barrier.abort()  # or the others would wait for one who never comes
        raise
    barrier.wait(PATIENCE)
    begun = time.perf_counter()
    work()
    said.put((begun, time.perf_counter()))
