"""Reads an import in a process of its own, which may die at the nth hit of a crash point."""

import os
import signal
from datetime import datetime
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from flask import Flask

from telepro import crash
from telepro.db import engine
from telepro.services import imports

# Forked from a process that has loaded everything and opened nothing: sixteen readers load it once.
PROCESSES = get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])


def reading(
    url: str, import_id: int, now: datetime, size: int, point: str = "", hit: int = 0
) -> BaseProcess:
    """Begin to read an import, `size` rows a batch; it kills itself at the `hit`th `point`."""
    process = PROCESSES.Process(target=_read, args=(url, import_id, now, size, point, hit))
    process.start()
    return process


def end_of(process: BaseProcess) -> int | None:
    """The exit code, negative when a signal killed it; None when a minute was not enough."""
    process.join(60)
    return process.exitcode


def _read(url: str, import_id: int, now: datetime, size: int, point: str, hit: int) -> None:
    hits = 0

    def die(name: str) -> None:
        nonlocal hits
        hits += name == point
        if name == point and hits == hit:
            os.kill(os.getpid(), signal.SIGKILL)

    crash.install(die)
    app = Flask("telepro")
    engine.connect(app, url)
    with app.app_context():
        imports.run(import_id, now, lambda: now, size)
