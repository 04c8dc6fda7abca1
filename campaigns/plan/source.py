"""Turns the text of a plan into a tree that remembers its lines, and refuses what no honest plan holds.

Only YAML's events are read; no object is ever built from a tag. A plan is at most 1 MB, 50 levels deep
and 20 000 values long, and has no anchors, aliases or tags: they could unfold without end.
Scalars stay text, so that `01000` stays a postcode and `no` stays a word; what a value must look like is
decided by whoever reads it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from campaigns.plan.wording import SOURCE, say
from campaigns.problems import Problem, Refused

MAX_BYTES = 1_000_000
MAX_DEPTH = 50
MAX_VALUES = 20_000

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value, as written; `quoted` when it stood between quotes or as a block of text."""

    text: str
    line: int
    quoted: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of values."""

    items: tuple["Node", ...]
    line: int


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of a mapping with its value and the line of the key."""

    key: str
    line: int
    value: "Node"


@dataclass(frozen=True, slots=True)
class Table:
    """A mapping, its entries in written order, repeated keys included."""

    entries: tuple[Entry, ...]
    line: int


Node = Scalar | Listing | Table


def parse(text: str, language: str) -> Table:
    """Read the text of one plan; raise `Refused` with the problem that makes it unreadable."""
    size = len(text.encode("utf-8", "replace"))
    if size > MAX_BYTES:
        raise Refused(say(SOURCE["size"], language, "plan", size=f"{size / 1_000_000:.1f} MB"))
    try:
        return _document(_Reader(_LOADER(text), language))
    except yaml.MarkedYAMLError as error:
        raise Refused(_syntax(error, text, language)) from None
    except (yaml.YAMLError, UnicodeError):
        raise Refused(_unreadable(text, language)) from None


class _Reader:
    """Walks over the events of a plan, counting values and depth."""

    def __init__(self, loader: yaml.SafeLoader, language: str) -> None:
        self._events: Iterator[yaml.Event] = iter(loader.get_event, None)
        self._language = language
        self._values = 0

    def next(self) -> yaml.Event:
        """The next event; raises on an anchor, an alias or a tag."""
        event = next(self._events)
        foreign = _foreign(event)
        if foreign:
            raise self.refused("foreign", event, found=foreign)
        return event

    def node(self, event: yaml.Event, depth: int) -> Node:
        """The node that starts with this event."""
        self._values += 1
        if self._values > MAX_VALUES:
            raise self.refused("values", event)
        if depth > MAX_DEPTH:
            raise self.refused("depth", event)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(event.value, _line(event), event.style is not None and event.style != "")
        if isinstance(event, yaml.SequenceStartEvent):
            return Listing(tuple(self._items(depth)), _line(event))
        return Table(tuple(self._entries(depth)), _line(event))

    def refused(self, code: str, event: yaml.Event, **found: str) -> Refused:
        """The refusal of the whole plan at this event."""
        return Refused(
            say(SOURCE[code], self._language, _place(self._language, _line(event)), **found)
        )

    def _items(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self.next(), yaml.SequenceEndEvent):
            yield self.node(event, depth + 1)

    def _entries(self, depth: int) -> Iterator[Entry]:
        while not isinstance(event := self.next(), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                raise self.refused("key", event)
            yield Entry(event.value, _line(event), self.node(self.next(), depth + 1))


def _document(reader: _Reader) -> Table:
    reader.next()
    event = reader.next()
    if isinstance(event, yaml.StreamEndEvent):
        raise reader.refused("empty", event)
    root = reader.node(reader.next(), 1)
    if isinstance(root, Scalar) and not root.text:
        raise reader.refused("empty", event)
    if not isinstance(root, Table):
        raise reader.refused("root", event)
    reader.next()
    after = reader.next()
    if not isinstance(after, yaml.StreamEndEvent):
        raise reader.refused("second", after)
    return root


def _foreign(event: yaml.Event) -> str:
    anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
    if anchor:
        return f"{'*' if isinstance(event, yaml.AliasEvent) else '&'}{anchor}"[:60]
    return str(tag)[:60] if tag else ""


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def _place(language: str, line: int) -> str:
    return f"{'ligne' if language == 'fr' else 'line'} {line}"


def _syntax(error: yaml.MarkedYAMLError, text: str, language: str) -> Problem:
    lines = text.splitlines() or [""]
    mark = error.problem_mark or error.context_mark
    # What is never closed is noticed at the end of the file; the person needs where it began.
    if mark and error.context_mark and mark.line >= len(lines):
        mark = error.context_mark
    line = mark.line if mark else 0
    written = lines[min(line, len(lines) - 1)]
    code = "tab" if "\t" in written[: len(written) - len(written.lstrip())] else "syntax"
    return say(SOURCE[code], language, _place(language, line + 1), found=written.strip()[:60])


def _unreadable(text: str, language: str) -> Problem:
    bad = next(
        (i for i, c in enumerate(text) if not c.isprintable() and c not in "\n\r\t\x85\ufeff"), 0
    )
    line = text.count("\n", 0, bad) + 1
    return say(
        SOURCE["character"], language, _place(language, line), found=f"U+{ord(text[bad]):04X}"
    )
