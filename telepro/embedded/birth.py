"""What makes a fork of the nursery the same as a process with an interpreter of its own.

A request travels as one message: JSON for the words, descriptors beside it. The fork waits for a
word from whoever asked, so that nothing runs that the asking process does not know of.
"""

import fcntl
import gc
import json
import os
import runpy
import site
import socket
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path

from telepro.embedded.naming import be_called

LONGEST = 1024 * 1024  # bytes of a request
MOST_DESCRIPTORS = 16
INPUT, OUTPUT, ERRORS = 0, 1, 2
# Our own settings are read when a process runs; anything else may be read while modules load.
MAY_DIFFER = ("TELEPRO_", "TWILIO_", "DATABASE_URL", "REDIS_URL", "PYTHONPATH")
SEARCH_PATH = "PYTHONPATH"


@dataclass(frozen=True, slots=True)
class Request:
    """A process to be: `python -m module arguments`, and which of its descriptors has which number."""

    name: str
    module: str
    arguments: tuple[str, ...]
    environment: Mapping[str, str]
    folder: str
    numbers: tuple[int, ...]

    def encoded(self) -> bytes:
        """The request as it travels."""
        return json.dumps(asdict(self)).encode()


def received(connection: socket.socket) -> tuple[Request, list[int]] | None:
    """A request and the descriptors sent with it; None when the other side only looked in."""
    message, descriptors, _flags, _sender = socket.recv_fds(connection, LONGEST, MOST_DESCRIPTORS)
    if not message:
        return None
    content = json.loads(message)
    sequences = {name: tuple(content[name]) for name in ("arguments", "numbers")}
    return Request(**content | sequences), descriptors


def can_be_born(environment: Mapping[str, str], here: Mapping[str, str]) -> bool:
    """True when an interpreter with this environment would have loaded what was loaded `here`."""
    differing = dict(environment.items() ^ here.items())
    return all(name.startswith(MAY_DIFFER) for name in differing)


def live(request: Request, go: int, lent: Sequence[int]) -> None:
    """Become the process asked for and run it; returns or raises as its module does.

    `go` is read first: a byte says that the asking process knows of us, its end that nobody does.
    """
    if not os.read(go, 1):
        os._exit(1)
    _take(lent, (OUTPUT, ERRORS, *request.numbers))
    os.chdir(request.folder)
    before = dict(os.environ)
    os.environ.clear()
    os.environ.update(request.environment)
    be_called(request.name, (sys.executable, "-m", request.module, *request.arguments))
    gc.enable()
    _search(request.folder, before.get(SEARCH_PATH, ""), request.environment.get(SEARCH_PATH, ""))
    sys.argv = [request.module, *request.arguments]
    _forget(request.module)
    runpy.run_module(request.module, run_name="__main__", alter_sys=True)


def _take(lent: Sequence[int], numbers: Sequence[int]) -> None:
    """Give each descriptor its number and close every other one but the standard input."""
    # Out of the way first: one descriptor may have the number that another one is to get.
    above = max(*lent, *numbers) + 1
    raised = [fcntl.fcntl(descriptor, fcntl.F_DUPFD, above) for descriptor in lent]
    for descriptor, number in zip(raised, numbers, strict=True):
        os.dup2(descriptor, number)
    kept = sorted({INPUT, *numbers})
    for low, high in pairwise([*kept, os.sysconf("SC_OPEN_MAX")]):
        os.closerange(low + 1, high)


def _forget(module: str) -> None:
    """Have what runs as `__main__` loaded anew by whoever imports it, as in any other process."""
    for name in (module, f"{module}.__main__"):
        if not hasattr(sys.modules.get(name), "__path__"):
            sys.modules.pop(name, None)


def _search(folder: str, before: str, after: str) -> None:
    """Look for modules where an interpreter with this PYTHONPATH would, and run its hook."""
    old, new = _entries(before), _entries(after)
    rest = (entry for entry in sys.path[1:] if entry not in old)
    sys.path[:] = dict.fromkeys([folder, *new, *rest])
    if set(new) - set(old):
        sys.modules.pop("sitecustomize", None)
        site.execsitecustomize()


def _entries(search_path: str) -> list[str]:
    return [str(Path(entry).absolute()) for entry in search_path.split(os.pathsep) if entry]
