"""The command line: every command a person or the starter gives, one group for each subject."""

import sys
from importlib import import_module

import click

from campaigns.problems import NotFound, Problem, Refused
from telepro import garbage
from telepro.cli.io import Exit, fail

LAZY = {
    "import": "telepro.cli.imports:command",
    "company": "telepro.cli.office:company",
    "user": "telepro.cli.office:user",
    "mission": "telepro.cli.office:mission",
    "plan": "telepro.cli.plan:plan",
    "why": "telepro.cli.why:command",
    "law": "telepro.cli.law:command",
    "scrub": "telepro.cli.scrub:command",
    "campaign": "telepro.cli.campaign:campaign",
    "twilio": "telepro.cli.twilio:command",
    "numbers": "telepro.cli.numbers:command",
    "queue": "telepro.cli.keep:queue_group",
    "reconcile": "telepro.cli.keep:reconcile",
    "doctor": "telepro.cli.keep:doctor",
    "migrate": "telepro.cli.migrate:command",
    "simulate": "telepro.cli.simulate:command",
    "demo": "telepro.cli.demo:command",
    "first-administrator": "telepro.cli.keep:first_administrator",
}


class Commands(click.Group):
    """Loads a command when it is asked for, so that a plan is checked without loading a database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return sorted(LAZY)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in LAZY:
            return None
        module, name = LAZY[cmd_name].split(":")
        with garbage.left_lying():
            command: click.Command = getattr(import_module(module), name)
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
def cli() -> None:
    """TelePro: prospecting plans, call lists, calls and their outcomes."""


def main(arguments: list[str] | None = None) -> None:
    """Run a command; what the rules refuse is said in words and ends with 1, bad input with 2."""
    given = sys.argv[1:] if arguments is None else arguments
    as_json = "--json" in given
    try:
        cli.main(args=given, prog_name="telepro", standalone_mode=False)
    except Refused as refusal:
        fail(refusal.problems, Exit.REFUSED, as_json)
    except NotFound as missing:
        fail([_nothing(str(missing))], Exit.REFUSED, as_json)
    except click.UsageError as error:
        fail([_misused(error)], Exit.BAD_INPUT, as_json)
    except click.exceptions.Exit as end:
        sys.exit(end.exit_code)
    except click.Abort:
        sys.exit(130)


def _nothing(what: str) -> Problem:
    return Problem("id", what, "something that exists here", "List what there is and try again.")


def _misused(error: click.UsageError) -> Problem:
    command = error.ctx.command_path if error.ctx else "telepro"
    return Problem(
        command, error.format_message(), "the arguments of its --help", f"See {command} --help."
    )


if __name__ == "__main__":
    main()
