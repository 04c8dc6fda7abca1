"""Where a test run keeps what it throws away: in memory where there is room, else where one always does.

No test cuts the power, and waiting for a disk is most of what a fresh database costs.
"""

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest

MEMORY = Path("/dev/shm")  # noqa: S108 (mkdtemp makes the directory)
ROOM = 4 * 1024**3  # bytes; a run takes less than one of them
OPEN_TO_ALL = 0o1777  # as /tmp is: some tests work as another user
LAST_WORDS = 15.0  # seconds for the run's servers to stop
PAUSE = 0.05


def pytest_configure(config: pytest.Config) -> None:
    """Let temporary files of this run, of its workers and of all that they start lie in memory."""
    if hasattr(config, "workerinput") or os.environ.get("TMPDIR") or not _has_room():
        return
    place = Path(tempfile.mkdtemp(prefix="telepro-tests-", dir=MEMORY))
    place.chmod(OPEN_TO_ALL)
    os.environ["TMPDIR"] = tempfile.tempdir = str(place)
    config.add_cleanup(lambda: _clear(place))


def _has_room() -> bool:
    return os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free >= ROOM


def _clear(place: Path) -> None:
    deadline = time.monotonic() + LAST_WORDS
    while _servers_run(place) and time.monotonic() < deadline:
        time.sleep(PAUSE)
    tempfile.tempdir = None
    del os.environ["TMPDIR"]
    shutil.rmtree(place, ignore_errors=True)


def _servers_run(place: Path) -> bool:
    return any(place.glob("pytest-of-*/pytest-*/servers/launched"))
