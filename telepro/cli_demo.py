"""The command that loads the demo: a company, its mission, a running campaign, people who call."""

from pathlib import Path

import click

from telepro import clock
from telepro import demo as demonstration
from telepro.cli_io import data_option, emit, json_option, services


@click.command()
@data_option
@json_option
def command(data: Path, as_json: bool) -> None:
    """Load the demo, once, and say its sign-ins."""
    with services(data):
        emit({"sign_ins": demonstration.load(clock.now())}, as_json)
