"""What a forecast is given: the plan, the leads, the team, the rates it believes in, and what is done already."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from fractions import Fraction

from campaigns.forecast.counts import Counts, Past, Rate, Wave
from campaigns.forecast.habits import USUAL, Habits
from campaigns.forecast.history import called
from campaigns.forecast.rates import rates_of
from campaigns.law.own_terms import Term
from campaigns.plan.document import Plan
from campaigns.prospects import Audience

WEEK = 7


@dataclass(frozen=True, slots=True)
class Leads:
    """Open leads that nothing tells apart: how many, and how often each has been tried.

    `zones` are those in which their phones may ring (none: the plan's country), an audience of None is
    the plan's; before the day `due` they are not tried again.
    """

    count: int
    attempts: int = 0
    zones: tuple[str, ...] = ()
    audience: Audience | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Caller:
    """The hours that one teleprospector calls on each weekday (Monday first, seven of them)."""

    hours: tuple[Fraction, ...]

    def __post_init__(self) -> None:
        if len(self.hours) != WEEK or any(not 0 <= each <= 24 for each in self.hours):
            raise ValueError(f"{self.hours}: expected seven times 0 to 24 hours, Monday first")


@dataclass(frozen=True, slots=True)
class Progress:
    """What a campaign under way has done before `today`, the first day that is still to be called on.

    `results` are those of the plan's metric; `pending` are meetings booked whose moment is to come,
    where meetings held are what counts. `dials_by_attempt` says how many dials were first attempts,
    second ones and so on: later attempts reach fewer people, so the rate observed depends on it. Of
    today only what comes after `now` is still to be called; None: all of it.
    """

    today: date
    results: int = 0
    pending: int = 0
    dials: int = 0
    hours: Fraction = Fraction(0)
    dials_by_attempt: tuple[int, ...] = ()
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Everything that a forecast rests on. Leads of None: a list that never runs out.

    `terms` is what the company and compliance have set beside the law; `wave` what was called before, in
    which the rates were counted, if anything was.
    """

    plan: Plan
    leads: tuple[Leads, ...] | None
    callers: tuple[Caller, ...]
    rates: Mapping[str, Rate]
    progress: Progress
    habits: Habits = USUAL
    terms: tuple[Term, ...] = ()
    wave: Wave | None = None


def given(
    plan: Plan,
    leads: tuple[Leads, ...] | None = None,
    callers: int | None = None,
    observed: Mapping[str, Counts] | None = None,
    progress: Progress | None = None,
    terms: tuple[Term, ...] = (),
    wave: Wave | None = None,
    past: Sequence[Past] = (),
) -> Given:
    """Put a forecast's input together; what is left out is the plan's own.

    `callers` replaces the plan's number of people, each with the plan's hours a day. `observed` are
    counts of one's own by the name of the plan's assumption (contacts of dials, dials of hours ...): of
    this campaign's calls, or of an earlier `wave`. `past` are the company's earlier campaigns of the same
    audience, the newest first, for a campaign that has not begun.
    Raises KeyError for counts of a rate that the plan's chain does not hold.
    """
    people = plan.actions.resources.callers if callers is None else callers
    return Given(
        plan=plan,
        leads=leads,
        callers=(caller_of(plan),) * people,
        rates=rates_of(plan, observed or {}, wave, past=past),
        progress=progress or Progress(plan.objectives.start),
        terms=terms,
        wave=wave or called(past),
    )


def caller_of(plan: Plan) -> Caller:
    """Somebody who calls the plan's hours on each weekday on which it calls."""
    hours = plan.actions.resources.hours_per_day
    week = plan.actions.hours.days
    return Caller(tuple(hours if spans else Fraction(0) for spans in week))


def with_plan(case: Given, plan: Plan) -> Given:
    """The same case on a changed plan; its people keep their hours, its rates what is known of them."""
    return replace(case, plan=plan)
