"""Queries of one prospect's page: where it came from, who called it, and who else of its firm was called."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from campaigns.attempts import CallResult
from campaigns.dispositions import Disposition
from campaigns.pipeline import Stage
from campaigns.states import CampaignState
from telepro.db.calling import Attempt
from telepro.db.intake import ImportRow
from telepro.db.results import Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Person
from telepro.db.whom import Import, Lead, Phone, Prospect

MOST_CALLS = 50
MOST_OF_FIRM = 20


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A file that named the prospect, at which line; `file` is its public id."""

    file: str
    filename: str
    source: str
    line: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class EnrolledLine:
    """A campaign in which the prospect is a lead; `managed_by` is the agency's row id."""

    lead_id: str
    campaign: str
    campaign_id: str
    state: CampaignState
    stage: Stage
    next_call_at: datetime | None
    closed_at: datetime | None
    managed_by: int


@dataclass(frozen=True, slots=True)
class CalledLine:
    """A call to a prospect: when, in which campaign, by whom, what came of it."""

    at: datetime
    campaign: str
    managed_by: int
    person: str
    e164: str
    result: CallResult | None
    disposition: Disposition | None
    note: str | None


@dataclass(frozen=True, slots=True)
class FirmLine:
    """Another prospect of the same firm, and the last call to it, if there was one."""

    public_id: str
    name: str
    place: str
    by_number: bool
    calls: int
    last: CalledLine | None


def of_companies(session: Session, companies: Sequence[int], public_id: str) -> Prospect | None:
    """A prospect of one of these companies."""
    asked = select(Prospect).where(
        Prospect.public_id == public_id, Prospect.organisation_id.in_(companies)
    )
    return session.scalars(asked).one_or_none()


def sources(session: Session, prospect: Prospect) -> list[SourceLine]:
    """The files that named this prospect, the first one first."""
    own = select(
        Import.public_id, Import.filename, Import.source, Prospect.line, Import.created_at
    ).join(Prospect, Prospect.import_id == Import.id)
    later = select(
        Import.public_id, Import.filename, Import.source, ImportRow.line, Import.created_at
    ).join(ImportRow, ImportRow.import_id == Import.id)
    asked = (
        own.where(Prospect.id == prospect.id)
        .union(later.where(ImportRow.prospect_id == prospect.id))
        .order_by(Import.created_at)
        .limit(20)
    )
    return [SourceLine(*row) for row in session.execute(asked)]


def enrolled(session: Session, prospect_id: int) -> list[EnrolledLine]:
    """The campaigns that the prospect is or was in, newest first."""
    asked = (
        select(
            Lead.public_id,
            Campaign.name,
            Campaign.public_id,
            Campaign.state,
            Lead.stage,
            Lead.next_call_at,
            Lead.closed_at,
            Campaign.managed_by_id,
        )
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Lead.prospect_id == prospect_id)
        .order_by(Lead.id.desc())
        .limit(20)
    )
    return [EnrolledLine(*row) for row in session.execute(asked)]


def calls(session: Session, prospect_id: int) -> list[CalledLine]:
    """The calls to a prospect, newest first."""
    asked = _called().where(Attempt.prospect_id == prospect_id)
    rows = session.execute(asked.order_by(Attempt.id.desc()).limit(MOST_CALLS))
    return [CalledLine(*row[1:]) for row in rows]


def of_firm(session: Session, prospect: Prospect) -> list[FirmLine]:
    """Other prospects of the same company's file that share the SIREN or a number, the latest called
    first; `by_number` where it is the number that they share."""
    shared = _shares_number(prospect.id)
    count = select(func.count()).where(Attempt.prospect_id == Prospect.id).scalar_subquery()
    last = select(func.max(Attempt.id)).where(Attempt.prospect_id == Prospect.id).scalar_subquery()
    same = or_(shared, Prospect.siren == prospect.siren) if prospect.siren else shared
    asked = (
        select(
            Prospect.public_id,
            Prospect.name,
            func.concat_ws(" ", Prospect.postal_code, Prospect.city),
            shared,
            count,
            last,
        )
        .where(
            Prospect.organisation_id == prospect.organisation_id, Prospect.id != prospect.id, same
        )
        .order_by(last.desc().nulls_last(), Prospect.name, Prospect.id)
        .limit(MOST_OF_FIRM)
    )
    rows = session.execute(asked).all()
    told = _calls_by_id(session, [row[-1] for row in rows if row[-1]])
    return [
        FirmLine(public_id, name, place, by_number, calls, told.get(last_id))
        for public_id, name, place, by_number, calls, last_id in rows
    ]


def _shares_number(prospect_id: int) -> Any:
    mine, theirs = aliased(Phone), aliased(Phone)
    return exists().where(
        mine.prospect_id == prospect_id,
        theirs.e164 == mine.e164,
        theirs.prospect_id == Prospect.id,
    )


def _calls_by_id(session: Session, attempt_ids: Sequence[int]) -> dict[int, CalledLine]:
    rows = session.execute(_called().where(Attempt.id.in_(attempt_ids)))
    return {row[0]: CalledLine(*row[1:]) for row in rows}


def _called() -> Any:
    later = aliased(Outcome)
    stands = ~exists().where(later.supersedes_id == Outcome.id)
    return (
        select(
            Attempt.id,
            Attempt.intended_at,
            Campaign.name,
            Campaign.managed_by_id,
            Person.name,
            Attempt.e164,
            Attempt.result,
            Outcome.disposition,
            Outcome.note,
        )
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Outcome, and_(Outcome.attempt_id == Attempt.id, stands))
    )
