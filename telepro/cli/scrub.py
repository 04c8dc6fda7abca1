"""The command `scrub`: takes in what a check against a public list of numbers has told."""

import os
from dataclasses import asdict
from pathlib import Path

import click

from campaigns.law.codes import Register
from campaigns.problems import Problem
from telepro import clock
from telepro.cli.io import Exit, data_option, emit, fail, json_option, services, terminal_language
from telepro.cli.why_asked import Notes
from telepro.services import imports, registers
from telepro.services.registers import Check

MOST_BYTES = 16_000_000
MOST_NUMBERS = 500_000
LISTS = [each.name.lower() for each in Register]


@click.command("scrub")
@click.argument("register", type=click.Choice(LISTS))
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--listed/--not-listed", required=True, help="Whether these numbers stand on the list."
)
@click.option("--at", metavar="ISO", required=True, help="When they were confronted with it.")
@click.option("--country", default="FR", help="That of numbers written without +.")
@click.option("--company", "organisation", help="Name or id of the company whose calls they are.")
@data_option
@json_option
def command(
    register: str,
    file: Path,
    listed: bool,
    at: str,
    country: str,
    organisation: str | None,
    data: Path,
    as_json: bool,
) -> None:
    """Keep that the numbers in FILE (one a line) were checked against a public list.

    Give it twice for a check: the numbers found on the list, and those not.
    """
    notes = Notes(terminal_language(os.environ))
    moment, home = notes.moment("--at", at), notes.country(country)
    if notes.problems or moment is None:
        fail(notes.problems, Exit.BAD_INPUT, as_json)
    numbers = _numbers(file, as_json)
    check = Check(Register[register.upper()], home, moment, listed, numbers)
    with services(data):
        kept = registers.record(imports.company(organisation), check, clock.now())
        emit({"register": str(check.register), **asdict(kept)}, as_json)


def _numbers(file: Path, as_json: bool) -> list[str]:
    """The lines of the file that are not empty; ends the command with 2 where it can't be used."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
        text = content.decode("utf-8-sig")
    except OSError as error:
        fail([_unusable(file, error.strerror or "an error")], Exit.BAD_INPUT, as_json)
    except UnicodeDecodeError as error:
        fail([_unusable(file, f"byte {error.start + 1}, no UTF-8")], Exit.BAD_INPUT, as_json)
    numbers = [line.strip() for line in text.splitlines() if line.strip()]
    if len(content) > MOST_BYTES or not 0 < len(numbers) <= MOST_NUMBERS:
        fail([_unusable(file, f"{len(numbers):,} numbers")], Exit.BAD_INPUT, as_json)
    return numbers


def _unusable(file: Path, found: str) -> Problem:
    return Problem(
        str(file),
        found,
        f"a text in UTF-8 of 1 to {MOST_NUMBERS:,} numbers, one a line, of at most 16 MB",
        "Check the path and the file.",
    )
