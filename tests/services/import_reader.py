"""Reads or undoes an import in a process of its own, which may die at the nth hit of a crash point."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from flask import Flask

from telepro import crash
from telepro.db import engine
from telepro.db import import_undo as queries
from telepro.services import import_undo, imports
from telepro.settings import Settings

# Forked from a process that has loaded everything and opened nothing: sixteen readers load it once.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def reading(
    url: str, import_id: int, now: datetime, size: int, point: str = "", hit: int = 0
) -> BaseProcess:
    """Begin to read an import, `size` rows a batch; it kills itself at the `hit`th `point`."""
    return _begun(_read, url, import_id, now, size, point, hit)


def undoing(
    url: str, import_id: int, now: datetime, size: int, point: str = "", hit: int = 0
) -> BaseProcess:
    """Begin to undo an import, `size` rows a batch; it kills itself at the `hit`th `point`."""
    return _begun(_undo, url, import_id, now, size, point, hit)


def _begun(work: Callable[..., None], *said: object) -> BaseProcess:
    process = PROCESSES.Process(target=work, args=said)
    process.start()
    return process


def end_of(process: BaseProcess) -> int | None:
    """The exit code, negative when a signal killed it; None when a minute was not enough."""
    process.join(60)
    return process.exitcode


def _read(url: str, import_id: int, now: datetime, size: int, point: str, hit: int) -> None:
    with _dying(url, point, hit):
        imports.run(import_id, now, lambda: now, size)


def _undo(url: str, import_id: int, now: datetime, size: int, point: str, hit: int) -> None:
    queries.BATCH = size
    with _dying(url, point, hit):
        import_undo.run(import_id, now, lambda: now)


@contextmanager
def _dying(url: str, point: str, hit: int) -> Iterator[None]:
    hits = 0

    def die(name: str) -> None:
        nonlocal hits
        hits += name == point
        if name == point and hits == hit:
            os.kill(os.getpid(), signal.SIGKILL)

    crash.install(die)
    app = Flask("telepro")
    secrets = {"SECRET_KEY": "s" * 64, "FINGERPRINT_KEY": "f" * 64}
    said = {"DATABASE_URL": url, "REDIS_URL": "redis://127.0.0.1:9/0", **secrets}
    app.extensions["telepro.settings"] = Settings.from_environ(said)
    engine.connect(app, url)
    with app.app_context():
        yield
