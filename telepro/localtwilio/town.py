"""Decides who picks up: people drawn from a scenario, the same for the same seed, number and call."""

from collections.abc import Mapping
from dataclasses import replace
from random import Random
from typing import TypeVar

from telepro.localtwilio.people import (
    ENDINGS,
    SILENT_LINES,
    TALK_SHARES,
    Kind,
    Manner,
    NumberRule,
    Person,
    Scenario,
    Span,
)
from telepro.localtwilio.sayings import Saying, words_for
from telepro.localtwilio.traits import break_off, cut, ring_back_after

Drawn = TypeVar("Drawn", Kind, Saying)


class Town:
    """Everyone who can be called. It remembers only how often each number was called."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario = scenario
        self._seed = seed
        self._calls: dict[str, int] = {}

    def meet(self, number: str) -> Person:
        """Whoever is at this number for its next call: same seed, number and count, same person."""
        nth = self._calls[number] = self._calls.get(number, 0) + 1
        seed = f"{self._seed}:{number}:{nth}"
        dice = Random(seed)
        rule = rule_for(self._scenario, number)
        kind = (
            rule.calls[min(nth, len(rule.calls)) - 1] if rule else _draw(dice, self._scenario.mix)
        )
        manner = self._scenario.manners.get(kind, Manner())
        says = rule.says if rule and rule.says else _saying(dice, manner)
        person = draw_person(dice, kind, manner, None if kind in ENDINGS else says, number)
        person = _as_detected(self._scenario, person, manner, seed)
        return with_keys(with_traits(person, manner, seed), rule)


def rule_for(scenario: Scenario, number: str) -> NumberRule | None:
    """What is settled for this number; None when nothing is."""
    return next((rule for rule in scenario.numbers if rule.covers(number)), None)


def first_kind(scenario: Scenario, seed: int, number: str) -> Kind:
    """What is at this number when it is called for the first time in a `Town`."""
    rule = rule_for(scenario, number)
    return rule.calls[0] if rule else _draw(Random(f"{seed}:{number}:1"), scenario.mix)


def with_traits(person: Person, manner: Manner, seed: str) -> Person:
    """The same person with what their kind does besides, drawn from dice of its own."""
    if manner.calls_back is None and not manner.breaks_off:
        return person
    person = replace(
        person, calls_back=ring_back_after(manner.calls_back, manner.calls_back_share, seed)
    )
    part = break_off(manner.breaks_off, seed)
    if part is None:
        return person
    talk, text = person.talk * part, cut(person.text, 2 * part)
    return replace(person, talk=talk, text=text, hangs_up=True)


def with_keys(person: Person, rule: NumberRule | None) -> Person:
    """The same person with the keys that are settled for their number."""
    if rule is None or not rule.presses:
        return person
    return replace(person, presses=tuple(rule.presses.split()))


def _as_detected(scenario: Scenario, person: Person, manner: Manner, seed: str) -> Person:
    """The same person with what detection listens to: whether a machine beeps, and how lucky they are."""
    if person.kind is not Kind.MACHINE and not scenario.detection:
        return person
    # Dice of their own: later traits leave the people of a known seed as they were.
    later = Random(f"{seed}:answer")
    beeps, luck = later.random() < manner.beeps, later.random()
    return replace(person, beeps=beeps, luck=luck)


def draw_person(
    dice: Random, kind: Kind, manner: Manner, says: Saying | None, number: str
) -> Person:
    """Somebody of this kind who wants this of the call."""
    share = TALK_SHARES.get(says, 1.0) if says else 1.0
    return Person(
        kind=kind,
        setup=dice.uniform(0.5, 2.0),
        ring=0.0 if kind in SILENT_LINES else _between(dice, manner.ring),
        greeting=_between(dice, manner.greeting),
        talk=_between(dice, manner.talk) * share,
        patience=manner.patience,
        hangs_up=dice.random() < manner.hangs_up,
        says=says,
        text=words_for(says, number, dice) if says else "",
    )


def _between(dice: Random, span: Span) -> float:
    low, high = span
    return low if low == high else dice.uniform(low, high)


def _draw(dice: Random, weights: Mapping[Drawn, float]) -> Drawn:
    return dice.choices(list(weights), list(weights.values()))[0]


def _saying(dice: Random, manner: Manner) -> Saying | None:
    return _draw(dice, manner.says) if manner.says else None
