"""Measures live boards: from a change that is announced to the last board that has heard of it."""

import asyncio
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial

from aiohttp import ClientSession, ClientTimeout, TCPConnector

from scripts.benchmarks.load import HERE
from scripts.benchmarks.measuring import Judged, Pair, percentile
from scripts.benchmarks.place import House, Place, no_marks, nothing, tell
from scripts.benchmarks.workloads import Size
from telepro import queue, streams
from telepro.embedded.layout import Layout
from telepro.embedded.ports import free_port
from telepro.embedded.probes import accepts
from telepro.embedded.processes import Process
from telepro.embedded.supervisor import Notes, Supervisor
from telepro.embedded.table import ROOT, python

BOARDS = 200
EVENTS = 30
BOUND = 100.0  # milliseconds
TOPIC = "campaign:bench"
SETTLE = 0.3  # seconds for the last stream to be listened to


@contextmanager
def pairs(place: Place, size: Size) -> Iterator[Sequence[Pair]]:
    """So many boards on the push server, and as many on a bare one."""
    events = size.of(EVENTS, 3)
    ours, bare = free_port(), free_port()
    with place.house("boards") as house, servers(place, house, ours, bare):
        token = streams.token(house.environment["SECRET_KEY"], [TOPIC])
        our_stream = f"http://{HERE}:{ours}/stream?token={token}"
        listen = partial(slowest, our_stream, events, lambda: announce(house))
        bare_stream = f"http://{HERE}:{bare}"
        beside = partial(slowest, f"{bare_stream}/stream", events, lambda: f"{bare_stream}/tell")
        told = f"bare aiohttp broadcast to {BOARDS} listeners"
        yield (
            Pair(
                f"boards, {BOARDS}",
                "ms",
                listen,
                lambda: BOUND,
                f"{BOUND:g} ms, 99 of 100 times",
                1.0,
                judged=Judged.COST,
            ),
            Pair("boards, beside bare", "ms", listen, beside, told),
        )


@contextmanager
def servers(place: Place, house: House, ours: int, bare: int) -> Iterator[None]:
    """The push server as the starter runs it, and the bare one."""
    processes = tuple(
        Process(name, python(module, *said), folder=ROOT, ready=accepts(port))
        for name, module, said, port in (
            ("push", "telepro.push", ("--port", str(ours)), ours),
            ("bare-push", "scripts.benchmarks.bare_push", (str(bare),), bare),
        )
    )
    logs, notes = Layout.at(place.folder).log, Notes(no_marks, nothing)
    with Supervisor(logs, house.environment, tell, notes, threading.Event()) as supervisor:
        supervisor.start(processes)
        yield


def announce(house: House) -> None:
    """Tell of a change, as a worker does."""
    with house.app.app_context():
        queue.announce(TOPIC)


def slowest(stream: str, events: int, speak: Callable[[], str | None]) -> float:
    """Milliseconds that 99 of 100 boards did not exceed; `speak` may give an address to ask."""
    return 1000 * percentile(asyncio.run(_heard(stream, events, speak)), 99)


async def _heard(stream: str, events: int, speak: Callable[[], str | None]) -> list[float]:
    said: list[float] = []
    seconds: list[float] = []
    patience = ClientTimeout(total=None)
    async with ClientSession(connector=TCPConnector(limit=0), timeout=patience) as session:
        opened = asyncio.Semaphore(0)
        boards = [
            asyncio.create_task(_listen(session, stream, events, said, seconds, opened))
            for _ in range(BOARDS)
        ]
        for _ in boards:
            await opened.acquire()
        await asyncio.sleep(SETTLE)
        for _ in range(events):
            said.append(time.perf_counter())
            if address := speak():
                await session.get(address)
            await asyncio.sleep(1.0)
        await asyncio.gather(*boards)
    return seconds


async def _listen(
    session: ClientSession,
    stream: str,
    events: int,
    said: list[float],
    seconds: list[float],
    opened: asyncio.Semaphore,
) -> None:
    async with session.get(stream) as answer:
        opened.release()
        heard = 0
        async for line in answer.content:
            if line.startswith(b"data:"):
                seconds.append(time.perf_counter() - said[heard])
                heard += 1
            if heard == events:
                return
