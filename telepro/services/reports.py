"""Step 9 of a lead's journey: where a campaign stands, plan against actual, and the calls behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from enum import StrEnum
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition
from campaigns.figures import wave
from campaigns.figures.pace import CallingDays, Pace, calling_days, of_the_day, paces
from campaigns.figures.totals import dispositions, stages
from campaigns.figures.watching import Watched, not_shown_to, shown_to, watched
from campaigns.figures.wave import WaveLine
from campaigns.kpi import Counters, Figure, figure, figures, kpi_named
from campaigns.pipeline import STAGES, Stage
from campaigns.plan import Plan
from campaigns.plan.parts import KpiReader
from campaigns.plan.trial import TestWave
from campaigns.problems import NotFound
from campaigns.steering import RESULT_WORDS, Outlook
from telepro.db import (
    alarms,
    campaigns,
    carrier_states,
    coach_messages,
    counters,
    frozen,
    list_shares,
    outlooks,
    reports,
    result_counts,
    tally,
    totals,
    transaction,
    waves,
)
from telepro.db import steered as against_plan
from telepro.db.coach_messages import Sent
from telepro.db.list_shares import ListLine
from telepro.db.reports import CallLine, LiveLine, WorkerLine
from telepro.db.steered import LatePromises, Silent, Steering
from telepro.db.team_today import Today, team_today
from telepro.db.waves import Signed, Wave
from telepro.db.what_for import Campaign

PAGE = 50

# Counters that are kept with each call, so that the calls behind them can be listed.
CALL_COUNTERS = frozenset(
    {
        "attempts",
        "valid_lines",
        "answered",
        "contacts",
        "argued",
        "argued_positive",
        "refused_to_listen",
        "opposed",
        "abandoned",
        "meetings_booked",
        "results_submitted",
        "quotes",
        "qualified_leads",
        "talk_s",
    }
)


class Side(StrEnum):
    """Above or below the line of a figure: its numerator or its denominator."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which calls to show: those of one side of a figure, older than the call `before`."""

    kpi: str
    side: Side
    before: int | None = None


@dataclass(frozen=True, slots=True)
class WavePart:
    """The test wave of a campaign: its rates against the plan; who signed it off, or how far it is."""

    plan: TestWave
    lines: Sequence[WaveLine]
    progress: Wave | None
    signed: Signed | None


@dataclass(frozen=True, slots=True)
class Board:
    """Everything the live board shows of one campaign at one moment."""

    campaign: Campaign
    stages: Sequence[tuple[Stage, str | Mapping[str, str], int]]
    dispositions: Sequence[tuple[Disposition, Mapping[str, str], int]]
    live: Sequence[LiveLine]
    workers: Sequence[WorkerLine]
    today: Mapping[str, Today]
    pace: Sequence[Pace]
    steered: Sequence[Watched]
    for_others: Sequence[Watched]
    others: Sequence[Figure]
    days: CallingDays
    steering: Steering
    results: Mapping[str, str]
    late: LatePromises | None
    contested: int
    silent: Sequence[Silent]
    lists: Sequence[ListLine]
    wave: WavePart | None
    alarms: Mapping[str, datetime]
    outlook: Outlook | None
    at: datetime
    carrier_down_since: datetime | None
    coach: Mapping[str, Sent]


@dataclass(frozen=True, slots=True)
class Behind:
    """A figure with a page of the calls it was made from."""

    campaign: Campaign
    figure: Figure
    side: Side
    calls: Sequence[CallLine]
    more: int | None


