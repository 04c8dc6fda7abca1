"""Sends prepared requests over kept connections, as fast as the answers come; a process of its own."""

import asyncio
import multiprocessing
import time
from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection

HERE = "127.0.0.1"
END = b"\r\n\r\n"
LENGTH = b"content-length:"
FORK = multiprocessing.get_context("fork")
PATIENCE = 300


@dataclass(frozen=True, slots=True)
class Loaded:
    """What came of it: answers per second, seconds that each took, how many were not as expected."""

    rate: float
    seconds: list[float]
    wrong: int


class Line(asyncio.Protocol):
    """One connection: sends the next request when the answer to the last one is whole."""

    def __init__(self, waiting: list[bytes], expected: bytes) -> None:
        self.waiting, self.expected = waiting, expected
        self.seconds: list[float] = []
        self.wrong = 0
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._heard = b""
        self._sent = 0.0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._next()

    def data_received(self, data: bytes) -> None:
        """Note an answer once it is whole, and go on."""
        self._heard += data
        if not whole(self._heard):
            return
        self.seconds.append(time.perf_counter() - self._sent)
        self.wrong += not self._heard.startswith(self.expected)
        self._heard = b""
        self._next()

    def connection_lost(self, error: Exception | None) -> None:
        """A connection that the server closes has failed its request."""
        if not self.done.done():
            self.wrong += 1
            self.done.set_result(None)

    def _next(self) -> None:
        if self.waiting:
            self._sent = time.perf_counter()
            self._transport.write(self.waiting.pop())
        else:
            self.done.set_result(None)
            self._transport.close()


def whole(answer: bytes) -> bool:
    """True when head and body have come."""
    head, found, body = answer.partition(END)
    if not found:
        return False
    _, named, rest = head.lower().partition(LENGTH)
    return not named or len(body) >= int(rest.partition(b"\r\n")[0])


def load(port: int, requests: Sequence[bytes], connections: int, expected: bytes) -> Loaded:
    """Send every request once over so many connections; `expected` begins each right answer."""
    ours, theirs = FORK.Pipe()
    child = FORK.Process(
        target=_load, args=(theirs, port, list(requests), connections, expected), daemon=True
    )
    child.start()
    # Its end alone stays open: a child that died is seen at once.
    theirs.close()
    if not ours.poll(PATIENCE):
        child.terminate()
        raise TimeoutError(f"no end of {len(requests)} requests within {PATIENCE} s")
    found: Loaded = ours.recv()
    child.join()
    return found


def _load(
    said: Connection, port: int, requests: list[bytes], connections: int, expected: bytes
) -> None:
    said.send(asyncio.run(_all(port, requests, connections, expected)))


async def _all(port: int, requests: list[bytes], connections: int, expected: bytes) -> Loaded:
    loop = asyncio.get_running_loop()
    waiting, count = requests[::-1], len(requests)
    begun = time.perf_counter()
    lines = [
        (await loop.create_connection(lambda: Line(waiting, expected), HERE, port))[1]
        for _ in range(connections)
    ]
    await asyncio.gather(*(line.done for line in lines))
    rate = count / (time.perf_counter() - begun)
    seconds = [each for line in lines for each in line.seconds]
    return Loaded(rate, seconds, sum(line.wrong for line in lines))
