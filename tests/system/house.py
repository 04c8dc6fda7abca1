"""The real house under attack: every process of a start, a carrier that errs, rows that a test fills.

PostgreSQL, Valkey, web, workers, scheduler and local Twilio run as `scripts/start` runs them. The
test holds an application of its own on the same database, acts through the services, and judges by
the carrier's ledger and by plain SQL.
"""

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, LiteralString

import psycopg
import requests
from flask import Flask
from redis import Redis
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from campaigns.attempts import UNKNOWN_IS_LIVE_FOR
from telepro import clock, queue
from telepro.db import db
from telepro.embedded.layout import Layout, read_private
from telepro.embedded.marks import Mark
from telepro.services import reconciliation
from telepro.settings import Settings
from telepro.telephony.carrier import Carrier
from tests.smoke_ledger import Placed, read_ledger
from tests.system.crash_hook.sitecustomize import slug
from tests.system.keeper import POINTS_FOLDER
from tests.world import World

WORKERS = ("worker-dial", "worker-events", "worker-deal", "worker-chores")
QUIET = timedelta(seconds=1)  # of silence after which the tests' reconciler asks about a call
LOOK = 0.1  # seconds between two looks
PATIENCE = 20.0  # seconds for what should come soon on a busy machine

LIVING: LiteralString = """
    select (select count(*) from live_calls l join attempts a on a.id = l.attempt_id
            where a.state <> 'unknown')
        + (select count(*) from call_inbox where applied_at is null and tries < 3)
        + (select count(*) from attempts where state in ('intended', 'placing', 'placed'))
        + (select count(*) from attempts where ended_at is not null and settled_at is null
            and result is distinct from 'answered' and result is distinct from 'machine')"""
TABLES: LiteralString = """
    select string_agg(quote_ident(tablename), ', ') from pg_tables
    where schemaname = 'public' and tablename <> 'alembic_version'"""


