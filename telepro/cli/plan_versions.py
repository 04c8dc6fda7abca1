"""The commands `plan diff` and `plan apply`: what changes from one plan to another, said before it is kept."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from campaigns.plan.comparing import Change, compare
from campaigns.problems import Problem
from telepro import clock
from telepro.cli.io import (
    Exit,
    data_option,
    emit,
    fail,
    json_option,
    say,
    services,
    terminal_language,
)
from telepro.cli.plan import plan_in, text_of


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@data_option
@json_option
def diff(before: Path, after: Path, data: Path, as_json: bool) -> None:
    """Say what changes from the plan in BEFORE to the plan in AFTER; starts nothing."""
    changes = compare(plan_in(before, as_json), plan_in(after, as_json))
    if as_json:
        emit({"same": not changes, "changes": as_values(changes)}, as_json)
        return
    for sentence in _sentences(changes):
        click.echo(sentence)
    if not changes:
        click.echo(_SAME[terminal_language(os.environ)])


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--mission", help="The mission whose plan it becomes.")
@click.option("--campaign", help="A campaign of that mission; it goes on with the plan it runs on.")
@click.option("--yes", is_flag=True, help="Keep it without asking.")
@data_option
@json_option
def apply(file: Path, data: Path, as_json: bool, **given: Any) -> None:
    """Keep the plan in FILE as the next version of a mission's, after saying what it changes.

    The same plan twice changes nothing. With --json and without --yes it only says what it would do.
    """
    read, text = plan_in(file, as_json), text_of(file, as_json)
    if bool(given["mission"]) == bool(given["campaign"]):
        fail([_WHICH], Exit.BAD_INPUT, as_json)
    with services(data):
        # Loaded here, so that plans are checked and compared without loading a database.
        from telepro.services import campaigns, missions, plans

        mission = given["mission"]
        if given["campaign"]:
            mission = campaigns.of_server(given["campaign"]).mission.public_id
        mine = missions.managed_by(mission)
        told = plans.proposed(mine, mission, read)
        for sentence in _sentences(told.changes):
            say(sentence)
        is_wanted = not told.is_same and (given["yes"] or (not as_json and _asked(told.newest)))
        version = told.newest
        if is_wanted:
            version = plans.write(mine, mission, text, None, clock.now())
        answer = {"mission": mission, "version": version, "kept": is_wanted, "same": told.is_same}
        emit({**answer, "changes": as_values(told.changes)} if as_json else answer, as_json)


_SAME = {
    "fr": "Les deux plans disent la même chose.",
    "en": "Both plans say the same.",
}
_ASK = {
    "fr": "Garder ce plan comme version suivante de la version {version} ?",
    "en": "Keep this plan as the version after version {version}?",
}
_WHICH = Problem(
    "--mission",
    "neither or both of --mission and --campaign",
    "exactly one of them",
    "Say whose plan it becomes, for example --mission ID.",
)


def _asked(newest: int | None) -> bool:
    words = _ASK[terminal_language(os.environ)]
    return click.confirm(words.format(version=newest or 0), default=False, err=True)


def _sentences(changes: tuple[Change, ...]) -> list[str]:
    language = terminal_language(os.environ)
    return [change.sentence(language) for change in changes]


def as_values(changes: Iterable[Change]) -> list[dict[str, str]]:
    """Changes as plain values, each with its sentence in the terminal's language."""
    language = terminal_language(os.environ)
    return [
        {
            "place": each.place,
            "kind": str(each.kind),
            "before": each.before,
            "after": each.after,
            "sentence": each.sentence(language),
        }
        for each in changes
    ]
