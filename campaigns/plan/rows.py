"""Turns the rows of a form into the lists of a plan's document and back, and remembers what stands where."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from campaigns.plan.comparisons import as_key, as_row, coded
from campaigns.plan.field_words import in_fields
from campaigns.plan.fields import COMPARED, COMPARISON, KIND, Shape, StepField
from campaigns.plan.kinds import LINE
from campaigns.plan.typed import Row, Typed
from campaigns.plan.wording import STRUCTURE, say
from campaigns.plan.yaml_text import Tree
from campaigns.problems import Problem, Refused


@dataclass(frozen=True, slots=True)
class Place:
    """A field of a form by its name; `asked` is None for a piece of YAML, whose reader knows its keys."""

    name: str
    asked: StepField | None


_SEVERAL = frozenset({Shape.LINES, Shape.MARKS, Shape.PICKS})


def as_typed(asked: StepField, value: Any) -> Typed:
    """What a form shows of a value of the document, empty where there is none."""
    if asked.shape is Shape.PAIRS:
        key, other = asked.columns
        return [{key.path: k, other.path: as_typed(other, v)} for k, v in (value or {}).items()]
    if asked.is_list:
        return [_as_row(asked, item) for item in value or []]
    if value is None:
        return ""
    if asked.shape in _SEVERAL:
        return "\n".join(" ".join(str(each).split()) for each in value)
    return str(value)


def _as_row(asked: StepField, item: Mapping[str, Any]) -> Row:
    # Of several kinds the last whose key is there: what a composed figure has besides a known one.
    kind = next((each for each in reversed(tuple(asked.kinds)) if each in item), "")
    row: Row = {KIND: kind} if kind else {}
    row |= {each.path: as_typed(each, item.get(each.path)) for each in asked.columns_of(kind)}
    if asked.shape is Shape.RULES:
        row[COMPARISON], row[COMPARED] = as_row(item)
    return row


class Document:
    """Writes typed values into a document; `places` says by which field each of its paths was asked for."""

    def __init__(self, language: str) -> None:
        self.places: dict[str, Place] = {}
        self._language = language

    def value(self, asked: StepField, typed: Typed, path: str, name: str) -> Any:
        """The value as the document has it, None where nothing is typed; raises `Refused`."""
        self.places[path] = Place(name, asked)
        if isinstance(typed, list):
            write = self._mapping if asked.shape is Shape.PAIRS else self._items
            return write(asked, typed, path, name) or None
        plain = typed.replace("\r\n", "\n").strip()
        if asked.shape in _SEVERAL:
            return [line.strip() for line in plain.splitlines() if line.strip()] or None
        return plain or None

    def _items(self, asked: StepField, rows: list[Row], path: str, name: str) -> list[Tree]:
        return [
            self._item(asked, row, f"{path}[{number}]", f"{name}[{number}]")
            for number, row in enumerate(rows, 1)
        ]

    def _item(self, asked: StepField, row: Row, path: str, name: str) -> Tree:
        columns = asked.columns_of(str(row.get(KIND, "")))
        by_key = {column.path: column for column in columns}
        self.places[path] = Place(name, asked)
        item: Tree = {}
        for column in columns:
            if column.path in (COMPARISON, COMPARED):
                continue
            # A name that is made has no field of its own: what is wrong with it is said at the row.
            at = name if column.shape is Shape.NAME else f"{name}.{column.path}"
            value = self.value(column, row.get(column.path, ""), f"{path}.{column.path}", at)
            if value is not None or column.path == row.get(KIND):
                item[column.path] = self._nothing(column) if value is None else value
        if asked.shape is Shape.RULES:
            item |= self._comparison(by_key, row, path, name)
        return item

    def _nothing(self, column: StepField) -> Any:
        """What stands for a key that tells the kind of its row, when nothing is typed there."""
        return [] if column.shape in _SEVERAL else ""

    def _comparison(self, by_key: Mapping[str, StepField], row: Row, path: str, name: str) -> Tree:
        self.places[path] = Place(f"{name}.{COMPARISON}", by_key[COMPARISON])
        if not row.get(COMPARISON):
            return {}
        compared = coded(str(row.get("field", "")), str(row.get(COMPARED, "")))
        key, value = as_key(str(row[COMPARISON]), compared)
        self.places[f"{path}.{key}"] = Place(f"{name}.{COMPARED}", by_key[COMPARED])
        return {key: value}

    def _mapping(self, asked: StepField, rows: list[Row], path: str, name: str) -> Tree:
        key, other = asked.columns
        tree: Tree = {}
        for number, row in enumerate(rows, 1):
            within, said = f"{name}[{number}]", str(row.get(key.path, "")).strip()
            if not said or said in tree:
                raise Refused(self._key_problem(key, f"{within}.{key.path}", said))
            at = f"{path}.{said[:60]}"
            value = self.value(other, row.get(other.path, ""), at, f"{within}.{other.path}")
            tree[said] = "" if value is None else value
        return tree

    def _key_problem(self, key: StepField, place: str, said: str) -> Problem:
        """A key that is not there, or there a second time, which no document can hold."""
        words = STRUCTURE["repeated" if said else "missing"]
        expected = LINE.expected[self._language]
        problem = say(words, self._language, place, found=said, expected=expected, key=key.path)
        return in_fields(problem, key, self._language)


def place_of(places: Mapping[str, Place], path: str) -> tuple[Place, str] | None:
    """The field whose value a path of the document lies in, and the rest of the path; None where none.

    Of a table that is wrong as a whole it is the first field.
    """
    within = [each for each in places if path == each or path.startswith((f"{each}.", f"{each}["))]
    if not within:
        first = next((each for each in places if each.startswith(f"{path}.")), None)
        return (places[first], "") if path and first else None
    nearest = max(within, key=len)
    return places[nearest], path[len(nearest) :].strip(".")