@dataclass(frozen=True)
class House:
    """One running house and the test's own way into its database."""

    layout: Layout
    app: Flask
    settings: Settings

    @property
    def address(self) -> str:
        """Where its pages are."""
        return self.settings.public_base_url

    @property
    def points(self) -> Path:
        """The folder of armed crash points."""
        return self.layout.data / POINTS_FOLDER

    def carrier(self) -> Carrier:
        """The house's Twilio account, for asking it directly."""
        return Carrier(self.settings.carrier, self.settings.public_base_url)

    def calls(self) -> tuple[Placed, ...]:
        """Every call that the carrier really made, by its own ledger."""
        return read_ledger(self.layout.ledger).calls

    def calls_to(self, number: str) -> list[Placed]:
        """The calls that rang one number."""
        return [call for call in self.calls() if call.to == number]

    def ask(self, question: LiteralString, **values: Any) -> list[tuple[Any, ...]]:
        """Rows of the house's database, read past all of our own code."""
        with self.connection() as connection:
            return connection.execute(question, values).fetchall()

    def connection(self) -> "closing[psycopg.Connection[tuple[Any, ...]]]":
        """A connection of one's own, each statement a transaction."""
        url = self.settings.database_url.replace("postgresql+psycopg://", "postgresql://")
        return closing(psycopg.connect(url, autocommit=True))

    def number(self, question: LiteralString, **values: Any) -> int:
        """The one number that a question has for an answer."""
        return int(self.ask(question, **values)[0][0])

    @contextmanager
    def rows(self) -> Iterator[Session]:
        """A session that has read nothing yet; commits when the block ends."""
        with self.app.app_context():
            yield db.session()
            db.session.commit()

    def pid(self, name: str) -> int | None:
        """The process of this name, or None while it does not run."""
        record = read_private(self.layout.record) or {"children": []}
        marks = [Mark(**child) for child in record["children"]]
        return next((mark.pid for mark in marks if mark.name == name and mark.runs()), None)

    def listening(self) -> set[int]:
        """The processes of workers that have come so far as to listen to their queue."""
        with closing(Redis.from_url(self.settings.redis_url, decode_responses=True)) as redis:
            return {int(redis.hget(key, "pid") or 0) for key in redis.smembers("rq:workers")}

    def kill(self, *names: str) -> list[str]:
        """Send SIGKILL to these processes, all at once; the names of those that were running."""
        found = {name: self.pid(name) for name in names}
        return [name for name, pid in found.items() if pid and _signalled(pid, signal.SIGKILL)]

    def awaits(self, name: str) -> None:
        """Wait until the process of this name runs again."""
        until(lambda: self.pid(name) is not None, f"{name} was not started again")

    @contextmanager
    def frozen(self, name: str) -> Iterator[None]:
        """Stop a process in its tracks, as a machine that hangs does, as long as the block lasts."""
        pid = self.pid(name)
        assert pid, f"{name} does not run"
        _signalled(pid, signal.SIGSTOP)
        try:
            yield
        finally:
            _signalled(pid, signal.SIGCONT)

    def arm(self, points: Sequence[str], times: int) -> None:
        """Let the workers die at these crash points, `times` at each."""
        for point in points:
            for life in range(times):
                (self.points / f"{slug(point)}.life-{life}").touch()

    def disarm(self) -> None:
        """Let nobody die any more; the counts stay."""
        for life in self.points.glob("*.life-*"):
            life.unlink(missing_ok=True)

    def hits(self, point: str) -> int:
        """How many processes died at a crash point."""
        return len(list(self.points.glob(f"{slug(point)}.hit-*")))

    @contextmanager
    def asking_the_carrier(self) -> Iterator[None]:
        """The reconciler, impatient: lost messages are asked for after a second, not after 45."""
        stop = threading.Event()

        def ask_until_stopped() -> None:
            while not stop.wait(LOOK * 3):
                self.reconcile()

        asking = threading.Thread(target=ask_until_stopped, daemon=True)
        asking.start()
        try:
            yield
        finally:
            stop.set()
            asking.join()

    def reconcile(self) -> None:
        """Ask the carrier once about every call that has been silent for a second."""
        with self.app.app_context():
            if reconciliation.check(clock.now, self.carrier(), QUIET).changed:
                queue.ring(queue.Bell.EVENTS)

    def ends_the_quarantine(self) -> None:
        """Let ten minutes pass for calls whose fate the carrier does not know."""
        with self.app.app_context():
            later = clock.now() + UNKNOWN_IS_LIVE_FOR + timedelta(minutes=1)
            reconciliation.check(lambda: later, self.carrier(), QUIET)

    def answers(self) -> bool:
        """Whether its database and its pages answer."""
        try:
            self.number("select 1")
            return requests.get(self.address + "/readyz", timeout=2).ok
        except (psycopg.Error, requests.RequestException):
            return False

    def comes_to_rest(self, seconds: float = PATIENCE) -> None:
        """Wait until no call lives, no message waits and the network's outcomes are written."""
        with self.asking_the_carrier():
            until(lambda: self.number(LIVING) == 0, "calls or messages still live", seconds)

    def empty(self) -> None:
        """Leave nothing in the database but its schema, and no crash point armed."""
        self.disarm()
        for hit in self.points.glob("*.hit-*"):
            hit.unlink()
        with self.app.app_context():
            tables = db.session.execute(db.text(TABLES)).scalar_one()
            until(lambda: _truncated(tables), "the house's processes hold its tables")


def until(holds: Callable[[], object], otherwise: str, seconds: float = PATIENCE) -> float:
    """Wait until something holds, and give the seconds it took; fail with words otherwise."""
    begun = time.monotonic()
    while not holds():
        assert time.monotonic() - begun < seconds, f"{otherwise} after {seconds:g} s"
        time.sleep(LOOK)
    return time.monotonic() - begun


@contextmanager
def peopled(house: House) -> Iterator[World]:
    """The cast in rows that the house's processes see; gone at the end."""
    with house.app.app_context():
        house.empty()
        world = World(db.session(), clock.now())
        db.session.commit()
        yield world
        db.session.remove()


def _truncated(tables: str) -> bool:
    """False when a process that reads meanwhile was in the way, in whatever order it reads."""
    try:
        # Gives up before PostgreSQL looks for a deadlock: the process that reads never loses.
        db.session.execute(db.text("set local lock_timeout = '300ms'"))
        db.session.execute(db.text(f"truncate {tables} cascade"))
        db.session.commit()
    except OperationalError:
        db.session.rollback()
        return False
    return True


def _signalled(pid: int, number: signal.Signals) -> bool:
    try:
        os.kill(pid, number)
    except ProcessLookupError:
        return False
    return True
