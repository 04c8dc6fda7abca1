"""Reads a people file (YAML or JSON) and names every mistake in it with its place.

Four tables, each optional; shares are weights, times are seconds at ordinary speed:

    mix: {human: 3, machine: 1}
    people:
      human: {ring: [3, 12], talk: 60, patience: 8, hangs_up: 0.4, says: {meeting: 1, refusal: 4}}
      machine: {greeting: [4, 12], beeps: 0.8}
    numbers:
      - {number: "0001", calls: [no_answer, busy, human], says: callback}
      - {number: "+3319900....", kind: gatekeeper, presses: "1 22#"}
      - {number: "0002", replies: OUI}
    detection: {human_as_machine: 0.03, machine_as_human: 0.05, unknown: 0.02}

A rule covers the numbers that end as it does, a dot standing for any digit; the first one that
fits decides. `calls` names who answers the first call, the second and so on, the last one staying;
`presses` the keys for the first question of a document, the second and so on. `detection` holds
the rates at which Twilio mistakes who answered, none unless given.

Of a kind, `calls_back: [60, 600]` lets those who missed a call ring back after so many seconds
(`calls_back_share` of them, all by default); `breaks_off: 0.1` lets one in ten hang up in the middle
of a sentence; `replies` is what they answer to a text message. None of these changes the others.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from telepro.localtwilio.detection_words import Mistake
from telepro.localtwilio.people import MANNERS, MIX, Kind, Manner, NumberRule, Scenario
from telepro.localtwilio.sayings import Saying

Word = TypeVar("Word", bound=StrEnum)

LARGEST_FILE = 1_000_000
LONGEST_REPLY = 1600
RULE = ("number", "kind", "calls", "says", "presses", "replies")
LARGEST: Mapping[str, float] = {
    "hangs_up": 1.0,
    "beeps": 1.0,
    "calls_back_share": 1.0,
    "breaks_off": 1.0,
    "patience": 3600.0,
}
"""The most that a trait of one number may be."""
LONGEST_SPANS: Mapping[str, float] = {"calls_back": 86_400.0}
"""Seconds that a trait may last at most where it isn't an hour."""


class BadScenario(Exception):
    """A people file that can't be used; its message has one line per mistake."""


def read_scenario(path: Path) -> Scenario:
    """The scenario in a file with the keys `mix`, `people`, `numbers`, `detection`, each optional.

    Raises BadScenario with every mistake found: place, what was found, what was expected.
    """
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise BadScenario(
                f"{path}: larger than 1 MB. A people file holds rules, not a directory."
            )
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as trouble:
        raise BadScenario(f"{path}: can't be read as YAML or JSON: {trouble}") from trouble
    return scenario_of({} if content is None else content)


def scenario_of(content: object) -> Scenario:
    """The scenario in already parsed YAML or JSON. Raises BadScenario as `read_scenario` does."""
    reader = _Reader()
    scenario = reader.scenario(content)
    if reader.mistakes:
        raise BadScenario("\n".join(reader.mistakes))
    return scenario


