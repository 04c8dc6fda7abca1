"""How a running campaign is likely to end: foretold each few minutes and kept, and asked with other hours and rates."""

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
from campaigns.plan import Plan
from campaigns.problems import NotFound
from campaigns.steering import (
    BROUGHT,
    Bounds,
    Course,
    ListNow,
    as_it_goes,
    as_planned,
    bounds,
    imagined,
    outlook,
    under_way,
)
from telepro.db import (
    campaigns,
    counters,
    frozen,
    law_changes,
    outlooks,
    steered,
    tally,
    totals,
    transaction,
)
from telepro.db.steered import Steering
from telepro.db.what_for import Campaign

WORTH_A_WORD = 0.1
STILL_WATCHED = timedelta(minutes=15)
GOOD_FOR = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Slider:
    """A link of the chain that can be moved: where it stands, as planned, as observed, how far it goes."""

    name: str
    value: Fraction
    planned: Fraction
    seen: Fraction
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What is imagined of a campaign's end, beside the end as it goes now, in so many plays each.

    Hours are those of the whole team on one calling day; the list is that of `list_at`.
    """

    campaign: Campaign
    results: Mapping[str, str]
    target: int
    runs: int
    sliders: tuple[Slider, ...]
    as_it_goes: Figures
    imagined: Figures
    done: int
    dials_lacking: int
    list_at: datetime


@dataclass(frozen=True, slots=True)
class _Standing:
    """A campaign at a moment: its plan, counters, where it stands, and what is set beside the law."""

    plan: Plan
    counted: Counters
    steering: Steering
    local: datetime
    terms: tuple[Term, ...]

    def case(self, leads: ListNow) -> Given:
        gone = self.steering.elapsed
        return under_way(self.plan, self.counted, gone, leads, self.local, self.terms)


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
    now: datetime,
) -> WhatIf:
    """The end of a campaign with these wishes from now on, by the link of the chain they change.

    What is not wished goes on as observed; a wish out of bounds is taken to the nearest bound. Both
    ends are played on the same draws, with the list of the last outlook, or with the list of now where
    there is none yet. Raises `NotFound` for another's campaign.
    """
    with transaction() as session:
        campaign = campaigns.of_manager(session, organisation_ids, campaign_id)
        if campaign is None:
            raise NotFound(campaign_id)
        standing = _standing(session, campaign, now)
        last = outlooks.list_kept(session, campaign.id)
        list_at, leads = last or (now, outlooks.list_now(session, campaign, now))
        return _imagined(campaign, standing.case(leads), wishes, list_at)


def _imagined(
    campaign: Campaign, case: Given, wishes: Mapping[str, Fraction], list_at: datetime
) -> WhatIf:
    plan = case.plan
    sliders = _sliders(as_planned(plan), as_it_goes(case), wishes)
    wished = imagined(case, Course(**{each.name: each.value for each in sliders}))
    found = figures(wished)
    return WhatIf(
        campaign=campaign,
        results=reverse_funnel(plan).steps[0].label,
        target=plan.objectives.target,
        runs=RUNS,
        sliders=sliders,
        as_it_goes=figures(case),
        imagined=found,
        done=case.progress.results,
        dials_lacking=_lacking(wished, found),
        list_at=list_at,
    )


def _standing(session: Session, campaign: Campaign, now: datetime) -> _Standing:
    plan = frozen.plan(session, campaign.plan_id)
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, plan, kept, now)
    found = steered.steering(session, campaign, plan, counted, now)
    local = now.astimezone(ZoneInfo(campaign.time_zone))
    terms = law_changes.terms(session, campaign.controller_id, now)
    return _Standing(plan, counted, found, local, terms)


def _lacking(case: Given, found: Figures) -> int:
    """Dials that the hours allow and the list does not hold, where they are more than a tenth."""
    hours = (found.hours_a_day or 0.0) * len(found.days)
    allowed = hours * case.rates["dials_per_hour"].mean * (1 - case.habits.absent)
    lacking = allowed - found.to_come["dials"][1]
    return round(lacking) if lacking > allowed * WORTH_A_WORD else 0


def _sliders(plan: Course, seen: Course, wishes: Mapping[str, Fraction]) -> tuple[Slider, ...]:
    return tuple(_slider(each.name, plan, seen, wishes.get(each.name)) for each in fields(Course))


def _slider(name: str, plan: Course, seen: Course, wish: Fraction | None) -> Slider:
    reach = bounds(plan, seen)[name]
    planned, now = getattr(plan, name), getattr(seen, name)
    value = min(max(now if wish is None else wish, reach.least), reach.most)
    return Slider(name, value, planned, now, reach)
