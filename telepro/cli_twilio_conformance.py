"""The command that says how much of Twilio the local one is, and which test proves it."""

from pathlib import Path

import click

from telepro.cli_io import data_option, json_option


@click.command("conformance")
@data_option
@json_option
def conformance(data: Path, as_json: bool) -> None:
    """Say what of Twilio is done and tested, not needed, or missing; 1 if anything is missing."""
