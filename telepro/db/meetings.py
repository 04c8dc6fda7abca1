"""Queries of booked meetings: which are whose, and what became of each."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.pipeline import MeetingStatus
from telepro.db.calling import Attempt
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead


def one(session: Session, organisation_ids: Sequence[int], public_id: str) -> Meeting | None:
    """A meeting of one of these companies, locked with its lead: who corrects the outcome that
    booked it has locked the lead too."""
    mine = Meeting.organisation_id.in_(organisation_ids)
    return session.scalars(_locked(public_id).where(mine)).one_or_none()


def one_managed(session: Session, managed_by: Sequence[int], public_id: str) -> Meeting | None:
    """A meeting of a campaign that one of these organisations manages, locked as `one` locks it."""
    managed = select(Campaign.id).where(Campaign.managed_by_id.in_(managed_by))
    asked = _locked(public_id).where(Meeting.campaign_id.in_(managed))
    return session.scalars(asked).one_or_none()


def one_brought(session: Session, person_id: int, public_id: str) -> Meeting | None:
    """A meeting that one person's own call brought, locked as `one` locks it."""
    calls = select(Attempt.id).where(
        Attempt.id == Meeting.attempt_id, Attempt.person_id == person_id
    )
    asked = _locked(public_id).where(exists(calls.correlate(Meeting)))
    return session.scalars(asked).one_or_none()


def one_by_row(session: Session, meeting_id: int) -> Meeting:
    """A meeting by its row, locked as `one` locks it."""
    public_id = select(Meeting.public_id).where(Meeting.id == meeting_id).scalar_subquery()
    return session.scalars(_locked(public_id)).one()


def _locked(public_id: Any) -> Select[Meeting]:
    return (
        select(Meeting)
        .join(Lead, Lead.id == Meeting.lead_id)
        .where(Meeting.public_id == public_id)
        .with_for_update(of=(Lead, Meeting))
        .execution_options(populate_existing=True)
    )


def status_of(session: Session, meeting_id: int) -> MeetingStatus:
    """Where a meeting stands now."""
    asked = (
        select(MeetingStatusRow.status)
        .where(MeetingStatusRow.meeting_id == meeting_id)
        .order_by(MeetingStatusRow.id.desc())
        .limit(1)
    )
    return session.scalars(asked).one()


def pending(session: Session, campaign_id: int, now: datetime) -> int:
    """How many meetings of a campaign have their moment still to come."""
    return int(session.scalar(_pending(), {"campaign": campaign_id, "now": now}) or 0)


@cache
def _pending() -> Select[int]:
    latest = latest_status()
    return (
        select(func.count())
        .select_from(Meeting)
        .join(latest, stands(latest))
        .where(
            Meeting.campaign_id == bindparam("campaign"),
            Meeting.starts_at > bindparam("now"),
            latest.status.in_((MeetingStatus.BOOKED, MeetingStatus.MOVED)),
        )
    )


def latest_status() -> Any:
    """The status rows, to be joined by `stands` as each meeting's latest."""
    return aliased(MeetingStatusRow)


def stands(status: Any) -> Any:
    """What joins a meeting to its latest status and to no other."""
    newer = aliased(MeetingStatusRow)
    later = exists().where(newer.meeting_id == status.meeting_id, newer.id > status.id)
    return and_(status.meeting_id == Meeting.id, ~later)
