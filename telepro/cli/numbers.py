"""The command that points the carrier's numbers at this instance, so that prospects can call back."""

from pathlib import Path

import click
from flask import current_app

from campaigns.problems import Problem
from telepro.cli.io import Exit, data_option, emit, fail, json_option, services
from telepro.jobs import carrier
from telepro.settings import Settings
from telepro.telephony import numbers
from telepro.telephony.troubles import TelephonyError


@click.command("numbers")
@data_option
@json_option
def command(data: Path, as_json: bool) -> None:
    """Let calls to the account's numbers reach this instance (their voice and status URLs)."""
    with services(data):
        settings: Settings = current_app.extensions["telepro.settings"]
        if not settings.carrier.configured:
            fail([_no_account()], Exit.REFUSED, as_json)
        try:
            pointed = numbers.point_home(carrier())
        except TelephonyError as error:
            fail([_refused(error)], Exit.REFUSED, as_json)
        emit(
            {"numbers": pointed, "voice_url": f"{settings.public_base_url}/twilio/inbound"}, as_json
        )


def _no_account() -> Problem:
    return Problem(
        "TWILIO_ACCOUNT_SID", "nothing", "the carrier account", "Set it and TWILIO_AUTH_TOKEN."
    )


def _refused(error: TelephonyError) -> Problem:
    return Problem(
        "twilio", f"{error.code}: {error.words}", "numbers that this account may change",
        "Set the URLs in the console, or use the account's own credentials.",
    )  # fmt: skip
