"""Step 9 of a lead's journey: where a campaign stands, plan against actual, and the calls behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition
from campaigns.funnel import Funnel, reverse_funnel, working_days
from campaigns.kpi import Counters, Figure, Standing, against, figures, kpi_named
from campaigns.pipeline import STAGES, Stage
from campaigns.plan import Plan
from campaigns.plan.parts import Metric
from campaigns.problems import NotFound
from telepro.db import (
    campaigns,
    counters,
    frozen,
    meetings,
    missions,
    reports,
    tally,
    transaction,
)
from telepro.db.reports import CallLine, LiveLine, WorkerLine
from telepro.db.what_for import Campaign

PAGE = 50

# Levels of the funnel that the counters measure; the objective itself is the plan's metric.
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
class Pace:
    """A level of the funnel: planned in all, planned by today, reached, reached today."""

    key: str
    label: Mapping[str, str]
    planned: int
    by_now: int
    actual: int
    today: int
    counter: str

    @property
    def share(self) -> Fraction:
        """The part of the whole plan that was reached, one at most."""
        return min(Fraction(1), Fraction(self.actual, self.planned or 1))


@dataclass(frozen=True, slots=True)
class Steered:
    """A figure, with the plan's target and how it stands against it where the plan names it."""

    figure: Figure
    target: Fraction | None
    standing: Standing | None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the live board shows of one campaign at one moment."""

    campaign: Campaign
    stages: Sequence[tuple[Stage, str | Mapping[str, str], int]]
    dispositions: Sequence[tuple[Disposition, Mapping[str, str], int]]
    live: Sequence[LiveLine]
    workers: Sequence[WorkerLine]
    pace: Sequence[Pace]
    steered: Sequence[Steered]
    others: Sequence[Figure]
    day: int
    days: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure with a page of the calls it was made from."""

    campaign: Campaign
    figure: Figure
    counter: str
    calls: Sequence[CallLine]
    more: int | None


@dataclass(frozen=True, slots=True)
class Results:
    """What a company has got so far from one mission, and what it costs in integer cents."""

    waiting: int
    accepted: int
    target: int
    price_cents: int
    currency: str

    @property
    def waiting_cents(self) -> int:
        """What the results that wait would cost once accepted."""
        return self.waiting * self.price_cents

    @property
    def accepted_cents(self) -> int:
        """What is owed for accepted results."""
        return self.accepted * self.price_cents


def board(organisation_ids: tuple[int, ...], campaign_id: str, now: datetime) -> Board:
    """The live board of a campaign; raises `NotFound` for another's."""
    with transaction() as session:
        campaign = _own(session, organisation_ids, campaign_id)
        plan = frozen.plan(session, campaign.plan_id)
        counted = tally.count(session, campaign, plan, now)
        today = counters.totals(session, campaign.id, _midnight(campaign, now))
        steered, others = _steered(plan, counted)
        done, days = _days(campaign, plan, now)
        return Board(
            campaign=campaign,
            stages=_stages(session, campaign, plan),
            dispositions=_dispositions(session, campaign, plan),
            live=reports.live(session, campaign.id),
            workers=reports.workers(session, campaign.id),
            pace=_pace(plan, reverse_funnel(plan), counted, today, Fraction(done, days or 1)),
            steered=steered,
            others=others,
            day=done,
            days=days,
            at=now,
        )


def behind(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    kpi_key: str,
    counter: str,
    before: int | None,
    now: datetime,
) -> Behind:
    """A page of the calls that stand above or below the line of a figure, newest first."""
    kpi = kpi_named(kpi_key)
    with transaction() as session:
        campaign = _own(session, organisation_ids, campaign_id)
        if kpi is None or counter not in {
            name.removeprefix("-") for name in (*kpi.above, *kpi.below)
        }:
            raise NotFound(f"{kpi_key}/{counter}")
        plan = frozen.plan(session, campaign.plan_id)
        counted = tally.count(session, campaign, plan, now)
        found = next(figure for figure in figures(counted) if figure.key == kpi_key)
        calls = reports.calls(session, campaign.id, [counter], before, PAGE + 1)
        more = calls[PAGE - 1].id if len(calls) > PAGE else None
        return Behind(campaign, found, counter, calls[:PAGE], more)


