"""What a field of the plan builder is: a value by its path, how it is asked for, the columns of a list of rows."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """How a value is asked for.

    LINE, SENTENCE (a long line), FIGURE, DAY, WAIT (a duration), TEXT and LINES (one item to a line) are
    typed, CHOICE, MARKS (any number of them) and PICKS (some of a long list, one after the other) chosen; a
    NAME is made, never typed. ROWS, RULES (rows that end in a comparison) and PAIRS
    (the keys of a mapping with their values) are lists of rows; a BLOCK is a list as a file has it.
    """

    LINE = "line"
    SENTENCE = "sentence"
    FIGURE = "figure"
    DAY = "day"
    WAIT = "wait"
    TEXT = "text"
    LINES = "lines"
    CHOICE = "choice"
    MARKS = "marks"
    PICKS = "picks"
    NAME = "name"
    ROWS = "rows"
    RULES = "rules"
    PAIRS = "pairs"
    BLOCK = "block"


LISTS = frozenset({Shape.ROWS, Shape.RULES, Shape.PAIRS})
KIND = "row_kind"
"""Under this name a row of a list with several kinds says which it is."""
COMPARISON, COMPARED = "comparison", "compared"
"""The columns of a RULES row that stand for one key of the document and its value."""


@dataclass(frozen=True, slots=True)
class StepField:
    """A value of the plan by its path of keys, or of a row by its key; an empty one leaves the key out.

    `columns` are those of a list; with `kinds` each row is of one of them, told by the key that only it
    has. `title` are the columns by which a row is known where the rows fold up, `named_by` the one that a
    NAME is made of, `names` the path of the list whose names may be chosen here.
    """

    path: str
    shape: Shape = Shape.LINE
    choices: tuple[str, ...] = ()
    height: int = 4
    columns: tuple["StepField", ...] = ()
    kinds: Mapping[str, tuple["StepField", ...]] = field(default_factory=dict)
    title: tuple[str, ...] = ()
    named_by: str = ""
    names: str = ""

    @property
    def is_list(self) -> bool:
        """Whether its value is rows."""
        return self.shape in LISTS

    def columns_of(self, kind: str) -> tuple["StepField", ...]:
        """The columns of a row of that kind; of the first kind where nobody knows it."""
        return self.kinds.get(kind) or next(iter(self.kinds.values()), self.columns)


def choice(path: str, codes: type[StrEnum] | tuple[StrEnum, ...]) -> StepField:
    """One of these codes."""
    return StepField(path, Shape.CHOICE, tuple(code.value for code in codes))


def marks(path: str, codes: type[StrEnum]) -> StepField:
    """Any number of these codes."""
    return StepField(path, Shape.MARKS, tuple(code.value for code in codes))


def picks(path: str, codes: tuple[str, ...]) -> StepField:
    """Some of these codes, in an order of their own."""
    return StepField(path, Shape.PICKS, codes)


def lines(path: str, height: int = 4) -> StepField:
    """One item to a line."""
    return StepField(path, Shape.LINES, height=height)


def text(path: str, height: int = 2) -> StepField:
    """A text of any length."""
    return StepField(path, Shape.TEXT, height=height)


def sentence(path: str) -> StepField:
    """A line that takes the whole width."""
    return StepField(path, Shape.SENTENCE)


def figure(path: str) -> StepField:
    """A number, an amount or a percentage."""
    return StepField(path, Shape.FIGURE)


def name(path: str, of: str) -> StepField:
    """A name that is made of another column's words and kept."""
    return StepField(path, Shape.NAME, named_by=of)


def rows(path: str, *columns: StepField, title: tuple[str, ...] = ()) -> StepField:
    """A list of rows with these columns."""
    return StepField(path, Shape.ROWS, columns=columns, title=title)


def rules(path: str, *columns: StepField, title: tuple[str, ...] = ()) -> StepField:
    """A list of rows with these columns before a comparison."""
    return StepField(path, Shape.RULES, columns=columns, title=title)


def pairs(path: str, key: StepField, value: StepField) -> StepField:
    """A mapping: each key with its value on a row."""
    return StepField(path, Shape.PAIRS, columns=(key, value))


def as_in_a_file(asked: StepField) -> StepField:
    """The same field, a list of rows as the piece of YAML that a file has there."""
    height = 8 + 2 * len(asked.columns)
    return StepField(asked.path, Shape.BLOCK, height=height) if asked.is_list else asked
