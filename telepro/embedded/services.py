"""How a command reaches the databases: those that run already, else its own for as long as it needs."""

import fcntl
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from telepro.embedded.instance import Setup, grounded, make
from telepro.embedded.layout import Layout
from telepro.embedded.ownership import (
    AlreadyOwned,
    Record,
    already_owned,
    joined_environment,
    owned,
)
from telepro.embedded.ports import Ports, free_port
from telepro.embedded.table import Options, migration

PATIENCE = 60.0  # seconds for a starting instance to become joinable
PAUSE = 0.1
WHOLE = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FINGERPRINT_KEY")


@contextmanager
def ensure(data: str | Path, environ: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The environment to work with on `data`: DATABASE_URL, REDIS_URL and all that goes with them.

    An environment that names all of it is taken as it is. Else joins the instance that runs there; else starts PostgreSQL and Valkey, migrated, and stops them
    at the end, once no other command borrows them. Raises `Refused` when neither works.
    """
    if all(environ.get(name) for name in WHOLE):
        yield dict(environ)
        return
    layout = Layout.at(data)
    make(layout)
    with (
        layout.users_lock.open("a") as users,
        _stopping_when_told(),
        ExitStack() as until_done,
    ):
        yield _reach(Setup(layout, environ, _aside, threading.Event()), users, until_done)


def _reach(setup: Setup, users: IO[str], until_done: ExitStack) -> dict[str, str]:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if joined := _join(setup.layout, users):
            return {**setup.environ, **joined}
        # Two commands may find nobody at once: the one that comes second joins the first.
        with suppress(AlreadyOwned):
            record = until_done.enter_context(owned(setup.layout, _aside))
            return _own(setup, record, users, until_done)
        time.sleep(PAUSE)
    raise AlreadyOwned(already_owned(setup.layout))


def _own(setup: Setup, record: Record, users: IO[str], until_done: ExitStack) -> dict[str, str]:
    # Nothing listens there now, but a link that is made here must open once the pages are started.
    ports = Ports(Options().port, free_port(), free_port())
    ground = until_done.enter_context(grounded(setup, record, ports, migration()))
    # Waits, before anything stops, for commands that joined; who comes later starts its own.
    until_done.callback(fcntl.flock, users, fcntl.LOCK_EX)
    return dict(ground.environment)


def _join(layout: Layout, users: IO[str]) -> Mapping[str, str] | None:
    """The owner's environment, kept alive by our share of `users`; None when it can't be joined."""
    fcntl.flock(users, fcntl.LOCK_SH)
    if joined := joined_environment(layout):
        return joined
    fcntl.flock(users, fcntl.LOCK_UN)
    return None


@contextmanager
def _stopping_when_told() -> Iterator[None]:
    """Turn SIGTERM into an orderly end, so that a stopped command leaves no server behind."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _aside(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
