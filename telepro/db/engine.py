"""How the application reaches PostgreSQL."""

from flask import Flask

from telepro.db import calling, counting, db, results, what_for, who, whom

TABLES = (who, what_for, whom, calling, results, counting)
# No statement of a page may hold a connection for longer than a person waits, and no transaction
# may sit idle: an old snapshot makes every call list slower.
OPTIONS = (
    "-c timezone=UTC -c statement_timeout=15000 -c lock_timeout=5000"
    " -c idle_in_transaction_session_timeout=30000"
)


def connect(app: Flask, url: str, options: str = OPTIONS) -> None:
    """Bind the application to the database at `url` (postgresql://…)."""
    app.config["SQLALCHEMY_DATABASE_URI"] = dialled(url)
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = {
        "pool_pre_ping": True,
        "pool_size": 8,
        "max_overflow": 12,
        "pool_timeout": 5,
        # A broken statement is logged without its values: they hold numbers and names of people.
        "hide_parameters": True,
        "connect_args": {"options": options, "connect_timeout": 5, "application_name": "telepro"},
    }
    db.init_app(app)


def dialled(url: str) -> str:
    """The address with the driver that we use."""
    scheme, rest = url.split("://", 1)
    return url if "+" in scheme else f"postgresql+psycopg://{rest}"
