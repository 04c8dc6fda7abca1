"""How the tables come to be: the migrations, run for the database of an application."""

from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import Migrate, upgrade

from telepro.db import db, transaction, trigrams

MIGRATIONS = Path(__file__).parent / "migrations"


def newest() -> str:
    """The name of the newest migration there is."""
    return str(ScriptDirectory(str(MIGRATIONS)).get_current_head())


def migrate(app: Flask) -> None:
    """Bring the database of `app` to the newest tables."""
    Migrate(app, db, directory=str(MIGRATIONS))
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        with transaction() as session:
            trigrams.make_indexes(session)
