"""What other decisions and other rates would bring a running campaign from now on, asked and never kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime
from fractions import Fraction

from campaigns.forecast import RUNS, Figures, Given, figures
from campaigns.forecast.binding import dials_lacking
from campaigns.funnel import reverse_funnel
from campaigns.plan import Plan, PlanProblems
from campaigns.plan.comparing import Change, compare
from campaigns.problems import Problem
from campaigns.steering import (
    STEPS,
    Bounds,
    Course,
    Decisions,
    ListNow,
    as_it_goes,
    as_planned,
    bounds,
    decided,
    decision_bounds,
    decisions_of,
    imagined,
    rates_wished,
    wished,
)
from telepro.db import campaigns, missions, outlooks, transaction, under_way
from telepro.db.under_way import Standing
from telepro.db.what_for import Campaign


@dataclass(frozen=True, slots=True)
class Slider:
    """What can be moved: where it stands, as planned, as seen so far (None: nothing to see), how far."""

    name: str
    value: Fraction
    planned: Fraction
    seen: Fraction | None
    bounds: Bounds

    @property
    def step(self) -> Fraction:
        """How far it goes at once."""
        return STEPS[self.name]


@dataclass(frozen=True, slots=True)
class Ends:
    """A campaign's end as it goes, as imagined, and with the decisions alone where rates were moved too."""

    as_it_goes: Figures
    imagined: Figures
    decided: Figures | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is imagined of a campaign's end, beside the end as it goes now, in so many plays each.

    `changes` are what the decisions change in the plan, `problems` why they can't be meant. The campaign
    runs on `version`, its mission's newest is `newest`. The list is that of `list_at`.
    """

    campaign: Campaign
    results: Mapping[str, str]
    target: int
    runs: int
    decisions: tuple[Slider, ...]
    rates: tuple[Slider, ...]
    ends: Ends
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]
    version: int
    newest: int
    done: int
    dials_lacking: int
    list_at: datetime


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is asked: with which wishes, of which campaign, its list as of then, its mission's newest version."""

    wishes: Mapping[str, Fraction]
    campaign: Campaign
    standing: Standing
    leads: ListNow
    list_at: datetime
    newest: int


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The decisions that are wished, the plan that says them, and why none can."""

    decisions: Decisions
    plan: Plan
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Cases:
    """What is played: as it goes, with the decisions, and with the wished rates too."""

    as_it_goes: Given
    decided: Given
    imagined: Given

    def ends(self) -> Ends:
        """Each of them played, the second only where it is none of the others."""
        apart = self.decided not in (self.as_it_goes, self.imagined)
        return Ends(
            figures(self.as_it_goes),
            figures(self.imagined),
            figures(self.decided) if apart else None,
        )


def what_if(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    wishes: Mapping[str, Fraction],
    language: str,
    now: datetime,
) -> WhatIf:
    """The end of a campaign with these wishes from now on, by the decision or the rate that they change.

    What is not wished goes on as planned and as seen; a wish out of bounds is taken to the nearest bound.
    All ends are played on the same draws, with the list of the last outlook, or with the list of now where
    there is none yet. Raises `NotFound` for another's campaign.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        standing = under_way.standing(session, campaign, now)
        last = outlooks.list_kept(session, campaign.id)
        list_at, leads = last or (now, outlooks.list_now(session, campaign, now))
        newest = missions.newest_version(session, campaign.mission_id)
        return _imagined(_Asked(wishes, campaign, standing, leads, list_at, newest), language)


def _imagined(asked: _Asked, language: str) -> WhatIf:
    plan, case = asked.standing.plan, asked.standing.case(asked.leads)
    wanted, seen = _wanted(asked, language), as_it_goes(case)
    rates = rates_wished(seen, bounds(as_planned(plan), seen), asked.wishes)
    with_decisions = asked.standing.on(wanted.plan).case(asked.leads)
    cases = _Cases(case, with_decisions, imagined(with_decisions, rates))
    ends = cases.ends()
    return WhatIf(
        campaign=asked.campaign,
        results=reverse_funnel(plan).steps[0].label,
        target=plan.objectives.target,
        runs=RUNS,
        decisions=_decisions(asked.standing, wanted.decisions, seen),
        rates=_rates(as_planned(plan), seen, rates),
        ends=ends,
        changes=compare(plan, wanted.plan),
        problems=wanted.problems,
        version=asked.campaign.plan.version,
        newest=asked.newest,
        done=case.progress.results,
        dials_lacking=dials_lacking(cases.imagined, ends.imagined),
        list_at=asked.list_at,
    )


def _wanted(asked: _Asked, language: str) -> _Wanted:
    plan = asked.standing.plan
    made = decisions_of(plan)
    wanted = wished(made, decision_bounds(plan, made, asked.standing.terms), asked.wishes)
    found = decided(plan, wanted, language)
    if isinstance(found, PlanProblems):
        return _Wanted(wanted, plan, found.problems)
    return _Wanted(wanted, found, ())


def _decisions(standing: Standing, wanted: Decisions, seen: Course) -> tuple[Slider, ...]:
    """Of the hours it is known how many each has called; people and attempts are as they are planned."""
    made = decisions_of(standing.plan)
    reach = decision_bounds(standing.plan, made, standing.terms)
    known = {"hours": seen.hours / made.people}
    return tuple(
        Slider(
            each.name,
            Fraction(getattr(wanted, each.name)),
            Fraction(getattr(made, each.name)),
            known.get(each.name),
            reach[each.name],
        )
        for each in fields(Decisions)
    )


def _rates(plan: Course, seen: Course, wanted: Mapping[str, Fraction]) -> tuple[Slider, ...]:
    return tuple(
        Slider(
            name,
            wanted.get(name, getattr(seen, name)),
            getattr(plan, name),
            getattr(seen, name),
            reach,
        )
        for name, reach in bounds(plan, seen).items()
    )
