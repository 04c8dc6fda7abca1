"""How every command speaks: one JSON line or plain words out, problems and progress aside, exit codes.

0 done, 1 refused by rule or state, 2 bad input.
"""

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

import click

from campaigns.problems import Problem, Refused

if TYPE_CHECKING:
    from flask import Flask

Command = TypeVar("Command", bound=Callable[..., Any])
ROOT = Path(__file__).resolve().parents[2]


class Exit(IntEnum):
    """What the exit code of a command says."""

    DONE = 0
    REFUSED = 1
    BAD_INPUT = 2


def data_option(command: Command) -> Command:
    """`--data DIR`: where an instance keeps its data."""
    option = click.option(
        "--data",
        type=click.Path(file_okay=False, path_type=Path),
        default=lambda: Path(os.environ.get("TELEPRO_DATA", ROOT / "var")),
        help="Where this instance keeps its data (default: var).",
    )
    return option(command)


def json_option(command: Command) -> Command:
    """`--json`: the answer as one object on one line of standard output."""
    option = click.option(
        "--json", "as_json", is_flag=True, help="Answer with one JSON object on one line."
    )
    return option(command)


def emit(answer: Mapping[str, Any], as_json: bool) -> None:
    """Give the answer: one JSON line, or one line per name."""
    if as_json:
        click.echo(json.dumps(answer, ensure_ascii=False, default=str))
        return
    for name, value in answer.items():
        click.echo(f"{name}: {_plain(value)}")


def _plain(value: Any) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_plain(each)}" for name, each in value.items()) or "none"
    if isinstance(value, (list, tuple)):
        return "; ".join(_plain(each) for each in value) or "none"
    return "" if value is None else str(value)


def fail(problems: Iterable[Problem], code: Exit, as_json: bool) -> NoReturn:
    """Say every problem and end with `code`."""
    found = list(problems)
    if as_json:
        click.echo(json.dumps({"problems": [p.as_dict() for p in found]}, ensure_ascii=False))
    for problem in found:
        click.echo(problem.sentence(), err=True)
    sys.exit(code)


def terminal_language(environ: Mapping[str, str]) -> str:
    """The language of a terminal: French where its locale is, else English."""
    named = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    return "fr" if named.lower().startswith("fr") else "en"


def say(words: str) -> None:
    """Tell progress on standard error."""
    click.echo(words, err=True)


@contextmanager
def services(data: Path) -> Iterator["Flask"]:
    """The application on the services of `data`: those that run, else our own for this command.

    Raises `Refused` when the database does not answer.
    """
    # Loaded here, so that a command that starts nothing does not wait for it.
    from sqlalchemy.exc import OperationalError

    from telepro.application import without_pages
    from telepro.embedded.services import ensure
    from telepro.settings import Settings

    with ensure(data, os.environ) as environ:
        app = without_pages(Settings.from_environ(environ))
        with app.app_context():
            try:
                yield app
            except OperationalError as trouble:
                raise Refused(_no_database(trouble)) from trouble


def _no_database(trouble: Exception) -> Problem:
    return Problem(
        "DATABASE_URL",
        f"no answer ({type(trouble).__name__})",
        "a PostgreSQL database that answers",
        "Start it, or correct its address; nothing was changed.",
    )
