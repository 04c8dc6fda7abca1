"""When a lead is tried again, or why the trying stops."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.windows import resolve_local

DAY = timedelta(days=1)
# Another phone of the same prospect is tried at once, as far as the plan's own gap allows it.
WAIT_FOR_NEXT_PHONE = timedelta(minutes=1)


class Slot(StrEnum):
    """How a wait falls on the prospect's clock.

    ANY: exactly the wait. SAME: whole days at the same hour, clock changes included.
    OTHER: whole days, then the other half of the day, so that habits of the prospect matter less.
    """

    ANY = "any"
    SAME = "same"
    OTHER = "other"


class HalfDay(StrEnum):
    MORNING = "morning"
    AFTERNOON = "afternoon"


# Hours at which consumers (C. conso D.223-9) and, by habit, businesses may both be rung.
OPENINGS: Mapping[HalfDay, time] = {HalfDay.MORNING: time(10), HalfDay.AFTERNOON: time(14)}
LUNCH = time(13)
OTHER_HALF: Mapping[HalfDay, HalfDay] = {
    HalfDay.MORNING: HalfDay.AFTERNOON,
    HalfDay.AFTERNOON: HalfDay.MORNING,
}


@dataclass(frozen=True, slots=True)
class CadenceStep:
    """The wait after a disposition; a step that names an attempt goes before one that names none.

    With `at_most_per_day`, the lead rests until the next day, other half, once the disposition has
    come that often on one day of the prospect.
    """

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


# Habits of the trade, not law. 72 hours after an abandoned call are Ofcom's rule, exact to the hour.
# A promised time goes before its step, which stands for the promise whose time is not known.
DEFAULT = Cadence(
    steps=(
        CadenceStep(Disposition.BUSY, timedelta(minutes=15), at_most_per_day=3),
        CadenceStep(Disposition.NO_ANSWER, timedelta(hours=4), attempt=1),
        CadenceStep(Disposition.NO_ANSWER, DAY, slot=Slot.OTHER),
        CadenceStep(Disposition.MACHINE, DAY, slot=Slot.OTHER),
        CadenceStep(Disposition.GATEKEEPER, DAY, slot=Slot.OTHER),
        CadenceStep(Disposition.AWAY, DAY, slot=Slot.OTHER),
        CadenceStep(Disposition.LANGUAGE, DAY, slot=Slot.SAME),
        CadenceStep(Disposition.NEEDS_WRAP_UP, DAY, slot=Slot.SAME),
        CadenceStep(Disposition.ABANDONED, timedelta(hours=72)),
        CadenceStep(Disposition.DOCUMENTATION, 3 * DAY, slot=Slot.SAME),
        CadenceStep(Disposition.CALLBACK, DAY, slot=Slot.SAME),
        CadenceStep(Disposition.INTERESTED_LATER, 30 * DAY, slot=Slot.SAME),
    ),
    max_attempts=6,
)


def after(
    cadence: Cadence,
    disposition: Disposition,
    attempt_number: int,
    at: datetime,
    zone: str,
    same_today: int,
) -> NextCall | Stop:
    """Say when to try again after an outcome at `at`, or that the attempts are used up.

    `attempt_number` counts this attempt, `same_today` this outcome among those of the same
    disposition on the prospect's day. Where the campaign names no wait, DEFAULT does. Raises
    ValueError for a disposition that is never retried.
    """
    step = _step(cadence, disposition, attempt_number)
    if attempt_number >= cadence.max_attempts:
        return Stop(CloseReason.EXHAUSTED)
    if step.at_most_per_day is not None and same_today >= step.at_most_per_day:
        return NextCall(_other_half_day(at, DAY, zone))
    return NextCall(WAITS[step.slot](at, step.wait, zone))


def opening_of(day: date, zone: str) -> datetime:
    """Return the UTC instant at which a lead that waits for a date becomes due."""
    return resolve_local(day, OPENINGS[HalfDay.MORNING], zone)


def half_day(local: datetime) -> HalfDay:
    """The half of the day in which a local time falls; lunch parts them."""
    return HalfDay.MORNING if local.time() < LUNCH else HalfDay.AFTERNOON


def _step(cadence: Cadence, disposition: Disposition, attempt_number: int) -> CadenceStep:
    for steps in (cadence.steps, DEFAULT.steps):
        fitting = [step for step in steps if step.after is disposition]
        for attempt in (attempt_number, None):
            found = next((step for step in fitting if step.attempt == attempt), None)
            if found is not None:
                return found
    raise ValueError(f"No cadence brings a lead back after {disposition!r}.")


def _exactly(at: datetime, wait: timedelta, zone: str) -> datetime:
    return at + wait


def _same_hour(at: datetime, wait: timedelta, zone: str) -> datetime:
    local = at.astimezone(ZoneInfo(zone))
    day = local.date() + timedelta(days=wait.days)
    return resolve_local(day, local.time(), zone) + wait % DAY


def _other_half_day(at: datetime, wait: timedelta, zone: str) -> datetime:
    """Wait the whole days, then for the half of the day in which the last attempt did not fall."""
    local = at.astimezone(ZoneInfo(zone))
    wanted = OTHER_HALF[half_day(local)]
    day, earliest = local.date() + timedelta(days=wait.days), at + wait % DAY
    opening = resolve_local(day, OPENINGS[wanted], zone)
    if opening >= earliest:
        return opening
    if half_day(earliest.astimezone(ZoneInfo(zone))) is wanted:
        return earliest
    return resolve_local(day + DAY, OPENINGS[wanted], zone)


WAITS: Mapping[Slot, Callable[[datetime, timedelta, str], datetime]] = {
    Slot.ANY: _exactly,
    Slot.SAME: _same_hour,
    Slot.OTHER: _other_half_day,
}
