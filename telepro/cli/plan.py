"""The commands of plans; `plan check` says every problem of one, or what it takes. None starts anything."""

import os
from importlib import import_module
from pathlib import Path
from typing import Any

import click

from campaigns.funnel import Funnel, reverse_funnel
from campaigns.plan import Plan, PlanProblems, read_new_plan
from campaigns.problems import Problem
from telepro.cli.io import Exit, data_option, emit, fail, json_option, terminal_language

MOST_BYTES = 1_000_000


# Each in a module of its own, loaded when it is asked for.
LAZY = {
    "diff": "telepro.cli.plan_versions:diff",
    "apply": "telepro.cli.plan_versions:apply",
    "forecast": "telepro.cli.plan_forecast:command",
}


class Plans(click.Group):
    """The commands defined here, and those of LAZY."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands on plans."""
        return sorted([*super().list_commands(ctx), *LAZY])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, or None."""
        if cmd_name not in LAZY:
            return super().get_command(ctx, cmd_name)
        module, name = LAZY[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), name)
        return command


@click.group(cls=Plans)
def plan() -> None:
    """Prospecting plans."""


@plan.command()
@click.argument("file", type=click.Path(path_type=Path))
@data_option
@json_option
def check(file: Path, data: Path, as_json: bool) -> None:
    """Say every problem of the plan in FILE with its line, or the reverse funnel it leads to."""
    found = read_new_plan(text_of(file, as_json), terminal_language(os.environ))
    if isinstance(found, Plan):
        emit({"ok": True, "problems": [], "funnel": as_values(reverse_funnel(found))}, as_json)
        return
    if as_json:
        problems = [problem.as_dict() for problem in found.problems]
        emit({"ok": False, "problems": problems, "funnel": None}, as_json)
    fail(found.problems, Exit.BAD_INPUT, as_json=False)


def plan_in(file: Path, as_json: bool) -> Plan:
    """The plan that a file holds; ends the command with 2 and every problem when it holds none."""
    found = read_new_plan(text_of(file, as_json), terminal_language(os.environ))
    if isinstance(found, PlanProblems):
        fail(found.problems, Exit.BAD_INPUT, as_json)
    return found


def text_of(file: Path, as_json: bool) -> str:
    """The text of a plan's file; ends the command with 2 when it can't be read."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)
    except OSError as error:
        fail([_unreadable(file, error.strerror or "an error")], Exit.BAD_INPUT, as_json)
    if len(content) > MOST_BYTES:
        fail([_unreadable(file, "more than 1 MB")], Exit.BAD_INPUT, as_json)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"byte {error.start + 1}, which is no UTF-8"
        fail([_unreadable(file, found)], Exit.BAD_INPUT, as_json)


def as_values(funnel: Funnel) -> dict[str, Any]:
    """The funnel as plain values: each number exact to two decimals, with formula and origin."""
    steps = [
        {
            "key": step.key,
            "label": dict(step.label),
            "value": round(float(step.value), 2),
            "unit": str(step.unit),
            "formula": dict(step.formula),
            "origin": dict(step.origin),
        }
        for step in funnel.steps
    ]
    return {"feasible": funnel.is_feasible, "sentence": dict(funnel.sentence), "steps": steps}


def _unreadable(file: Path, found: str) -> Problem:
    return Problem(
        str(file),
        found,
        "a plan: a YAML text in UTF-8 of at most 1 MB",
        "Check the path and the file.",
    )
