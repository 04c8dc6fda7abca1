"""The command that runs the local Twilio alone, on loopback."""

import os
import sys

import click

from telepro.localtwilio.__main__ import main as run_local_twilio


@click.command(
    "twilio",
    context_settings={"ignore_unknown_options": True, "help_option_names": []},
    help="Run the local Twilio alone on loopback: --port N [--seed S] [--people FILE] "
    "[--speed X] [--cps N]. TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_NUMBERS (the numbers "
    "it owns) come from the environment.",
)
@click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
def command(arguments: tuple[str, ...]) -> None:
    """Hand everything to the local Twilio's own command line."""
    sys.exit(run_local_twilio(arguments, os.environ))
