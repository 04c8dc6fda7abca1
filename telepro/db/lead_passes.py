"""Queries of passes: exhausted leads with their last outcome, judged as if they came back, and their return."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal, null, select, text
from sqlalchemy.orm import Session, aliased

from campaigns import eligibility
from campaigns.clearance.facts import LONG_AGO, Facts
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.figures import counting, totals
from campaigns.figures.totals import Filed
from campaigns.lead.closing import CloseReason
from campaigns.lead.recycling import OUTCOMES, RECYCLABLE, Exhausted
from campaigns.lead.standing import PassBegun
from campaigns.pipeline import Stage
from campaigns.states import MoveCause
from telepro.db import counters
from telepro.db.calling import Attempt
from telepro.db.eligibility import cases_for
from telepro.db.results import LeadPass, Outcome
from telepro.db.whom import Lead

MOST = 5_000


@dataclass(frozen=True, slots=True)
class Found:
    """Exhausted leads that have rested long enough, the oldest first; how many still rest, and whether
    there are more than could be looked at."""

    leads: tuple[Exhausted, ...]
    resting: int
    has_more: bool


def of_lead(session: Session, lead_id: int) -> list[PassBegun]:
    """The passes over a lead after its first."""
    asked = select(LeadPass).where(LeadPass.lead_id == lead_id).order_by(LeadPass.number)
    return [PassBegun(row.number, row.after_attempt, row.at) for row in session.scalars(asked)]


def exhausted(session: Session, campaign_id: int, before: datetime, now: datetime) -> Found:
    """The leads of a campaign that another pass may bring back, closed `before` then; each is judged as
    if it were due and somebody at work."""
    own = (Lead.campaign_id == campaign_id, Lead.closed_reason.in_(sorted(RECYCLABLE)))
    asked = _candidates().where(*own, Lead.closed_at <= before).order_by(Lead.id).limit(MOST + 1)
    rows = session.execute(asked).all()
    last = {row.id: row.last for row in rows[:MOST] if row.last in OUTCOMES}
    verdicts = _judged(session, [row for row in rows if row.id in last], now)
    resting = session.scalar(select(func.count()).where(*own, Lead.closed_at > before))
    leads = tuple(Exhausted(i, Disposition(code), verdicts[i]) for i, code in last.items())
    return Found(leads, resting or 0, len(rows) > MOST)


def begin(session: Session, campaign_id: int, lead_ids: Sequence[int], now: datetime) -> int:
    """Bring leads back for another pass, those that are still closed as exhausted; how many.

    Their attempts, outcomes and refusals stay. One statement, and the totals after it.
    """
    asked = {"campaign": campaign_id, "leads": list(lead_ids), "now": now}
    rows = session.execute(_BEGIN, {**asked, "cause": str(MoveCause.ENROLMENT)}).all()
    left = {Stage(stage): int(number) for stage, number in rows}
    session.expire_all()
    counters.add(session, campaign_id, None, now, {}, _change(left))
    return sum(left.values())


def _change(left: Mapping[Stage, int]) -> Mapping[str, int]:
    """What the return of leads that had this stage changes in totals."""
    changed: Counter[str] = Counter()
    for stage, number in left.items():
        reached = Stage.TARGET if stage is Stage.EXHAUSTED else stage
        before = totals.of_lead(Filed(stage, CloseReason.EXHAUSTED, 1))
        for name, value in counting.change(before, totals.of_lead(Filed(reached, None, 1))).items():
            changed[name] += value * number
    return changed


def _candidates() -> Any:
    """Leads as eligibility reads them, but as if they came back now, with their last outcome."""
    later = aliased(Outcome)
    last = (
        select(Outcome.disposition)
        .join(Attempt, Attempt.id == Outcome.attempt_id)
        .where(Outcome.lead_id == Lead.id)
        .where(~select(later.id).where(later.supersedes_id == Outcome.id).exists())
        .order_by(Attempt.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    return select(
        Lead.id,
        Lead.prospect_id,
        Lead.campaign_id,
        Lead.controller_id,
        literal(LONG_AGO).label("next_call_at"),
        literal(0).label("attempts"),
        literal(str(Tier.RETRY)).label("tier"),
        null().label("closed_reason"),
        last.label("last"),
    )


def _judged(session: Session, leads: Sequence[Any], now: datetime) -> Mapping[int, Any]:
    cases = cases_for(session, leads, now)
    return {i: eligibility.judge(_open(facts), policy, now) for i, (facts, policy) in cases.items()}


def _open(facts: Facts) -> Facts:
    """The same while the campaign runs, somebody is there and no wave waits: no reasons of the lead's."""
    return replace(
        facts,
        campaign_running=True,
        engaged=True,
        quiz_passed=True,
        somebody_signed_in=True,
        wave_unsigned=False,
    )


_BEGIN = text(
    """
    with taken as (
        select id, stage from leads
        where id = any(:leads) and campaign_id = :campaign
            and closed_reason = 'exhausted' and closed_at is not null and not held
        order by id for update
    ), back as (
        update leads set closed_reason = null, closed_at = null, tier = 'retry', next_call_at = :now,
            callback_owner_id = null, blocked_by = null, blocked_until = null,
            pass_number = leads.pass_number + 1, attempts_before = leads.attempts,
            stage = case when leads.stage = 'exhausted' then 'target' else leads.stage end
        from taken where leads.id = taken.id
        returning leads.id, leads.pass_number, taken.stage as left_stage
    ), begun as (
        insert into lead_passes (lead_id, number, after_attempt, at)
        select id, pass_number,
            coalesce((select max(number) from attempts where lead_id = back.id), 0), :now
        from back
    ), moved as (
        insert into stage_moves (lead_id, campaign_id, from_stage, to_stage, cause, at)
        select id, :campaign, left_stage, 'target', :cause, :now
        from back where left_stage = 'exhausted'
    )
    select left_stage, count(*) from back group by left_stage
    """
)