def summary(campaign_id: int, now: datetime) -> dict[str, object]:
    """A campaign's stages, outcomes and figures as plain values, for the command line."""
    with transaction() as session:
        campaign = session.get_one(Campaign, campaign_id)
        plan = frozen.plan(session, campaign.plan_id)
        counted = tally.count(session, campaign, plan, now)
        return {
            "stages": {str(s): n for s, n in reports.stages(session, campaign.id).items()},
            "outcomes": {str(d): n for d, n in reports.dispositions(session, campaign.id).items()},
            "kpis": {figure.key: _plain(figure) for figure in figures(counted)},
        }


def results(organisation_ids: tuple[int, ...], mission_id: str, now: datetime) -> Results:
    """What a mission has brought its company; raises `NotFound` for another company's."""
    with transaction() as session:
        mission = missions.of_company(session, organisation_ids, mission_id)
        if mission is None:
            raise NotFound(mission_id)
        terms = missions.newest_terms(session, mission.id)
        held = meetings.counts(session, campaigns.ids_of_mission(session, mission.id), now)
        total = list(held.values())
        return Results(
            waiting=sum(each.waiting for each in total),
            accepted=sum(each.accepted for each in total),
            target=mission.target,
            price_cents=terms.price_cents,
            currency=terms.currency,
        )


def _own(session: Session, organisation_ids: tuple[int, ...], campaign_id: str) -> Campaign:
    campaign = campaigns.of_manager(session, organisation_ids, campaign_id)
    if campaign is None:
        raise NotFound(campaign_id)
    return campaign


def _stages(
    session: Session, campaign: Campaign, plan: Plan
) -> list[tuple[Stage, str | Mapping[str, str], int]]:
    held = reports.stages(session, campaign.id)
    own = plan.preparation.stages
    return [
        (stage, own.get(stage, rule.labels), held.get(stage, 0)) for stage, rule in STAGES.items()
    ]


def _dispositions(
    session: Session, campaign: Campaign, plan: Plan
) -> list[tuple[Disposition, Mapping[str, str], int]]:
    offered = plan.disposition_set()
    found = reports.dispositions(session, campaign.id)
    return [(code, offered.rule(code).labels, number) for code, number in found.items()]


def _pace(
    plan: Plan, funnel: Funnel, counted: Counters, today: Mapping[str, int], elapsed: Fraction
) -> list[Pace]:
    paces = []
    for step in funnel.steps:
        counter = RESULTS[plan.objectives.metric] if step is funnel.steps[0] else None
        counter = counter or MEASURED.get(step.key)
        if counter is None:
            continue
        planned = -(-step.value.numerator // step.value.denominator)
        paces.append(
            Pace(
                step.key,
                step.label,
                planned,
                round(step.value * elapsed),
                getattr(counted, counter),
                today.get(counter, 0),
                counter,
            )
        )
    return paces


def _steered(plan: Plan, counted: Counters) -> tuple[list[Steered], list[Figure]]:
    targets = {target.kpi: target for target in plan.kpis}
    steered, others = [], []
    for figure in figures(counted):
        target = targets.get(figure.key)
        if target is None:
            others.append(figure)
        else:
            standing = against(figure, target.target, target.alarm)
            steered.append(Steered(figure, target.target, standing))
    return steered, [figure for figure in others if figure.denominator > 0]


def _days(campaign: Campaign, plan: Plan, now: datetime) -> tuple[int, int]:
    """Calling days begun and calling days in all, from the launch or the plan's start."""
    today = now.astimezone(ZoneInfo(campaign.time_zone)).date()
    total = working_days(plan)
    left = working_days_from(plan, today + timedelta(days=1))
    return max(0, total - left), total


def working_days_from(plan: Plan, start: date) -> int:
    """The calling days of the plan from that day on."""
    if start > plan.objectives.end:
        return 0
    objectives = replace(plan.objectives, start=max(start, plan.objectives.start))
    return working_days(replace(plan, objectives=objectives))


def _midnight(campaign: Campaign, now: datetime) -> datetime:
    zone = ZoneInfo(campaign.time_zone)
    return datetime.combine(now.astimezone(zone).date(), time(0), tzinfo=zone)


def _plain(figure: Figure) -> dict[str, object]:
    return {
        "value": None if figure.value is None else float(figure.value),
        "unit": str(figure.unit),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "definition": dict(figure.definition),
    }
