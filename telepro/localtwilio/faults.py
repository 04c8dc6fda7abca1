"""Decides which requests and callbacks go wrong on purpose, at given rates, the same for a seed."""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from random import Random


class Fault(StrEnum):
    """What can be made to go wrong."""

    CREATE_500 = "create_500"
    CREATE_429 = "create_429"
    CREATE_LOST = "create_lost"
    WEBHOOK_DROP = "webhook_drop"
    WEBHOOK_DOUBLE = "webhook_double"
    WEBHOOK_REORDER = "webhook_reorder"


CREATION = (Fault.CREATE_500, Fault.CREATE_429, Fault.CREATE_LOST)
LATEST = 5.0
"""Seconds by which a reordered callback comes late at most."""


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


class Mischief:
    """Draws, for each request and each callback in turn, what goes wrong with it."""

    def __init__(self, rates: Mapping[Fault, float], seed: int) -> None:
        self._rates = rates
        self._creations = Random(f"{seed}:creations")
        self._callbacks = Random(f"{seed}:callbacks")

    def creation(self) -> Fault | None:
        """What goes wrong with the next creation of a call; None when nothing does."""
        dice = self._creations.random()
        for fault in CREATION:
            dice -= self._rates.get(fault, 0.0)
            if dice < 0:
                return fault
        return None

    def callback_delays(self) -> tuple[float, ...]:
        """The delays in seconds at which the next callback is sent: none, one or two."""
        drop, twice, late, delay = (self._callbacks.random() for _ in range(4))
        if drop < self._rates.get(Fault.WEBHOOK_DROP, 0.0):
            return ()
        first = delay * LATEST if late < self._rates.get(Fault.WEBHOOK_REORDER, 0.0) else 0.0
        if twice < self._rates.get(Fault.WEBHOOK_DOUBLE, 0.0):
            return (first, first + delay)
        return (first,)