class _Reader:
    """Reads on after each mistake, so that one run names them all."""

    def __init__(self) -> None:
        self.mistakes: list[str] = []

    def scenario(self, content: object) -> Scenario:
        top = self._table("people file", content, {"mix", "people", "numbers", "detection"})
        mix = self._weights("mix", top["mix"], Kind) if "mix" in top else MIX
        manners = dict(MANNERS)
        for name, changes in self._table("people", top.get("people", {}), set(Kind)).items():
            kind = Kind(name)
            manners[kind] = self._manner(f"people.{name}", manners.get(kind, Manner()), changes)
        rules = top.get("numbers") or []
        if not isinstance(rules, list):
            self._miss("numbers", rules, "a list of rules")
            rules = []
        read = [self._rule(f"numbers[{index}]", rule) for index, rule in enumerate(rules)]
        mistakes = self._rates("detection", top.get("detection", {}))
        return Scenario(mix, manners, tuple(rule for rule in read if rule), mistakes)

    def _rates(self, place: str, content: object) -> Mapping[Mistake, float]:
        table = self._table(place, content, set(Mistake))
        return {
            Mistake(name): self._number(f"{place}.{name}", value, 0.0, 1.0)
            for name, value in table.items()
        }

    def _manner(self, place: str, manner: Manner, changes: object) -> Manner:
        known = {field.name for field in fields(Manner)}
        read: dict[str, Any] = {}
        for name, value in self._table(place, changes, known).items():
            read[name] = self._trait(f"{place}.{name}", name, value, getattr(manner, name))
        return replace(manner, **read)

    def _trait(self, place: str, name: str, value: object, default: object) -> object:
        if name == "says":
            return self._weights(place, value, Saying)
        if name == "replies":
            return self._text(place, value)
        if name in LARGEST:
            return self._number(place, value, 0.0, LARGEST[name])
        return self._span(place, value, default, LONGEST_SPANS.get(name, 3600.0))

    def _rule(self, place: str, content: object) -> NumberRule | None:
        rule = self._table(place, content, set(RULE))
        pattern = str(rule.get("number", ""))
        if not pattern or set(pattern) - set("+0123456789."):
            self._miss(f"{place}.number", pattern, "the number or its last digits, a dot for any")
            return None
        kinds = rule.get("calls", [rule.get("kind", Kind.HUMAN)])
        if not isinstance(kinds, list) or not kinds:
            self._miss(f"{place}.calls", kinds, "a list of kinds, one per call")
            return None
        calls = [self._word(place, kind, Kind) for kind in kinds]
        says = self._word(f"{place}.says", rule["says"], Saying) if "says" in rule else None
        replies = self._text(f"{place}.replies", rule.get("replies", ""))
        presses = self._keys(f"{place}.presses", str(rule.get("presses", "")))
        return NumberRule(pattern, tuple(kind for kind in calls if kind), says, presses, replies)

    def _keys(self, place: str, keys: str) -> str:
        if set(keys) - set("0123456789*#ABCD "):
            self._miss(place, keys, "keys like 12#, a space between two questions")
            return ""
        return keys

    def _weights(self, place: str, content: object, words: type[Word]) -> Mapping[Word, float]:
        if isinstance(content, str):
            return {words(content): 1.0} if self._word(place, content, words) else {}
        table = self._table(place, content, set(words))
        weights = {
            words(name): self._number(f"{place}.{name}", value, 0.0, 1e6)
            for name, value in table.items()
        }
        if not any(weights.values()):
            self._miss(place, content, "at least one share above zero")
        return weights

    def _text(self, place: str, value: object) -> str:
        if isinstance(value, str) and len(value) <= LONGEST_REPLY:
            return value
        self._miss(place, value, f"a text of at most {LONGEST_REPLY} letters, in quotes")
        return ""

    def _span(self, place: str, value: object, default: object, most: float) -> object:
        ends = value if isinstance(value, list) else [value, value]
        if len(ends) != 2:
            self._miss(place, value, "seconds, or [least, most]")
            return default
        low, high = (self._number(place, end, 0.0, most) for end in ends)
        if low > high:
            self._miss(place, value, "the smaller number first")
        return low, high

    def _number(self, place: str, value: object, low: float, high: float) -> float:
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not low <= value <= high
        ):
            self._miss(place, value, f"a number from {low:g} to {high:g}")
            return low
        return float(value)

    def _word(self, place: str, value: object, words: type[Word]) -> Word | None:
        if isinstance(value, str) and value in set(words):
            return words(value)
        self._miss(place, value, "one of " + ", ".join(words))
        return None

    def _table(self, place: str, content: object, known: set[Any]) -> dict[str, Any]:
        if not isinstance(content, dict):
            self._miss(place, content, "a table with " + ", ".join(sorted(map(str, known))))
            return {}
        for name in content:
            if name not in known:
                self._miss(f"{place}, key", name, "one of " + ", ".join(sorted(map(str, known))))
        return {str(name): value for name, value in content.items() if name in known}

    def _miss(self, place: str, found: object, expected: str) -> None:
        self.mistakes.append(f"{place}: found {found!r}, expected {expected}.")
