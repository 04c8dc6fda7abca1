"""The commands about the local Twilio: run it alone, ask it about a call, see what it can do."""

import os
import re
from pathlib import Path
from typing import Any

import click

from campaigns.problems import Problem
from telepro import clock
from telepro.cli.io import Exit, emit, fail, json_option
from telepro.cli.twilio_conformance import conformance
from telepro.cli.twilio_log import log
from telepro.localtwilio.options import DEFAULT_PORT, BadOptions, Flags, build_options
from telepro.localtwilio.server import run

_MISTAKE = re.compile(r"(?P<place>[^:]+): found (?P<found>.+), expected (?P<expected>.+)\.")


@click.group("twilio", invoke_without_command=True)
@click.option("--port", type=int, default=DEFAULT_PORT, show_default=True, help="0: any free one.")
@click.option("--seed", type=int, default=1, help="Same seed, same people.")
@click.option("--people", type=click.Path(path_type=Path), help="YAML or JSON: who answers how.")
@click.option("--speed", type=float, default=1.0, help="Divides ringing and talking.")
@click.option("--cps", type=float, default=1.0, help="Calls started per second.")
@click.option("--ledger", type=click.Path(path_type=Path), help="Gets a JSON line for each event.")
@click.option("--fault", multiple=True, metavar="NAME=RATE", help="What goes wrong, how often.")
@click.option("--voice-url", default="", help="Where softphones get their TwiML.")
@click.option("--number-url", default="", help="Where calls to our numbers get theirs.")
@click.option("--data", type=click.Path(), help="As for every command; nothing is kept there.")
@json_option
@click.pass_context
def command(context: click.Context, /, as_json: bool, **given: Any) -> None:
    """Run the local Twilio alone, on loopback, until it is stopped.

    TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN and TWILIO_NUMBERS (the numbers it owns) come from the
    environment.
    """
    if context.invoked_subcommand:
        return
    del given["data"]
    try:
        clock.set_shift(float(os.environ.get("TELEPRO_CLOCK_SHIFT") or 0))
        options = build_options(Flags(**given), os.environ)
        run(options, lambda url: emit({"url": url}, as_json))
    except (BadOptions, ValueError) as bad:
        fail([_problem(line) for line in str(bad).splitlines()], Exit.BAD_INPUT, as_json)
    except OSError as trouble:
        fail([_taken(given["port"], trouble)], Exit.REFUSED, as_json)


command.add_command(conformance)
command.add_command(log)


def _problem(line: str) -> Problem:
    fix = "See telepro twilio --help."
    if named := _MISTAKE.fullmatch(line):
        return Problem(named["place"], named["found"], named["expected"], fix)
    return Problem("telepro twilio", line, "flags and names of the environment that can work", fix)


def _taken(port: int, trouble: OSError) -> Problem:
    return Problem(
        "--port",
        f"{port}, where it can't listen, or a ledger that can't be written ({trouble})",
        "a free port and a file of one's own",
        "Stop what listens there, or name another port or file.",
    )
