"""The two ways to start a process: forked by the nursery, or with an interpreter of its own."""

import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Protocol

from telepro.embedded.birth import Request
from telepro.embedded.midwife import Nursery, forked
from telepro.embedded.processes import Process


class Running(Protocol):
    """A process that was started and is waited for."""

    @property
    def pid(self) -> int:
        """Its number."""

    def wait(self) -> int:
        """Its exit code, or the number of the signal that ended it, below zero."""

    def send_signal(self, number: int, /) -> None:
        """Send it a signal; nothing when it has ended."""


# Starts a process: what it is, its whole environment, the descriptors of its output and its log.
Way = Callable[[Process, Mapping[str, str], int, int], Running]


def spawned(process: Process, environment: Mapping[str, str], output: int, log: int) -> Running:
    """Start the process by its command.

    The new session keeps Ctrl-C at the starter, which stops everything in order.
    """
    return subprocess.Popen(
        process.command,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=log,
        cwd=process.folder,
        env=environment,
        start_new_session=True,
        pass_fds=process.descriptors,
        user=process.account.uid if process.account else None,
        group=process.account.gid if process.account else None,
        extra_groups=[] if process.account else None,
    )


def by(nursery: Nursery | None) -> Way:
    """The way with this nursery: it forks what it may; whatever it can't is spawned."""
    if nursery is None:
        return spawned
    address = nursery.address

    def born(process: Process, environment: Mapping[str, str], output: int, log: int) -> Running:
        request = requested(process, environment)
        lent = (output, log, *process.descriptors)
        running = forked(address, request, lent) if request else None
        return running or spawned(process, environment, output, log)

    return born


def requested(process: Process, environment: Mapping[str, str]) -> Request | None:
    """The process as the nursery may fork it; None for one that must be spawned."""
    if not process.loads or process.account or not process.folder:
        return None
    interpreter, flag, *rest = process.command
    if (interpreter, flag) != (sys.executable, "-m"):
        return None
    module, *arguments = rest
    return Request(
        process.name,
        module,
        tuple(arguments),
        environment,
        str(process.folder),
        process.descriptors,
    )
