"""Brings the house under attack up in a temporary directory, and takes it away without a trace."""

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager

from flask import Flask
from flask_babel import Babel
from redis import Redis

from telepro import clock, queue
from telepro.db import db, engine
from telepro.embedded.layout import Layout, read_private
from telepro.embedded.table import ROOT, python
from telepro.settings import Settings
from tests.system.house import WORKERS, House, until
from tests.system.keeper import POINTS_FOLDER

START = 120.0  # seconds for a whole house


@contextmanager
def standing(keeper: str = "tests.system.keeper", *arguments: str) -> Iterator[House]:
    """A whole house in a temporary directory, run by `keeper`; nothing of it is left at the end."""
    with _place() as layout, _kept(layout, keeper, *arguments):
        settings = Settings.from_environ(read_private(layout.record)["environment"])
        before = clock.shift()
        clock.set_shift(settings.clock_shift)
        app = _application(settings)
        try:
            yield House(layout, app, settings)
        finally:
            with app.app_context():
                db.session.remove()
                db.engine.dispose()
                queue.redis().close()
            clock.set_shift(before.total_seconds())


@contextmanager
def _kept(layout: Layout, module: str, *arguments: str) -> Iterator[None]:
    """The house runs as a process of its own, which stops it when this pipe is closed."""
    with (layout.data / "said.log").open("wb") as said:
        keeper = subprocess.Popen(
            python(module, str(layout.data), *arguments),
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            until(lambda: _is_up(layout, keeper), "the house was not up", START)
            yield
        finally:
            assert keeper.stdin
            keeper.stdin.close()
            keeper.wait(START)


def _is_up(layout: Layout, keeper: "subprocess.Popen[bytes]") -> bool:
    assert keeper.poll() is None, (layout.data / "said.log").read_text()
    record = read_private(layout.record) or {}
    if not record.get("address"):
        return False
    redis = Redis.from_url(record["environment"]["REDIS_URL"])
    with closing(redis):
        return int(redis.scard("rq:workers")) >= len(WORKERS)


def _application(settings: Settings) -> Flask:
    app = Flask("attacked-house")
    Babel(app, default_locale="en")
    app.extensions["telepro.settings"] = settings
    engine.connect(app, settings.database_url)
    queue.connect(app, settings.redis_url)
    return app


@contextmanager
def _place() -> Iterator[Layout]:
    with tempfile.TemporaryDirectory(prefix="telepro-system-") as folder:
        layout = Layout.at(folder)
        layout.make()
        (layout.data / POINTS_FOLDER).mkdir()
        try:
            yield layout
        finally:
            if layout.postgres_pointer.exists():
                shutil.rmtree(layout.postgres_pointer.read_text(encoding="utf-8"))
