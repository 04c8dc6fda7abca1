"""When a lead is tried again, or why the trying stops."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from campaigns.closing import CloseReason
from campaigns.dispositions import Disposition


class Slot(StrEnum):
    """How a wait falls on the prospect's clock.

    ANY: exactly the wait. SAME: whole days at the same hour, clock changes included.
    OTHER: whole days, then the other half of the day, so that habits of the prospect matter less.
    """

    ANY = "any"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class CadenceStep:
    """The wait after a disposition; a step that names an attempt goes before one that names none."""

    after: Disposition
    wait: timedelta
    attempt: int | None = None
    slot: Slot = Slot.ANY
    at_most_per_day: int | None = None


@dataclass(frozen=True, slots=True)
class Cadence:
    """The waits of a campaign and the most attempts that it makes on one lead."""

    steps: tuple[CadenceStep, ...]
    max_attempts: int


@dataclass(frozen=True, slots=True)
class NextCall:
    """The lead is tried again, not before this moment."""

    at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """The lead is not tried again."""

    reason: CloseReason
