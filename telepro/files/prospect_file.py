"""A prospect file as rows, whatever it is written in: opened, measured, its headings found."""

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from io import TextIOWrapper
from itertools import islice
from pathlib import Path

from campaigns.problems import Problem, Refused
from campaigns.prospect_file.column_maps import MapProblem, read_map
from campaigns.prospect_file.columns import Columns, assign, missing, propose
from campaigns.prospect_file.headings import Field
from campaigns.prospect_file.row_problems import RowCode, shorten
from telepro.files import separators
from telepro.files.encodings import encoding_of
from telepro.files.file_codes import FileCode
from telepro.files.limits import HEADINGS_WITHIN, LONGEST_CELL, MOST_COLUMNS, Limits
from telepro.files.records import Record, records
from telepro.files.refusals import Reader
from telepro.files.workbook import workbook_records
from telepro.files.workbook_guard import ARCHIVE, check_workbook

SAMPLES = 50
LONGEST_HEADING = 200
ROWS_BETWEEN_POSITIONS = 500

KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "PDF"),
    (b"\x1f\x8b", "gzip"),
    (b"Rar!", "RAR"),
    (b"7z\xbc\xaf", "7z"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"SQLite format 3", "SQLite"),
    (b"{\\rtf", "RTF"),
    (b"<!DOCTYPE", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
)
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"


class Header(StrEnum):
    """Whether the file names its columns."""

    FIRST_ROW = "first_row"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Layout:
    """What a person says of the file's form: its headings, its encoding, its columns (`--map`)."""

    header: Header = Header.FIRST_ROW
    encoding: str | None = None
    maps: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ProspectFile:
    """An open file: `records()` reads its rows from the first one below the headings."""

    headings: tuple[str, ...]
    samples: tuple[tuple[str, ...], ...]
    columns: Columns
    encoding: str
    separator: str
    records: Callable[[], Iterator[Record]]
    position: "Position"


@dataclass(slots=True)
class Position:
    """How many bytes of the file have been read, more or less; an .xlsx file is read at once."""

    bytes: int = 0


def open_file(path: Path, layout: Layout, limits: Limits, reader: Reader) -> ProspectFile:
    """Open a CSV file or an .xlsx workbook of at most `limits`; nothing but the file is touched.

    Raises `Refused` with every problem of the file, in the reader's language, within the time of
    reading it once.
    """
    opened = look(path, layout, limits, reader)
    problems = unusable(opened.columns, layout, reader)
    if problems:
        raise Refused(*problems)
    return opened


def look(path: Path, layout: Layout, limits: Limits, reader: Reader) -> ProspectFile:
    """Open a file as `open_file` does, even when its columns are yet to be named by a person."""
    _check_size(path, limits, reader)
    form = _form_of(path, layout, limits, reader)
    first = list(islice(form.read(None), SAMPLES + HEADINGS_WITHIN))
    if not first:
        raise reader.refusal(FileCode.EMPTY)
    start = _heading_row(first) if layout.header is Header.FIRST_ROW else -1
    headings = _headings(first, start, reader)
    below = first[start + 1 :]
    if not below:
        raise reader.refusal(FileCode.NO_ROWS)
    samples = tuple(tuple(record.cells) for record in below[:SAMPLES])
    columns = _columns(headings, samples, layout, reader)
    body = _Body(form, first[start].line if start >= 0 else 0, headings)
    return ProspectFile(
        headings, samples, columns, form.encoding, form.separator, body.records, form.position
    )


def unusable(columns: Columns, layout: Layout, reader: Reader) -> list[Problem]:
    """What keeps every row from being called: no column of phones, no column of names."""
    if layout.header is Header.FIRST_ROW:
        found = shorten(", ".join(columns.headings))
    else:
        found = f"1–{len(columns.headings)}"
    return [reader.problem(_ABSENT[field], found) for field in missing(columns)]


_ABSENT = {Field.PHONE: FileCode.PHONE_COLUMN, Field.NAME: FileCode.NAME_COLUMN}


@dataclass(frozen=True, slots=True)
class _Form:
    """How records are read from this file; the argument is the number of headings, if known."""

    encoding: str
    separator: str
    position: Position
    read: Callable[[int | None], Iterator[Record]]


@dataclass(frozen=True, slots=True)
class _Body:
    form: _Form
    heading_line: int
    headings: tuple[str, ...]

    def records(self) -> Iterator[Record]:
        """The rows below the headings; one that repeats them is given with that trouble."""
        for record in self.form.read(len(self.headings)):
            if record.line > self.heading_line:
                yield self._checked(record)

    def _checked(self, record: Record) -> Record:
        cells = record.cells
        if record.trouble:
            return record
        if len(cells) == 1 < len(self.headings) and _holds_separator(cells[0]):
            return Record(record.line, cells, RowCode.OTHER_SEPARATOR)
        if self.heading_line and cells[0].strip() == self.headings[0] and self._repeats(cells):
            return Record(record.line, cells, RowCode.HEADING_REPEATED)
        return record

    def _repeats(self, cells: list[str]) -> bool:
        return all(a.strip() == b for a, b in zip(cells, self.headings, strict=False))


