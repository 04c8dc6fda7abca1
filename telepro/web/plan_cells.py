"""Lays the values of a step out as the fields and rows that its page shows, in the words of its language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, Union

from flask_babel import gettext as _

from campaigns.plan.arranging import MOST_ROWS
from campaigns.plan.choice_words import CHOICES, FILE_HINTS, HINTS
from campaigns.plan.comparisons import RESULT_FIELDS, RESULTS
from campaigns.plan.fields import COMPARED, KIND, Shape, StepField
from campaigns.plan.labels import LABELS
from campaigns.plan.lists import OPTIONAL_COLUMNS
from campaigns.plan.row_choices import COLUMN_CHOICES, COLUMN_GROUPS
from campaigns.plan.row_hints import COLUMN_HINTS
from campaigns.plan.row_labels import COLUMN_LABELS, ROW_NAMES
from campaigns.plan.steps import MAY_BE_UNSAID, NEEDED
from campaigns.plan.typed import Row, Typed, Values
from campaigns.plan.writing_values import duration_in, figure_in
from campaigns.problems import Problem
from campaigns.spelling import fold

Option: TypeAlias = tuple[str, str]
Laid: TypeAlias = Union["Cell", "RowList"]

_WORDS = {**LABELS, **COLUMN_LABELS}
_CHOICES = {**CHOICES, **COLUMN_CHOICES}
_HINTS = {**HINTS, **COLUMN_HINTS}
_SHORTENED = 70
MOST_PICKED = 6
_SAID: Mapping[Shape, Callable[[str, str], str]] = {
    Shape.WAIT: duration_in,
    Shape.FIGURE: figure_in,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One field: its name in the form, how it is asked for, and what stands in it."""

    name: str
    shape: Shape
    label: str
    hint: str
    hint_id: str
    value: str
    height: int
    is_optional: bool
    is_focused: bool
    options: Sequence[Option] = ()
    groups: Sequence[tuple[str, Sequence[Option]]] = ()
    is_proposed: bool = False

    @property
    def picked(self) -> list[str]:
        """What is chosen one after the other, and room for one more."""
        chosen = [each for each in self.value.splitlines() if each.strip()]
        return [*chosen, ""] if len(chosen) < MOST_PICKED else chosen

    @property
    def marked(self) -> frozenset[str]:
        """The options that are ticked, where any number may be."""
        return frozenset(self.value.splitlines())


@dataclass(frozen=True, slots=True)
class RowCells:
    """One row of a list: what it is called, the words it is known by, its fields."""

    name: str
    heading: str
    title: str
    kind: str
    cells: Sequence[Laid]
    is_open: bool


