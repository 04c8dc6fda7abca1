"""One process of the supervisor: spawned in a session of its own, seen off with its whole group."""

import os
import signal
import time
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from telepro.embedded.marks import Mark, started
from telepro.embedded.processes import Process
from telepro.embedded.spawning import Running, Way

LOG_LIMIT = 8 * 1024 * 1024  # bytes; then the old log gives way
PAUSE = 0.02  # seconds between two looks


class Child:
    """A running process, or one that has ended and waits to be started again."""

    def __init__(self, process: Process, tier: int, logs: Path) -> None:
        self.process = process
        self.tier = tier
        self.log = logs / f"{process.name}.log"
        self.born = 0.0
        self.settled = False
        self.crashes = 0
        self.due = 0.0
        self.code: int | None = None
        self._running: Running | None = None

    def spawn(self, environment: Mapping[str, str], way: Way) -> None:
        """Start the process; its log is a file and not a pipe, so that it outlives a starter that
        was killed."""
        process = self.process
        _make_room(self.log)
        with (
            self.log.open("ab") as log,
            (process.output or self.log).open("wb" if process.output else "ab") as output,
        ):
            whole = {**environment, **process.environment}
            self._running = way(process, whole, output.fileno(), log.fileno())
        self.code = None
        self.born = time.monotonic()

    def mark(self) -> Mark | None:
        """What a later start needs to find this process; None when it does not run."""
        if self._running is None or self.code is not None:
            return None
        process = self.process
        pid = self._running.pid
        return Mark(process.name, pid, started(pid), self.tier, process.stop_signal, process.grace)

    def ended(self) -> bool:
        """True when the process is gone; what it left of its group is killed then."""
        if self._running is None or self.code is not None:
            return True
        pid = self._running.pid
        if os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return False
        # Not reaped yet, its number is still its own: nobody else's group can be hit.
        self._kill_group()
        self.code = self._running.wait()
        return True

    def ask_to_stop(self) -> None:
        """Send the process its own stop signal."""
        if self._running and not self.ended():
            self._running.send_signal(self.process.stop_signal)

    def see_off(self, deadline: float) -> None:
        """Wait for the end until `deadline` on the monotonic clock, then kill the whole group."""
        while not self.ended() and time.monotonic() < deadline:
            time.sleep(PAUSE)
        if not self.ended():
            self._kill_group()
        while not self.ended():
            time.sleep(PAUSE)

    def last_words(self) -> str:
        """The last lines of the log, for the message about a process that did not start."""
        with suppress(OSError), self.log.open("rb") as log:
            log.seek(max(0, self.log.stat().st_size - 4096))
            return "\n".join(log.read().decode(errors="replace").splitlines()[-8:])
        return ""

    def _kill_group(self) -> None:
        if self._running:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self._running.pid, signal.SIGKILL)


def _make_room(log: Path) -> None:
    if log.exists() and log.stat().st_size > LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
