"""A wire that can be broken: TCP between the house and what it depends on, with faults on command.

`python -m tests.chaos.proxy CONTROL NAME=PORT=UPSTREAM…` listens on each port of this machine and
passes bytes to its upstream, a socket's path or a port. Whoever writes a line such as
`redis refuse` to the socket CONTROL changes one wire, and reads back how many connections it hit.
"""

import asyncio
import sys
from collections.abc import Sequence
from contextlib import suppress
from enum import StrEnum
from pathlib import Path

HERE = "127.0.0.1"
CHUNK = 65_536

Ends = tuple[asyncio.StreamWriter, asyncio.StreamWriter]


class Mode(StrEnum):
    """What a wire does with what comes."""

    PASS = "pass"
    DELAY = "delay"  # each chunk waits so many seconds
    CUT = "cut"  # so many connections that stand are reset, or all; new ones pass
    HALF_OPEN = "half-open"  # connections stand and nothing comes through
    REFUSE = "refuse"  # what stands is reset, nobody gets in


class Wire:
    """One listening port, its upstream and the connections that stand."""

    def __init__(self, port: int, upstream: str) -> None:
        self._port, self._upstream = port, upstream
        self._server: asyncio.Server | None = None
        self._ends: list[Ends] = []
        self._seconds = 0.0
        self._flows = asyncio.Event()
        self._flows.set()

    async def open(self) -> None:
        """Listen, unless it does so already."""
        if self._server is None:
            self._server = await asyncio.start_server(self._carry, HERE, self._port)

    async def become(self, mode: Mode, argument: float) -> int:
        """Take on a mode; how many standing connections it hits."""
        self._seconds = argument if mode is Mode.DELAY else 0.0
        (self._flows.clear if mode is Mode.HALF_OPEN else self._flows.set)()
        if mode is Mode.REFUSE and self._server is not None:
            self._server.close()
            self._server = None
        elif mode is not Mode.REFUSE:
            await self.open()
        hit = list(self._ends)
        if mode in (Mode.CUT, Mode.REFUSE):
            hit = hit[: int(argument) or None]
            for ends in hit:
                _reset(ends)
        return len(hit)

    async def _carry(self, near: asyncio.StreamReader, reply: asyncio.StreamWriter) -> None:
        try:
            far, onward = await self._reach()
        except OSError:
            reply.transport.abort()
            return
        ends = (reply, onward)
        self._ends.append(ends)
        await asyncio.gather(self._pass(near, onward), self._pass(far, reply))
        self._ends.remove(ends)
        _reset(ends)

    async def _reach(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._upstream.isdigit():
            return await asyncio.open_connection(HERE, int(self._upstream))
        return await asyncio.open_unix_connection(self._upstream)

    async def _pass(self, source: asyncio.StreamReader, sink: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while chunk := await source.read(CHUNK):
                if self._seconds:
                    await asyncio.sleep(self._seconds)
                await self._flows.wait()
                sink.write(chunk)
                await sink.drain()
        with suppress(OSError):
            sink.close()


def _reset(ends: Ends) -> None:
    for end in ends:
        end.transport.abort()


async def serve(control: Path, wires: dict[str, Wire]) -> None:
    """Carry until stopped."""
    for wire in wires.values():
        await wire.open()

    async def obey(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        name, mode, *argument = (await reader.readline()).decode().split()
        hit = await wires[name].become(Mode(mode), float(argument[0]) if argument else 0.0)
        writer.write(f"{hit}\n".encode())
        writer.close()

    control.unlink(missing_ok=True)
    server = await asyncio.start_unix_server(obey, control)
    async with server:
        await server.serve_forever()


def main(arguments: Sequence[str]) -> None:
    """Read the wires from the command line and carry."""
    control, *named = arguments
    parts = [text.split("=", 2) for text in named]
    wires = {name: Wire(int(port), upstream) for name, port, upstream in parts}
    asyncio.run(serve(Path(control), wires))


if __name__ == "__main__":
    main(sys.argv[1:])
