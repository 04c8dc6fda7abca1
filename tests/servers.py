"""One PostgreSQL and one Valkey for a whole test run, each worker with a database of its own.

The first test that needs them starts a keeper, a process of its own. Everybody who uses the servers
shares a lock; the kernel frees it however they end, and the keeper then stops the servers: nothing
is left even after kill -9. Use by `pytest_plugins = ["tests.servers"]` in the top conftest.
"""

import fcntl
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import psycopg
import pytest
from psycopg import sql

from telepro.embedded.databases import NAMES, Databases, databases
from telepro.embedded.layout import Layout, read_private, write_private
from telepro.embedded.marks import Mark
from telepro.embedded.ownership import take
from telepro.embedded.postgres import ROLE, Durability, Postgres
from telepro.embedded.supervisor import Notes, Supervisor
from telepro.embedded.table import ROOT

PATIENCE = 60.0  # seconds for the servers to start
PAUSE = 0.1
TEMPLATE = "telepro_template"
EMPTY_TEMPLATE = "template0"
ENVIRONMENT = {"SECRET_KEY": "s" * 64, "FINGERPRINT_KEY": "f" * 64}


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Where the run's servers are: the superuser's address, the role's password, Valkey's address."""
    place = place_of_run(tmp_path_factory, "servers")
    with (place / "users.lock").open("a") as users:
        fcntl.flock(users, fcntl.LOCK_SH)
        _launch_keeper_once(place)
        yield _addresses(place)


@pytest.fixture(scope="session")
def blank_postgres_url(servers: dict[str, Any], worker_name: str) -> str:
    """A database of this worker's own, without any table."""
    return _new_database(servers, f"blank_{worker_name}", EMPTY_TEMPLATE)


@pytest.fixture(scope="session")
def postgres_url(servers: dict[str, Any], worker_name: str) -> str:
    """A database of this worker's own, migrated: the run migrates once and every worker copies."""
    with (Path(servers["place"]) / "template.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _migrate_template_once(servers)
        return _new_database(servers, f"telepro_{worker_name}", TEMPLATE)


@pytest.fixture(scope="session")
def valkey_url(servers: dict[str, Any], worker_name: str) -> str:
    """A numbered database of this worker's own on the run's Valkey."""
    number = int(worker_name.removeprefix("gw")) + 1 if worker_name.startswith("gw") else 0
    return f"{servers['valkey'].partition('?')[0]}?db={number % 16}"


@pytest.fixture(scope="session")
def worker_name() -> str:
    """`gw0`, `gw1` … under xdist, else `main`."""
    return os.environ.get("PYTEST_XDIST_WORKER", "main")


def place_of_run(factory: pytest.TempPathFactory, name: str) -> Path:
    """A directory of this name that every worker of the run shares; pytest clears it away."""
    # Under xdist each worker's own directory lies inside the run's.
    own = factory.getbasetemp()
    place = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / name
    place.mkdir(mode=0o700, exist_ok=True)
    return place


def _launch_keeper_once(place: Path) -> None:
    with (place / "keeper.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        launched = place / "launched"
        if launched.exists():
            return
        _spawn_keeper(place)
        launched.touch()


def _spawn_keeper(place: Path) -> None:
    # Spawned bare and not by Popen: the keeper outlives this process, and nobody waits for it.
    with (place / "keeper.log").open("ab") as log:
        os.posix_spawn(
            sys.executable,
            [sys.executable, "-m", "tests.servers", str(place)],
            {**os.environ, "PYTHONPATH": str(ROOT)},
            file_actions=[(os.POSIX_SPAWN_DUP2, log.fileno(), number) for number in (1, 2)],
            setsid=True,
        )


def _addresses(place: Path) -> dict[str, Any]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if found := read_private(place / "addresses.json"):
            return dict(found)
        time.sleep(PAUSE)
    words = (place / "keeper.log").read_text()
    raise RuntimeError(f"the test servers did not start within {PATIENCE:g} s:\n{words}")


@pytest.fixture
def served(
    postgres_url: str, servers: dict[str, Any], worker_name: str, tmp_path: Path
) -> dict[str, str]:
    """The environment of commands that join running services, on an empty database."""
    return {
        "DATABASE_URL": _new_database(servers, f"office_{worker_name}", TEMPLATE),
        "REDIS_URL": str(servers["valkey"]),
        "SECRET_KEY": "s" * 64,
        "FINGERPRINT_KEY": "f" * 64,
        "TELEPRO_DATA": str(tmp_path),
    }


def _new_database(servers: dict[str, Any], name: str, template: str) -> str:
    new, source, owner = sql.Identifier(name), sql.Identifier(template), sql.Identifier(ROLE)
    with psycopg.connect(servers["superuser"], autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {} with (force)").format(new))
        connection.execute(
            sql.SQL("create database {} template {} owner {}").format(new, source, owner)
        )
    return str(servers["role"]).replace(f"/{ROLE}?", f"/{name}?")


def _migrate_template_once(servers: dict[str, Any]) -> None:
    done = Path(servers["place"]) / "migrated"
    if done.exists():
        return
    url = _new_database(servers, TEMPLATE, EMPTY_TEMPLATE)
    environment = {**os.environ, **ENVIRONMENT, "DATABASE_URL": url, "REDIS_URL": servers["valkey"]}
    command = [sys.executable, "-m", "telepro.cli", "migrate"]
    ran = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    if ran.returncode:
        raise RuntimeError(f"migrating the test database failed:\n{ran.stdout}{ran.stderr}")
    done.touch()


def keep(place: Path) -> None:
    """Run the servers until nobody shares the lock on `place`/users.lock any more; `launched` goes last."""
    layout = Layout.at(place / "data")
    layout.make()
    notes = Notes(_no_marks, _nothing)
    bare = {name: os.environ[name] for name in os.environ if name not in NAMES}
    with (
        databases(layout, bare, Durability.THROWAWAY) as found,
        Supervisor(layout.log, bare, print, notes, threading.Event()) as supervisor,
    ):
        found.start(supervisor)
        write_private(place / "addresses.json", _addresses_of(found, place))
        with (place / "users.lock").open("a") as users:
            _await_the_last(users)
    (place / "launched").unlink(missing_ok=True)


def _addresses_of(found: Databases, place: Path) -> dict[str, str]:
    assert isinstance(found.postgres, Postgres)
    assert found.valkey
    return {
        "place": str(place),
        "superuser": found.postgres.superuser_url,
        "role": found.postgres.url,
        "valkey": found.valkey.url,
    }


def _await_the_last(users: IO[str]) -> None:
    while not take(users):
        time.sleep(PAUSE)


def _no_marks(marks: list[Mark]) -> None:
    """The lock, not a record, says how long the servers live."""


def _nothing() -> None:
    """No clock to remember."""


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
