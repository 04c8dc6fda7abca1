"""Meetings as the pages list them, each with the messages about it and what its prospect said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session

from campaigns.pipeline import MeetingStatus
from campaigns.replies import Answer
from telepro.db import meeting_answers, meeting_briefs, meeting_messages, meetings
from telepro.db.calling import Attempt
from telepro.db.meeting_answers import AnswerLine
from telepro.db.meeting_briefs import Brief
from telepro.db.meeting_messages import MessageLine
from telepro.db.results import Meeting
from telepro.db.what_for import Campaign
from telepro.db.whom import Contact, Lead, Prospect


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
    brief: Brief | None = None

    @property
    def answer(self) -> Answer | None:
        """What the prospect last said of the meeting as it stands; None when nothing clear."""
        mine = (
            it for it in reversed(self.answers) if it.starts_at == self.starts_at and it.is_clear
        )
        return next((it.answer for it in mine), None)


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
    latest = meetings.latest_status()
    asked = (
        _line_query(latest)
        .where(
            Meeting.organisation_id.in_(organisation_ids),
            Meeting.accepted_at.is_(None),
            latest.status.in_(meetings.LASTING),
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


def _before(asked: Select[Any], before: tuple[datetime, str] | None) -> Select[Any]:
    if before is None:
        return asked
    moment, public_id = before
    at_once = and_(Meeting.starts_at == moment, Meeting.public_id < public_id)
    return asked.where((Meeting.starts_at < moment) | at_once)


_OF_MEETING = (
    Meeting.public_id,
    Meeting.starts_at,
    Meeting.time_zone,
    Meeting.kind,
    Meeting.place,
    Meeting.attendees,
    Meeting.host,
)
_OF_OTHERS = (
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


def _line_query(latest: Any = None) -> Select[Any]:
    state = latest if latest is not None else meetings.latest_status()
    return (
        select(*_OF_MEETING, state.status, *_OF_OTHERS)
        .select_from(Meeting)
        .join(state, meetings.stands(state))
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
    established = meeting_briefs.briefs(session, ids)
    return [
        replace(
            line,
            messages=tuple(it for it in messages if it.meeting_id == line.id),
            answers=tuple(it for it in answers if it.meeting_id == line.id),
            brief=established.get(line.id),
        )
        for line in found
    ]
