"""Puts a campaign on another version of its plan, and what hangs on it where that version now says.

An attempt keeps the version that it was made with, so that nothing of a call under way changes.
"""

from datetime import datetime
from fractions import Fraction

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from campaigns.plan import Plan, digest
from campaigns.plan.writing_scripts import script_tree
from campaigns.states import CampaignState
from campaigns.steering import Adoption, carried_over, worked
from telepro.db import (
    alarms,
    audit,
    call_lists,
    campaigns,
    frozen,
    list_states,
    missions,
    outbox,
    outlooks,
    tally,
    totals,
)
from telepro.db.what_for import Campaign, Script
from telepro.db.what_for import Plan as PlanRow

SECONDS_PER_HOUR = 3600
ADOPTED = "campaign.plan_adopted"


def clear_the_way(session: Session, campaign_id: int) -> None:
    """Lift what the version of today has put aside, so that the next deal judges it anew.

    It may take seconds, so it comes before whatever others wait for. A dealer who is at it is waited
    for: what they would put aside by the old version would stay aside.
    """
    call_lists.wait_for_turn(session, campaign_id)
    campaigns.let_judge_again(session, campaign_id)


def take_over(
    session: Session,
    campaign: Campaign,
    newer: PlanRow,
    found: Adoption,
    by_id: int | None,
    now: datetime,
) -> bool:
    """Put a campaign on a newer version, of which `found` says what changes; False, with nothing done,
    when it has ended or runs on another one meanwhile."""
    left = campaign.plan
    before, after = frozen.plan(session, left.id), frozen.plan(session, newer.id)
    seconds = _added_seconds(session, campaign, before, after, now)
    if not _moved(session, campaign, newer, seconds):
        return False
    missions.freeze(session, newer.id, now)
    if script_tree(before.script) != script_tree(after.script):
        _next_script(session, campaign.id, after, now)
    watched = [each.kpi for each in after.kpis if each.alarm is not None]
    alarms.end_others(session, campaign.id, watched, now)
    outlooks.forget(session, campaign.id)
    list_states.look_again(session, campaign)
    payload = {"campaign": campaign.public_id, "version": newer.version}
    outbox.tell(session, campaign.controller_id, campaign.id, ADOPTED, payload, now)
    details = {
        "from": left.version,
        "to": newer.version,
        "digest": digest(after),
        "parts": list(found.parts),
    }
    subject, company = f"campaign {campaign.public_id}", campaign.controller_id
    audit.note(session, by_id, company, ADOPTED, subject, details, now)
    return True


def _moved(session: Session, campaign: Campaign, newer: PlanRow, seconds: int) -> bool:
    moving = (
        update(Campaign)
        .where(
            Campaign.id == campaign.id,
            Campaign.plan_id == campaign.plan_id,
            Campaign.state != CampaignState.ENDED,
        )
        .values(plan_id=newer.id, added_seconds=seconds)
        .returning(Campaign.id)
    )
    moved = session.execute(moving).first() is not None
    session.expire(campaign)
    frozen.forget(session, campaign.id)
    return moved


def _added_seconds(
    session: Session, campaign: Campaign, before: Plan, after: Plan, now: datetime
) -> int:
    """What a forecast adds to the hours worked so far, which another team has worked."""
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, before, kept, now)
    hours = worked(before.objectives.metric, counted).hours
    added = Fraction(campaign.added_seconds or 0, SECONDS_PER_HOUR)
    return round(carried_over(hours, added, before, after) * SECONDS_PER_HOUR)


def _next_script(session: Session, campaign_id: int, plan: Plan, now: datetime) -> None:
    """Reports tell calls by the script that was read: attempts made from now on carry this one."""
    last = session.scalar(select(func.max(Script.version)).where(Script.campaign_id == campaign_id))
    body = script_tree(plan.script)
    session.add(Script(campaign_id=campaign_id, version=(last or 0) + 1, body=body, created_at=now))
