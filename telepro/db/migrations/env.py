"""Alembic's entry: migrates the database of the current application, one writer at a time."""

from alembic import context
from flask import current_app
from sqlalchemy import text

from telepro.db.columns import Base

ONE_MIGRATOR = 0x7E1E0001


def run() -> None:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect() as connection:
        connection.execute(text("set statement_timeout = 0"))
        connection.execute(text("select pg_advisory_lock(:key)"), {"key": ONE_MIGRATOR})
        connection.commit()
        context.configure(
            connection=connection, target_metadata=Base.metadata, compare_server_default=True
        )
        with context.begin_transaction():
            context.run_migrations()


run()
