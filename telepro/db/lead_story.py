"""Queries of what surrounds a lead's calls: who had it on their list, who agreed or objected, how it was moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from campaigns.dealing import DealReason
from campaigns.dispositions import SuppressionScope
from campaigns.pipeline import Stage
from campaigns.states import EntryEnd, MoveCause
from telepro.db.calling import CallListEntry
from telepro.db.results import LeadPass, StageMove
from telepro.db.who import Person
from telepro.db.whom import Consent, Lead, Phone, Suppression

MOST = 200


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """A stay on somebody's call list (None: on that of all), why it began and how it ended."""

    at: datetime
    person: str | None
    reason: DealReason
    ended_at: datetime | None
    end_reason: EntryEnd | None


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """An agreement to be called, in its own words."""

    at: datetime
    source: str
    wording: str
    expires_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True, slots=True)
class RefusedLine:
    """An objection on record, how far it reaches and who wrote it down."""

    at: datetime
    scope: SuppressionScope
    reason: str
    by: str | None
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class MoveLine:
    """A stage move with its cause; one by hand with who, why and what it shows, or that it undoes one."""

    at: datetime
    from_stage: Stage | None
    to_stage: Stage
    cause: MoveCause
    by: str | None
    reason: str | None
    document_id: str | None
    later_on: date | None
    undoes_id: int | None


@dataclass(frozen=True, slots=True)
class Story:
    """What is told of a lead beside its calls, outcomes, promises and meetings."""

    assignments: Sequence[AssignmentLine]
    consents: Sequence[ConsentLine]
    refused: Sequence[RefusedLine]
    moves: Sequence[MoveLine]
    learnt_at: Sequence[datetime]
    passes: Sequence[tuple[int, datetime]]


def of_lead(session: Session, lead: Lead) -> Story:
    """The whole of it, the newest first and no more than two hundred of each kind."""
    return Story(
        _assignments(session, lead),
        _consents(session, lead),
        _refused(session, lead),
        _moves(session, lead),
        _learnt(session, lead),
        _passes(session, lead),
    )


def _assignments(session: Session, lead: Lead) -> list[AssignmentLine]:
    entry = CallListEntry
    asked = (
        select(entry.dealt_at, Person.name, entry.reason, entry.ended_at, entry.end_reason)
        .outerjoin(Person, Person.id == entry.person_id)
        .where(entry.lead_id == lead.id)
        .order_by(entry.id.desc())
        .limit(MOST)
    )
    return [
        AssignmentLine(at, person, DealReason(reason), ended_at, end_reason)
        for at, person, reason, ended_at, end_reason in session.execute(asked)
    ]


def _consents(session: Session, lead: Lead) -> list[ConsentLine]:
    numbers = select(Phone.e164).where(Phone.prospect_id == lead.prospect_id)
    asked = (
        select(
            Consent.captured_at,
            Consent.source,
            Consent.wording,
            Consent.expires_at,
            Consent.withdrawn_at,
        )
        .where(
            Consent.organisation_id == lead.controller_id,
            or_(Consent.prospect_id == lead.prospect_id, Consent.e164.in_(numbers)),
        )
        .order_by(Consent.id.desc())
        .limit(MOST)
    )
    return [ConsentLine(*row) for row in session.execute(asked)]


def _refused(session: Session, lead: Lead) -> list[RefusedLine]:
    asked = (
        select(
            Suppression.created_at,
            Suppression.scope,
            Suppression.reason,
            Person.name,
            Suppression.lifted_at,
        )
        .outerjoin(Person, Person.id == Suppression.created_by_id)
        .where(
            Suppression.organisation_id == lead.controller_id,
            Suppression.prospect_id == lead.prospect_id,
        )
        .order_by(Suppression.id.desc())
        .limit(MOST)
    )
    return [RefusedLine(*row) for row in session.execute(asked)]


def _moves(session: Session, lead: Lead) -> list[MoveLine]:
    move = StageMove
    asked = (
        select(
            move.at,
            move.from_stage,
            move.to_stage,
            move.cause,
            Person.name,
            move.reason,
            move.document_id,
            move.later_on,
            move.undoes_id,
        )
        .outerjoin(Person, Person.id == move.by_id)
        .where(move.lead_id == lead.id)
        .order_by(move.id.desc())
        .limit(MOST)
    )
    return [MoveLine(*row) for row in session.execute(asked)]


def _learnt(session: Session, lead: Lead) -> Sequence[datetime]:
    """When a number was learnt in a call."""
    learnt = (Phone.prospect_id == lead.prospect_id, Phone.learnt_from == "desk")
    return session.scalars(select(Phone.created_at).where(*learnt).limit(MOST)).all()


def _passes(session: Session, lead: Lead) -> list[tuple[int, datetime]]:
    asked = select(LeadPass.number, LeadPass.at).where(LeadPass.lead_id == lead.id)
    return [(number, at) for number, at in session.execute(asked.limit(MOST))]
