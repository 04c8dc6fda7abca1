"""Queries of booked meetings: what became of each, and which the company has accepted."""

from collections.abc import Sequence
from dataclasses import dataclass
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

LASTING = (MeetingStatus.BOOKED, MeetingStatus.MOVED, MeetingStatus.HELD)


@dataclass(frozen=True, slots=True)
class MeetingCounts:
    """Meetings of some campaigns by where they stand; `pending` have their moment still to come."""

    booked: int = 0
    pending: int = 0
    held: int = 0
    no_show: int = 0
    cancelled: int = 0
    accepted: int = 0

    @property
    def waiting(self) -> int:
        """Results that the company has not judged yet: not cancelled, not missed, not accepted."""
        return max(0, self.booked - self.cancelled - self.no_show - self.accepted)


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


def _locked(public_id: str) -> Select[Meeting]:
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


def counts(
    session: Session, campaign_ids: Sequence[int], now: datetime
) -> dict[int, MeetingCounts]:
    """Meetings of each campaign by where they stand at `now`."""
    latest = latest_status()

    def those(condition: Any) -> Any:
        return func.count().filter(condition)

    lasting = latest.status.in_((MeetingStatus.BOOKED, MeetingStatus.MOVED))
    asked = (
        select(
            Meeting.campaign_id,
            func.count(),
            those(and_(lasting, Meeting.starts_at > now)),
            those(latest.status == MeetingStatus.HELD),
            those(latest.status == MeetingStatus.NO_SHOW),
            those(latest.status == MeetingStatus.CANCELLED),
            those(Meeting.accepted_at.is_not(None)),
        )
        .select_from(Meeting)
        .join(latest, stands(latest))
        .where(Meeting.campaign_id.in_(campaign_ids))
        .group_by(Meeting.campaign_id)
    )
    return {row[0]: MeetingCounts(*row[1:]) for row in session.execute(asked)}


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


def results_of(session: Session, person_id: int, campaign_id: int) -> tuple[int, int]:
    """A teleprospector's results on a campaign: those waiting for the company, those accepted."""
    row = session.execute(_results_of(), {"person": person_id, "campaign": campaign_id}).one()
    return row[0], row[1]


@cache
def _results_of() -> Select[int, int]:
    latest = latest_status()
    waiting = and_(Meeting.accepted_at.is_(None), latest.status.in_(LASTING))
    return (
        select(func.count().filter(waiting), func.count().filter(Meeting.accepted_at.is_not(None)))
        .select_from(Meeting)
        .join(latest, stands(latest))
        .join(Attempt, Attempt.id == Meeting.attempt_id)
        .where(
            Attempt.person_id == bindparam("person"),
            Meeting.campaign_id == bindparam("campaign"),
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
