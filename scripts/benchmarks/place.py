"""Runs a PostgreSQL and a Valkey for one benchmark, as durable as in production, and removes them."""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from flask import Flask
from psycopg import sql

from telepro import queue
from telepro.db import db, engine
from telepro.embedded.databases import NAMES, Databases, databases
from telepro.embedded.layout import Layout
from telepro.embedded.marks import Mark
from telepro.embedded.postgres import ROLE, Postgres
from telepro.embedded.supervisor import Notes, Supervisor
from telepro.embedded.table import ROOT
from telepro.settings import Settings

TEMPLATE = "bench_template"
FOREIGN = ("TWILIO_", "TELEPRO_", "DATABASE_", "REDIS_", "PUBLIC_", "SMTP_")
KEYS = {
    "SECRET_KEY": "s" * 64,
    "FINGERPRINT_KEY": "f" * 64,
    "TELEPRO_DEMO": "1",
    "TWILIO_ACCOUNT_SID": "AC" + "0" * 32,
    "TWILIO_AUTH_TOKEN": "t" * 32,
    "TWILIO_API_KEY": "SK" + "1" * 32,
    "TWILIO_API_SECRET": "a" * 32,
    "TWILIO_APP_SID": "AP" + "2" * 32,
    "TWILIO_BASE_URL": "http://127.0.0.1:9",
    "TWILIO_NUMBERS": "+33199009990",
}


@dataclass(frozen=True, slots=True)
class House:
    """An application on a database of its own; its context is open."""

    app: Flask
    url: str
    environment: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Place:
    """The servers of one run, and a directory that goes with them."""

    folder: Path
    servers: Databases
    supervisor: Supervisor

    @contextmanager
    def house(self, name: str) -> Iterator[House]:
        """An application on a new, migrated database, which goes at the end."""
        url = self._database(name, TEMPLATE)
        environment = {**_bare(), **KEYS, "DATABASE_URL": url, "REDIS_URL": self.valkey}
        app = application(environment)
        with app.app_context():
            try:
                yield House(app, url, environment)
            finally:
                db.session.remove()
                db.engine.dispose()
                queue.redis().close()
                self._drop(name)

    @property
    def valkey(self) -> str:
        """Where the doorbell is."""
        assert self.servers.valkey
        return self.servers.valkey.url

    @property
    def _postgres(self) -> Postgres:
        assert isinstance(self.servers.postgres, Postgres)
        return self.servers.postgres

    def migrate(self) -> None:
        """Make the database that every house copies."""
        url = self._database(TEMPLATE, "template0")
        environment = {**_bare(), **KEYS, "DATABASE_URL": url, "REDIS_URL": self.valkey}
        command = [sys.executable, "-m", "telepro.cli", "migrate"]
        subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)

    def _database(self, name: str, template: str) -> str:
        self._drop(name)
        words = "create database {} template {} owner {}"
        names = map(sql.Identifier, (name, template, ROLE))
        self._order(sql.SQL(words).format(*names))
        return self._postgres.url.replace(f"/{ROLE}?", f"/{name}?")

    def _drop(self, name: str) -> None:
        words = "drop database if exists {} with (force)"
        self._order(sql.SQL(words).format(sql.Identifier(name)))

    def _order(self, order: sql.Composed) -> None:
        with psycopg.connect(self._postgres.superuser_url, autocommit=True) as connection:
            connection.execute(order)


def application(environment: Mapping[str, str]) -> Flask:
    """The application without its pages: what services and jobs need."""
    settings = Settings.from_environ(environment)
    app = Flask("telepro")
    app.extensions["telepro.settings"] = settings
    engine.connect(app, settings.database_url, "-c timezone=UTC")
    queue.connect(app, settings.redis_url)
    return app


@contextmanager
def place() -> Iterator[Place]:
    """Run the servers in a temporary directory as long as the context lasts."""
    with tempfile.TemporaryDirectory(prefix="telepro-bench-", ignore_cleanup_errors=True) as name:
        layout = Layout.at(name)
        layout.make()
        notes = Notes(no_marks, nothing)
        with (
            databases(layout, _bare()) as servers,
            Supervisor(layout.log, _bare(), tell, notes, threading.Event()) as supervisor,
        ):
            servers.start(supervisor)
            found = Place(Path(name), servers, supervisor)
            found.migrate()
            yield found


def _bare() -> dict[str, str]:
    """The environment without what a person has set for an instance of their own."""
    kept = (name for name in os.environ if not name.startswith(FOREIGN) and name not in NAMES)
    return {name: os.environ[name] for name in kept}


def tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def no_marks(marks: list[Mark]) -> None:
    """Nobody has to find these processes again."""


def nothing() -> None:
    """No clock to remember."""
