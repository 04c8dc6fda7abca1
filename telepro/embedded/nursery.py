"""The process that has loaded what the others need, and forks each of them when it is asked to.

Run as `python -m telepro.embedded.nursery ADDRESS LIFELINE MODULE...`. It listens once everything is
loaded, has neither thread nor connection when it forks, and ends when the lifeline's other end is
closed: that is, with whoever started it.
"""

import gc
import os
import select
import socket
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

from telepro.embedded.birth import Request, can_be_born, live, received
from telepro.embedded.naming import be_called

PATIENCE = 1.0  # seconds for a request from somebody who has called
LONGEST_NUMBER = 16  # bytes

Newborn = tuple[Request, list[int]]


def load(modules: Sequence[str]) -> None:
    """Load the modules, for good: whoever is forked need not look through them for garbage."""
    # Looking for garbage meanwhile would cost a tenth of the time and find next to nothing.
    gc.disable()
    for module in modules:
        import_module(module)
    gc.freeze()


def nurse(address: Path, lifeline: int) -> Newborn | None:
    """Fork when asked until the lifeline is cut: None. In a fork, returns what it is to become."""
    address.unlink(missing_ok=True)
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as listener:
        listener.bind(str(address))
        listener.listen()
        while _is_called(listener, lifeline):
            connection, _caller = listener.accept()
            with connection:
                connection.settimeout(PATIENCE)
                # Who called and went away, or says nothing, gets no answer and starts it alone.
                with suppress(OSError):
                    if newborn := _answered(connection):
                        return newborn
    return None


def _is_called(listener: socket.socket, lifeline: int) -> bool:
    called, _writable, _broken = select.select([listener.fileno(), lifeline], [], [])
    return lifeline not in called


def _answered(connection: socket.socket) -> Newborn | None:
    """Fork if asked to and say the new process's number; in the fork, what it is to become."""
    asked = received(connection)
    if not asked:
        return None
    number = _forked() if can_be_born(asked[0].environment, os.environ) else None
    if number == 0:
        return asked
    for descriptor in asked[1]:
        os.close(descriptor)
    if number:
        connection.send(str(number).encode())
    return None


def _forked() -> int | None:
    """The number of a new process, 0 in that process; None when there is none.

    Its parent, a fork too, has ended by then: the kernel gives it to the nearest process above that
    adopts.
    """
    told, tell = os.pipe()
    between = os.fork()
    if not between:
        return _born(told, tell)
    os.close(tell)
    with os.fdopen(told, "rb") as words:
        number = words.read(LONGEST_NUMBER)
    os.waitpid(between, 0)
    return int(number or 0) or None


def _born(told: int, tell: int) -> int:
    try:
        if os.fork():
            os._exit(0)
        # A session of its own before its number is known: who kills its group must find it there.
        os.setsid()
        os.write(tell, str(os.getpid()).encode())
        os.close(told)
        os.close(tell)
    except OSError:
        # Whatever fails here must not go on as a second nursery.
        os._exit(1)
    return 0


def main(address: str, lifeline: str, *modules: str) -> None:
    """Load, nurse, and in a fork become whatever was asked for."""
    be_called("nursery", sys.orig_argv)
    load(modules)
    if newborn := nurse(Path(address), int(lifeline)):
        request, (go, *lent) = newborn
        live(request, go, lent)


if __name__ == "__main__":
    main(*sys.argv[1:])
