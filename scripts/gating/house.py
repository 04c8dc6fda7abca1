"""The house whose screens are looked at: everything that serves pages, nobody who changes them meanwhile."""

import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask

from app import create_app
from telepro import clock, queue
from telepro.db import db
from telepro.embedded.instance import SETTINGS, Setup, running
from telepro.embedded.layout import Layout, write_private
from telepro.embedded.processes import Tier
from telepro.embedded.table import Options
from telepro.services import enrolments, import_checks, imports
from telepro.settings import Settings
from tests.conftest import TUESDAY_TEN
from tests.web.whole_house import WholeHouse, furnish

PORT = 5880
# They would deal, ring and close while a screen is looked at.
STIRRING = ("worker-", "scheduler")


@dataclass(frozen=True, slots=True)
class Shown:
    """A house that is served: where, with which ids, and the cookies of its people.

    `work` does what its workers would: files are looked at and taken in, campaigns take their leads.
    """

    address: str
    ids: Mapping[str, str]
    cookies: Mapping[str, str]
    cookie_name: str
    work: Callable[[], None] = lambda: None

    def cookies_of(self, who: str) -> list[dict[str, str]]:
        """What the browser of one of the cast holds; nothing for somebody who has not signed in."""
        if who not in self.cookies:
            return []
        return [{"name": self.cookie_name, "value": self.cookies[who], "url": self.address}]


@contextmanager
def shown() -> Iterator[Shown]:
    """Run and furnish a demo of its own in a temporary directory, as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="telepro-gates-", ignore_cleanup_errors=True) as place:
        layout = Layout.at(Path(place) / "data")
        layout.make()
        # On a Tuesday morning when calls are allowed; later than that, the next such morning.
        write_private(layout.clock, {"last_seen": TUESDAY_TEN.isoformat(), "shift": 0})
        bare = {name: text for name, text in os.environ.items() if not name.startswith(SETTINGS)}
        setup = Setup(layout, bare, tell, threading.Event())
        with running(setup, Options(port=PORT, callers=0), still) as instance:
            settings = Settings.from_environ(instance.environment)
            house = _furnished(settings)
            work = partial(worked_off, settings)
            yield Shown(instance.address, house.ids, house.cookies, house.cookie_name, work)


def still(planned: tuple[Tier, ...]) -> tuple[Tier, ...]:
    """The table of processes without those that work by themselves."""
    tiers = (tuple(each for each in tier if not each.name.startswith(STIRRING)) for tier in planned)
    return tuple(tier for tier in tiers if tier)


def tell(line: str) -> None:
    """Progress, for whoever waits."""
    print(line, file=sys.stderr, flush=True)


def worked_off(settings: Settings) -> None:
    """Do once what waits for the workers of files and campaigns."""
    with _application(settings):
        for import_id in import_checks.waiting(clock.now()):
            import_checks.run(import_id, clock.now())
        for import_id in imports.waiting(clock.now()):
            imports.run(import_id, clock.now())
        while enrolments.advance(clock.now()):
            pass


def _furnished(settings: Settings) -> WholeHouse:
    with _application(settings) as app:
        return furnish(app, settings)


@contextmanager
def _application(settings: Settings) -> Iterator[Flask]:
    """An application of our own on the house's rows, which lets go of them afterwards."""
    app = create_app(settings)
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()
            queue.redis().close()
