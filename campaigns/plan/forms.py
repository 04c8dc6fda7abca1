"""Asks one mapping of a plan for its values, and notes every problem instead of stopping at the first.

A question that finds nothing usable notes why and answers a blank of the right type, so that reading goes
on; a plan with a single note is never built into anything but its list of problems.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeVar

from campaigns.plan.kinds import Kind
from campaigns.plan.source import Entry, Listing, Node, Scalar, Table
from campaigns.plan.wording import STRUCTURE, Wording, Words, say
from campaigns.problems import Problem
from campaigns.spelling import nearest

T = TypeVar("T")
D = TypeVar("D")

_NULLS = frozenset({"", "~", "null"})
_SHOWN = 60


class Reading(StrEnum):
    """How strictly a plan is read: what is kept already may say what nobody may write any more."""

    KEPT = "kept"
    NEW = "new"


class Notes:
    """The problems found so far, each with its line."""

    def __init__(self, language: str, reading: Reading = Reading.KEPT) -> None:
        self.language = language
        self.reading = reading
        self._noted: list[tuple[int, Problem]] = []
        self._forms: list[Form] = []

    def add(self, words: Wording, line: int, path: str, /, **values: object) -> None:
        """Note a problem at that line, under that path."""
        before = "ligne" if self.language == "fr" else "line"
        place = f"{before} {line}, {path}" if path else f"{before} {line}"
        self._noted.append((line, say(words, self.language, place, **values)))

    def opened(self, form: "Form") -> None:
        """Remember a form, whose unknown keys are named at the end."""
        self._forms.append(form)

    def problems(self) -> tuple[Problem, ...]:
        """Every problem, from the first line to the last."""
        for form in self._forms:
            form.name_unknown_keys()
        self._forms.clear()
        return tuple(problem for _, problem in sorted(self._noted, key=lambda noted: noted[0]))


class Form:
    """One mapping while it is read; `path` is how its place is called, such as `actions.cap`."""

    def __init__(self, table: Table, path: str, notes: Notes, absent: bool = False) -> None:
        self.path = path
        self.line = table.line
        self.notes = notes
        self._absent = absent
        self._asked: set[str] = set()
        self._faulty: set[str] = set()
        self._entries: dict[str, Entry] = {}
        for entry in table.entries:
            self._take(entry)
        notes.opened(self)

    def value(self, key: str, kind: Kind[T]) -> T:
        """The value that must stand there; a blank, with a note, when it doesn't."""
        node = self._node(key)
        if node is None:
            self._missing(key, kind.expected)
            return kind.blank
        return self._read(node, key, kind)

    def optional(self, key: str, kind: Kind[T], default: D) -> T | D:
        """The value that may stand there, else the default."""
        node = self._node(key)
        return default if node is None else self._read(node, key, kind)

    def values(self, key: str, kind: Kind[T], least: int = 0, most: int = 50) -> tuple[T, ...]:
        """A list of values; a single value is a list of one."""
        nodes = self._listed(key, least, most)
        return tuple(self._read(node, f"{key}[{i}]", kind) for i, node in enumerate(nodes, 1))

    def form(self, key: str) -> "Form":
        """The mapping that must stand there; an absent one is noted once and then asked in silence."""
        node = self._node(key)
        if node is None:
            self._missing(key, STRUCTURE["not_section"].expected)
            return Form(Table((), self.line), self._under(key), self.notes, absent=True)
        return self._form(node, key)

    def optional_form(self, key: str) -> "Form | None":
        """The mapping that may stand there."""
        node = self._node(key)
        return None if node is None else self._form(node, key)

    def forms(self, key: str, least: int = 0, most: int = 50) -> tuple["Form", ...]:
        """A list of mappings."""
        nodes = self._listed(key, least, most)
        return tuple(self._form(node, f"{key}[{i}]") for i, node in enumerate(nodes, 1))

    def written(self) -> tuple[str, ...]:
        """The keys that stand in this mapping, for those whose keys are the writer's own."""
        return tuple(self._entries)

    def has(self, key: str) -> bool:
        """Whether the key stands there with something behind it."""
        return self._node(key) is not None

    def is_sound(self, *keys: str) -> bool:
        """Whether these keys were read without a problem, so that they may be compared."""
        return self._faulty.isdisjoint(keys)

    def note(self, key: str, words: Wording, /, **values: object) -> None:
        """Note a problem at a key (or at the whole mapping when the key isn't there)."""
        self._faulty.add(key)
        if self._absent:
            return
        entry = self._entries.get(key)
        path = self._under(key) if key else self.path
        self.notes.add(words, entry.line if entry else self.line, path, **values)

    def note_new(self, key: str, words: Wording, /, **values: object) -> None:
        """Note a problem that only a plan that is being written has."""
        if self.notes.reading is Reading.NEW:
            self.note(key, words, **values)

    def name_unknown_keys(self) -> None:
        """Note each key that nobody asked for, with the known key it resembles."""
        for key, entry in self._entries.items():
            if key not in self._asked:
                self._unknown(key, entry)

    def _take(self, entry: Entry) -> None:
        first = self._entries.get(entry.key)
        if first is None:
            self._entries[entry.key] = entry
            return
        words, path = STRUCTURE["duplicate_key"], self._under(entry.key)
        self.notes.add(words, entry.line, path, key=entry.key[:_SHOWN], first=first.line)

    def _node(self, key: str) -> Node | None:
        self._asked.add(key)
        entry = self._entries.get(key)
        return None if entry is None or _is_null(entry.value) else entry.value

    def _read(self, node: Node, key: str, kind: Kind[T]) -> T:
        language, path = self.notes.language, self._under(key)
        expected = kind.expected[language]
        if not isinstance(node, Scalar):
            self._faulty.add(key)
            self.notes.add(STRUCTURE["not_scalar"], node.line, path, expected=expected)
            return kind.blank
        value = kind.read(node.text)
        if value is not None:
            return value
        self._faulty.add(key)
        meant = nearest(node.text, kind.known)
        words = STRUCTURE["mistyped_value" if meant else "bad_value"]
        found = node.text.strip()[:_SHOWN]
        self.notes.add(words, node.line, path, found=found, expected=expected, nearest=meant)
        return kind.blank

    def _form(self, node: Node, key: str) -> "Form":
        if isinstance(node, Table):
            return Form(node, self._under(key), self.notes)
        self.notes.add(
            STRUCTURE["not_section"], node.line, self._under(key), found=self._shown(node)
        )
        return Form(Table((), node.line), self._under(key), self.notes, absent=True)

    def _listed(self, key: str, least: int, most: int) -> tuple[Node, ...]:
        node = self._node(key)
        if isinstance(node, Table):
            self.note(key, STRUCTURE["not_list"], found=self._shown(node))
            return ()
        nodes = _items(node)
        if len(nodes) < least:
            self.note(key, STRUCTURE["too_few"], count=len(nodes), least=least)
        if len(nodes) > most:
            self.note(key, STRUCTURE["too_many"], count=len(nodes), most=most)
        return nodes[:most]

    def _missing(self, key: str, expected: Words) -> None:
        self.note(key, STRUCTURE["missing"], expected=expected[self.notes.language], key=key)

    def _unknown(self, key: str, entry: Entry) -> None:
        if self._absent:
            return
        unused = sorted(self._asked - set(self._entries)) or sorted(self._asked)
        meant = nearest(key, unused)
        words = STRUCTURE["mistyped_key" if meant else "unknown_key"]
        path, shown = self._under(key), key[:_SHOWN]
        known = ", ".join(sorted(self._asked))
        self.notes.add(words, entry.line, path, key=shown, nearest=meant, known=known)

    def _under(self, key: str) -> str:
        return f"{self.path}.{key[:_SHOWN]}" if self.path else key[:_SHOWN]

    def _shown(self, node: Node) -> str:
        return _SHAPES[type(node)][self.notes.language](node)


_SHAPES: dict[type, dict[str, Callable[[Node], str]]] = {
    Scalar: {
        "fr": lambda node: f"« {node.text.strip()[:_SHOWN]} »" if isinstance(node, Scalar) else "",
        "en": lambda node: f"`{node.text.strip()[:_SHOWN]}`" if isinstance(node, Scalar) else "",
    },
    Listing: {"fr": lambda node: "une liste", "en": lambda node: "a list"},
    Table: {"fr": lambda node: "des sous-clés", "en": lambda node: "nested keys"},
}


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.quoted and node.text in _NULLS


def _items(node: Node | None) -> tuple[Node, ...]:
    if node is None:
        return ()
    return node.items if isinstance(node, Listing) else (node,)
