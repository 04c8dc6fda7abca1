"""How much of a prospect file is read before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

LONGEST_LINE = 1_000_000
LONGEST_CELL = 10_000
MOST_COLUMNS = 200
MOST_LINES_OF_A_ROW = 100
HEADINGS_WITHIN = 10
"""How many rows are looked at to find the headings below a title."""

WORKBOOK_BYTES = 20 * MEGABYTE
WORKBOOK_ENTRIES = 2_000
WORKBOOK_UNPACKED = 200 * MEGABYTE
WORKBOOK_RATIO = 100
WORKBOOK_SMALL_ENTRY = MEGABYTE
WORKBOOK_MEMORY = 512 * MEGABYTE
WORKBOOK_CPU_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Limits:
    """What one way in lets through: the file's size in bytes and its number of rows."""

    size: int
    rows: int


UPLOAD = Limits(size=64 * MEGABYTE, rows=500_000)
COMMAND = Limits(size=2048 * MEGABYTE, rows=2_000_000)
