"""Whether a database has the newest tables already, asked without loading what would make them."""

from pathlib import Path

import psycopg

MIGRATIONS = Path(__file__).parents[1] / "db/migrations/versions"
CONNECT_TIMEOUT = 5  # seconds


def newest() -> str:
    """The name of the newest migration: what its file's name begins with."""
    return max(file.name.partition("_")[0] for file in MIGRATIONS.glob("[0-9]*_*.py"))


def is_newest(url: str) -> bool:
    """True when the newest migration has been run on the database at `url`; False also when it
    can't be asked: who runs the migrations says why."""
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_TIMEOUT) as connection:
            row = connection.execute("select version_num from alembic_version").fetchone()
    except psycopg.Error:
        return False
    return row == (newest(),)
