"""Decides how faults are asked for: by rate on the command line, or one by one while it runs."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Any


class Fault(StrEnum):
    """What can be made to go wrong; `create_` when a call is created, `webhook_` with a callback."""

    CREATE_500 = "create_500"
    CREATE_429 = "create_429"
    CREATE_LOST = "create_lost"
    CREATE_SLOW = "create_slow"
    OUTAGE = "outage"
    WEBHOOK_DROP = "webhook_drop"
    WEBHOOK_DOUBLE = "webhook_double"
    WEBHOOK_REORDER = "webhook_reorder"
    WEBHOOK_LATE = "webhook_late"
    WEBHOOK_REPLAY = "webhook_replay"
    WEBHOOK_FORGE = "webhook_forge"
    WEBHOOK_HUGE = "webhook_huge"


SECONDS: Mapping[Fault, float] = MappingProxyType({Fault.CREATE_SLOW: 8.0, Fault.OUTAGE: 20.0})
"""How long those last that take time, unless something else is asked for."""
LONGEST_SECONDS = 3600.0
MOST_AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Wish:
    """One fault: from now on at `rate`, or the next `count` times; `seconds` for those that last."""

    fault: Fault
    rate: float | None = None
    count: int = 0
    seconds: float | None = None


class BadFault(Exception):
    """A fault that can't be read; the message says what was expected."""


def read_faults(texts: Iterable[str]) -> dict[Fault, float]:
    """The rates in `create_lost=0.03` and the like, commas allowed between several.

    Raises BadFault for an unknown name or a rate outside 0 to 1.
    """
    pairs = [pair for text in texts for pair in text.split(",") if pair]
    return dict(_read(pair) for pair in pairs)


def _read(pair: str) -> tuple[Fault, float]:
    name, _, rate = pair.partition("=")
    try:
        fault, share = Fault(name.strip()), float(rate)
    except ValueError as trouble:
        names = ", ".join(Fault)
        raise BadFault(f"Fault {pair!r}: expected NAME=RATE, a name being {names}.") from trouble
    if not 0.0 <= share <= 1.0:
        raise BadFault(f"Fault {pair!r}: expected a rate from 0 to 1.")
    return fault, share


def read_wish(asked: object) -> Wish:
    """The wish in `{"fault": NAME}` with `rate` (0 to 1), `next` (1 to 10000) or `seconds` (to 3600).

    With neither rate nor next, the fault strikes once. Raises BadFault.
    """
    if not isinstance(asked, dict) or not set(asked) <= set(WISHED) or "fault" not in asked:
        names = ", ".join(WISHED)
        raise BadFault(
            f"Fault {asked!r}: expected a JSON object with fault, and others of {names}."
        )
    if asked["fault"] not in set(Fault):
        raise BadFault(f"Fault {asked['fault']!r}: expected one of {', '.join(Fault)}.")
    fault = Fault(asked["fault"])
    rate, count = _bounded(asked, "rate", 1.0), _bounded(asked, "next", MOST_AT_ONCE)
    seconds = _bounded(asked, "seconds", LONGEST_SECONDS)
    if seconds is not None and fault not in SECONDS:
        raise BadFault(f"Fault {fault}: seconds are for {' and '.join(SECONDS)} only.")
    if rate is not None and count is not None:
        raise BadFault(f"Fault {fault}: expected a rate or how many are next, not both.")
    return Wish(fault, rate, 0 if rate is not None else int(count or 1), seconds)


WISHED = ("fault", "rate", "next", "seconds")


def _bounded(asked: Mapping[str, Any], name: str, most: float) -> float | None:
    value = asked.get(name)
    if value is None:
        return None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if not is_number or not 0 <= value <= most or (name == "next" and value != int(value)):
        raise BadFault(f"Fault {asked['fault']}: {name} {value!r}: expected 0 to {most:g}.")
    return float(value)
