"""The command that says how much of Twilio the local one is, and which test proves it."""

import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import click

from campaigns.problems import Problem, Refused
from telepro.cli.io import ROOT, emit, json_option
from telepro.localtwilio.conformance.tables import TABLES, all_verdicts, counts
from telepro.localtwilio.conformance.verdicts import State, Verdict

PRISM = "tests.localtwilio.prism"


class Found(StrEnum):
    """What Prism says of the whole."""

    AGREES = "agrees"
    DIFFERS = "differs"


SAID = {State.DONE: "by", State.NOT_NEEDED: "because"}


@click.command("conformance")
@click.option("--prism", is_flag=True, help="Also ask Prism, which npm fetches: takes a minute.")
@click.option("--data", type=click.Path(), help="As for every command; nothing is kept there.")
@json_option
def conformance(prism: bool, data: str | None, as_json: bool) -> None:
    """Say what of Twilio is done and tested, not needed, or missing; 1 if anything is missing."""
    found = _prism() if prism else None
    if as_json:
        parts = [
            {"table": title, "name": name, "state": verdict.state, "words": verdict.words}
            for title, name, verdict in all_verdicts()
        ]
        emit({"counts": counts(), "parts": parts, "prism": found}, as_json)
    else:
        for line in lines():
            click.echo(line)
    sys.exit(1 if counts()[State.MISSING] or found is Found.DIFFERS else 0)


def lines() -> Iterator[str]:
    """The tables in words, with their counts at the end."""
    for title, table in TABLES.items():
        yield title
        yield from (f"  {name}: {told(verdict)}" for name, verdict in table.items())
        yield ""
    yield ", ".join(f"{number} {state}" for state, number in counts().items())


def told(verdict: Verdict) -> str:
    """A verdict in words."""
    return " ".join(filter(None, [verdict.state, SAID.get(verdict.state, ""), verdict.words]))


def _prism() -> Found:
    """Run the official client through Prism; what it finds goes to standard error."""
    if not (ROOT / "tests" / "localtwilio" / "prism.py").exists():
        raise Refused(_no_tests())
    ran = subprocess.run([sys.executable, "-m", PRISM], cwd=ROOT, stdout=sys.stderr, check=False)
    return Found.DIFFERS if ran.returncode else Found.AGREES


def _no_tests() -> Problem:
    where = str(Path("tests") / "localtwilio")
    return Problem(
        "--prism", f"no {where}", "the tests beside the program", "Use a whole checkout."
    )
