"""How a table leaves as an .xlsx workbook: every cell a text, none a formula, a link or a number."""

from collections.abc import Iterable, Iterator, Sequence
from tempfile import TemporaryFile

import xlsxwriter

LONGEST_CELL = 32_767
"""What Excel takes; whatever is longer is cut."""
_PIECE = 64 * 1024
_NOTHING_GUESSED = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}


def workbook_bytes(rows: Iterable[Sequence[str]]) -> Iterator[bytes]:
    """Give rows as a workbook of one sheet, in pieces; a number keeps its + and its zeros.

    The rows are all taken before the first piece is given.
    """
    with TemporaryFile() as file:
        with xlsxwriter.Workbook(file, _NOTHING_GUESSED) as workbook:
            sheet = workbook.add_worksheet()
            sheet.freeze_panes(1, 0)
            for place, row in enumerate(rows):
                for column, cell in enumerate(row):
                    sheet.write_string(place, column, cell[:LONGEST_CELL])
        file.seek(0)
        yield from iter(lambda: file.read(_PIECE), b"")