def board(organisation_ids: tuple[int, ...], campaign_id: str, now: datetime) -> Board:
    """The live board of a campaign; raises `NotFound` for another's."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        plan, kept, counted = _counted(session, campaign, now)
        midnight = _midnight(campaign, now)
        course = against_plan.steering(session, campaign, plan, counted, now)
        outlook = outlooks.kept(session, campaign.id)
        at_work = reports.workers(session, campaign.id)
        return Board(
            campaign=campaign,
            stages=_stages(plan, kept), dispositions=_dispositions(plan, kept),
            live=reports.live(session, campaign.id),
            workers=at_work, today=team_today(session, campaign, at_work, midnight, now),
            pace=_levels(session, campaign, plan, counted, course.elapsed, midnight, outlook),
            steered=watched(shown_to(plan, KpiReader.MANAGER), counted),
            for_others=watched(not_shown_to(plan, KpiReader.MANAGER), counted),
            others=_others(plan, counted),
            days=calling_days(plan, midnight.date()),
            steering=course,
            results=RESULT_WORDS[plan.objectives.metric],
            late=against_plan.late_promises(session, campaign.id, now),
            contested=result_counts.contested_in(session, campaign.id),
            silent=against_plan.silent(session, campaign.id, now),
            wave=_wave(session, campaign, plan, counted),
            lists=list_shares.with_shares(session, campaign, now),
            alarms=alarms.standing(session, campaign.id), outlook=outlook, at=now,
            carrier_down_since=carrier_states.any_down_since(session),
            coach=coach_messages.latest(session, campaign.id),
        )  # fmt: skip


def behind(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    wanted: Wanted,
    now: datetime,
) -> Behind:
    """A page of the calls that a figure was made from, newest first.

    Raises `NotFound` for a figure that there is not, or whose side counts no calls.
    """
    kpi = kpi_named(wanted.kpi)
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        names = () if kpi is None else kpi.above if wanted.side is Side.ABOVE else kpi.below
        counted_by_call = sorted(CALL_COUNTERS.intersection(names))
        if kpi is None or not counted_by_call:
            raise NotFound(wanted.kpi)
        _plan, _kept, counted = _counted(session, campaign, now)
        found = figure(kpi, counted)
        calls = reports.calls(session, campaign.id, counted_by_call, wanted.before, PAGE + 1)
        more = calls[PAGE - 1].id if len(calls) > PAGE else None
        return Behind(campaign, found, wanted.side, calls[:PAGE], more)


def summary(campaign_id: int, now: datetime) -> dict[str, object]:
    """A campaign's stages, outcomes and figures as plain values, for the command line."""
    with transaction() as session:
        campaign = session.get_one(Campaign, campaign_id)
        _plan, kept, counted = _counted(session, campaign, now)
        return {
            "stages": {str(stage): number for stage, number in stages(kept).items()},
            "outcomes": {str(code): number for code, number in dispositions(kept).items()},
            "kpis": {each.key: _plain(each) for each in figures(counted)},
        }


def _counted(
    session: Session, campaign: Campaign, now: datetime
) -> tuple[Plan, Mapping[str, int], Counters]:
    """A campaign's plan, its totals by name, and all its counters."""
    plan, kept = frozen.plan(session, campaign.plan_id), totals.of_campaign(session, campaign.id)
    return plan, kept, tally.count(session, campaign, plan, kept, now)


def _wave(session: Session, campaign: Campaign, plan: Plan, counted: Counters) -> WavePart | None:
    """Nothing without a wave; once signed, the figures that were read then."""
    asked = plan.preparation.test_wave
    if asked is None:
        return None
    signed, lines = waves.signed(session, campaign.id), wave.lines(plan, counted)
    read = signed.figures if signed else {}
    then = [
        replace(line, hits=read[line.key][0], cases=read[line.key][1]) if line.key in read else line
        for line in lines
    ]
    return WavePart(asked, then, waves.unsigned(session, campaign.id, plan), signed)


def _levels(
    session: Session,
    campaign: Campaign,
    plan: Plan,
    counted: Counters,
    elapsed: Fraction,
    midnight: datetime,
    outlook: Outlook | None,
) -> Sequence[Pace]:
    today = counters.totals(session, campaign.id, midnight)
    of_today = of_the_day(plan, midnight.date())
    foretold = outlook.levels if outlook else {}
    return paces(plan, counted, today, elapsed, of_today, foretold)


def _stages(
    plan: Plan, kept: Mapping[str, int]
) -> list[tuple[Stage, str | Mapping[str, str], int]]:
    held = stages(kept)
    own = plan.preparation.stages
    return [
        (stage, own.get(stage, rule.labels), held.get(stage, 0)) for stage, rule in STAGES.items()
    ]


def _dispositions(
    plan: Plan, kept: Mapping[str, int]
) -> list[tuple[Disposition, Mapping[str, str], int]]:
    offered = plan.disposition_set()
    found = dispositions(kept)
    return [(code, offered.rule(code).labels, number) for code, number in found.items()]


def _others(plan: Plan, counted: Counters) -> list[Figure]:
    """The figures of the catalogue that the plan does not name, where something stands below the line."""
    asked = {target.kpi for target in plan.kpis}
    return [each for each in figures(counted) if each.key not in asked and each.denominator > 0]


def _midnight(campaign: Campaign, now: datetime) -> datetime:
    zone = ZoneInfo(campaign.time_zone)
    return datetime.combine(now.astimezone(zone).date(), time(0), tzinfo=zone)


def _plain(read: Figure) -> dict[str, object]:
    return {
        "value": None if read.value is None else float(read.value),
        "unit": str(read.unit),
        "numerator": read.numerator,
        "denominator": read.denominator,
        "definition": dict(read.definition),
    }
