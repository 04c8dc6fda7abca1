"""In which order processes start, that each tier is ready before the next, what happens on a crash.

Tiers start one after the other and stop in reverse, so that no worker ever loses its database first.
"""

import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from campaigns.problems import Problem, Refused
from telepro.embedded.children import Child
from telepro.embedded.marks import Mark
from telepro.embedded.midwife import Nursery
from telepro.embedded.processes import Lifetime, Tier
from telepro.embedded.spawning import Way, by, spawned

LOOK = 0.05  # seconds between two looks at processes that start
TEND = 0.2  # seconds between two looks at processes that run
FIRST_PAUSE = 0.5  # seconds before a crashed process is started again; doubles each time
LONGEST_PAUSE = 30.0
STEADY_AFTER = 60.0  # seconds after which a process counts as healthy again

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Notes:
    """Who keeps notes: told of every change of what runs, and at every look."""

    on_change: Callable[[list[Mark]], None]
    on_look: Callable[[], None]


class StopAsked(Exception):
    """Somebody asked to stop while processes were still being started."""


class Supervisor:
    """Starts tiers, tends what runs in a thread of its own, stops everything in reverse."""

    def __init__(
        self,
        logs: Path,
        environment: Mapping[str, str],
        say: Say,
        notes: Notes,
        stop_asked: threading.Event,
    ) -> None:
        self.environment = dict(environment)
        self._logs = logs
        self._say = say
        self._notes = notes
        self._stop_asked = stop_asked
        self._way: Way = spawned
        self._nursery: Child | None = None
        self._children: list[Child] = []
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._tender = threading.Thread(target=self._tend_until_closing, daemon=True)

    def __enter__(self) -> "Supervisor":
        self._tender.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def start(self, tier: Tier) -> None:
        """Start every process of the tier at once and return when all are ready.

        Raises `Refused` with the log's last lines when one ends or stays silent, and `StopAsked`
        when the wait is broken off.
        """
        if any(process.loads for process in tier):
            self._await_nursery()
        for child in self._begin(tier):
            self._await(child)

    def prepare(self, nursery: Nursery) -> None:
        """Start the nursery, which forks whatever may be forked once it has loaded everything."""
        (self._nursery,) = self._begin((nursery.process(),))
        self._nursery.settled = True
        self._way = by(nursery)

    def _begin(self, tier: Tier) -> list[Child]:
        number = max((child.tier for child in self._children), default=-1) + 1
        starting = [Child(process, number, self._logs) for process in tier]
        with self._lock:
            for child in starting:
                child.spawn(self.environment, self._way)
            self._children += starting
        self._changed()
        return starting

    def stop(self) -> None:
        """Stop all tiers in reverse; each process gets its grace, then its group is killed."""
        self._closing.set()
        if self._tender.is_alive():
            self._tender.join()
        for number in sorted({child.tier for child in self._children}, reverse=True):
            tier = [child for child in self._children if child.tier == number]
            for child in tier:
                child.ask_to_stop()
            asked = time.monotonic()
            for child in tier:
                child.see_off(asked + child.process.grace)
        self._children.clear()
        self._changed()

    def _await_nursery(self) -> None:
        """Wait until it has loaded everything, unless it failed: all can be spawned as well."""
        nursery = self._nursery
        while nursery and not nursery.crashes and not nursery.process.ready():
            if self._stop_asked.is_set():
                raise StopAsked
            if time.monotonic() > nursery.born + nursery.process.patience:
                return
            time.sleep(LOOK)

    def _await(self, child: Child) -> None:
        process = child.process
        deadline = child.born + process.patience
        while not self._done(child):
            if self._stop_asked.is_set():
                raise StopAsked
            if time.monotonic() > deadline:
                raise Refused(_silent(child))
            time.sleep(LOOK)
        child.settled = True

    def _done(self, child: Child) -> bool:
        with self._lock:
            ended = child.ended()
        if child.process.lifetime is Lifetime.STEP:
            if ended and child.code:
                raise Refused(_failed(child))
            return ended
        if ended:
            raise Refused(_failed(child))
        return child.process.ready()

    def _tend_until_closing(self) -> None:
        while not self._closing.wait(TEND):
            try:
                self._look()
            except OSError as error:
                self._say(f"The starter could not write its notes: {error}")

    def _look(self) -> None:
        with self._lock:
            changed = [child for child in self._children if self._tend(child)]
        if changed:
            self._changed()
        self._notes.on_look()

    def _tend(self, child: Child) -> bool:
        """Look after one service that was ready once; True when the record must change."""
        if not child.settled or child.process.lifetime is Lifetime.STEP or not child.ended():
            return False
        now = time.monotonic()
        if not child.due:
            self._plan_restart(child, now)
            return True
        if now < child.due:
            return False
        child.due = 0.0
        self._respawn(child)
        return True

    def _plan_restart(self, child: Child, now: float) -> None:
        steady = now - child.born > STEADY_AFTER
        child.crashes = 1 if steady else child.crashes + 1
        pause = min(FIRST_PAUSE * 2 ** (child.crashes - 1), LONGEST_PAUSE)
        child.due = now + pause
        self._say(
            f"{child.process.name} ended (code {child.code}); starting it again in {pause:g} s. "
            f"Its log: {child.log}"
        )

    def _respawn(self, child: Child) -> None:
        try:
            child.spawn(self.environment, self._way)
        except OSError as error:
            self._say(f"{child.process.name} could not be started: {error.strerror}")

    def _changed(self) -> None:
        with self._lock:
            marks = [mark for child in self._children if (mark := child.mark())]
        self._notes.on_change(marks)


def _failed(child: Child) -> Problem:
    return Problem(
        child.process.name,
        f"the process ended with code {child.code} before it was ready",
        "a process that starts",
        f"See {child.log}, which ends with:\n{child.last_words()}",
    )


def _silent(child: Child) -> Problem:
    return Problem(
        child.process.name,
        f"no answer within {child.process.patience:g} seconds",
        "a process that gets ready",
        f"See {child.log}, which ends with:\n{child.last_words()}",
    )
