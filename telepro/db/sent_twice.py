"""Recognises a form that a double click or a reload sent twice: the same content within half a minute."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.missions import Brief
from telepro.db.intake import Enrolment
from telepro.db.what_for import Campaign, Mission, Plan
from telepro.db.who import Organisation

WITHIN = timedelta(seconds=30)


def mission(session: Session, company_id: int, brief: Brief, now: datetime) -> Mission | None:
    """The mission that this very brief has just made, if it did; of two at once, one waits here."""
    company = select(Organisation.id).where(Organisation.id == company_id)
    session.execute(company.with_for_update(key_share=True))
    asked = select(Mission).where(
        Mission.organisation_id == company_id,
        Mission.offer == brief.offer,
        Mission.audience_text == brief.audience_text,
        Mission.result == brief.result,
        Mission.target == brief.target,
        Mission.deadline == brief.deadline,
        Mission.price_cents == brief.price_cents,
        Mission.language == brief.language,
        Mission.created_at > now - WITHIN,
    )
    return session.scalars(asked.order_by(Mission.id).limit(1)).one_or_none()


def campaign(
    session: Session, plan: Plan, name: str, import_ids: Sequence[int], now: datetime
) -> Campaign | None:
    """The campaign that has just been made of the same plan, name and files; of two, one waits."""
    session.execute(select(Mission.id).where(Mission.id == plan.mission_id).with_for_update())
    recent = select(Campaign).where(
        Campaign.plan_id == plan.id,
        Campaign.name == name,
        Campaign.created_at > now - WITHIN,
    )
    for found in session.scalars(recent.order_by(Campaign.id)):
        taken = select(Enrolment.import_id).where(Enrolment.campaign_id == found.id)
        if set(session.scalars(taken)) == set(import_ids):
            return found
    return None