@dataclass(frozen=True, slots=True)
class RowList:
    """A list of rows; `adds` are the kinds of row that may be added, with what each is called."""

    name: str
    shape: Shape
    label: str
    hint: str
    rows: Sequence[RowCells]
    adds: Sequence[Option]
    folds: bool
    is_full: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """What a page knows when it lays a step out; `focus` is the row or button at which one goes on, `beside`
    what this plan has to say beside a field, in place of its usual hint."""

    values: Values
    problems: Sequence[Problem]
    language: str
    focus: str = ""
    beside: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def laid(self, fields: Iterable[StepField]) -> list[Laid]:
        """Every field of the step, in its order."""
        return [
            self._field(each, each.path, each.path, self.values.get(each.path, ""))
            for each in fields
        ]

    def labels(self) -> dict[str, str]:
        """Words for each place that a problem names, the row's number in them."""
        return {each.place: self._called(each.place) for each in self.problems}

    def _called(self, place: str) -> str:
        words, path = [], ""
        for part in place.replace("[", ".[").split("."):
            if part.startswith("["):
                words.append(part.strip("[]"))
                continue
            path = f"{path}.{part}" if path else part
            words += [_WORDS[path][self.language]] if path in _WORDS else []
        return ", ".join(words) or place

    def _field(self, asked: StepField, path: str, name: str, value: Typed, first: int = 1) -> Laid:
        if isinstance(value, list):
            return self._list(asked, path, name, value)
        is_file = asked.is_list or asked.shape is Shape.BLOCK
        hints = {**(FILE_HINTS if is_file else _HINTS), **self.beside}
        return Cell(
            name=name,
            shape=Shape.BLOCK if is_file else asked.shape,
            label=_WORDS[path][self.language] if path in _WORDS else path,
            hint=self._words(hints, path) if _first(name, first) == name else "",
            hint_id=f"{_first(name, first)}-hint" if path in hints else "",
            value=self._said(asked, value),
            height=8 + 2 * len(asked.columns) if is_file else asked.height,
            is_optional=self._is_optional(path, name),
            is_focused=bool(self.focus) and self.focus == name,
            options=self._options(asked, path, name, value),
            groups=self._groups(asked, path, value),
            is_proposed=asked.path == "field",
        )

    def _list(self, asked: StepField, path: str, name: str, rows: list[Row]) -> RowList:
        kinds = asked.kinds or {"": asked.columns}
        held = [str(row.get(KIND, "")) for row in rows]
        return RowList(
            name=name,
            shape=asked.shape,
            label=_WORDS[path][self.language],
            hint=self._words(_HINTS, path),
            rows=[
                self._row(asked, path, f"{name}[{n}]", row, n, held.index(kind) + 1)
                for n, (row, kind) in enumerate(zip(rows, held, strict=True), 1)
            ],
            adds=[(kind, self._row_name(path, kind)) for kind in kinds],
            folds=bool(asked.title),
            is_full=len(rows) >= MOST_ROWS,
        )

    def _row(
        self, asked: StepField, path: str, name: str, row: Row, number: int, first: int
    ) -> RowCells:
        """A row; `first` is the number of the first one of its kind, beside whose fields the hints stand."""
        kind = str(row.get(KIND, ""))
        columns = [each for each in asked.columns_of(kind) if each.shape is not Shape.NAME]
        made = [each for each in asked.columns_of(kind) if each.shape is Shape.NAME]
        cells = [
            self._field(
                each, f"{path}.{each.path}", f"{name}.{each.path}", row.get(each.path, ""), first
            )
            for each in (*made, *columns)
        ]
        if fold(str(row.get("field", ""))) in RESULT_FIELDS:
            cells = [self._by_words(each) for each in cells]
        return RowCells(
            name=name,
            heading=f"{self._row_name(path, kind)} {number}",
            title=self._title(asked, path, row, columns),
            kind=kind,
            cells=cells,
            is_open=self._is_within(name),
        )

    def _by_words(self, cell: Laid) -> Laid:
        """What a rule on the last call compares with is chosen by its words."""
        if not isinstance(cell, Cell) or not cell.name.endswith(f".{COMPARED}"):
            return cell
        words = {code: said[self.language] for code, said in RESULTS.items()}
        shown = dict.fromkeys([*cell.value.splitlines(), *words])
        options = [(each, words.get(each, each)) for each in shown if each]
        return replace(cell, shape=Shape.MARKS, options=options, hint="", hint_id="")

    def _title(self, asked: StepField, path: str, row: Row, columns: Sequence[StepField]) -> str:
        """What a folded row is known by: its words, its choices in words."""
        told = []
        for each in (column for key in asked.title for column in columns if column.path == key):
            value = " ".join(str(row.get(each.path, "")).split())
            named = {**dict(self._names(each.names)), **self._choices(f"{path}.{each.path}")}
            said = self._said(each, value)
            told += (
                [
                    named.get(
                        value, _("no. %(number)s", number=said) if each.path == "attempt" else said
                    )
                ]
                if value
                else []
            )
        return _shortened(" · ".join(told))

    def _said(self, asked: StepField, value: str) -> str:
        say = _SAID.get(asked.shape)
        return say(self.language, value) if say else value

    def _choices(self, path: str) -> Mapping[str, str]:
        return {code: words[self.language] for code, words in _CHOICES.get(path, {}).items()}

    def _is_within(self, name: str) -> bool:
        """Whether a problem is in this row, or one goes on inside it."""
        going_on = self.focus.split(":")[1] if ":" in self.focus else self.focus
        places = (going_on, *(each.place for each in self.problems))
        inside = any(place.startswith((f"{name}.", f"{name}[")) for place in places)
        return inside or any(each.place == name for each in self.problems)

    def _row_name(self, path: str, kind: str) -> str:
        return ROW_NAMES[f"{path}.{kind}" if kind else path][self.language]

    def _words(self, words: Mapping[str, Mapping[str, str]], path: str) -> str:
        return words[path][self.language] if path in words else ""

    def _is_optional(self, path: str, name: str) -> bool:
        return path in OPTIONAL_COLUMNS if "[" in name else path not in NEEDED

    def _options(self, asked: StepField, path: str, name: str, value: str) -> list[Option]:
        if asked.shape not in (Shape.CHOICE, Shape.MARKS):
            return []
        named = self._choices(path)
        known = [(code, named.get(code, code)) for code in asked.choices]
        known += self._names(asked.names)
        chosen = value.splitlines() if asked.shape is Shape.MARKS else [value]
        unknown = [(each, each) for each in chosen if each and each not in dict(known)]
        if asked.shape is Shape.MARKS:
            # What is ticked stands first, in its order: an order that a form changed would be a change.
            words = dict(known + unknown)
            return [(each, words[each]) for each in dict.fromkeys([*chosen, *words]) if each]
        may_be_unsaid = path in OPTIONAL_COLUMNS or path in MAY_BE_UNSAID
        nothing = [("", "—")] if may_be_unsaid or not value else []
        return [*nothing, *known, *unknown]

    def _groups(
        self, asked: StepField, path: str, value: str
    ) -> list[tuple[str, Sequence[Option]]]:
        """The choices of a long list under their headings; what a file holds besides stands last."""
        if asked.shape is not Shape.PICKS:
            return []
        words = self._choices(path)
        groups: list[tuple[str, Sequence[Option]]] = [
            (heading[self.language], [(code, words[code]) for code in codes])
            for heading, codes in COLUMN_GROUPS[path]
        ]
        unknown = [(each, each) for each in value.splitlines() if each and each not in words]
        return [*groups, (_("As in a file"), unknown)] if unknown else groups

    def _names(self, path: str) -> list[Option]:
        """The names of a list's rows, each with the words that it was made of."""
        rows = self.values.get(path, "") if path else ""
        if isinstance(rows, str):
            return []
        return [(str(row["key"]), _said(row)) for row in rows if row.get("key")]


def _said(row: Row) -> str:
    words = next(str(row[key]) for key in ("label", "title", "ask", "key") if row.get(key))
    return _shortened(words)


def _shortened(words: str) -> str:
    return words if len(words) <= _SHORTENED else f"{words[:_SHORTENED].rstrip()}…"


def _first(name: str, number: int) -> str:
    """The name of the same field in the row of this number, beside which its hint stands."""
    head, bracket, tail = name.rpartition("[")
    return f"{head}[{number}]{tail.partition(']')[2]}" if bracket else name
