"""Meetings as the pages list them, each with the messages about it and what its prospect said."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Integer, Select, and_, cast, extract, func, select, text
from sqlalchemy.orm import Session

from campaigns.call.recording import RecordingState
from campaigns.follow_up.replies import Answer
from campaigns.pipeline import MeetingStatus
from campaigns.validation import Act, Booked, Side, Standing, Terms, allowed, standing
from telepro.db import meeting_answers, meeting_briefs, meeting_messages, meetings, validation
from telepro.db.calling import Attempt, Call
from telepro.db.meeting_answers import AnswerLine
from telepro.db.meeting_briefs import Brief
from telepro.db.meeting_messages import MessageLine
from telepro.db.other_legs import CallRecording
from telepro.db.results import Meeting
from telepro.db.validation import SaidLine
from telepro.db.what_for import Campaign, MissionTerms
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
    accepted_by_id: int | None
    status_at: datetime
    criteria: str
    answer_hours: int | None
    manager_decides: bool
    argued: bool
    talk_seconds: int | None
    recording_id: str | None
    messages: tuple[MessageLine, ...] = ()
    answers: tuple[AnswerLine, ...] = ()
    brief: Brief | None = None
    said: tuple[SaidLine, ...] = ()

    @property
    def terms(self) -> Terms:
        """What was agreed on of its acceptance when it was booked."""
        return validation.agreed(self.answer_hours, self.manager_decides)

    def standing(self, now: datetime) -> Standing:
        """Where it stands as a result at `now`."""
        by_company = self.accepted_by_id is not None
        booked = Booked(
            self.status,
            self.status_at,
            self.starts_at,
            self.booked_at,
            self.accepted_at,
            by_company,
        )
        return standing(booked, (each.said for each in self.said), self.terms, now)

    def may(self, side: str, act: str, now: datetime) -> bool:
        """True where a side may say this of it at `now`."""
        return Act(act) in allowed(self.standing(now), Side(side), self.terms, now)

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


def to_judge(
    session: Session, organisation_ids: Sequence[int], now: datetime, limit: int
) -> list[MeetingLine]:
    """Meetings that wait to be accepted, the earliest deadline first, those without one last."""
    latest = meetings.latest_status()
    began = func.greatest(Meeting.starts_at, Meeting.created_at)
    until = began + MissionTerms.answer_hours * text("interval '1 hour'")
    asked = (
        _line_query(latest)
        .where(
            Meeting.organisation_id.in_(organisation_ids),
            validation.is_waiting(latest, now),
        )
        .order_by(None)
        .order_by(until.asc().nulls_last(), Meeting.starts_at, Meeting.id)
    )
    return _lines(session, asked.limit(limit))


def contested(session: Session, organisation_ids: Sequence[int], limit: int) -> list[MeetingLine]:
    """Meetings of these companies that are contested and not settled, the latest first."""
    latest = meetings.latest_status()
    mine = Meeting.organisation_id.in_(organisation_ids)
    asked = _line_query(latest).where(mine, validation.is_contested(latest))
    return _lines(session, asked.limit(limit))


def contested_in(session: Session, campaign_id: int, limit: int) -> list[MeetingLine]:
    """Meetings of a campaign that are contested and not settled, the latest first."""
    latest = meetings.latest_status()
    mine = Meeting.campaign_id == campaign_id
    asked = _line_query(latest).where(mine, validation.is_contested(latest))
    return _lines(session, asked.limit(limit))


def one(session: Session, organisation_ids: Sequence[int], public_id: str) -> MeetingLine | None:
    """One meeting of these companies."""
    mine = Meeting.public_id == public_id, Meeting.organisation_id.in_(organisation_ids)
    return next(iter(_lines(session, _line_query().where(*mine))), None)


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
    Meeting.accepted_by_id,
)
_OF_TERMS = (MissionTerms.result, MissionTerms.answer_hours, MissionTerms.manager_decides)
# The sound of the call, for those whom the law lets hear it.
_SOUND = (
    select(CallRecording.public_id)
    .where(CallRecording.attempt_id == Attempt.id, CallRecording.state == RecordingState.STORED)
    .order_by(CallRecording.id)
    .limit(1)
    .correlate(Attempt)
    .scalar_subquery()
)
_OF_CALL = (
    Attempt.argued,
    cast(extract("epoch", Call.ended_at - Call.answered_at), Integer),
    _SOUND,
)


def _line_query(latest: Any = None) -> Select[Any]:
    state = latest if latest is not None else meetings.latest_status()
    return (
        select(*_OF_MEETING, state.status, *_OF_OTHERS, state.at, *_OF_TERMS, *_OF_CALL)
        .select_from(Meeting)
        .join(state, meetings.stands(state))
        .join(Lead, Lead.id == Meeting.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Campaign, Campaign.id == Meeting.campaign_id)
        .join(Attempt, Attempt.id == Meeting.attempt_id)
        .join(MissionTerms, MissionTerms.id == Attempt.terms_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
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
    said = validation.by_meeting(validation.lines(session, ids))
    return [
        replace(
            line,
            messages=tuple(it for it in messages if it.meeting_id == line.id),
            answers=tuple(it for it in answers if it.meeting_id == line.id),
            brief=established.get(line.id),
            said=said.get(line.id, ()),
        )
        for line in found
    ]
