"""What stands in a step's form, as rows within rows: read from the names of its fields, blank rows left out.

A field is named by its path, a row by its list's with a number: `targets.segments[2].where[1].field`. These
are the places that a plan's problems name, so that each problem finds its field.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import count, groupby
from typing import TypeAlias

from campaigns.plan.fields import KIND, Shape, StepField
from campaigns.spelling import fold

Typed: TypeAlias = str | list["Row"]
Row: TypeAlias = dict[str, Typed]
Values: TypeAlias = Mapping[str, Typed]

LISTED = ".rows"
"""What the name of a list ends with that says: this is in the form, even where no row or tick is left."""
_NUMBERED = re.compile(r"(?<=\[)[0-9]{1,3}(?=\])")
_LONGEST_NAME = 40


def typed(fields: Iterable[StepField], sent: Mapping[str, str]) -> dict[str, Typed]:
    """The values of the fields that were sent, by path; a list sent as one text stays a text.

    Names that were never given are made: of the words of the column that the list says.
    """
    numbers = _numbers(sent)
    found: dict[str, Typed] = {}
    for each in fields:
        if each.path in sent:
            found[each.path] = sent[each.path]
        elif each.is_list and (each.path + LISTED in sent or each.path in numbers):
            found[each.path] = _rows(each, each.path, sent, numbers)
        elif each.shape is Shape.MARKS and each.path + LISTED in sent:
            found[each.path] = ""
    return found


def without_blanks(fields: Iterable[StepField], values: Values) -> dict[str, Typed]:
    """The same without the rows in which nothing stands."""
    lists = {each.path: each for each in fields if each.is_list}
    return {path: _filled(lists.get(path), each) for path, each in values.items()}


def _numbers(sent: Mapping[str, str]) -> Mapping[str, list[int]]:
    """The numbers of the rows of each list, in their order, as the names of the form have them."""
    pairs = {
        (name[: match.start() - 1], int(match[0]))
        for name in sent
        for match in _NUMBERED.finditer(name)
    }
    grouped = groupby(sorted(pairs), key=lambda pair: pair[0])
    return {name: [number for _name, number in each] for name, each in grouped}


def _rows(
    asked: StepField, name: str, sent: Mapping[str, str], numbers: Mapping[str, list[int]]
) -> list[Row]:
    rows: list[Row] = []
    for number in numbers.get(name, ()):
        within = f"{name}[{number}]"
        row: Row = {KIND: sent[f"{within}.{KIND}"]} if f"{within}.{KIND}" in sent else {}
        for column in asked.columns_of(str(row.get(KIND, ""))):
            path = f"{within}.{column.path}"
            row[column.path] = (
                _rows(column, path, sent, numbers) if column.is_list else sent.get(path, "")
            )
        rows.append(row)
    _name(asked, rows)
    return rows


def _name(asked: StepField, rows: list[Row]) -> None:
    """Give the rows without a name one that no other has."""
    taken = {str(row[each.path]) for row in rows for each in _names_in(asked, row)}
    for row in rows:
        for each in _names_in(asked, row):
            words = str(row.get(each.named_by, ""))
            if words.strip() and not str(row[each.path]).strip():
                row[each.path] = _free(words, taken)
                taken.add(str(row[each.path]))


def _names_in(asked: StepField, row: Row) -> list[StepField]:
    columns = asked.columns_of(str(row.get(KIND, "")))
    return [each for each in columns if each.shape is Shape.NAME and each.path in row]


def _free(words: str, taken: set[str]) -> str:
    plain = re.sub(r"[^a-z0-9_]", "", fold(words))[: _LONGEST_NAME - 4].strip("_")
    stem = plain if plain[:1].isalpha() else f"n_{plain}".rstrip("_")
    others = (f"{stem}_{number}" for number in count(2))
    return stem if stem not in taken else next(each for each in others if each not in taken)


def _filled(asked: StepField | None, value: Typed) -> Typed:
    if asked is None or isinstance(value, str):
        return value
    rows = [_row_filled(asked, row) for row in value]
    return [row for row in rows if any(each for key, each in row.items() if key != KIND)]


def _row_filled(asked: StepField, row: Row) -> Row:
    columns = {each.path: each for each in asked.columns_of(str(row.get(KIND, "")))}
    return {
        key: each.strip() and each if isinstance(each, str) else _filled(columns.get(key), each)
        for key, each in row.items()
    }
