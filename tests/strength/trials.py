"""A pytest plugin that, instead of running tests, tries planted bugs: each in a forked process of its own.

The tests are collected once and the servers run; a child plants one bug, runs the tests that reach
it until one fails, and ends. What it did to the interpreter ends with it.
"""

import gc
import json
import os
import signal
import time
from collections import Counter
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

import pytest
from _pytest.runner import runtestprotocol
from sqlalchemy import Engine, Pool

from tests.strength.grafting import NotImportable, graft

SURVIVED, KILLED, BROKEN = 0, 1, 2
VERDICTS = {SURVIVED: "survived", KILLED: "killed", BROKEN: "not planted"}
VERDICTS_FILE = Path(os.environ.get("STRENGTH_VERDICTS", os.devnull))
# Which test has seen the bug, and how: a child's word to the parent.
SEEN_BY = VERDICTS_FILE.with_suffix(".by")
# What a trial without any bug is numbered: its tests must pass, or no verdict means anything.
NO_BUG = -1
PAUSE = 0.01
INHERITED: list[Pool] = []


@dataclass(frozen=True, slots=True)
class Trial:
    """One bug, and the tests that reach it, quickest first."""

    path: str
    index: int
    tests: tuple[str, ...]
    seconds: float


def read_plan(path: Path) -> list[Trial]:
    """The trials to hold."""
    return [Trial(**{**row, "tests": tuple(row["tests"])}) for row in json.loads(path.read_text())]


def write_plan(path: Path, trials: list[Trial]) -> None:
    """Keep the trials to hold."""
    path.write_text(json.dumps([asdict(trial) for trial in trials]))


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Hold all trials of the plan; write a verdict a line as they come."""
    items = {item.nodeid: item for item in session.items}
    _start_servers(session.items)
    trials = read_plan(Path(os.environ["STRENGTH_PLAN"]))
    keen: Counter[tuple[str, str]] = Counter()
    with VERDICTS_FILE.open("w") as verdicts:
        for trial in trials:
            SEEN_BY.unlink(missing_ok=True)
            # What has seen bugs of this module before is likely to see the next.
            order = sorted(trial.tests, key=lambda test: -keen[trial.path, test])
            verdict = _try(trial, [items[test] for test in order if test in items])
            by = SEEN_BY.read_text() if SEEN_BY.exists() else ""
            keen[trial.path, by.partition(": ")[0]] += 1
            print(json.dumps([trial.path, trial.index, verdict, by]), file=verdicts, flush=True)
    return True


def _start_servers(items: list[pytest.Item]) -> None:
    """Run one test with a database; what it has of the whole session stays for all children."""
    quick = [item for item in items if "rows" in getattr(item, "fixturenames", ())]
    if quick:
        other = next(item for item in items if item.parent is not quick[0].parent)
        reports = runtestprotocol(quick[0], log=False, nextitem=other)
        assert all(report.passed for report in reports), [str(it.longrepr) for it in reports]


def _try(trial: Trial, items: list[pytest.Item]) -> str:
    if not items:
        return "not reached"
    child = os.fork()
    if child == 0:
        _run(trial, items)
    return _await(child, 20 + 5 * trial.seconds)


def _run(trial: Trial, items: list[pytest.Item]) -> NoReturn:
    code = BROKEN
    with suppress(BaseException):
        os.setsid()
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        if trial.index != NO_BUG:
            _plant(trial)
        _leave_connections_to_the_parent()
        code = KILLED  # whatever ends the process from here on, the bug did
        code = KILLED if any(_fails(item, items) for item in items) else SURVIVED
    with suppress(BaseException):
        items[0].session._setupstate.teardown_exact(None)
    os._exit(code)


def _plant(trial: Trial) -> None:
    try:
        graft(Path(trial.path), trial.index)
    except NotImportable as bug:
        SEEN_BY.write_text(f"import: {bug}")
        os._exit(KILLED)


def _fails(item: pytest.Item, items: list[pytest.Item]) -> bool:
    place = items.index(item)
    after = items[place + 1] if place + 1 < len(items) else None
    failed = [it for it in runtestprotocol(item, log=False, nextitem=after) if it.failed]
    if failed:
        SEEN_BY.write_text(f"{item.nodeid}: {failed[0].longreprtext[-600:]}")
    return bool(failed)


def _leave_connections_to_the_parent() -> None:
    """The child opens its own; those it inherited it keeps, since letting go of them is a warning."""
    for found in gc.get_objects():
        if isinstance(found, Engine):
            INHERITED.append(found.pool)
            found.dispose(close=False)


def _await(child: int, seconds: float) -> str:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return VERDICTS.get(os.waitstatus_to_exitcode(status), "killed")
        time.sleep(PAUSE)
    with suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "timed out"
