"""How a running campaign is likely to end: foretold each few minutes and kept, and asked with other decisions and rates."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.forecast import RUNS, Figures, Given, figures
from campaigns.funnel import reverse_funnel
from campaigns.kpi import Counters
from campaigns.law.own_terms import Term
from campaigns.plan import Plan, PlanProblems
from campaigns.plan.comparing import Change, compare
from campaigns.problems import NotFound, Problem
from campaigns.steering import (
    BROUGHT,
    STEPS,
    Bounds,
    Course,
    Decisions,
    ListNow,
    as_it_goes,
    as_planned,
    bounds,
    carried_over,
    decided,
    decision_bounds,
    decisions_of,
    imagined,
    outlook,
    rates_wished,
    under_way,
    wished,
    worked,
)
from telepro.db import (
    campaigns,
    counters,
    frozen,
    law_changes,
    missions,
    outlooks,
    steered,
    tally,
    totals,
    transaction,
)
from telepro.db.steered import Steering
from telepro.db.what_for import Campaign

SECONDS_PER_HOUR = 3600
WORTH_A_WORD = 0.1
STILL_WATCHED = timedelta(minutes=15)
GOOD_FOR = timedelta(minutes=5)


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
class _Standing:
    """A campaign at a moment: its plan, counters, where it stands, and what is set beside the law.

    `added` are the hours that changes of its team have added to those worked.
    """

    plan: Plan
    counted: Counters
    steering: Steering
    local: datetime
    terms: tuple[Term, ...]
    added: Fraction

    def case(self, leads: ListNow) -> Given:
        gone = self.steering.elapsed
        return under_way(self.plan, self.counted, gone, leads, self.local, self.terms, self.added)

    def on(self, plan: Plan) -> "_Standing":
        """The same with other decisions in its plan, as it would stand once it ran on that one."""
        hours = worked(self.plan.objectives.metric, self.counted).hours
        added = carried_over(hours, self.added, self.plan, plan)
        return replace(self, plan=plan, added=added)


def seen(campaign_row: int, now: datetime) -> None:
    """Note that somebody looks at a campaign's board: only those that are looked at are foretold."""
    with transaction() as session:
        outlooks.seen(session, campaign_row, now)


def to_foresee(now: datetime) -> Sequence[int]:
    """The row id of the running campaign whose board is looked at and whose outlook is oldest, if that is
    more than a few minutes."""
    with transaction() as session:
        return outlooks.to_foresee(session, now - STILL_WATCHED, now - GOOD_FOR, 1)


def foresee(campaign_row: int, now: datetime) -> None:
    """Play what is left of a campaign's plan from `now`, and keep how it is likely to end."""
    with transaction() as session:
        campaign = session.get_one(Campaign, campaign_row)
        at = _standing(session, campaign, now)
        leads = outlooks.list_now(session, campaign, now)
        name = BROUGHT[at.plan.objectives.metric]
        by_day = counters.by_day(session, campaign.id, name, campaign.time_zone)
    # Some seconds of computing, in which nothing of the database is held.
    lines = tuple(loss.line for loss in at.steering.losses)
    made = outlook(at.case(leads), lines, at.steering.room, at.counted, now, RUNS)
    with transaction() as session:
        outlooks.keep(session, campaign_row, replace(made, by_day=by_day), leads)


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
        campaign = campaigns.of_manager(session, organisation_ids, campaign_id)
        if campaign is None:
            raise NotFound(campaign_id)
        standing = _standing(session, campaign, now)
        last = outlooks.list_kept(session, campaign.id)
        list_at, leads = last or (now, outlooks.list_now(session, campaign, now))
        newest = missions.newest_version(session, campaign.mission_id)
        asked = _Asked(campaign, standing, leads, list_at, newest)
        return _imagined(asked, wishes, language)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The campaign that is asked about, with its list as of then and its mission's newest version."""

    campaign: Campaign
    standing: _Standing
    leads: ListNow
    list_at: datetime
    newest: int


def _imagined(asked: _Asked, wishes: Mapping[str, Fraction], language: str) -> WhatIf:
    standing, plan = asked.standing, asked.standing.plan
    case, made = standing.case(asked.leads), decisions_of(plan)
    reach = decision_bounds(plan, made, standing.terms)
    wanted = wished(made, reach, wishes)
    found = decided(plan, wanted, language)
    problems = found.problems if isinstance(found, PlanProblems) else ()
    after = plan if isinstance(found, PlanProblems) else found
    with_decisions = standing.on(after).case(asked.leads)
    seen = as_it_goes(case)
    rates = rates_wished(seen, bounds(as_planned(plan), seen), wishes)
    all_of_it = imagined(with_decisions, rates)
    end = figures(all_of_it)
    return WhatIf(
        campaign=asked.campaign,
        results=reverse_funnel(plan).steps[0].label,
        target=plan.objectives.target,
        runs=RUNS,
        decisions=_decisions(made, wanted, seen, reach),
        rates=_rates(as_planned(plan), seen, rates),
        ends=Ends(
            figures(case), end, figures(with_decisions) if rates and after is not plan else None
        ),
        changes=compare(plan, after),
        problems=problems,
        version=asked.campaign.plan.version,
        newest=asked.newest,
        done=case.progress.results,
        dials_lacking=_lacking(all_of_it, end),
        list_at=asked.list_at,
    )


def _standing(session: Session, campaign: Campaign, now: datetime) -> _Standing:
    plan = frozen.plan(session, campaign.plan_id)
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, plan, kept, now)
    found = steered.steering(session, campaign, plan, counted, now)
    local = now.astimezone(ZoneInfo(campaign.time_zone))
    terms = law_changes.terms(session, campaign.controller_id, now)
    added = Fraction(campaign.added_seconds or 0, SECONDS_PER_HOUR)
    return _Standing(plan, counted, found, local, terms, added)


def _lacking(case: Given, found: Figures) -> int:
    """Dials that the hours allow and the list does not hold, where they are more than a tenth."""
    hours = (found.hours_a_day or 0.0) * len(found.days)
    allowed = hours * case.rates["dials_per_hour"].mean * (1 - case.habits.absent)
    lacking = allowed - found.to_come["dials"][1]
    return round(lacking) if lacking > allowed * WORTH_A_WORD else 0


def _decisions(
    made: Decisions, wanted: Decisions, seen: Course, reach: Mapping[str, Bounds]
) -> tuple[Slider, ...]:
    """Of the hours it is known how many each has called; people and attempts are as they are planned."""
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
