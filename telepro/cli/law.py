"""The command `law`: the table of the rules that calls are judged by, from the rules themselves."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from campaigns.law import table
from telepro.cli.io import data_option, emit, json_option, terminal_language


@click.command("law")
@click.option(
    "--country",
    type=click.Choice(sorted(table.counts())),
    help="The rules of this country; without it, how many each has.",
)
@data_option
@json_option
def command(country: str | None, data: Path, as_json: bool) -> None:
    """Show which rules apply: what each says, its source, since when, who may change it.

    Reads the rules themselves; starts nothing.
    """
    language = terminal_language(os.environ)
    lines = [_values(line, language) for line in table.lines(country or "")]
    if as_json:
        emit({"rules": lines, "counts": table.counts()}, as_json)
        return
    for row in _rows(lines) if country else _counted():
        click.echo(f"| {' | '.join(row)} |")


def _counted() -> Iterator[tuple[str, ...]]:
    counts = table.counts()
    yield from (("country", "rules"), ("---", "---:"))
    yield from ((country, str(count)) for country, count in counts.items())
    yield "together", str(sum(counts.values()))


def _rows(lines: list[dict[str, Any]]) -> Iterator[tuple[str, ...]]:
    names = tuple(lines[0])
    yield from (names, ("---",) * len(names))
    for line in lines:
        yield tuple("" if value is None else str(value) for value in line.values())


def _values(line: table.Line, language: str) -> dict[str, Any]:
    return {
        "id": line.id,
        "country": line.country,
        "region": line.region and line.region[language],
        "audience": line.audience,
        "says": line.says[language],
        "source": line.source[language],
        "since": line.since and line.since.isoformat(),
        "until": line.until and line.until.isoformat(),
        "may_change": table.WHO_MAY[line.may_change][language],
    }
