"""Decides how long the verbs last that only make a sound or a silence."""

from collections.abc import Callable, Mapping
from math import inf
from types import MappingProxyType

from telepro.localtwilio.calls import Call
from telepro.localtwilio.exchange import Exchange
from telepro.localtwilio.kernel import Sleep, Steps
from telepro.localtwilio.twiml import Verb

CHARACTERS_PER_SECOND = 15.0
"""An unhurried synthetic voice: about 160 words a minute."""
SECONDS_OF_A_FILE = 5.0


def spoken_seconds(text: str) -> float:
    """How long it takes to say this, half a second at least."""
    return max(0.5, len(text) / CHARACTERS_PER_SECOND)


def _said(verb: Verb) -> float:
    return spoken_seconds(verb.text) * _times(verb)


def _played(verb: Verb) -> float:
    once = len(verb.attributes["digits"]) * 0.2 if verb.attributes["digits"] else SECONDS_OF_A_FILE
    return once * _times(verb)


def _times(verb: Verb) -> float:
    return verb.whole("loop") or inf


SECONDS: Mapping[str, Callable[[Verb], float]] = MappingProxyType(
    {"Say": _said, "Play": _played, "Pause": lambda verb: verb.whole("length")}
)
"""Seconds a verb lasts; for ever with loop="0"."""


def perform(exchange: Exchange, call: Call, verb: Verb) -> Steps:
    """Say, play or pause. Whoever is on the line hears speech and sound as company."""
    call.speaking = verb.name != "Pause"
    exchange.kernel.fire(call.company)
    yield Sleep(SECONDS[verb.name](verb))
    call.speaking = False
    exchange.kernel.fire(call.company)
