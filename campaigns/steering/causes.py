"""Splits the gap between a plan and what was done into causes that add up to it exactly.

The chain is walked in its own order: hours, dials, contacts, argued contacts, results. Each cause is
what its level brought more or less than the plan's rate would have made of the level before it *as it
was*, taken down to results at the plan's rates. Nothing is divided by what was observed, so that the
sum is exact however little was done, and each line is one subtraction that can be done again by
hand. (A Shapley split of the product would treat the levels alike, but needs a rate where nothing
stands below the line, and shares out products of gaps that nobody can recognise.)
"""

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.forecast.counted import Worked
from campaigns.kpi import SMALL_SAMPLE
from campaigns.steering.course import Course


class Cause(StrEnum):
    """Where results are lost or won, from the top of the chain down."""

    HOURS = "hours"
    LIST = "list"
    LAW = "law"
    PACE = "pace"
    REACH = "reach"
    PITCH = "pitch"
    CONVERSION = "conversion"


@dataclass(frozen=True, slots=True)
class Room:
    """Dials that the open leads still allow, and those among them that no law holds back."""

    dials: int
    lawful: int


@dataclass(frozen=True, slots=True)
class CauseLine:
    """What one cause brought more (or less, below zero) than planned, in results of calls.

    `planned` and `actual` are what is compared, each in the cause's own unit: hours, dials, dials per
    hour or a share of one; `actual` is None where nothing was done that could tell. Fewer than thirty
    `cases` prove little.
    """

    cause: Cause
    results: Fraction
    planned: Fraction
    actual: Fraction | None
    cases: int

    @property
    def is_small(self) -> bool:
        """Whether fewer than thirty cases stand behind it."""
        return self.cases < SMALL_SAMPLE


def gap(plan: Course, elapsed: Fraction, done: Worked) -> Fraction:
    """Results so far less those planned by now; below zero when short."""
    return done.results - plan.results * elapsed


def causes(
    plan: Course, elapsed: Fraction, done: Worked, room: Room | None
) -> tuple[CauseLine, ...]:
    """Every cause in the order of the chain; their `results` add up to `gap`, always.

    `elapsed` is the share of the plan's time that has gone. Dials that are missing although people
    were there are the list's where it does not hold so many any more, the law's where it holds them
    back, and the pace's otherwise; without a `room` that is known they are all the pace's.
    """
    planned_hours = plan.hours * elapsed
    hours = (done.hours - planned_hours) * plan.dials_per_hour * plan.per_dial
    return (
        CauseLine(Cause.HOURS, hours, planned_hours, done.hours, SMALL_SAMPLE),
        *_of_dials(plan, done, room),
        *_of_talk(plan, done),
    )


def _of_talk(plan: Course, done: Worked) -> tuple[CauseLine, ...]:
    """Contacts, argued contacts and results, each against what the level above it should have made."""
    contacts = done.contacts - done.dials * plan.contact_rate
    argued = done.argued - done.contacts * plan.argumentation
    results = done.results - done.argued * plan.transformation
    reach = contacts * plan.argumentation * plan.transformation
    pitch = argued * plan.transformation
    return (
        _line(Cause.REACH, reach, plan.contact_rate, done.contacts, done.dials),
        _line(Cause.PITCH, pitch, plan.argumentation, done.argued, done.contacts),
        _line(Cause.CONVERSION, results, plan.transformation, done.results, done.argued),
    )


def _of_dials(plan: Course, done: Worked, room: Room | None) -> tuple[CauseLine, ...]:
    """Missing dials by cause. What the list can't give any more is lost to it whatever the law says."""
    expected = done.hours * plan.dials_per_hour
    missing = expected - done.dials
    used_up, held_back = _withheld(max(missing, Fraction(0)), room)
    pace = used_up + held_back - missing
    seen = Fraction(done.dials) / done.hours if done.hours else None
    left = (Fraction(room.dials), Fraction(room.lawful)) if room else (None, None)
    return (
        CauseLine(Cause.LIST, -used_up * plan.per_dial, missing, left[0], SMALL_SAMPLE),
        CauseLine(Cause.LAW, -held_back * plan.per_dial, missing - used_up, left[1], SMALL_SAMPLE),
        CauseLine(Cause.PACE, pace * plan.per_dial, plan.dials_per_hour, seen, done.dials),
    )


def _withheld(missing: Fraction, room: Room | None) -> tuple[Fraction, Fraction]:
    """Of the missing dials, those that the list no longer holds and those that the law holds back."""
    if room is None:
        return Fraction(0), Fraction(0)
    used_up = max(missing - room.dials, Fraction(0))
    held_back = max(missing - used_up - room.lawful, Fraction(0))
    return used_up, held_back


def _line(cause: Cause, results: Fraction, planned: Fraction, above: int, below: int) -> CauseLine:
    actual = Fraction(above, below) if below else None
    return CauseLine(cause, results, planned, actual, below)
