"""Runs the real starter as a process, as a person does at a terminal, and looks at what it leaves."""

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from telepro.embedded.marks import Mark
from telepro.embedded.table import ROOT

PATIENCE = 60.0  # seconds
PAUSE = 0.05
READY = "Ctrl-C stops it."
NOT_OURS = ("DATABASE_URL", "REDIS_URL", "TWILIO_ACCOUNT_SID", "TWILIO_BASE_URL")


class Starter:
    """One start on a data directory."""

    def __init__(self, data: Path, popen: subprocess.Popen[bytes], said: Path) -> None:
        self.data = data
        self._popen = popen
        self._terminal = said
        self._kept = ""

    @property
    def pid(self) -> int:
        """The starter's own process."""
        return self._popen.pid

    def said(self) -> str:
        """Everything the person at the terminal has read so far."""
        return self._kept or self._terminal.read_text(encoding="utf-8")

    def keep_words(self) -> None:
        """Remember what was said beyond the life of the file it stands in."""
        self._kept = self.said()

    def await_words(self, words: str) -> None:
        """Wait until `words` were said; fail with all that was said instead."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.said():
            assert time.monotonic() < deadline, self.said()
            assert self._popen.poll() is None or words in self.said(), self.said()
            time.sleep(PAUSE)

    def address(self) -> str:
        """Where it says that TelePro is."""
        found = re.search(r"TelePro is at (\S+)", self.said())
        assert found, self.said()
        return found[1]

    def record(self) -> dict[str, Any]:
        """What the starter wrote about what runs."""
        return dict(json.loads((self.data / "running.json").read_text(encoding="utf-8")))

    def marks(self) -> dict[str, Mark]:
        """The processes that run, by name."""
        return {child["name"]: Mark(**child) for child in self.record()["children"]}

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the starter alone."""
        self._popen.send_signal(number)

    def ended(self) -> int:
        """Wait for the starter's end and give its exit code."""
        return self._popen.wait(PATIENCE)


@contextmanager
def started(
    data: Path,
    *flags: str,
    module: str = "tests.embedded.small_house",
    environ: Mapping[str, str] | None = None,
    prefix: Sequence[str] = (),
    python: str = sys.executable,
) -> Iterator[Starter]:
    """A start; it is stopped at the end if the test did not do so itself."""
    surroundings = {name: text for name, text in os.environ.items() if name not in NOT_OURS}
    with NamedTemporaryFile(prefix="said-") as output:
        popen = subprocess.Popen(
            [*prefix, python, "-m", module, "--data", str(data), *flags],
            cwd=ROOT,
            env={**surroundings, **(environ or {})},
            stdout=output,
            stderr=output,
            preexec_fn=_hear_a_closed_terminal,
        )
        starter = Starter(data, popen, Path(output.name))
        try:
            yield starter
        finally:
            if popen.poll() is None:
                popen.send_signal(signal.SIGTERM)
            popen.wait(PATIENCE)
            starter.keep_words()


def _hear_a_closed_terminal() -> None:
    """What runs under nohup, as these tests may, hands its deafness down."""
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def children_of(pids: set[int]) -> set[int]:
    """Every process below `pids`, at any depth."""
    parents = dict(_parents())
    found: set[int] = set()
    while fresh := {pid for pid, parent in parents.items() if parent in pids | found} - found:
        found |= fresh
    return found


def _parents() -> Iterator[tuple[int, int]]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        yield int(stat.parent.name), int(fields[1])


def alive(pids: set[int]) -> set[int]:
    """Those of `pids` that still run; a zombie does not."""
    states = {}
    for pid in pids:
        try:
            states[pid] = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
        except OSError:
            continue
    return {pid for pid, state in states.items() if state not in "ZX"}
