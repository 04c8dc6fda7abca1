"""Queries of booked meetings: what became of each, and which the company has accepted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, and_, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.pipeline import MeetingStatus
from campaigns.replies import Answer
from telepro.db import meeting_answers, meeting_messages
from telepro.db.calling import Attempt
from telepro.db.meeting_answers import AnswerLine
from telepro.db.meeting_messages import MessageLine
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.what_for import Campaign
from telepro.db.whom import Contact, Lead, Prospect

LASTING = (MeetingStatus.BOOKED, MeetingStatus.MOVED, MeetingStatus.HELD)


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting as its company sees it."""

    public_id: str
    starts_at: datetime
    time_zone: str
    kind: str
    place: str
    attendees: Sequence[str]
    host: str | None
    status: MeetingStatus
    accepted_at: datetime | None
    prospect: str
    city: str | None
    contact: str | None
    campaign: str
    booked_at: datetime
    decision_maker: bool
    id: int
    lead_id: str
    messages: tuple[MessageLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()

    @property
    def answer(self) -> Answer | None:
        """What the prospect last said of the meeting as it stands; None when nothing clear."""
        mine = (
            it for it in reversed(self.answers) if it.starts_at == self.starts_at and it.is_clear
        )
        return next((it.answer for it in mine), None)


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


def of_company(
    session: Session,
    organisation_ids: Sequence[int],
    before: tuple[datetime, str] | None,
    limit: int,
) -> list[MeetingLine]:
    """Meetings of these companies, the latest first, a page at a time."""
    asked = _line_query().where(Meeting.organisation_id.in_(organisation_ids))
    return _lines(session, _before(asked, before).limit(limit))


def to_judge(session: Session, organisation_ids: Sequence[int], limit: int) -> list[MeetingLine]:
    """Meetings that wait to be accepted, the next first."""
    latest = _latest()
    asked = (
        _line_query(latest)
        .where(
            Meeting.organisation_id.in_(organisation_ids),
            Meeting.accepted_at.is_(None),
            latest.status.in_(LASTING),
        )
        .order_by(None)
        .order_by(Meeting.starts_at, Meeting.id)
    )
    return _lines(session, asked.limit(limit))


def of_campaign(
    session: Session, campaign_id: int, before: tuple[datetime, str] | None, limit: int
) -> list[MeetingLine]:
    """Meetings of a campaign, the latest first, a page at a time."""
    asked = _before(_line_query().where(Meeting.campaign_id == campaign_id), before)
    return _lines(session, asked.limit(limit))


def of_lead(session: Session, lead_id: int) -> list[MeetingLine]:
    """The meetings of one lead, the latest first."""
    return _lines(session, _line_query().where(Meeting.lead_id == lead_id))


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
    latest = _latest()

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
        .join(latest, _stands(latest))
        .where(Meeting.campaign_id.in_(campaign_ids))
        .group_by(Meeting.campaign_id)
    )
    return {row[0]: MeetingCounts(*row[1:]) for row in session.execute(asked)}


def pending(session: Session, campaign_id: int, now: datetime) -> int:
    """How many meetings of a campaign have their moment still to come."""
    return int(session.scalar(_pending(), {"campaign": campaign_id, "now": now}) or 0)


@cache
def _pending() -> Select[int]:
    latest = _latest()
    return (
        select(func.count())
        .select_from(Meeting)
        .join(latest, _stands(latest))
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
    latest = _latest()
    waiting = and_(Meeting.accepted_at.is_(None), latest.status.in_(LASTING))
    return (
        select(func.count().filter(waiting), func.count().filter(Meeting.accepted_at.is_not(None)))
        .select_from(Meeting)
        .join(latest, _stands(latest))
        .join(Attempt, Attempt.id == Meeting.attempt_id)
        .where(
            Attempt.person_id == bindparam("person"),
            Meeting.campaign_id == bindparam("campaign"),
        )
    )


def _before(asked: Select[Any], before: tuple[datetime, str] | None) -> Select[Any]:
    if before is None:
        return asked
    moment, public_id = before
    at_once = and_(Meeting.starts_at == moment, Meeting.public_id < public_id)
    return asked.where((Meeting.starts_at < moment) | at_once)


def _latest() -> Any:
    """The status rows, to be joined by `_stands` as each meeting's latest."""
    return aliased(MeetingStatusRow)


def _stands(status: Any) -> Any:
    newer = aliased(MeetingStatusRow)
    later = exists().where(newer.meeting_id == status.meeting_id, newer.id > status.id)
    return and_(status.meeting_id == Meeting.id, ~later)


def _line_query(latest: Any = None) -> Select[Any]:
    state = latest if latest is not None else _latest()
    return (
        select(
            Meeting.public_id,
            Meeting.starts_at,
            Meeting.time_zone,
            Meeting.kind,
            Meeting.place,
            Meeting.attendees,
            Meeting.host,
            state.status,
            Meeting.accepted_at,
            Prospect.name,
            Prospect.city,
            Contact.name,
            Campaign.name,
            Meeting.created_at,
            Attempt.decision_maker,
            Meeting.id,
            Lead.public_id,
        )
        .select_from(Meeting)
        .join(state, _stands(state))
        .join(Lead, Lead.id == Meeting.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Campaign, Campaign.id == Meeting.campaign_id)
        .join(Attempt, Attempt.id == Meeting.attempt_id)
        .outerjoin(Contact, Contact.id == Attempt.contact_id)
        .order_by(Meeting.starts_at.desc(), Meeting.public_id.desc())
    )


def _lines(session: Session, asked: Select[Any]) -> list[MeetingLine]:
    """The meetings asked for, each with the messages about it and what its prospect said."""
    found = [MeetingLine(*row) for row in session.execute(asked)]
    if not found:
        return []
    ids = [line.id for line in found]
    messages = meeting_messages.lines(session, ids)
    answers = meeting_answers.lines(session, ids)
    return [
        replace(
            line,
            messages=tuple(it for it in messages if it.meeting_id == line.id),
            answers=tuple(it for it in answers if it.meeting_id == line.id),
        )
        for line in found
    ]
