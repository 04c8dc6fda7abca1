"""The file of rejected rows: the sender's own columns, then where, what, and what to do."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from campaigns.problems import Problem
from campaigns.prospect_file.headings import REPORT
from campaigns.prospect_file.row_problems import RowProblem
from telepro.files.formula_safe import csv_bytes

_BETWEEN = " | "
_PIECE = 64 * 1024


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row as it was, and all that is wrong with it."""

    line: int
    cells: Sequence[str]
    problems: Sequence[tuple[str, Problem]]
    """Each problem with the heading of its column."""


def rejected_row(
    line: int, cells: Sequence[str], problems: Iterable[RowProblem], language: str
) -> RejectedRow:
    """Put a rejection into the words of a language."""
    said = [
        (each.column, Problem("", each.found, each.expected[language], each.fix[language]))
        for each in problems
    ]
    return RejectedRow(line, cells, said)


def rejected_csv(
    headings: Sequence[str], rows: Iterable[RejectedRow], language: str
) -> Iterator[bytes]:
    """Give the rejected rows as CSV for a spreadsheet in this language.

    A row stays one row, whatever is wrong with it, so that it can be corrected and sent again.
    Columns without a heading are numbered from 1.
    """
    named = [heading or str(place) for place, heading in enumerate(headings, 1)]
    table = (_line(row, len(named)) for row in rows)
    return csv_bytes(_after([*named, *REPORT[language]], table), language)


def _after(first: list[str], rest: Iterable[list[str]]) -> Iterator[list[str]]:
    yield first
    yield from rest


def _line(row: RejectedRow, width: int) -> list[str]:
    own = [*row.cells, *[""] * (width - len(row.cells))]
    problems = [problem for _column, problem in row.problems]
    return [
        # More cells than headings would push the report aside: the last one takes the rest.
        *own[: width - 1],
        _BETWEEN.join(own[width - 1 :]),
        str(row.line),
        _BETWEEN.join(column for column, _problem in row.problems),
        _BETWEEN.join(problem.found for problem in problems),
        _BETWEEN.join(problem.expected for problem in problems),
        _BETWEEN.join(problem.fix for problem in problems),
    ]


def in_pieces(path: Path) -> Iterator[bytes]:
    """A file of rejected rows that was written before, or nothing where there is none."""
    if not path.exists():
        return
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece
