"""What a teleprospector may work on, and what they have promised."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.hidden_numbers import conceal
from campaigns.states import CallbackState, CampaignState, EngagementState
from telepro.db import frozen
from telepro.db.results import Callback, Outcome
from telepro.db.what_for import Campaign, Mission, MissionTerms
from telepro.db.who import Engagement, Organisation
from telepro.db.whom import Lead, Prospect

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


@dataclass(frozen=True, slots=True)
class PromisedCall:
    """A callback as its owner sees it."""

    id: str
    lead_id: str
    prospect_name: str
    campaign_name: str
    due_at: datetime
    time_zone: str
    flexible: bool
    late: bool
    note: str


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
        found.append(Choice(*named, *paid, campaign.state, due, ready, waits))
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


def callbacks(session: Session, person_id: int, now: datetime) -> list[PromisedCall]:
    """What a person has promised, earliest first; at most 200."""
    asked = (
        select(
            Callback,
            Lead.public_id,
            Prospect.name,
            Campaign.name,
            Outcome.note,
            Prospect.country,
            func.coalesce(Campaign.mask_numbers, Organisation.mask_numbers),
        )
        .join(Lead, Lead.id == Callback.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Campaign, Campaign.id == Callback.campaign_id)
        .join(Organisation, Organisation.id == Campaign.controller_id)
        .join(Outcome, Outcome.id == Callback.outcome_id)
        .where(Callback.owner_id == person_id, Callback.state == CallbackState.PROMISED)
        .where(Campaign.archived_at.is_(None))
        .order_by(Callback.due_at)
        .limit(200)
    )
    return [_promised(*row, now) for row in session.execute(asked)]


def _promised(
    row: Callback,
    lead_id: str,
    prospect: str,
    campaign: str,
    note: str,
    country: str,
    masks: Any,
    now: datetime,
) -> PromisedCall:
    if masks:
        prospect, note = (conceal(text, (), country) for text in (prospect, note))
    late = row.due_at < now - timedelta(minutes=15)
    moment = (row.due_at, row.time_zone, row.flexible, late)
    return PromisedCall(row.public_id, lead_id, prospect, campaign, *moment, note)


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
