"""A supervisor with a nursery and nothing else, and processes that run once and say something."""

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from telepro.embedded.children import Child
from telepro.embedded.marks import Mark
from telepro.embedded.midwife import Forked, Nursery, nursery
from telepro.embedded.processes import Process
from telepro.embedded.spawning import Running, Way, by
from telepro.embedded.supervisor import Notes, Supervisor
from telepro.embedded.table import ROOT, python

PARTS = "tests.embedded.born_parts"
PATIENCE = 20.0  # seconds
PAUSE = 0.02


@dataclass
class Forking:
    """What a test holds: the supervisor, its nursery, and what is noted of both."""

    supervisor: Supervisor
    nursery: Nursery
    logs: Path
    said: list[str]
    marks: dict[str, Mark]

    @property
    def way(self) -> Way:
        """The way of starting a process that tries the nursery first."""
        return by(self.nursery)

    def forks(
        self, process: Process, environment: Mapping[str, str], output: int, log: int
    ) -> Running:
        """The same way, but only by the nursery."""
        running = self.way(process, environment, output, log)
        assert isinstance(running, Forked), f"{process.name} was spawned"
        return running

    def awaits_nursery(self) -> None:
        """Wait until it forks."""
        assert eventually(self.nursery.listens), (self.logs / "nursery.log").read_text()


@contextmanager
def forking(place: Path, *modules: str) -> Iterator[Forking]:
    """A supervisor whose nursery is being prepared."""
    said, marks, logs = list[str](), dict[str, Mark](), place / "log"
    logs.mkdir()

    def note(running: Sequence[Mark]) -> None:
        marks.clear()
        marks.update({mark.name: mark for mark in running})

    notes = Notes(note, lambda: None)
    with (
        nursery(modules or (PARTS,), place / "nursery", ROOT) as found,
        Supervisor(logs, _nurserys(), said.append, notes, threading.Event()) as supervisor,
    ):
        assert found
        supervisor.prepare(found)
        yield Forking(supervisor, found, logs, said, marks)


def environment() -> dict[str, str]:
    """What every process of these tests finds, as one of a house does."""
    # pytest writes into its own environment which test it is at.
    own = {name: text for name, text in os.environ.items() if not name.startswith("PYTEST_")}
    return own | {"PYTHONUNBUFFERED": "1"}


def _nurserys() -> dict[str, str]:
    """What the nursery itself finds: one name more, which its forks must not find."""
    return environment() | {"TELEPRO_NURSED": "yes"}


def part(
    *words: str,
    name: str = "part",
    environment: Mapping[str, str] | None = None,
    descriptors: tuple[int, ...] = (),
) -> Process:
    """One of the parts as a process that may be forked."""
    return Process(
        name,
        python(PARTS, *words),
        environment=environment or {},
        folder=ROOT,
        descriptors=descriptors,
        loads=(PARTS,),
    )


def run(process: Process, way: Way, logs: Path) -> tuple[int | None, str]:
    """Run the process to its end: its exit code and what it wrote into its log."""
    child = Child(process, 0, logs)
    child.log.unlink(missing_ok=True)
    child.spawn(environment(), way)
    assert eventually(child.ended), child.log.read_text()
    return child.code, child.log.read_text()


def eventually(holds: Callable[[], bool]) -> bool:
    """True as soon as `holds` does."""
    deadline = time.monotonic() + PATIENCE
    while not (held := holds()) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    return held
