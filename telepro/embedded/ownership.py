"""Who owns the services of a data directory: one process at a time, known to those who come later."""

import fcntl
import os
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from campaigns.problems import Problem, Refused
from telepro.embedded.layout import Layout, read_private, write_private
from telepro.embedded.marks import Mark, stop_all
from telepro.embedded.supervisor import Say

TRIES = 5
PAUSE = 0.05  # seconds between two tries


class AlreadyOwned(Refused):
    """Another process owns the services of this data directory."""


class Record:
    """What runs in a data directory, written at every change so that a later start finds it."""

    def __init__(self, layout: Layout) -> None:
        self._path = layout.record
        self._lock = threading.Lock()
        self._content: dict[str, Any] = {"owner": os.getpid(), "children": []}

    def note(self, **facts: Any) -> None:
        """Add facts: `environment` once the services can be joined, `address`, `sockets`."""
        with self._lock:
            self._content |= facts
            write_private(self._path, self._content)

    def note_children(self, marks: list[Mark]) -> None:
        """Replace the list of processes."""
        self.note(children=[mark.as_dict() for mark in marks])


@contextmanager
def owned(layout: Layout, say: Say) -> Iterator[Record]:
    """Own the services of `layout`; what a killed owner left running is stopped first.

    Raises `AlreadyOwned` when another process owns them.
    """
    with layout.lock.open("a") as handle:
        if not take(handle):
            raise AlreadyOwned(already_owned(layout))
        clear_up(layout, say)
        try:
            yield Record(layout)
        finally:
            layout.record.unlink(missing_ok=True)


def take(handle: IO[str]) -> bool:
    """Lock the file for this process alone; False when another holds it. Its end frees it."""
    # Somebody who only asks whether it is owned holds it for a moment: hence more than one try.
    for _ in range(TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(PAUSE)
    return False


def is_owned(layout: Layout) -> bool:
    """True while some process owns the services."""
    if not layout.lock.exists():
        return False
    with layout.lock.open("a") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def joined_environment(layout: Layout) -> Mapping[str, str] | None:
    """How to reach the owner's services; None while they can't be joined."""
    environment = (read_private(layout.record) or {}).get("environment")
    return environment if environment and is_owned(layout) else None


def what_runs(layout: Layout) -> dict[str, Any]:
    """The running instance's `address` and its `processes` by name with their ids; else empty."""
    kept = read_private(layout.record) or {}
    if not kept.get("address") or not is_owned(layout):
        return {}
    processes = {child["name"]: child["pid"] for child in kept.get("children", [])}
    return {"address": kept["address"], "processes": processes}


def already_owned(layout: Layout) -> Problem:
    """The sentence for a second start on the same data."""
    kept = read_private(layout.record) or {}
    where = f" at {kept['address']}" if kept.get("address") else ""
    return Problem(
        str(layout.data),
        f"TelePro already at work on it{where} (process {kept.get('owner', 'unknown')})",
        "a data directory that nobody uses",
        "Use the running one, stop it with Ctrl-C, or name another directory with --data.",
    )


def clear_up(layout: Layout, say: Say) -> None:
    """Stop what an owner that was killed left running, and remove its sockets' directory."""
    kept = read_private(layout.record) or {}
    marks = [Mark(**child) for child in kept.get("children", [])]
    if running := [mark for mark in marks if mark.runs()]:
        say(f"Stopping {len(running)} processes that an earlier start left behind")
        stop_all(running)
    if sockets := kept.get("sockets"):
        shutil.rmtree(Path(sockets), ignore_errors=True)
