"""How a running campaign is likely to end: its forecast from now on, alone and with each loss put right."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from math import ceil

from campaigns.figures.pace import Ending
from campaigns.forecast import Brought, Figures, Given, brought, figures
from campaigns.forecast.binding import with_leads
from campaigns.funnel import working_days
from campaigns.kpi import Counters
from campaigns.plan import Plan
from campaigns.steering.causes import Cause, CauseLine, Room
from campaigns.steering.course import Course, course_of
from campaigns.steering.under_way import as_it_goes, with_hours

# More prospects than any team could call.
_PLENTY = 10**7
_TO_BE_TOLD = 0.5
# The rate of a forecast that a cause is about.
_RATES: Mapping[Cause, str] = {
    Cause.PACE: "dials_per_hour",
    Cause.REACH: "contact_rate",
    Cause.PITCH: "argumentation",
    Cause.CONVERSION: "transformation",
}
# What each level of the funnel is called in a forecast, and which counter holds what is done of it.
_LEVELS: Mapping[str, tuple[str, str]] = {
    "dials": ("dials", "attempts"),
    "contacts": ("contacts", "contacts"),
    "argued": ("argued", "argued"),
    "meetings_booked": ("agreed", "meetings_booked"),
}


@dataclass(frozen=True, slots=True)
class Outlook:
    """How a campaign was likely to end when it was last looked at.

    `levels` are the ranges of eight runs in ten by level of the funnel, the objective under its
    metric; `brought` is what putting each losing cause right would bring, in results of the
    objective. `by_day` are the results of calls that each day brought.
    """

    at: datetime
    runs: int
    p_reach: float
    finish: date | None
    levels: Mapping[str, Ending]
    brought: Mapping[Cause, Brought]
    by_day: Mapping[date, int] = field(default_factory=dict)


def outlook(
    case: Given,
    lines: tuple[CauseLine, ...],
    room: Room | None,
    counted: Counters,
    at: datetime,
    runs: int,
) -> Outlook:
    """Play the case, and once more with each cause of `lines` that lost results put right.

    A list that has cost nothing yet is filled too, and told of where that brings as much as half a result.
    """
    found = figures(case, runs=runs)
    losing = [line.cause for line in lines if line.results < 0]
    played = dict.fromkeys([*losing, Cause.LIST])
    mended = {cause: other for cause in played if (other := _mended(case, cause, room)) is not None}
    gains = brought(case, mended, runs=runs)
    return Outlook(
        at=at,
        runs=runs,
        p_reach=found.p_reach,
        finish=found.finish_p50,
        levels=_levels(case, found, counted),
        brought={
            cause: gain
            for cause, gain in gains.items()
            if cause in losing or gain.results >= _TO_BE_TOLD
        },
    )


def imagined(case: Given, wished: Mapping[str, Fraction]) -> Given:
    """The case with other rates from now on, by their names in `Course`."""
    rates = {name: replace(case.rates[name], mean=float(rate)) for name, rate in wished.items()}
    return replace(case, rates={**case.rates, **rates})


def as_planned(plan: Plan) -> Course:
    """The plan's chain, its hours those of the team on one calling day."""
    course = course_of(plan)
    return replace(course, hours=course.hours / (working_days(plan) or 1))


def _mended(case: Given, cause: Cause, room: Room | None) -> Given | None:
    """The case with one cause put right; None where the plan would bring nothing more."""
    if cause is Cause.HOURS:
        hours = as_planned(case.plan).hours
        return with_hours(case, hours) if hours > as_it_goes(case).hours else None
    if cause is Cause.LIST:
        return with_leads(case, _PLENTY)
    if cause is Cause.LAW:
        held = room.dials - room.lawful if room else 0
        return with_leads(case, ceil(held / case.plan.actions.max_attempts))
    rate = case.rates[_RATES[cause]]
    planned = float(getattr(case.plan.objectives.assumptions, rate.name).value)
    better = replace(rate, mean=planned)
    return None if planned <= rate.mean else replace(case, rates={**case.rates, rate.name: better})


def _levels(case: Given, found: Figures, counted: Counters) -> dict[str, Ending]:
    metric = str(case.plan.objectives.metric)
    on_the_way = {
        level: Ending(*(getattr(counted, counter) + each for each in found.to_come[name]))
        for level, (name, counter) in _LEVELS.items()
    }
    return {**on_the_way, metric: Ending(found.p10, found.p50, found.p90)}
