"""How what is held about a person is handed out: as JSON for a machine, as CSV for a spreadsheet."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from telepro.files.formula_safe import csv_bytes

Held = Mapping[str, Sequence[Mapping[str, Any]]]
HEADINGS = {"fr": ["partie", "ligne", "champ", "valeur"], "en": ["part", "row", "field", "value"]}


def held_json(held: Held) -> Iterator[bytes]:
    """Everything as one document; moments are ISO 8601 in UTC."""
    yield json.dumps(held, ensure_ascii=False, indent=2, default=str).encode()


def held_csv(held: Held, language: str) -> Iterator[bytes]:
    """A row for each value: in which part, of which row of it, which field. No cell is a formula."""
    return csv_bytes(_table(held, language), language)


def _table(held: Held, language: str) -> Iterator[list[str]]:
    yield HEADINGS[language]
    for part, rows in held.items():
        for number, row in enumerate(rows, 1):
            for field, value in row.items():
                if value not in (None, "", [], {}):
                    yield [part, str(number), field, _text(value)]


def _text(value: object) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
