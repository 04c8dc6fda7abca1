"""Decides what happens next in simulated time: tasks that wait, signals, and a heap of due times.

A task is a generator that yields what it waits for. Nothing here reads a clock, a socket or
chance: whoever drives the kernel says what time it is, in real time or in leaps.
"""

from collections import deque
from collections.abc import Generator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from heapq import heappop, heappush
from itertools import count
from typing import Any


class TimedOut(Enum):
    """What a task receives when the time of an `Until` ran out before its signal came."""

    TIMED_OUT = "timed out"


TIMED_OUT = TimedOut.TIMED_OUT


@dataclass(slots=True, eq=False)
class Signal:
    """Something that happens once or often; every task waiting for it goes on with its value."""

    waiting: list[tuple["Task", int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Sleep:
    """Wait for so many seconds; for ever when infinite."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Until:
    """Wait for a signal, at most so many seconds; without a number, as long as it takes."""

    signal: Signal
    seconds: float | None = None


Steps = Generator[Sleep | Until, Any, Any]
"""A task's body; sub-steps are run with `yield from`."""


@dataclass(slots=True, eq=False)
class Task:
    """One running body. Its ticket changes with each wait, so a late wake-up finds nobody."""

    steps: Steps
    ticket: int = 0
    alive: bool = True


class Kernel:
    """Runs tasks in the order of their due times; ties go to who waited first."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self._due: list[tuple[datetime, int, Task, int]] = []
        self._ready: deque[tuple[Task, int, object]] = deque()
        self._order = count()
        self._running: Task | None = None

    def spawn(self, steps: Steps) -> Task:
        """Start a task; its first step runs before the kernel next pauses."""
        task = Task(steps)
        self._ready.append((task, task.ticket, None))
        return task

    def fire(self, signal: Signal, value: object = None) -> None:
        """Let everyone who waits for the signal go on with `value`."""
        waiting, signal.waiting = signal.waiting, []
        self._ready.extend((task, ticket, value) for task, ticket in waiting)

    def cancel(self, task: Task | None) -> None:
        """End a task where it stands; one that cancels itself ends at its next wait."""
        if task is None or not task.alive:
            return
        task.alive = False
        if task is not self._running:
            task.steps.close()

    def next_due(self) -> datetime | None:
        """The instant at which something is due next, or None when nothing is."""
        while self._due and not self._waits(self._due[0][2], self._due[0][3]):
            heappop(self._due)
        return self._due[0][0] if self._due else None

    def advance(self, now: datetime) -> None:
        """Run everything due up to `now`, each at its own instant. Time never goes back."""
        self._drain()
        while (due := self.next_due()) is not None and due <= now:
            self.now = max(self.now, due)
            _, _, task, ticket = heappop(self._due)
            self._ready.append((task, ticket, TIMED_OUT))
            self._drain()
        self.now = max(self.now, now)

    def _drain(self) -> None:
        while self._ready:
            task, ticket, value = self._ready.popleft()
            if self._waits(task, ticket):
                self._step(task, value)

    def _waits(self, task: Task, ticket: int) -> bool:
        return task.alive and task.ticket == ticket

    def _step(self, task: Task, value: object) -> None:
        task.ticket += 1
        self._running = task
        try:
            wait = task.steps.send(value)
        except StopIteration:
            task.alive = False
            return
        finally:
            self._running = None
        if task.alive:
            self._park(task, wait)
        else:
            task.steps.close()

    def _park(self, task: Task, wait: Sleep | Until) -> None:
        if isinstance(wait, Until):
            wait.signal.waiting.append((task, task.ticket))
        if wait.seconds is not None and wait.seconds != float("inf"):
            due = self.now + timedelta(seconds=max(wait.seconds, 0.0))
            heappush(self._due, (due, next(self._order), task, task.ticket))