def _holds_separator(cell: str) -> bool:
    return any(separator in cell for separator in separators.SEPARATORS)


def _check_size(path: Path, limits: Limits, reader: Reader) -> None:
    try:
        size = path.stat().st_size
        readable = path.is_file() and os.access(path, os.R_OK)
    except OSError as error:
        raise reader.refusal(FileCode.UNREADABLE, error.strerror) from None
    if not readable:
        raise reader.refusal(FileCode.UNREADABLE, path.name)
    if size == 0:
        raise reader.refusal(FileCode.EMPTY)
    if size > limits.size:
        found, most = reader.megabytes(size), reader.megabytes(limits.size)
        raise reader.refusal(FileCode.TOO_LARGE, found, most)


def _form_of(path: Path, layout: Layout, limits: Limits, reader: Reader) -> _Form:
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(_OLD_OFFICE):
        raise reader.refusal(FileCode.WORKBOOK_OLD)
    for mark, kind in KINDS:
        if head.lstrip().lower().startswith(mark.lower()):
            raise reader.refusal(FileCode.OTHER_KIND, kind)
    if head.startswith(ARCHIVE):
        check_workbook(path, reader)
        most = limits.rows
        return _Form(
            "xlsx", "", Position(), lambda width: _sheet_records(path, width, most, reader)
        )
    encoding = encoding_of(path, layout.encoding, limits, reader)
    return _csv_form(path, encoding, reader)


def _csv_form(path: Path, encoding: str, reader: Reader) -> _Form:
    with path.open(encoding=encoding, newline="") as file:
        first = list(islice(file, separators.SAMPLE_LINES))
    if not any(line.strip() for line in first) and len(first) < separators.SAMPLE_LINES:
        raise reader.refusal(FileCode.EMPTY)
    said = separators.declared(first[0])
    separator = said or separators.separator_of(first)

    position = Position()

    def read(width: int | None) -> Iterator[Record]:
        with path.open("rb") as raw, TextIOWrapper(raw, encoding, newline="") as file:
            if said:
                next(file)
            for number, record in enumerate(records(file, separator, width)):
                if number % ROWS_BETWEEN_POSITIONS == 0:
                    position.bytes = raw.tell()
                yield replace(record, line=record.line + 1) if said else record

    return _Form(encoding, separator, position, read)


def _sheet_records(path: Path, width: int | None, most: int, reader: Reader) -> Iterator[Record]:
    for record in workbook_records(path, most, reader):
        beyond = record.cells[width:] if width is not None else []
        if any(map(str.strip, beyond)):
            yield Record(record.line, record.cells, RowCode.TOO_MANY_CELLS)
        elif max(map(len, record.cells)) > LONGEST_CELL:
            yield Record(record.line, record.cells, RowCode.CELL_TOO_LONG)
        else:
            yield record


def _heading_row(first: Sequence[Record]) -> int:
    """Find the headings: the first row that names a phone column, below a title if need be."""
    for place, record in enumerate(first[:HEADINGS_WITHIN]):
        named = propose(record.cells, ()).places
        if Field.PHONE in named and len(named) > 1:
            return place
    return 0


def _headings(first: Sequence[Record], start: int, reader: Reader) -> tuple[str, ...]:
    """The file's headings, or as many empty ones as its first rows have cells."""
    if start < 0:
        return ("",) * max(len(_bounded(record.cells, reader)) for record in first)
    cells = _bounded(first[start].cells, reader)
    return tuple(" ".join(cell.replace("\0", "").split())[:LONGEST_HEADING] for cell in cells)


def _bounded(cells: Sequence[str], reader: Reader) -> Sequence[str]:
    """The cells of a row; a spreadsheet may append thousands of empty ones, which don't count."""
    kept = cells if len(cells) <= MOST_COLUMNS else _filled(cells)
    if len(kept) > MOST_COLUMNS:
        raise reader.refusal(FileCode.TOO_MANY_COLUMNS, len(kept), MOST_COLUMNS)
    return kept


def _filled(cells: Sequence[str]) -> Sequence[str]:
    """The cells up to the last that holds anything."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]


def _columns(
    headings: tuple[str, ...],
    samples: Sequence[Sequence[str]],
    layout: Layout,
    reader: Reader,
) -> Columns:
    named = headings if layout.header is Header.FIRST_ROW else None
    read = [read_map(text, named, len(headings)) for text in layout.maps]
    problems = [each.problem(reader.language) for each in read if isinstance(each, MapProblem)]
    if problems:
        raise Refused(*problems)
    said = [each for each in read if not isinstance(each, MapProblem)]
    return assign(propose(headings, samples), said)
