"""Queries of the do-not-call lists as an administrator sees them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.dispositions import SuppressionScope
from campaigns.states import EntryEnd
from telepro.db import attempts, call_lists
from telepro.db.who import Organisation, Person
from telepro.db.whom import Lead, Phone, Prospect, Suppression

OBJECTED = "objected"


@dataclass(frozen=True, slots=True)
class ObjectionLine:
    """An objection: for which company, how far it reaches, why, by whom."""

    id: int
    company: str
    scope: SuppressionScope
    prospect: str | None
    reason: str
    by: str | None
    at: datetime
    lifted_at: datetime | None


def lines(session: Session, before: int | None, limit: int) -> list[ObjectionLine]:
    """Objections of every company, newest first, a page at a time."""
    asked = (
        select(
            Suppression.id,
            Organisation.name,
            Suppression.scope,
            Prospect.name,
            Suppression.reason,
            Person.name,
            Suppression.created_at,
            Suppression.lifted_at,
        )
        .select_from(Suppression)
        .join(Organisation, Organisation.id == Suppression.organisation_id)
        .outerjoin(Prospect, Prospect.id == Suppression.prospect_id)
        .outerjoin(Person, Person.id == Suppression.created_by_id)
        .order_by(Suppression.id.desc())
        .limit(limit)
    )
    if before is not None:
        asked = asked.where(Suppression.id < before)
    return [ObjectionLine(*row) for row in session.execute(asked)]


def take_back(session: Session, organisation_ids: Sequence[int], e164: str, now: datetime) -> None:
    """Take every lead with this number off the call lists of these companies, and call off what
    was about to ring it."""
    holders = select(Phone.prospect_id).where(Phone.e164 == e164)
    leads = session.scalars(
        select(Lead.id).where(
            Lead.controller_id.in_(organisation_ids), Lead.prospect_id.in_(holders)
        )
    ).all()
    _take_back(session, leads, now)


def take_back_prospects(
    session: Session, organisation_id: int, prospect_ids: Sequence[int], now: datetime
) -> None:
    """The same for every lead of these prospects of this company."""
    leads = session.scalars(
        select(Lead.id).where(
            Lead.controller_id == organisation_id, Lead.prospect_id.in_(prospect_ids)
        )
    ).all()
    _take_back(session, leads, now)


def _take_back(session: Session, lead_ids: Sequence[int], now: datetime) -> None:
    call_lists.end_of_leads(session, lead_ids, EntryEnd.TAKEN_BACK, now)
    attempts.call_off(session, lead_ids, OBJECTED, now)
