"""How a table leaves for a spreadsheet without any cell of it being run as a formula."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from campaigns.prospect_file.cells import FORMULA_STARTS

SEPARATORS = {"fr": ";", "en": ","}
"""What a spreadsheet of each language expects between cells."""

MARK = "\ufeff"
_ROWS_AT_ONCE = 500


def safe(cell: str) -> str:
    """Guard a cell that a spreadsheet would run (OWASP: CSV injection) with a leading '.

    The guard is taken off again when the file is imported, so +33199001234 survives the journey.
    """
    return "'" + cell if cell.startswith(FORMULA_STARTS) else cell


def csv_bytes(rows: Iterable[Sequence[str]], language: str) -> Iterator[bytes]:
    """Give rows as CSV in UTF-8 with its mark, every cell quoted, a few hundred rows at a time."""
    buffer = io.StringIO(MARK)
    buffer.seek(len(MARK))
    writer = csv.writer(buffer, delimiter=SEPARATORS[language], quoting=csv.QUOTE_ALL)
    for number, row in enumerate(rows, 1):
        writer.writerow([safe(cell) for cell in row])
        if number % _ROWS_AT_ONCE == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()
