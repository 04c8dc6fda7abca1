"""How far a campaign has come on the levels of its funnel, against what the plan asks by today."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from types import MappingProxyType

from campaigns.funnel import is_calling_day, reverse_funnel, working_days
from campaigns.kpi import Counters
from campaigns.plan import Plan
from campaigns.plan.parts import Metric

# The counter that measures each level; the objective itself is measured by its metric's.
MEASURED: Mapping[str, str] = {
    "meetings_booked": "meetings_booked",
    "argued": "argued",
    "contacts": "contacts",
    "dials": "attempts",
}
RESULTS: Mapping[Metric, str] = {
    Metric.MEETINGS: "meetings_held",
    Metric.MEETINGS_BOOKED: "meetings_booked",
    Metric.QUALIFIED_LEADS: "qualified_leads",
    Metric.QUOTES: "quotes",
    Metric.SALES: "wins",
}


@dataclass(frozen=True, slots=True)
class CallingDays:
    """Calling days of a plan that have begun, and all of them."""

    begun: int
    all: int

    @property
    def share(self) -> Fraction:
        """The part of the plan's time that has begun; nothing for a plan without a calling day."""
        return Fraction(self.begun, self.all) if self.all else Fraction(0)


@dataclass(frozen=True, slots=True)
class Ending:
    """Where a level is likely to end: between `low` and `high` in eight cases of ten, at `middle` as
    likely more as less. All three are one for a plain projection, which knows no range.
    """

    low: int
    middle: int
    high: int


@dataclass(frozen=True, slots=True)
class Pace:
    """A level of the funnel: planned in all, by now and for today; reached so far and today alone.

    `ending` is None while nothing of the plan's time has gone.
    """

    key: str
    label: Mapping[str, str]
    planned: int
    by_now: int
    of_today: int
    actual: int
    today: int
    ending: Ending | None

    @property
    def share(self) -> Fraction:
        """The part of the whole that was reached; may pass one."""
        return Fraction(self.actual, self.planned or 1)


def calling_days(plan: Plan, today: date) -> CallingDays:
    """Count the plan's calling days up to and including `today`, the campaign's own day."""
    return CallingDays(max(0, working_days(plan) - _left(plan, today)), working_days(plan))


def of_the_day(plan: Plan, day: date) -> Fraction:
    """The share of a plan's time that one whole day is: nothing unless it is one of its calling days."""
    objectives = plan.objectives
    within = objectives.start <= day <= objectives.end
    return Fraction(1, working_days(plan)) if within and is_calling_day(plan, day) else Fraction(0)


def paces(
    plan: Plan,
    counted: Counters,
    today: Mapping[str, int],
    elapsed: Fraction,
    of_today: Fraction,
    foretold: Mapping[str, Ending] = MappingProxyType({}),
) -> tuple[Pace, ...]:
    """The measurable levels of the plan's funnel, from the objective down to the dials.

    `today` holds the day's counters by name; `elapsed` is the share of the plan's calling time that
    has gone, `of_today` the share that the whole of today is. `foretold` are the ends that a forecast
    gave; a level without one is projected at its pace so far.
    """
    objective, *below = reverse_funnel(plan).steps
    levels = [(objective, RESULTS[plan.objectives.metric])]
    levels += [(step, MEASURED[step.key]) for step in below if step.key in MEASURED]
    return tuple(
        Pace(
            step.key,
            step.label,
            ceil(step.value),
            round(step.value * elapsed),
            round(step.value * of_today),
            getattr(counted, counter),
            today.get(counter, 0),
            _ending(getattr(counted, counter), elapsed, foretold.get(step.key)),
        )
        for step, counter in levels
    )


def _ending(actual: int, elapsed: Fraction, foretold: Ending | None) -> Ending | None:
    """What was foretold a while ago, never less than what is there by now."""
    if foretold is None:
        return ending_at_pace(actual, elapsed)
    low, middle, high = (
        max(each, actual) for each in (foretold.low, foretold.middle, foretold.high)
    )
    return Ending(low, middle, high)


def ending_at_pace(actual: int, elapsed: Fraction) -> Ending | None:
    """What a count comes to at the plan's end if it goes on at its pace so far: no forecast, which
    would know the calendar and chance; None before any of the plan's time has gone."""
    if not elapsed:
        return None
    projected = round(actual / elapsed)
    return Ending(projected, projected, projected)


def _left(plan: Plan, today: date) -> int:
    """Calling days after `today`."""
    start = max(today + timedelta(days=1), plan.objectives.start)
    if start > plan.objectives.end:
        return 0
    return working_days(replace(plan, objectives=replace(plan.objectives, start=start)))
