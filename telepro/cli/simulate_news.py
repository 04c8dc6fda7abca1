"""What a terminal is told while a simulation runs: a bar of days, plan against actual, the speed."""

import sys
import time
from typing import Any

import click

from telepro.cli.io import say

WIDTH = 30


class News:
    """Told day after day; JSON answers are left alone on standard output."""

    def __init__(self, days: int, as_json: bool) -> None:
        self._days = days
        self._as_json = as_json
        self._played = 0
        self._began = time.monotonic()

    def day(self, lines: Any, calls: int) -> None:
        """A day is over."""
        from telepro.simulation.result import table

        self._played += 1
        for line in () if self._as_json else table(lines):
            click.echo(line)
        if sys.stderr.isatty():
            done = min(self._played * WIDTH // self._days, WIDTH)
            click.echo(f"\r[{'#' * done:<{WIDTH}}] {calls} calls ", err=True, nl=False)

    def done(self, calls: int) -> None:
        """Say how fast it went."""
        seconds = time.monotonic() - self._began
        say(f"{calls} calls in {seconds:.1f} s: {calls / seconds:.0f} calls/s")


def told_of(news: News) -> Any:
    """The listener that a simulation wants."""
    from telepro.simulation.run import Told

    return Told(news.day, lambda play: None)
