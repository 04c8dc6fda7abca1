"""A table as a file for a spreadsheet: CSV or XLSX, in which no text is ever run as a formula."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import xlsxwriter

from telepro.files.formula_safe import csv_bytes

Value = str | int | float | None
WIDTH = 18
# Text stays text, whatever it looks like.
_PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class Form(StrEnum):
    """Which spreadsheet file."""

    CSV = "csv"
    XLSX = "xlsx"


TYPES = {
    Form.CSV: "text/csv",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class SheetTable:
    """Headings and rows; a share of one is a float, a count an int, nothing known is None."""

    headings: Sequence[str]
    rows: Sequence[Sequence[Value]]


def written(table: SheetTable, form: Form, language: str) -> Iterator[bytes]:
    """The table as a file of this form, for a spreadsheet in this language."""
    if form is Form.XLSX:
        return iter((_workbook(table),))
    rows = ([_text(value, language) for value in row] for row in (table.headings, *table.rows))
    return csv_bytes(rows, language)


def _text(value: Value, language: str) -> str:
    if isinstance(value, float):
        plain = f"{value:.4f}"
        return plain.replace(".", ",") if language == "fr" else plain
    return "" if value is None else str(value)


def _workbook(table: SheetTable) -> bytes:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, _PLAIN)
    sheet = book.add_worksheet()
    share, head = book.add_format({"num_format": "0.0%"}), book.add_format({"bold": True})
    sheet.set_column(0, len(table.headings) - 1, WIDTH)
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, table.headings, head)
    for number, row in enumerate(table.rows, 1):
        for place, value in enumerate(row):
            if isinstance(value, float):
                sheet.write_number(number, place, value, share)
            elif value is not None:
                sheet.write(number, place, value)
    book.close()
    return buffer.getvalue()
