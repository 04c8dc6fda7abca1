"""A table as a file for a spreadsheet: CSV or XLSX, in which no text is ever run as a formula."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from tempfile import TemporaryFile

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from campaigns.prospect_base.exporting import FileForm
from telepro.files.formula_safe import csv_bytes

Value = str | int | float | None
LONGEST_CELL = 32_767
"""What Excel takes; whatever is longer is cut."""
WIDTH = 18
_PIECE = 64 * 1024
# Text stays text, whatever it looks like: a number keeps its + and its zeros.
_NOTHING_GUESSED = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
TYPES = {
    FileForm.CSV: "text/csv",
    FileForm.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Headings and rows; a share of one is a float, a count an int, nothing known is None."""

    headings: Sequence[str]
    rows: Iterable[Sequence[Value]]


def written(table: SheetTable, form: FileForm, language: str) -> Iterator[bytes]:
    """The table as a file of this form, for a spreadsheet in this language, in pieces.

    Of a workbook all rows are taken before the first piece is given.
    """
    if form is FileForm.XLSX:
        return _workbook(table)
    rows = chain((table.headings,), table.rows)
    return csv_bytes(([_text(value, language) for value in row] for row in rows), language)


def _text(value: Value, language: str) -> str:
    if isinstance(value, float):
        plain = f"{value:.4f}"
        return plain.replace(".", ",") if language == "fr" else plain
    return "" if value is None else str(value)


def _workbook(table: SheetTable) -> Iterator[bytes]:
    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, _NOTHING_GUESSED) as book:
            sheet = book.add_worksheet()
            head, share = book.add_format({"bold": True}), book.add_format({"num_format": "0.0%"})
            sheet.set_column(0, max(0, len(table.headings) - 1), WIDTH)
            sheet.freeze_panes(1, 0)
            for place, heading in enumerate(table.headings):
                sheet.write_string(0, place, heading[:LONGEST_CELL], head)
            for number, row in enumerate(table.rows, 1):
                for place, value in enumerate(row):
                    _write(sheet, (number, place), value, share)
        file.seek(0)
        yield from iter(lambda: file.read(_PIECE), b"")


def _write(sheet: Worksheet, cell: tuple[int, int], value: Value, share: Format) -> None:
    if isinstance(value, str):
        sheet.write_string(*cell, value[:LONGEST_CELL])
    elif value is not None:
        sheet.write_number(*cell, value, share if isinstance(value, float) else None)
