"""How the application reaches PostgreSQL."""

from time import monotonic
from typing import Any

from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.exc import DBAPIError, InvalidatePoolError

from telepro.db import (
    appointments,
    calling,
    closers,
    coach_messages,
    counting,
    data_requests,
    db,
    inbox,
    intake,
    numbers,
    other_legs,
    prospect_exports,
    results,
    reviews,
    trigrams,
    what_for,
    who,
    whom,
)

TABLES = (
    who,
    what_for,
    whom,
    intake,
    calling,
    other_legs,
    results,
    reviews,
    counting,
    numbers,
    appointments,
    closers,
    coach_messages,
    trigrams,
    prospect_exports,
    data_requests,
)
# No statement of a page may hold a connection for longer than a person waits, and no transaction
# may sit idle: an old snapshot makes every call list slower. Nor is any long enough to be worth
# compiling, which servers that can do after a glance at the estimated cost.
OPTIONS = (
    "-c timezone=UTC -c jit=off -c statement_timeout=15000 -c lock_timeout=5000"
    " -c idle_in_transaction_session_timeout=30000"
)
# A connection that was used this short a time ago needs no question whether the server still stands.
TRUSTED_FOR = 1.0  # seconds
USED = "last used"


def connect(app: Flask, url: str, options: str = OPTIONS) -> None:
    """Bind the application to the database at `url` (postgresql://…)."""
    app.config["SQLALCHEMY_DATABASE_URI"] = dialled(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        # As many as a web server has threads: what overflows is closed when it comes back, and the
        # next thread connects anew.
        "pool_size": 16,
        "max_overflow": 4,
        "pool_timeout": 5,
        # A broken statement is logged without its values: they hold numbers and names of people.
        "hide_parameters": True,
        "connect_args": {"options": options, "connect_timeout": 5, "application_name": "telepro"},
    }
    db.init_app(app)
    inbox.install(app)
    with app.app_context():
        _doubt_idle_connections(db.engine)


def _doubt_idle_connections(pool: Engine) -> None:
    """Have connections asked whether they still stand when they come out of the pool after a rest.

    Asked each time, as the pool itself would, a webhook makes four journeys instead of three.
    """

    def rest(_connection: Any, record: Any) -> None:
        record.info[USED] = monotonic()

    def wake(connection: Any, record: Any, _proxy: Any) -> None:
        if monotonic() - record.info.get(USED, 0.0) < TRUSTED_FOR:
            return
        try:
            pool.dialect.do_ping(connection)
        except (pool.dialect.loaded_dbapi.Error, DBAPIError) as lost:
            raise InvalidatePoolError from lost

    event.listen(pool, "checkin", rest)
    event.listen(pool, "checkout", wake)


def dialled(url: str) -> str:
    """The address with the driver that we use."""
    scheme, rest = url.split("://", 1)
    return url if "+" in scheme else f"postgresql+psycopg://{rest}"
