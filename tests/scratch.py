"""Where a test run keeps what it throws away: in memory where there is room, else where one always does.

No test cuts the power, and waiting for a disk is most of what a fresh database costs.
"""

import atexit
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import IO

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 (mkdtemp makes the directory)
PREFIX = "telepro-tests-"
LOCK = "in-use.lock"
ROOM = 4 * 1024**3  # bytes; a run takes less than one of them
OPEN_TO_ALL = 0o1777  # as /tmp is: some tests work as another user
LAST_WORDS = 15.0  # seconds for the run's servers to stop
PAUSE = 0.05


def pytest_configure(config: pytest.Config) -> None:
    """Let temporary files of this run, of its workers and of all that they start lie in memory."""
    if hasattr(config, "workerinput") or os.environ.get("TMPDIR") or not _has_room():
        return
    _clear_up_after_killed_runs()
    place = Path(tempfile.mkdtemp(prefix=PREFIX, dir=MEMORY))
    place.chmod(OPEN_TO_ALL)
    os.environ["TMPDIR"] = tempfile.tempdir = str(place)
    # At the very end: until then a library may tidy up what it keeps there.
    atexit.register(_clear, place, _claimed(place))


def _has_room() -> bool:
    return os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM


def _claimed(place: Path) -> IO[str]:
    """Lock the place for as long as this process lives; the lock has its name once it is held."""
    handle = (place / "claiming").open("w")
    fcntl.flock(handle, fcntl.LOCK_EX)
    (place / "claiming").rename(place / LOCK)
    return handle


def _clear_up_after_killed_runs() -> None:
    for lock in MEMORY.glob(f"{PREFIX}*/{LOCK}"):
        with lock.open("a") as handle:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                continue
            shutil.rmtree(lock.parent, ignore_errors=True)


def _clear(place: Path, claim: IO[str]) -> None:
    deadline = time.monotonic() + LAST_WORDS
    while _servers_run(place) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    shutil.rmtree(place, ignore_errors=True)
    claim.close()


def _servers_run(place: Path) -> bool:
    return any(place.glob("pytest-of-*/pytest-*/servers/launched"))
