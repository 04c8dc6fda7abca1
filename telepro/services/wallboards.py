"""What a campaign's wallboard shows at one moment: three numbers, one line, who is at work; no prospect."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.figures.pace import Pace, of_the_day, paces
from campaigns.plan import Plan
from campaigns.states import WorkState
from campaigns.steering import Outlook, elapsed
from telepro.db import (
    campaigns,
    carrier_states,
    counters,
    days,
    frozen,
    outlooks,
    reports,
    tally,
    totals,
    transaction,
)
from telepro.db.days import Mark
from telepro.db.reports import WorkerLine
from telepro.db.what_for import Campaign

MOST_ON_THE_WALL = 6
FORETOLD_LATELY = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody at work, and their calls of the day as marks."""

    name: str
    state: WorkState
    since: datetime
    is_talking: bool
    marks: Sequence[Mark]


@dataclass(frozen=True, slots=True)
class Course:
    """The one line: results of each day so far, on the plan's days, and where they were foretold to end."""

    start: date
    today: date
    end: date
    by_day: Mapping[date, int]


@dataclass(frozen=True, slots=True)
class Wallboard:
    """One campaign on a wall. `result` is what a call itself can bring; `others` are at work too,
    beyond those that a wall has room for. An outlook that is not `is_foretold_lately` is stale."""

    campaign: Campaign
    result: Pace
    objective: int
    outlook: Outlook | None
    is_foretold_lately: bool
    course: Course
    workers: Sequence[Worker]
    others: int
    carrier_down_since: datetime | None
    at: datetime


def wallboard(organisation_ids: tuple[int, ...], campaign_id: str, now: datetime) -> Wallboard:
    """The wallboard of a campaign; raises `NotFound` for another's."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        plan, outlook = frozen.plan(session, campaign.plan_id), outlooks.kept(session, campaign.id)
        at_work = reports.workers(session, campaign.id)
        local = now.astimezone(ZoneInfo(campaign.time_zone))
        return Wallboard(
            campaign=campaign,
            result=_result(session, campaign, plan, outlook, local),
            objective=plan.objectives.target,
            outlook=outlook,
            is_foretold_lately=outlook is not None and now - outlook.at <= FORETOLD_LATELY,
            course=_course(plan, outlook, local.date()),
            workers=_workers(session, campaign, at_work[:MOST_ON_THE_WALL], now),
            others=max(len(at_work) - MOST_ON_THE_WALL, 0),
            carrier_down_since=carrier_states.any_down_since(session),
            at=now,
        )


def _result(
    session: Session, campaign: Campaign, plan: Plan, outlook: Outlook | None, local: datetime
) -> Pace:
    """The highest level that calls themselves bring: meetings booked where those held are the objective."""
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, plan, kept, local)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0)
    today = counters.totals(session, campaign.id, midnight)
    of_today, gone = of_the_day(plan, local.date()), elapsed(plan, local)
    levels = paces(plan, counted, today, gone, of_today, outlook.levels if outlook else {})
    by_key = {each.key: each for each in levels}
    return by_key.get("meetings_booked", levels[0])


def _course(plan: Plan, outlook: Outlook | None, today: date) -> Course:
    objectives = plan.objectives
    return Course(objectives.start, today, objectives.end, outlook.by_day if outlook else {})


def _workers(
    session: Session, campaign: Campaign, at_work: Sequence[WorkerLine], now: datetime
) -> list[Worker]:
    talking = reports.talking(session, campaign.id)
    marks = days.marks_of(session, campaign, [each.public_id for each in at_work], now)
    return [
        Worker(
            each.name,
            each.state,
            each.since,
            each.public_id in talking,
            marks[each.public_id],
        )
        for each in at_work
    ]
