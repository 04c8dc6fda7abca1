"""The command that brings a database to the newest tables, without loading any page."""

import os
from pathlib import Path

import click
from flask import Flask

from telepro.cli.io import data_option, emit, json_option
from telepro.db import engine, migrating
from telepro.embedded import services as embedded
from telepro.settings import Settings


@click.command()
@data_option
@json_option
def command(data: Path, as_json: bool) -> None:
    """Bring the database of this instance to the newest tables."""
    with embedded.ensure(data, os.environ) as environ:
        app = Flask("telepro")
        engine.connect(app, Settings.from_environ(environ).database_url)
        migrating.migrate(app)
    emit({"migration": migrating.newest()}, as_json)
