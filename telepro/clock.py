"""The only clock of TelePro: the real instant plus one shift, set once when a process starts.

A system that works with the local Twilio may be moved to a weekday morning; sign-in, tokens and
network time-outs stay on the real clock. A simulation alone brings a clock of its own.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_shift = timedelta(0)
_virtual: Callable[[], datetime] | None = None


def run_on(virtual: Callable[[], datetime] | None) -> None:
    """Ask `virtual` for the time from now on, where nothing rings; None ends that."""
    global _virtual
    _virtual = virtual


def set_shift(seconds: float) -> None:
    """Move this process's clock by `seconds` (may be negative) from the real instant."""
    global _shift
    _shift = timedelta(seconds=seconds)


def shift() -> timedelta:
    """How far this process's clock stands from the real one; zero on a system that calls people."""
    return _shift


def now() -> datetime:
    """The present instant of the campaigns, in UTC, shift included."""
    return _virtual() if _virtual else real_now() + _shift


def real_now() -> datetime:
    """The real instant in UTC: for sign-in, tokens and whatever others check by their own clock."""
    return datetime.now(UTC)
