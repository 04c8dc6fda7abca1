"""The command that brings a database to the newest tables, without loading any page."""

import os

import click
from flask import Flask

from telepro.db import engine, migrating
from telepro.settings import Settings


@click.command()
def command() -> None:
    """Bring the database that DATABASE_URL names to the newest tables."""
    app = Flask("telepro")
    engine.connect(app, Settings.from_environ(os.environ).database_url)
    migrating.migrate(app)
