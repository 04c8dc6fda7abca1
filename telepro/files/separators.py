"""Which character parts the cells of a CSV file, told from its first lines."""

import csv
from collections import Counter
from collections.abc import Sequence

SEPARATORS = (";", ",", "\t", "|")
SAMPLE_LINES = 100
LONGEST_TOLD = 100_000
"""Longer lines are left out of the sample: the csv module refuses a field of 131,072."""

_DECLARED = "sep="


def declared(first_line: str) -> str | None:
    """The separator that a spreadsheet's first line declares (`sep=;`), or None."""
    text = first_line.strip("\r\n")
    said = text.lower().startswith(_DECLARED) and len(text) == len(_DECLARED) + 1
    return text[-1] if said and text[-1] in SEPARATORS else None


def separator_of(lines: Sequence[str]) -> str:
    """Choose the separator that cuts most of these lines into the same number of cells, above one.

    A file of one column has none, and is read as if parted by commas.
    """
    short = [line for line in lines if len(line) <= LONGEST_TOLD]
    rated = [(_agreement(short, separator), separator) for separator in SEPARATORS]
    best = max(rated, key=lambda each: each[0])
    return best[1] if best[0] > (0, 0) else ","


def _agreement(lines: Sequence[str], separator: str) -> tuple[float, int]:
    """The share of records with the commonest width, rounded to tenths, and that width."""
    try:
        widths = Counter(len(row) for row in csv.reader(lines, delimiter=separator) if row)
    except csv.Error:
        return (0, 0)
    width, times = max(widths.items(), key=lambda each: (each[1], each[0]), default=(1, 0))
    return (round(times / widths.total(), 1), width) if width > 1 else (0, 0)


def cells_by_own(line: str, width: int) -> list[str] | None:
    """The cells of a line that has a separator of its own, if one gives as many as there are headings."""
    for separator in SEPARATORS:
        try:
            cells = next(csv.reader([line], delimiter=separator), [])
        except csv.Error:
            continue
        if len(cells) == width:
            return cells
    return None
