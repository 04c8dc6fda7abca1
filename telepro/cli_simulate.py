"""The command that plays a whole campaign on a virtual clock and says how it would go."""

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

import click

from campaigns.problems import Refused
from telepro.cli_io import Exit, emit, fail, json_option, say
from telepro.cli_plan import plan_in, text_of
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout, open_file
from telepro.files.refusals import Reader


@click.command()
@click.argument("plan", type=click.Path(path_type=Path))
@click.option("--prospects", required=True, type=click.Path(path_type=Path), help="CSV or XLSX.")
@click.option("--callers", required=True, type=click.IntRange(1, 500), help="Teleprospectors.")
@click.option("--days", required=True, type=click.IntRange(1, 366), help="Calling days.")
@click.option("--seed", required=True, type=click.IntRange(0), help="Same seed, same history.")
@click.option("--from", "first", type=click.DateTime(["%Y-%m-%d"]), help="First day (the plan's).")
@json_option
def command(plan: Path, prospects: Path, as_json: bool, **given: Any) -> None:
    """Play PLAN on the prospects of a file, with simulated people, on a virtual clock."""
    read = plan_in(plan, as_json)
    text = text_of(plan, as_json)
    try:
        open_file(prospects, Layout(), COMMAND, Reader(str(prospects), "en"))
    except Refused as refusal:
        fail(refusal.problems, Exit.BAD_INPUT, as_json)
    # Loaded here, so that a bad file is refused before anything is started.
    from telepro.simulation.cast import Script
    from telepro.simulation.cluster import cluster
    from telepro.simulation.habits import habits_of
    from telepro.simulation.run import Wish, refuse_a_plan_without_hours, simulate

    first: date = given["first"].date() if given["first"] else read.objectives.start
    seed = str(given["seed"])
    callers = [habits_of(number, seed) for number in range(1, given["callers"] + 1)]
    script = Script(text, read, prospects, callers)
    news = News(given["days"], as_json)
    try:
        refuse_a_plan_without_hours(read, first)
        with cluster(lambda _words: None) as ready:
            found = simulate(Wish(script, first, given["days"], seed), ready, news.told())
    except Refused as refusal:
        fail(refusal.problems, Exit.BAD_INPUT, as_json)
    news.done(found.calls)
    emit(found.as_dict(), as_json)


class News:
    """What a terminal is told: a bar of days, plan against actual, and how fast it went."""

    def __init__(self, days: int, as_json: bool) -> None:
        self._days = days
        self._as_json = as_json
        self._played = 0
        self._began = time.monotonic()

    def told(self) -> Any:
        """Who listens to the simulation."""
        from telepro.simulation.run import Told

        return Told(self._day, lambda play: None)

    def _day(self, lines: Any, calls: int) -> None:
        from telepro.simulation.result import table

        self._played += 1
        if not self._as_json:
            for line in table(lines):
                click.echo(line)
        if sys.stderr.isatty():
            done = self._played * 30 // self._days
            click.echo(f"\r[{'#' * done:<30}] {calls} calls", err=True, nl=False)

    def done(self, calls: int) -> None:
        """Say how fast it went."""
        seconds = time.monotonic() - self._began
        say(f"{calls} calls in {seconds:.1f} s: {calls / seconds:.0f} calls/s")
