"""A running campaign as a forecast's input: what is done, the list as it stands, the rates and hours so far.

A rate is the plan's figure moved by what was counted; so are the hours, of which the plan's own weigh as
much as two days that were seen. What is done stays done.
"""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from campaigns.figures.pace import RESULTS
from campaigns.forecast import Caller, Given, Leads, Progress, given
from campaigns.forecast.counted import counts_of, worked
from campaigns.funnel import working_days
from campaigns.kpi import Counters
from campaigns.law.own_terms import Term
from campaigns.plan import Plan
from campaigns.plan.parts import Metric
from campaigns.steering.course import Course

_DAYS_OF_THE_PLAN = 2
# The rates of a forecast that are also links of the chain.
LINKS = ("dials_per_hour", "contact_rate", "argumentation", "transformation")


@dataclass(frozen=True, slots=True)
class ListNow:
    """A campaign's leads: those still open, and all dials so far by attempt."""

    open: tuple[Leads, ...]
    dials_by_attempt: tuple[int, ...]


def under_way(
    plan: Plan,
    counted: Counters,
    elapsed: Fraction,
    leads: ListNow,
    local: datetime,
    terms: tuple[Term, ...] = (),
    added: Fraction = Fraction(0),
) -> Given:
    """The forecast's input for a campaign as it stands at `local`, on its own clock.

    `elapsed` is the share of the plan's calling time that has gone; `terms` is what the company and
    compliance have set beside the law; `added` are hours that a change of the team has added to those
    worked (see `decisions.carried_over`).
    """
    objectives = plan.objectives
    done = worked(objectives.metric, counted)
    progress = Progress(
        today=local.date(),
        results=getattr(counted, RESULTS[objectives.metric]),
        pending=_pending(objectives.metric, counted),
        dials=done.dials,
        hours=max(done.hours, Fraction(0)),
        dials_by_attempt=leads.dials_by_attempt,
        now=local,
    )
    seen = counts_of(objectives.metric, counted)
    case = given(plan, leads.open, observed=seen, progress=progress, terms=terms)
    return with_hours(case, _hours_a_day(case, elapsed, added))


def with_hours(case: Given, a_day: Fraction) -> Given:
    """The case with so many hours on each calling day, worked by all its people together.

    Whoever is away is missing from hours that were counted: as many more are offered as that takes.
    """
    people, week = len(case.callers), case.plan.actions.hours.days
    each = min(a_day / people / _there(case), Fraction(24)) if people else Fraction(0)
    caller = Caller(tuple(each if spans else Fraction(0) for spans in week))
    return replace(case, callers=(caller,) * people)


def _hours_a_day(case: Given, elapsed: Fraction, added: Fraction) -> Fraction:
    """What the team has called on a day so far."""
    means = case.plan.actions.resources
    gone = elapsed * working_days(case.plan)
    planned = means.callers * means.hours_per_day
    worked = max(case.progress.hours + added, Fraction(0))
    return (worked + planned * _DAYS_OF_THE_PLAN) / (gone + _DAYS_OF_THE_PLAN)


def as_it_goes(case: Given) -> Course:
    """The chain as the case believes in it, its hours those of the team on one calling day."""
    seen = {name: Fraction(case.rates[name].mean) for name in LINKS}
    hours = sum((max(each.hours) for each in case.callers), Fraction(0))
    return Course(hours=hours * _there(case), **seen)


def _pending(metric: Metric, counted: Counters) -> int:
    """Meetings booked that may still count: those to come, and of sales those not decided yet."""
    undecided = counted.meetings_held - counted.wins - counted.losses
    return {
        Metric.MEETINGS: counted.meetings_pending,
        Metric.SALES: counted.meetings_pending + max(undecided, 0),
    }.get(metric, 0)


def _there(case: Given) -> Fraction:
    return 1 - Fraction(str(case.habits.absent))
