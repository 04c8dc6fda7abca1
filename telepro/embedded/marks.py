"""Whether a process of an earlier start still runs: its number alone may long be someone else's."""

import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

PROC = Path("/proc")
BOOT = PROC / "sys/kernel/random/boot_id"
# Places in stat(5), counted after the command's name.
STATE, GROUP, TICKS = 0, 2, 19
DEAD = "ZX"
PAUSE = 0.05  # seconds between two looks
LAST_GRACE = 5.0  # seconds for the kernel to bury what was killed


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
        return bool(self.started) and started(self.pid) == self.started


def started(pid: int) -> str:
    """The moment of start that tells `pid` from a later process; empty when none runs."""
    if PROC.joinpath("self/stat").exists():
        return _started_on_linux(pid)
    answer = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True)
    return answer.stdout.strip()


def stop_all(marks: list[Mark]) -> list[str]:
    """Stop what still runs of `marks`, last tier first, and return the names of what was stopped.

    Each one's own children go with it: all that share its process group.
    """
    stopped = []
    for tier in sorted({mark.tier for mark in marks}, reverse=True):
        running = [mark for mark in marks if mark.tier == tier and mark.runs()]
        families = [family for mark in running for family in _group(mark)]
        for mark in running:
            _signal(mark, mark.stop_signal)
        for mark in running:
            _await_end(mark, mark.grace)
        for member in (*running, *families):
            _signal(member, signal.SIGKILL)
            _await_end(member, LAST_GRACE)
        stopped += [mark.name for mark in running]
    return stopped


def _group(leader: Mark) -> list[Mark]:
    """The others in the group of a session's first process, seen before it ends."""
    members = []
    for folder in PROC.glob("[0-9]*"):
        fields = _fields(folder)
        pid = int(folder.name)
        if fields and fields[GROUP] == str(leader.pid) and pid != leader.pid:
            members.append(Mark(leader.name, pid, started(pid)))
    return members


def _await_end(mark: Mark, grace: float) -> None:
    deadline = time.monotonic() + grace
    while mark.runs() and time.monotonic() < deadline:
        time.sleep(PAUSE)


def _signal(mark: Mark, number: int) -> None:
    if mark.runs():
        with suppress(ProcessLookupError):
            os.kill(mark.pid, number)


def _started_on_linux(pid: int) -> str:
    fields = _fields(PROC / str(pid))
    if not fields or fields[STATE] in DEAD:
        return ""
    return f"{BOOT.read_text().strip()}:{fields[TICKS]}"


def _fields(folder: Path) -> list[str]:
    """What stat(5) tells after the command's name; empty for a process that is gone."""
    try:
        return (folder / "stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
