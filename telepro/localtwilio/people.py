"""Decides who picks up: simulated people drawn from a scenario, the same for the same seed."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import inf
from random import Random
from types import MappingProxyType
from typing import Protocol, TypeVar

from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.sayings import Saying, words_for
from telepro.localtwilio.traits import break_off, cut, ring_back_after


class Kind(StrEnum):
    """What is at the other end of a number."""

    HUMAN = "human"
    GATEKEEPER = "gatekeeper"
    MACHINE = "machine"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    REJECTED = "rejected"
    DEAD = "dead"
    CARRIER_FAILURE = "carrier_failure"


@dataclass(frozen=True, slots=True)
class Ending:
    """How the network ends a call nobody took: status and SIP code."""

    status: CallStatus
    sip: int


RANG_OUT = Ending(CallStatus.NO_ANSWER, 487)

ENDINGS: Mapping[Kind, Ending] = MappingProxyType(
    {
        Kind.BUSY: Ending(CallStatus.BUSY, 486),
        Kind.NO_ANSWER: RANG_OUT,
        Kind.REJECTED: Ending(CallStatus.NO_ANSWER, 603),
        Kind.DEAD: Ending(CallStatus.FAILED, 404),
        Kind.CARRIER_FAILURE: Ending(CallStatus.FAILED, 503),
    }
)

SILENT_LINES = frozenset({Kind.BUSY, Kind.DEAD, Kind.CARRIER_FAILURE})
"""Lines that end before anything rings."""

Span = tuple[float, float]
Drawn = TypeVar("Drawn", Kind, Saying)


@dataclass(frozen=True, slots=True)
class Manner:
    """How people of one kind behave; spans are seconds from least to most, shares are weights."""

    ring: Span = (4.0, 18.0)
    greeting: Span = (0.8, 2.0)
    talk: Span = (25.0, 150.0)
    patience: float = 8.0
    hangs_up: float = 0.4
    says: Mapping[Saying, float] = field(default_factory=dict)
    calls_back: Span | None = None
    calls_back_share: float = 1.0
    breaks_off: float = 0.0
    replies: str = ""


HUMAN_INTENTIONS: Mapping[Saying, float] = MappingProxyType(
    {
        Saying.REFUSED_TO_LISTEN: 30,
        Saying.REFUSAL: 24,
        Saying.CALLBACK: 14,
        Saying.MEETING: 10,
        Saying.DOCUMENTATION: 7,
        Saying.LATER: 6,
        Saying.OUT_OF_TARGET: 4,
        Saying.WRONG_NUMBER: 2,
        Saying.DO_NOT_CALL: 2,
        Saying.QUOTE: 1,
    }
)

TALK_SHARES: Mapping[Saying, float] = MappingProxyType(
    {
        Saying.REFUSED_TO_LISTEN: 0.15,
        Saying.WRONG_NUMBER: 0.15,
        Saying.DO_NOT_CALL: 0.15,
        Saying.OBJECTS: 0.2,
        Saying.RETURNED_CALL: 0.3,
        Saying.OUT_OF_TARGET: 0.2,
        Saying.CALLBACK: 0.3,
        Saying.REFUSAL: 0.6,
    }
)
"""The part of a whole conversation after which people who want this have said it."""

MANNERS: Mapping[Kind, Manner] = MappingProxyType(
    {
        Kind.HUMAN: Manner(says=HUMAN_INTENTIONS),
        Kind.GATEKEEPER: Manner(
            ring=(2.0, 9.0),
            talk=(12.0, 40.0),
            says={Saying.GATEKEEPER: 55, Saying.AWAY: 30, Saying.CALLBACK: 15},
        ),
        Kind.MACHINE: Manner(
            ring=(12.0, 20.0),
            greeting=(4.0, 12.0),
            talk=(20.0, 40.0),
            patience=inf,
            hangs_up=1.0,
            says={Saying.MACHINE: 1},
        ),
        Kind.REJECTED: Manner(ring=(2.0, 8.0)),
        Kind.NO_ANSWER: Manner(ring=(inf, inf)),
    }
)

MIX: Mapping[Kind, float] = MappingProxyType(
    {
        Kind.HUMAN: 36,
        Kind.GATEKEEPER: 10,
        Kind.MACHINE: 20,
        Kind.NO_ANSWER: 20,
        Kind.BUSY: 6,
        Kind.REJECTED: 4,
        Kind.DEAD: 3,
        Kind.CARRIER_FAILURE: 1,
    }
)
"""Shares of a cold B2B file: about one call in three is taken by a person."""


@dataclass(frozen=True, slots=True)
class NumberRule:
    """Who answers certain numbers; `calls` names the kind for each call, the last one staying."""

    pattern: str
    calls: tuple[Kind, ...]
    says: Saying | None = None
    replies: str = ""

    def covers(self, number: str) -> bool:
        """Whether the pattern, in which a dot stands for any digit, ends this number."""
        if len(self.pattern) > len(number):
            return False
        tail = number[-len(self.pattern) :]
        return all(wanted in (".", got) for wanted, got in zip(self.pattern, tail, strict=True))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A town: the mix of kinds, how each behaves, and what is settled for certain numbers."""

    mix: Mapping[Kind, float] = field(default_factory=lambda: MIX)
    manners: Mapping[Kind, Manner] = field(default_factory=lambda: MANNERS)
    numbers: tuple[NumberRule, ...] = ()


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes, or does not take, one call. Durations in seconds at ordinary speed."""

    kind: Kind
    setup: float
    ring: float
    greeting: float
    talk: float
    patience: float
    hangs_up: bool
    says: Saying | None
    text: str
    calls_back: float | None = None

    @property
    def rings(self) -> bool:
        """Whether the phone rings at all."""
        return self.kind not in SILENT_LINES

    def ending(self, ring_limit: float) -> Ending | None:
        """How the call ends unanswered when it rings `ring_limit` seconds; None when it is taken."""
        if self.kind in ENDINGS:
            return ENDINGS[self.kind] if self.ring <= ring_limit else RANG_OUT
        return None if self.ring <= ring_limit else RANG_OUT


class People(Protocol):
    """Whoever can be called; a simulation knows more of them than a scenario tells."""

    def meet(self, number: str) -> Person:
        """Whoever is at this number for its next call."""


class Town:
    """Everyone who can be called. It remembers only how often each number was called."""

    def __init__(self, scenario: Scenario, seed: int) -> None:
        self._scenario = scenario
        self._seed = seed
        self._calls: dict[str, int] = {}

    def meet(self, number: str) -> Person:
        """Whoever is at this number for its next call: same seed, number and count, same person."""
        nth = self._calls[number] = self._calls.get(number, 0) + 1
        dice = Random(f"{self._seed}:{number}:{nth}")
        rule = rule_for(self._scenario, number)
        kind = (
            rule.calls[min(nth, len(rule.calls)) - 1] if rule else _draw(dice, self._scenario.mix)
        )
        manner = self._scenario.manners.get(kind, Manner())
        says = rule.says if rule and rule.says else _saying(dice, manner)
        person = draw_person(dice, kind, manner, None if kind in ENDINGS else says, number)
        return with_traits(person, manner, f"{self._seed}:{number}:{nth}")


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
