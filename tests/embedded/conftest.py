"""A place for instances, outside pytest's own long paths, and a data directory that was used before."""

import fcntl
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from telepro.embedded.layout import Layout
from telepro.embedded.services import ensure
from tests.servers import place_of_run

BARE = {"PATH": "/usr/bin:/bin"}


@pytest.fixture
def place() -> Iterator[Path]:
    """A directory with a short name, gone at the end."""
    path = Path(tempfile.mkdtemp(prefix="start-"))
    yield path
    shutil.rmtree(path)


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path | None:
    """A data directory with a cluster and every table, stopped in order; the whole run makes one.

    None where PostgreSQL can't live below it, but lodges with another user.
    """
    run = place_of_run(tmp_path_factory, "made")
    data, done = run / "var", run / "done"
    with (run / "lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            with ensure(data, BARE):
                pass
            done.touch()
            _leave_nothing_elsewhere(Layout.at(data))
    return None if Layout.at(data).postgres_pointer.exists() else data


@pytest.fixture
def used(place: Path, made_once: Path | None) -> Path:
    """`place`, with a data directory `var` as a first start leaves it: whoever starts it there is
    not kept waiting for a new cluster."""
    if made_once:
        shutil.copytree(made_once, place / "var")
    return place


def _leave_nothing_elsewhere(layout: Layout) -> None:
    if layout.postgres_pointer.exists():
        shutil.rmtree(layout.postgres_pointer.read_text(encoding="utf-8"))
