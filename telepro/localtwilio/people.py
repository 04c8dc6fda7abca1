"""Decides what simulated people are like: their kinds, the manner of each, and one person on a call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from math import inf
from types import MappingProxyType
from typing import Protocol

from telepro.localtwilio.codes import CallStatus
from telepro.localtwilio.detection_words import Mistake
from telepro.localtwilio.sayings import Saying


class Kind(StrEnum):
    """What is at the other end of a number."""

    HUMAN = "human"
    GATEKEEPER = "gatekeeper"
    MACHINE = "machine"
    FAX = "fax"
    SILENCE = "silence"
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


@dataclass(frozen=True, slots=True)
class Manner:
    """How people of one kind behave; spans are seconds from least to most, shares are weights."""

    ring: Span = (4.0, 18.0)
    greeting: Span = (0.8, 2.0)
    talk: Span = (25.0, 150.0)
    patience: float = 8.0
    hangs_up: float = 0.4
    says: Mapping[Saying, float] = field(default_factory=dict)
    beeps: float = 0.8
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
        Kind.FAX: Manner(ring=(2.0, 6.0), greeting=(3.0, 3.0), talk=(20.0, 40.0), patience=inf),
        Kind.SILENCE: Manner(greeting=(0.0, 0.0), talk=(10.0, 30.0), patience=inf),
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
    """Who answers certain numbers; `calls` names the kind for each call, the last one staying.

    `presses` are the keys pressed when a document asks for some: `1`, or `1 22#` for two questions.
    """

    pattern: str
    calls: tuple[Kind, ...]
    says: Saying | None = None
    presses: str = ""
    replies: str = ""

    def covers(self, number: str) -> bool:
        """Whether the pattern, in which a dot stands for any digit, ends this number."""
        if len(self.pattern) > len(number):
            return False
        tail = number[-len(self.pattern) :]
        return all(wanted in (".", got) for wanted, got in zip(self.pattern, tail, strict=True))


@dataclass(frozen=True, slots=True)
class Scenario:
    """A town: the mix of kinds, how each behaves, what is settled for certain numbers, and how often
    Twilio mistakes who answered."""

    mix: Mapping[Kind, float] = field(default_factory=lambda: MIX)
    manners: Mapping[Kind, Manner] = field(default_factory=lambda: MANNERS)
    numbers: tuple[NumberRule, ...] = ()
    detection: Mapping[Mistake, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Person:
    """Who takes, or does not take, one call. Durations in seconds at ordinary speed.

    `luck` from 0 to 1 decides whether detection mistakes them: the least are mistaken first.
    """

    kind: Kind
    setup: float
    ring: float
    greeting: float
    talk: float
    patience: float
    hangs_up: bool
    says: Saying | None
    text: str
    beeps: bool = True
    presses: tuple[str, ...] = ()
    luck: float = 1.0
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
