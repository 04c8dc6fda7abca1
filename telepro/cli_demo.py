"""The command that loads the demo: a company, its mission, a running campaign, people who call."""

import os

import click

from app import create_app
from telepro import clock
from telepro import demo as demonstration
from telepro.cli_io import emit
from telepro.settings import Settings


@click.command()
def command() -> None:
    """Load the demo, once, and print its sign-ins as JSON."""
    with create_app(Settings.from_environ(os.environ)).app_context():
        emit({"sign_ins": demonstration.load(clock.now())}, as_json=True)
