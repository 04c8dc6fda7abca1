"""Decides how a teleprospector's day adds up: their calls against their part of the plan's day, and
where their time went."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from campaigns.attempts import CallResult
from campaigns.dispositions import Conversation, Disposition, is_argued_contact, is_contact
from campaigns.figures.pace import of_the_day
from campaigns.funnel import reverse_funnel
from campaigns.plan import Plan
from campaigns.states import WorkState

VOICE_REST = "voice_rest"
WORKING = "working"
LINE_LOST = "line_lost"


@dataclass(frozen=True, slots=True)
class OwnCall:
    """One call of a day: when, to whom, what came of it, and how long they spoke."""

    at: datetime
    prospect: str
    disposition: Disposition | None
    result: CallResult | None
    seconds: int
    argued: bool = False
    decision_maker: bool = False


@dataclass(frozen=True, slots=True)
class Interval:
    """A stretch of a session in one state; `ended_at` is the moment of the look for one that runs."""

    state: WorkState
    reason: str | None
    started_at: datetime
    ended_at: datetime


@dataclass(frozen=True, slots=True)
class Goal:
    """A level of the plan's funnel: what one person does of it that day, and what they have done."""

    key: str
    label: Mapping[str, str]
    asked: int
    done: int


def _is_contact(call: OwnCall) -> bool:
    return call.disposition is not None and is_contact(call.disposition, _facts(call))


def _is_argued(call: OwnCall) -> bool:
    return call.disposition is not None and is_argued_contact(call.disposition, _facts(call))


def _facts(call: OwnCall) -> Conversation:
    return Conversation(call.argued, call.decision_maker)


# What a day's calls can show of the funnel; a meeting held is of another day.
_COUNTS: Mapping[str, Callable[[OwnCall], bool]] = {
    "meetings_booked": lambda call: call.disposition is Disposition.MEETING,
    "quotes": lambda call: call.disposition is Disposition.QUOTE,
    "argued": _is_argued,
    "contacts": _is_contact,
    "dials": lambda _call: True,
}


def goals(plan: Plan, day: date, calls: Sequence[OwnCall]) -> tuple[Goal, ...]:
    """One person's part of a plan's day, level by level, from the meetings down to the dials.

    The plan's whole, spread evenly over its calling days and its people, rounded up: nobody makes
    a third of a meeting. A day that is none of the plan's asks for nothing.
    """
    part = of_the_day(plan, day) / max(1, plan.actions.resources.callers)
    return tuple(
        Goal(step.key, step.label, ceil(step.value * part), sum(map(_COUNTS[step.key], calls)))
        for step in reverse_funnel(plan).steps
        if step.key in _COUNTS
    )


def spent(intervals: Iterable[Interval], since: datetime, until: datetime) -> dict[str, int]:
    """Seconds between two moments by what they were for: `working`, `line_lost`, and each kind of
    pause by its reason (its state where nobody gave one). Kinds without a second are left out."""
    found: dict[str, int] = {}
    for each in intervals:
        length = min(each.ended_at, until) - max(each.started_at, since)
        seconds = round(length.total_seconds())
        if seconds > 0:
            found[_kind(each)] = found.get(_kind(each), 0) + seconds
    return found


def _kind(interval: Interval) -> str:
    if interval.state is WorkState.READY:
        return WORKING
    return LINE_LOST if interval.state is WorkState.LINE_LOST else interval.reason or interval.state
