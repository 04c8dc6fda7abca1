"""What a teleprospector may work on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.states import CallbackState, CampaignState, EngagementState
from campaigns.validation import NOTHING_AGREED, Terms
from telepro.db import frozen, validation
from telepro.db.results import Callback
from telepro.db.what_for import Campaign, Mission, MissionTerms
from telepro.db.who import Engagement, Organisation
from telepro.db.whom import Lead

SHOWN = (CampaignState.RUNNING, CampaignState.PAUSED)


@dataclass(frozen=True, slots=True)
class Choice:
    """A campaign to work on, with what it pays and what waits there."""

    campaign_id: str
    campaign_name: str
    company_name: str
    offer: str
    result: str
    price_cents: int
    currency: str
    state: CampaignState
    due_callbacks: int
    ready_leads: int
    quiz_waits: bool = False
    terms: Terms = NOTHING_AGREED


def choices(session: Session, person_id: int, now: datetime) -> list[Choice]:
    """The campaigns of the missions that a person is engaged on, running first."""
    rows = session.execute(
        select(Campaign, Organisation.name, Mission.offer, MissionTerms, Engagement.quiz_passed_at)
        .join(Mission, Mission.id == Campaign.mission_id)
        .join(Organisation, Organisation.id == Campaign.controller_id)
        .join(MissionTerms, MissionTerms.id == Campaign.terms_id)
        .join(Engagement, Engagement.mission_id == Mission.id)
        .where(
            Engagement.person_id == person_id,
            Engagement.state == EngagementState.ACTIVE,
            Campaign.state.in_(SHOWN),
        )
        .order_by(Campaign.state.desc(), Campaign.name, Campaign.id)
    )
    found = []
    for campaign, company, offer, terms, passed_at in rows:
        due, ready = _due(session, campaign.id, person_id, now), _ready(session, campaign.id, now)
        waits = passed_at is None and _has_quiz(session, campaign)
        named = (campaign.public_id, campaign.name, company, offer)
        paid = (terms.result, terms.price_cents, terms.currency)
        agreed = validation.agreed(terms.answer_hours, terms.manager_decides)
        found.append(Choice(*named, *paid, campaign.state, due, ready, waits, agreed))
    return found


def _has_quiz(session: Session, campaign: Campaign) -> bool:
    preparation = frozen.plan(session, campaign.plan_id).preparation
    return preparation.quiz_required and preparation.quiz is not None


def campaign(session: Session, person_id: int, public_id: str) -> Campaign | None:
    """A campaign that a person may work on now, or None."""
    return session.scalar(
        select(Campaign)
        .join(Engagement, Engagement.mission_id == Campaign.mission_id)
        .where(
            Campaign.public_id == public_id,
            Campaign.state.in_(SHOWN),
            Engagement.person_id == person_id,
            Engagement.state == EngagementState.ACTIVE,
        )
    )


def campaigns(session: Session, person_id: int) -> Sequence[Campaign]:
    """The campaigns that a person may choose to work on."""
    asked = (
        select(Campaign)
        .join(Engagement, Engagement.mission_id == Campaign.mission_id)
        .where(
            Campaign.state.in_(SHOWN),
            Engagement.person_id == person_id,
            Engagement.state == EngagementState.ACTIVE,
        )
    )
    return session.scalars(asked).all()


def _due(session: Session, campaign_id: int, person_id: int, now: datetime) -> int:
    return int(
        session.scalar(
            select(func.count())
            .select_from(Callback)
            .where(
                Callback.campaign_id == campaign_id,
                Callback.owner_id == person_id,
                Callback.state == CallbackState.PROMISED,
                Callback.due_at <= now,
            )
        )
        or 0
    )


def _ready(session: Session, campaign_id: int, now: datetime) -> int:
    return int(
        session.scalar(
            select(func.count())
            .select_from(Lead)
            .where(
                Lead.campaign_id == campaign_id,
                Lead.closed_at.is_(None),
                ~Lead.held,
                Lead.next_call_at <= now,
            )
        )
        or 0
    )
