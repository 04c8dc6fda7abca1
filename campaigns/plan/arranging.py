"""Adds, removes and moves a row of what is typed into a step, and says where one goes on afterwards."""

import re
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from enum import StrEnum

from campaigns.plan.fields import KIND, Shape, StepField
from campaigns.plan.typed import Row, Typed, Values

MOST_ROWS = 60


class Act(StrEnum):
    """What is done with a row."""

    ADD = "add"
    REMOVE = "remove"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Order:
    """A row's act; to add, `place` is the list and `kind` the kind of row where there are several."""

    act: Act
    place: str
    kind: str = ""

    @property
    def field(self) -> str:
        """The path of the step's list in which this happens."""
        return self.place.partition("[")[0]


@dataclass(frozen=True, slots=True)
class Arranged:
    """The values afterwards, and where one goes on: the first field of a new row, else a button's order."""

    values: dict[str, Typed]
    goes_on: str


def order_of(written: str) -> Order | None:
    """The order that a button sends, such as `up:targets.segments[2]`; None for what no button sends."""
    act, _colon, rest = written.partition(":")
    place, _colon, kind = rest.partition(":")
    return Order(Act(act), place, kind) if act in set(Act) and place else None


def arrange(fields: Iterable[StepField], values: Values, order: Order) -> Arranged | None:
    """The values after the order; None where it names no row or list of these fields.

    A row at the end that is moved further stays; a list takes 60 rows at most.
    """
    kept = deepcopy(dict(values))
    top = next((each for each in fields if each.is_list and each.path == order.field), None)
    rows = kept.get(order.field)
    if top is None or not isinstance(rows, list):
        return None
    found = _found(top, rows, order.place.removeprefix(top.path))
    if found is None:
        return None
    asked, rows, number = found
    if order.act is not Act.ADD and not 1 <= number <= len(rows):
        return None
    at = _ACTS[order.act](rows, number - 1, lambda: blank(asked, order.kind))
    return Arranged(kept, _goes_on(asked, order, len(rows), at + 1))


def _goes_on(asked: StepField, order: Order, left: int, number: int) -> str:
    """A new row is filled in next; a row that has moved may be moved on, where it can; a list may be added to."""
    if order.act is Act.ADD:
        columns = asked.columns_of(order.kind)
        first = next(each for each in columns if each.shape is not Shape.NAME)
        return f"{order.place}[{number}].{first.path}"
    listed = order.place[: order.place.rindex("[")]
    if not left:
        kind = next(iter(asked.kinds), "")
        return f"{Act.ADD}:{listed}:{kind}" if kind else f"{Act.ADD}:{listed}"
    ends = {Act.UP: (1, Act.DOWN), Act.DOWN: (left, Act.UP)}
    end, back = ends.get(order.act, (0, order.act))
    return f"{back if number == end else order.act}:{listed}[{number}]"


def blank(asked: StepField, kind: str = "") -> Row:
    """A row of that list in which nothing stands yet."""
    row: Row = {each.path: [] if each.is_list else "" for each in asked.columns_of(kind)}
    known = kind if kind in asked.kinds else next(iter(asked.kinds), "")
    return {KIND: known, **row} if known else row


def _found(asked: StepField, rows: list[Row], rest: str) -> tuple[StepField, list[Row], int] | None:
    """The list that the rest of a place leads to, and the number of the row; 0 for the list itself."""
    match = re.match(r"\[([0-9]{1,3})\]", rest)
    if not match:
        return (asked, rows, 0) if not rest else None
    number, rest = int(match[1]), rest[match.end() :]
    if not rest:
        return asked, rows, number
    if not 1 <= number <= len(rows):
        return None
    row, key = rows[number - 1], re.split(r"[\[]", rest.removeprefix("."))[0]
    column = next(
        (each for each in asked.columns_of(str(row.get(KIND, ""))) if each.path == key), None
    )
    within = row.get(key)
    if column is None or not isinstance(within, list):
        return None
    return _found(column, within, rest.removeprefix(f".{key}"))


def _add(rows: list[Row], at: int, new: Callable[[], Row]) -> int:
    if len(rows) < MOST_ROWS:
        rows.append(new())
    return len(rows) - 1


def _remove(rows: list[Row], at: int, new: Callable[[], Row]) -> int:
    del rows[at]
    return min(at, len(rows) - 1)


def _move(rows: list[Row], at: int, to: int) -> int:
    to = min(max(to, 0), len(rows) - 1)
    rows.insert(to, rows.pop(at))
    return to


_ACTS: Mapping[Act, Callable[[list[Row], int, Callable[[], Row]], int]] = {
    Act.ADD: _add,
    Act.REMOVE: _remove,
    Act.UP: lambda rows, at, new: _move(rows, at, at - 1),
    Act.DOWN: lambda rows, at, new: _move(rows, at, at + 1),
}
