"""How the supervisor has a process forked by the nursery, and does without whenever that fails.

The fork becomes the supervisor's own child, waited for and killed like one that it spawned itself.
"""

import ctypes
import os
import signal
import socket
import struct
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from telepro.embedded.birth import Request
from telepro.embedded.processes import Process

SOCKET = "nursery.sock"
NAME = "nursery"
MODULE = "telepro.embedded.nursery"
PATIENCE = 5.0  # seconds for an answer; a fork takes hundredths of one
SET_CHILD_SUBREAPER = 36  # of prctl(2)
CREDENTIALS = struct.Struct("3i")  # pid, uid, gid


@dataclass(frozen=True, slots=True)
class Nursery:
    """Where the nursery listens, what it loads, and the descriptor whose end is its own."""

    address: Path
    lifeline: int
    modules: tuple[str, ...]
    folder: Path

    def process(self) -> Process:
        """Its row among the supervisor's processes."""
        command = (sys.executable, "-m", MODULE, str(self.address), str(self.lifeline))
        return Process(
            NAME,
            (*command, *self.modules),
            ready=self.listens,
            patience=20.0,
            folder=self.folder,
            descriptors=(self.lifeline,),
        )

    def listens(self) -> bool:
        """True once it has loaded everything."""
        with suppress(OSError), _connected(self.address):
            return True
        return False


@dataclass(frozen=True, slots=True)
class Forked:
    """A child of ours that another process has forked."""

    pid: int

    def wait(self) -> int:
        """Its exit code, or the number of the signal that ended it, below zero."""
        _pid, status = os.waitpid(self.pid, 0)
        return os.waitstatus_to_exitcode(status)

    def send_signal(self, number: int) -> None:
        """Send it a signal; nothing when it has ended."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)


@contextmanager
def nursery(modules: Sequence[str], place: Path, folder: Path) -> Iterator[Nursery | None]:
    """A nursery in the making with its lifeline; None where there is nothing to load or no Linux."""
    if not modules or not sys.platform.startswith("linux"):
        yield None
        return
    place.mkdir(mode=0o700)
    lifeline, other_end = os.pipe()
    try:
        yield Nursery(place / SOCKET, lifeline, tuple(modules), folder)
    finally:
        os.close(lifeline)
        os.close(other_end)


def forked(address: Path, request: Request, lent: Sequence[int]) -> Forked | None:
    """The process asked for, running; None when nobody answers, and nothing was started then."""
    told, go = os.pipe()
    try:
        pid = _number(address, request, [told, *lent])
        # From here on it is ours; who never hears this word ends without having done anything.
        if pid:
            os.write(go, b"!")
    except OSError:
        return None
    finally:
        os.close(told)
        os.close(go)
    return Forked(pid) if pid else None


def _number(address: Path, request: Request, descriptors: list[int]) -> int | None:
    with _adopting(), _connected(address) as connection:
        try:
            socket.send_fds(connection, [request.encoded()], descriptors)
            return int(connection.recv(CREDENTIALS.size) or 0) or None
        except TimeoutError:
            _end(connection)
            raise


def _end(connection: socket.socket) -> None:
    """Kill whoever listens there and is silent; it is started again like any process that ended."""
    told = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, CREDENTIALS.size)
    pid, _uid, _gid = CREDENTIALS.unpack(told)
    os.kill(pid, signal.SIGKILL)


@contextmanager
def _connected(address: Path) -> Iterator[socket.socket]:
    with socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET) as connection:
        connection.settimeout(PATIENCE)
        connection.connect(str(address))
        yield connection


@contextmanager
def _adopting() -> Iterator[None]:
    """Have orphans below us become our children, for this moment only: later ones are init's."""
    _adopt(1)
    try:
        yield
    finally:
        _adopt(0)


def _adopt(whether: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(SET_CHILD_SUBREAPER, whether, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "orphans can't be adopted here")
