"""Puts a campaign on another version of its plan, and what hangs on it where that version now says.

An attempt keeps the version that it was made with, so that nothing of a call under way changes.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import update
from sqlalchemy.orm import Session

from campaigns.plan import Plan, digest
from campaigns.states import CampaignState
from campaigns.steering import Adoption
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
    scripts,
    under_way,
)
from telepro.db.under_way import SECONDS_PER_HOUR
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow

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
    if not _moved(session, campaign, newer, _added_seconds(session, campaign, after, now)):
        return False
    missions.freeze(session, newer.id, now)
    if before.script != after.script:
        scripts.follow(session, campaign.id, before, after, by_id, now)
    _drop_what_the_old_one_said(session, campaign, after, now)
    details = {"from": left.version, "to": newer.version, "digest": digest(after)}
    _tell(session, campaign, {**details, "parts": list(found.parts)}, by_id, now)
    return True


def _drop_what_the_old_one_said(
    session: Session, campaign: Campaign, after: Plan, now: datetime
) -> None:
    """Alarms of figures that have none any more, and the forecast; the list is looked at next."""
    watched = [each.kpi for each in after.kpis if each.alarm is not None]
    alarms.end_others(session, campaign.id, watched, now)
    outlooks.forget(session, campaign.id)
    list_states.look_again(session, campaign)


def _tell(
    session: Session,
    campaign: Campaign,
    details: Mapping[str, Any],
    by_id: int | None,
    now: datetime,
) -> None:
    payload = {"campaign": campaign.public_id, "version": details["to"]}
    subject, company = f"campaign {campaign.public_id}", campaign.controller_id
    outbox.tell(session, company, campaign.id, ADOPTED, payload, now)
    audit.note(session, by_id, company, ADOPTED, subject, details, now)


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


def _added_seconds(session: Session, campaign: Campaign, after: Plan, now: datetime) -> int:
    """What a forecast adds to the hours worked so far, which another team has worked."""
    changed = under_way.standing(session, campaign, now).on(after)
    return round(changed.added * SECONDS_PER_HOUR)
