"""Where one record of a CSV file ends and the next begins, with the line each stands on.

A quote that is never closed would swallow what follows it: then only the line that opens it is
given up, and reading goes on at the next line.
"""

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaigns.prospect_file.row_problems import RowCode
from telepro.files.limits import LONGEST_CELL, MOST_LINES_OF_A_ROW


@dataclass(frozen=True, slots=True)
class Record:
    """One row as cells; `line` is the physical line of the file on which it begins."""

    line: int
    cells: list[str]
    trouble: RowCode | None = None
    """Why the row can't be read, when its cells are not to be trusted."""


class _Runaway(Exception):
    """A record has taken more lines than any row has."""


class _Lines:
    """The lines of a file; those of the record at hand can be given back."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._returned: deque[str] = deque()
        self.held: list[str] = []
        self.line = 1
        self.ended = False

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        if len(self.held) >= MOST_LINES_OF_A_ROW:
            raise _Runaway
        try:
            line = self._returned.popleft() if self._returned else next(self._lines)
        except StopIteration:
            self.ended = True
            raise
        self.held.append(line)
        return line

    def begin(self) -> None:
        """Go past the lines of the record before."""
        self.line += len(self.held)
        self.held.clear()

    def give_back(self) -> None:
        """Keep the first line of this record and offer the others again."""
        self._returned.extendleft(reversed(self.held[1:]))
        del self.held[1:]
        self.ended = False


def records(lines: Iterable[str], separator: str, width: int | None) -> Iterator[Record]:
    """Cut lines (ends kept) into records; rows without any text are left out.

    `width` is the number of headings; None while they are not known. A row with more filled cells
    than that is given with its trouble.
    """
    source = _Lines(lines)
    reader = csv.reader(source, delimiter=separator, skipinitialspace=True)
    while True:
        source.begin()
        try:
            cells = next(reader)
        except StopIteration:
            return
        except (csv.Error, _Runaway):
            cells = [source.held[0][:LONGEST_CELL]]
            trouble = _why_endless(source)
        else:
            trouble = _trouble(cells, width, separator, source)
        if trouble is RowCode.QUOTE_UNCLOSED:
            source.give_back()
            cells = [source.held[0].rstrip("\r\n")]
        if trouble or any(map(str.strip, cells)):
            yield Record(source.line, cells, trouble)


def _why_endless(source: _Lines) -> RowCode | None:
    return RowCode.QUOTE_UNCLOSED if len(source.held) > 1 else RowCode.CELL_TOO_LONG


def _trouble(cells: list[str], width: int | None, separator: str, source: _Lines) -> RowCode | None:
    if len(source.held) > 1 and _swallows(source, width, separator):
        return RowCode.QUOTE_UNCLOSED
    if width is not None and len(cells) > width and any(map(str.strip, cells[width:])):
        return RowCode.QUOTE_UNCLOSED if len(source.held) > 1 else RowCode.TOO_MANY_CELLS
    if max(map(len, cells), default=0) > LONGEST_CELL:
        return RowCode.CELL_TOO_LONG
    return None


def _swallows(source: _Lines, width: int | None, separator: str) -> bool:
    """True when a row of several lines is one stray quote that has swallowed whole rows."""
    if source.ended and sum(line.count('"') for line in source.held) % 2:
        return True
    if width is not None and width > 2:
        whole = sum(line.count(separator) >= width - 1 for line in source.held)
        if whole > 1:
            return True
    strict = csv.reader(source.held, delimiter=separator, skipinitialspace=True, strict=True)
    try:
        list(strict)
    except csv.Error:
        return True
    return False
