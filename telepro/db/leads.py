"""Queries of a campaign's leads: a bounded page of the list, and everything that happened to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from campaigns.dispositions import Disposition
from campaigns.pipeline import Stage
from campaigns.states import CallbackState
from telepro.db.calling import Attempt
from telepro.db.results import Answer, Callback, Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Person
from telepro.db.whom import Contact, Lead, Phone, Prospect


@dataclass(frozen=True, slots=True)
class LeadFilter:
    """Which leads of a campaign to list; empty fields ask for all."""

    stage: Stage | None = None
    disposition: Disposition | None = None
    search: str = ""
    worked: bool = False


@dataclass(frozen=True, slots=True)
class LeadLine:
    """A lead as the list shows it."""

    id: int
    public_id: str
    prospect: str
    city: str | None
    stage: Stage
    attempts: int
    next_call_at: datetime | None
    closed_at: datetime | None
    blocked_by: str | None


@dataclass(frozen=True, slots=True)
class OutcomeLine:
    """An outcome of a lead, superseded ones included."""

    public_id: str
    at: datetime
    disposition: Disposition
    reason: str | None
    note: str
    person: str | None
    stands: bool
    attempt_number: int


@dataclass(frozen=True, slots=True)
class CallbackLine:
    """A promise to call, kept or not."""

    due_at: datetime
    time_zone: str
    state: CallbackState
    owner: str | None
    created_at: datetime


def page(
    session: Session, campaign_id: int, wanted: LeadFilter, after: int | None, limit: int
) -> list[LeadLine]:
    """Leads by row id, a page at a time; `after` is the last id of the page before."""
    asked = (
        select(
            Lead.id,
            Lead.public_id,
            Prospect.name,
            Prospect.city,
            Lead.stage,
            Lead.attempts,
            Lead.next_call_at,
            Lead.closed_at,
            Lead.blocked_by,
        )
        .select_from(Lead)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.campaign_id == campaign_id, *_conditions(wanted))
        .order_by(Lead.id)
        .limit(limit)
    )
    if after is not None:
        asked = asked.where(Lead.id > after)
    return [LeadLine(*row) for row in session.execute(asked)]


def of_manager(
    session: Session, organisation_ids: Sequence[int], public_id: str
) -> tuple[Lead, Campaign] | None:
    """A lead of a campaign that one of these organisations manages, with its campaign."""
    asked = (
        select(Lead, Campaign)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Lead.public_id == public_id, Campaign.managed_by_id.in_(organisation_ids))
    )
    row = session.execute(asked).one_or_none()
    return (row[0], row[1]) if row else None


def contacts(session: Session, prospect_id: int) -> Sequence[Contact]:
    """The people known at a prospect."""
    asked = select(Contact).where(Contact.prospect_id == prospect_id)
    return session.scalars(asked.order_by(Contact.position, Contact.id)).all()


def phones(session: Session, prospect_id: int) -> Sequence[Phone]:
    """The numbers of a prospect in the order to try, dead ones included."""
    asked = select(Phone).where(Phone.prospect_id == prospect_id)
    return session.scalars(asked.order_by(Phone.position, Phone.id)).all()


def outcomes(session: Session, lead_id: int) -> list[OutcomeLine]:
    """The outcomes of a lead, newest first."""
    later = aliased(Outcome)
    stands = ~exists().where(later.supersedes_id == Outcome.id)
    asked = (
        select(
            Outcome.public_id,
            Outcome.recorded_at,
            Outcome.disposition,
            Outcome.reason,
            Outcome.note,
            Person.name,
            stands,
            Attempt.number,
        )
        .select_from(Outcome)
        .join(Attempt, Attempt.id == Outcome.attempt_id)
        .outerjoin(Person, Person.id == Outcome.recorded_by_id)
        .where(Outcome.lead_id == lead_id)
        .order_by(Outcome.id.desc())
        .limit(200)
    )
    return [OutcomeLine(*row) for row in session.execute(asked)]


def callbacks(session: Session, lead_id: int) -> list[CallbackLine]:
    """The promises made to a lead, newest first."""
    asked = (
        select(
            Callback.due_at, Callback.time_zone, Callback.state, Person.name, Callback.created_at
        )
        .select_from(Callback)
        .outerjoin(Person, Person.id == Callback.owner_id)
        .where(Callback.lead_id == lead_id)
        .order_by(Callback.id.desc())
        .limit(50)
    )
    return [CallbackLine(*row) for row in session.execute(asked)]


def answers(session: Session, lead_id: int) -> dict[str, str]:
    """What a lead answered to the script's questions, by their keys, the latest answer to each."""
    asked = (
        select(Answer.field, Answer.value)
        .ext(distinct_on(Answer.field))
        .where(Answer.lead_id == lead_id)
        .order_by(Answer.field, Answer.answered_at.desc())
    )
    return dict(session.execute(asked).all())


def _conditions(wanted: LeadFilter) -> list[Any]:
    conditions: list[Any] = []
    if wanted.stage is not None:
        conditions.append(Lead.stage == wanted.stage)
    if wanted.search:
        conditions.append(Prospect.name.icontains(wanted.search, autoescape=True))
    if wanted.worked:
        conditions.append(Lead.attempts > 0)
    if wanted.disposition is not None:
        later = aliased(Outcome)
        conditions.append(
            exists().where(
                and_(
                    Outcome.lead_id == Lead.id,
                    Outcome.disposition == wanted.disposition,
                    ~exists().where(later.supersedes_id == Outcome.id),
                )
            )
        )
    return conditions
