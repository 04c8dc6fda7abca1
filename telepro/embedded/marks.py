"""Whether a process of an earlier start still runs: its number alone may long be someone else's."""

import os
import signal
import subprocess
import time
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
BOOT = PROC / "sys/kernel/random/boot_id"
PAUSE = 0.05  # seconds between two looks


@dataclass(frozen=True, slots=True)
class Mark:
    """A process of ours: what stops it, how long that may take, and what proves it is still it."""

    name: str
    pid: int
    started: str
    tier: int = 0
    stop_signal: int = signal.SIGTERM
    grace: float = 10.0

    def as_dict(self) -> dict[str, object]:
        """The form kept in the record of what runs."""
        return asdict(self)

    def runs(self) -> bool:
        """True while this very process, not a later one with its number, is alive."""
        return started(self.pid) == self.started


def started(pid: int) -> str:
    """The moment of start that tells `pid` from a later process; empty when none runs."""
    if PROC.joinpath("self/stat").exists():
        return _started_on_linux(pid)
    answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    return answer.stdout.strip()


def _started_on_linux(pid: int) -> str:
    try:
        text = PROC.joinpath(str(pid), "stat").read_text()
        boot = BOOT.read_text().strip()
    except OSError:
        return ""
    state, *fields = text.rpartition(")")[2].split()
    # The 22nd field of stat(5) is the start in ticks since boot; Z and X are already dead.
    return "" if state in "ZX" else f"{boot}:{fields[18]}"


def stop_all(marks: list[Mark]) -> list[str]:
    """Stop what still runs of `marks`, last tier first, and return the names of what was stopped."""
    stopped = []
    for tier in sorted({mark.tier for mark in marks}, reverse=True):
        running = [mark for mark in marks if mark.tier == tier and mark.runs()]
        for mark in running:
            _signal(mark, mark.stop_signal)
        for mark in running:
            _see_off(mark)
        stopped += [mark.name for mark in running]
    return stopped


def _see_off(mark: Mark) -> None:
    deadline = time.monotonic() + mark.grace
    while mark.runs() and time.monotonic() < deadline:
        time.sleep(PAUSE)
    if mark.runs():
        os.killpg(mark.pid, signal.SIGKILL)
    while mark.runs():
        time.sleep(PAUSE)


def _signal(mark: Mark, number: int) -> None:
    try:
        os.kill(mark.pid, number)
    except ProcessLookupError:
        return
