"""The command that loads the demo: a company, its mission, a running campaign, people who call."""

from contextlib import suppress
from pathlib import Path

import click
from flask import current_app

from telepro import clock
from telepro import demo as demonstration
from telepro.cli.io import data_option, emit, json_option, services
from telepro.jobs import carrier
from telepro.settings import Settings
from telepro.telephony import numbers
from telepro.telephony.troubles import TelephonyError


@click.command()
@data_option
@json_option
def command(data: Path, as_json: bool) -> None:
    """Load the demo, once, and say its sign-ins."""
    with services(data):
        settings: Settings = current_app.extensions["telepro.settings"]
        if settings.carrier.base_url:
            # Simulated people call back, too.
            with suppress(TelephonyError):
                numbers.point_home(carrier())
        emit({"sign_ins": demonstration.load(clock.now())}, as_json)
