"""Two houses in one database, each with a company, its manager, a caller and all that a page can show.

Ours has Alice, Bob, Carla and Dominique, the platform's administrator; the other one holds the same
things of other people, so that every id exists and belongs to somebody else. Each request of a test
is undone before the next one.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Connection

from app import create_app
from campaigns.states import Role
from telepro import clock, queue
from telepro.db import accounts, db, people
from telepro.db.who import Person
from telepro.settings import Settings
from tests.conftest import TUESDAY_TEN
from tests.security.house import ids_of
from tests.web.office import TOKEN
from tests.world import World

PASSWORD = "trois mots pour entrer"
OURS = ("alice", "bob", "carla", "dominique")


# Cheap, unlike a real one: what signing in costs is another test's matter.
HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


class Elsewhere(World):
    """The same cast under other names."""

    def _person(self, name: str) -> Person:
        return super()._person(f"{name} Ailleurs")


@dataclass(frozen=True, slots=True)
class Visitor:
    """A browser that starts with a cookie, and the token of its forms."""

    cookie: str
    token: str


@dataclass
class House:
    """The application, the ids of both houses, and who is signed in with which cookie."""

    app: Flask
    connection: Connection
    own: Mapping[str, str]
    foreign: Mapping[str, str]
    emails: Mapping[str, str]
    visitors: Mapping[str, Visitor]

    @contextmanager
    def undone(self) -> Iterator[None]:
        """Take back whatever the requests inside change."""
        point = self.connection.begin_nested()
        try:
            yield
        finally:
            point.rollback()

    def client(self, name: str = "anonymous", host: str = "localhost") -> FlaskClient:
        """A fresh browser of one of the cast, which knows us under a host."""
        client = self.app.test_client()
        if visitor := self.visitors.get(name):
            cookie = self.app.config["SESSION_COOKIE_NAME"]
            client.set_cookie(cookie, visitor.cookie, domain=host)
        return client

    def token(self, name: str) -> dict[str, str]:
        """The header by which a page's scripts prove where they come from."""
        visitor = self.visitors.get(name)
        return {"X-CSRFToken": visitor.token if visitor else ""}


@contextmanager
def both_houses(settings: Settings, folder: Path) -> Iterator[House]:
    """Furnish both houses inside a transaction that never ends well."""
    app = create_app(replace(settings, data=folder, demo=False))
    before = clock.shift()
    clock.set_shift((TUESDAY_TEN - clock.real_now()).total_seconds())
    with app.app_context():
        engines = cast(dict[str | None, Any], db.engines)
        real = engines[None]
    try:
        with real.connect() as connection:
            # A machine with much to do may let a test wait between two requests.
            connection.exec_driver_sql("set idle_in_transaction_session_timeout = 0")
            connection.commit()
            outer = connection.begin()
            engines[None] = connection
            db.session.session_factory.configure(join_transaction_mode="create_savepoint")
            yield furnished(app, connection, folder)
            outer.rollback()
    finally:
        engines[None] = real
        clock.set_shift(before.total_seconds())
        with app.app_context():
            db.engine.dispose()
            queue.redis().close()


class Houses:
    """Both houses, furnished once for all modules that follow one another."""

    def __init__(self, settings: Settings, folders: pytest.TempPathFactory) -> None:
        self.settings = settings
        self.folders = folders
        self.kept = ExitStack()
        self.found: House | None = None

    def open(self) -> House:
        """The houses as they stand, furnished first where they do not."""
        if self.found is None:
            folder = self.folders.mktemp("house")
            self.found = self.kept.enter_context(both_houses(self.settings, folder))
        return self.found

    def close(self) -> None:
        """Leave nothing, so that others may make rows of their own."""
        self.kept.close()
        self.found = None


@pytest.fixture(scope="module")
def house(houses: Houses) -> House:
    """Both houses, as they were furnished."""
    return houses.open()


def furnished(app: Flask, connection: Connection, folder: Path) -> House:
    """Bring people and work into both houses of an application."""
    with app.app_context():
        ours = World(db.session(), TUESDAY_TEN)
        dominique = ours.person(
            "Dominique Petit", people.platform(ours.rows, ours.now), Role.ADMINISTRATOR
        )
        theirs = Elsewhere(db.session(), TUESDAY_TEN)
        own, foreign = ids_of(ours, "+33199001", folder), ids_of(theirs, "+33199002", folder)
        cast_of = {"alice": ours.alice, "bob": ours.bob, "carla": ours.carla}
        cast_of["dominique"] = dominique
        for person in cast_of.values():
            person.password_hash, person.language = HASH, "en"
        emails = {name: person.email for name, person in cast_of.items()}
        keys = {name: sign_in_of(person) for name, person in cast_of.items()}
    visitors = {name: visitor(app, keys.get(name)) for name in ("anonymous", *OURS)}
    return House(app, connection, own, foreign, emails, visitors)


def sign_in_of(person: Person) -> str:
    """The secret of a sign-in, without the cost of a password."""
    key = f"secret-of-{person.id}"
    accounts.add_sign_in(db.session(), person, key, clock.real_now())
    db.session.commit()
    return key


def visitor(app: Flask, key: str | None) -> Visitor:
    """The cookie and the token of a browser; where no application is at hand, whose would be read."""
    client = app.test_client()
    if key:
        with client.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = key, True
    found = TOKEN.search(client.get("/forgotten").text)
    kept = client.get_cookie(app.config["SESSION_COOKIE_NAME"])
    assert found
    assert kept
    return Visitor(kept.value, found.group(1))
