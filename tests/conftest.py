"""What every test of TelePro may use: the run's PostgreSQL and Valkey, an application, clean rows."""

import gc
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any, cast

import pytest
from flask import Flask
from flask_babel import Babel
from sqlalchemy import text
from sqlalchemy.orm import Session

from telepro import queue
from telepro.application import CATALOGUES
from telepro.db import db, engine
from telepro.db.columns import Base
from telepro.settings import Settings
from tests.world import World

pytest_plugins = ["tests.order", "tests.scratch", "tests.servers"]

# A Tuesday morning in Paris, when the law and every plan allow a call.
TUESDAY_TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def pytest_configure() -> None:
    """Look for garbage less often: thousands of tests stay in memory and are none."""
    gc.set_threshold(50_000, 20, 20)


def pytest_collection_finish() -> None:
    """Nor ever look among the tests themselves and what they loaded."""
    gc.collect()
    gc.freeze()


@pytest.fixture
def now() -> datetime:
    """Tuesday 24 November 2026, ten o'clock in Paris."""
    return TUESDAY_TEN


@pytest.fixture(scope="session")
def settings(postgres_url: str, valkey_url: str) -> Settings:
    """Settings of a demo that would call through a local Twilio."""
    return Settings.from_environ(
        {
            "DATABASE_URL": postgres_url,
            "REDIS_URL": valkey_url,
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
    )


@pytest.fixture(scope="session")
def house(settings: Settings) -> Iterator[Flask]:
    """The application without its pages: what services and jobs need."""
    app = Flask("telepro")
    app.extensions["telepro.settings"] = settings
    Babel(app, default_locale="en", default_translation_directories=CATALOGUES)
    engine.connect(app, settings.database_url)
    queue.connect(app, settings.redis_url)
    yield app
    with app.app_context():
        db.engine.dispose()
        queue.redis().close()


@pytest.fixture
def rows(house: Flask) -> Iterator[Session]:
    """A database session whose every commit is undone when the test ends."""
    with house.app_context():
        yield from undone(house)


def undone(app: Flask) -> Iterator[Session]:
    """Run inside an outer transaction: what code under test commits are savepoints of it."""
    engines = cast(dict[str | None, Any], db.engines)
    real = engines[None]
    with real.connect() as connection:
        outer = connection.begin()
        engines[None] = connection
        db.session.session_factory.configure(join_transaction_mode="create_savepoint")
        try:
            yield db.session()
        finally:
            db.session.remove()
            engines[None] = real
            outer.rollback()


@pytest.fixture
def world(rows: Session, now: datetime) -> World:
    """Carla's company with a running campaign; nobody is at work yet and no lead is enrolled."""
    return World(rows, now)


@pytest.fixture
def kept_rows(house: Flask) -> Iterator[Session]:
    """A database session whose commits are real, for tests with several processes or threads;
    every table is emptied when the test ends."""
    with house.app_context():
        yield db.session()
        db.session.remove()
        empty_every_table()


def empty_every_table() -> None:
    """Leave nothing in the current application's database but its schema."""
    names = ", ".join(table.name for table in Base.metadata.sorted_tables)
    db.session.execute(text(f"truncate {names} restart identity cascade"))
    db.session.commit()
    db.session.remove()


@pytest.fixture
def shared_world(kept_rows: Session, now: datetime) -> World:
    """The cast in rows that other processes see."""
    world = World(kept_rows, now)
    kept_rows.commit()
    return world
