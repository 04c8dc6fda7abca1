"""What a caller reads on a page: its token, the missions to choose, what the keypad offers and asks.

Only what a browser shows counts: the parts kept in <template> belong to the lead after this one.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

ANSWER = "answers."


@dataclass(frozen=True, slots=True)
class Chip:
    """A choice behind a disposition: the field that it fills, and whether a note must say more."""

    disposition: str
    key: str
    value: str
    needs_note: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the script: the kind of its input, and the values to choose from if any."""

    kind: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page as read; lists are empty where the page shows nothing of the kind."""

    token: str = ""
    missions: tuple[str, ...] = ()
    offered: frozenset[str] = frozenset()
    required: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    chips: tuple[Chip, ...] = ()
    moments: tuple[str, ...] = ()
    later_days: tuple[str, ...] = ()
    questions: Mapping[str, Question] = field(default_factory=dict)

    def chips_of(self, disposition: str, key: str) -> tuple[Chip, ...]:
        """The choices of one field of a disposition."""
        return tuple(c for c in self.chips if (c.disposition, c.key) == (disposition, key))


def read_page(html: str) -> Page:
    """The page in `html`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    data = json.loads("".join(reader.data) or "{}")
    return Page(
        token=reader.token,
        missions=tuple(reader.missions),
        offered=frozenset(each["code"] for each in data.get("results", ())),
        required={code: tuple(keys) for code, keys in data.get("required", {}).items()},
        chips=tuple(reader.chips),
        moments=tuple(reader.radios.get("callback_at", ())),
        later_days=tuple(reader.radios.get("later_on", ())),
        questions=dict(reader.questions()),
    )


class _Reader(HTMLParser):
    """Collects what is shown while the page goes by."""

    def __init__(self) -> None:
        super().__init__()
        self.token = ""
        self.missions: list[str] = []
        self.chips: list[Chip] = []
        self.radios: dict[str, list[str]] = {}
        self.inputs: dict[str, str] = {}
        self.data: list[str] = []
        self._hidden = 0
        self._in_data = False
        self._seen = {"meta": self._meta, "button": self._button, "input": self._input}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "template":
            self._hidden += 1
        elif tag == "script":
            self._in_data = found.get("id") == "desk-data"
        elif tag in self._seen and not self._hidden:
            self._seen[tag](found)

    def handle_endtag(self, tag: str) -> None:
        if tag == "template":
            self._hidden -= 1
        elif tag == "script":
            self._in_data = False

    def handle_data(self, data: str) -> None:
        if self._in_data:
            self.data.append(data)

    def questions(self) -> list[tuple[str, Question]]:
        """The questions by their keys, choices and free fields alike."""
        asked = {**dict.fromkeys(self.radios, "radio"), **self.inputs}
        return [
            (name.removeprefix(ANSWER), Question(kind, tuple(self.radios.get(name, ()))))
            for name, kind in asked.items()
            if name.startswith(ANSWER)
        ]

    def _meta(self, found: dict[str, str | None]) -> None:
        if found.get("name") == "csrf-token":
            self.token = found.get("content") or ""

    def _button(self, found: dict[str, str | None]) -> None:
        if found.get("name") == "campaign_id":
            self.missions.append(found.get("value") or "")
        if found.get("data-disposition"):
            self.chips.append(_chip(found))

    def _input(self, found: dict[str, Any]) -> None:
        name, kind = found.get("name") or "", found.get("type") or "text"
        if kind == "radio" and found.get("value"):
            self.radios.setdefault(name, []).append(found["value"])
        elif kind != "radio":
            self.inputs[name] = found.get("inputmode") or kind


def _chip(found: Mapping[str, str | None]) -> Chip:
    return Chip(
        found.get("data-disposition") or "",
        found.get("data-key") or "",
        found.get("data-value") or "",
        needs_note="data-needs-note" in found,
    )
