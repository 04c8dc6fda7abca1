"""A PostgreSQL of a simulation's own: no fsync, one migrated template, a fresh database for each run."""

import os
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask
from psycopg import sql

from telepro.db import db, engine, migrating
from telepro.embedded.databases import NAMES, databases
from telepro.embedded.layout import Layout
from telepro.embedded.marks import Mark
from telepro.embedded.postgres import ROLE, Durability, Postgres
from telepro.embedded.supervisor import Notes, Supervisor

TEMPLATE = "simulation_template"
EMPTY = "template0"
NOT_LAUNCHED = {"REDIS_URL": "redis://127.0.0.1:1/0"}  # nothing in a simulation knocks there


@dataclass(frozen=True)
class Cluster:
    """The server, its directory, and databases by name."""

    place: Path
    postgres: Postgres

    @contextmanager
    def fresh(self, name: str) -> Iterator[str]:
        """The address of a new database with all tables and no rows; dropped at the end."""
        self._make(name, TEMPLATE)
        try:
            yield self._url(name)
        finally:
            self._ask(sql.SQL("drop database {} with (force)").format(sql.Identifier(name)))

    def make_template(self) -> None:
        """Migrate once; every run copies."""
        self._make(TEMPLATE, EMPTY)
        app = Flask("simulation-template")
        engine.connect(app, self._url(TEMPLATE))
        migrating.migrate(app)
        with app.app_context():
            db.engine.dispose()

    def _make(self, name: str, template: str) -> None:
        new, source, owner = map(sql.Identifier, (name, template, ROLE))
        self._ask(sql.SQL("create database {} template {} owner {}").format(new, source, owner))

    def _ask(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.postgres.superuser_url, autocommit=True) as connection:
            connection.execute(statement)

    def _url(self, name: str) -> str:
        return self.postgres.url_of(ROLE, self.postgres.role_password, name)


@contextmanager
def cluster(say: Callable[[str], None], parent: Path | None = None) -> Iterator[Cluster]:
    """Start the server in a temporary directory below `parent`; nothing of it is left afterwards.

    Raises `Refused` when it can't be started.
    """
    if parent is not None:
        parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="telepro-simulation-", dir=parent) as place:
        layout = Layout.at(place)
        layout.make()
        notes = Notes(_no_marks, _nothing)
        bare = {name: os.environ[name] for name in os.environ if name not in NAMES}
        with (
            databases(layout, NOT_LAUNCHED, Durability.THROWAWAY) as found,
            Supervisor(layout.log, bare, say, notes, threading.Event()) as supervisor,
        ):
            found.start(supervisor)
            assert found.postgres is not None
            ready = Cluster(Path(place), found.postgres)
            ready.make_template()
            yield ready


def _no_marks(marks: list[Mark]) -> None:
    """Nobody joins a simulation, so that nothing is recorded of it."""


def _nothing() -> None:
    """No clock to remember."""
