"""Queries of what was said of booked results, and the conditions that say where they stand as
`campaigns.validation` does; `test_where_results_stand` holds the two to each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, false, func, or_, select, text
from sqlalchemy.orm import Session

from campaigns.pipeline import MeetingStatus
from campaigns.validation import LASTING, Booked, Said, Terms
from telepro.db import meetings
from telepro.db.calling import Attempt
from telepro.db.results import Meeting, MeetingStatusRow, ResultAct
from telepro.db.what_for import MissionTerms
from telepro.db.who import Person

Moment = datetime | ColumnElement[datetime]
STANDS = sorted(LASTING)


@dataclass(frozen=True, slots=True)
class SaidLine:
    """Something said of a result as the pages show it; `second` is a place in the call's recording."""

    meeting_id: int
    said: Said
    by: str
    second: int | None


@dataclass(frozen=True, slots=True)
class Case:
    """A booked result with all that decides where it stands."""

    booked: Booked
    said: tuple[Said, ...]
    terms: Terms


def is_due(now: Moment) -> ColumnElement[bool]:
    """The deadline of the terms under which a meeting was booked has come."""
    began = func.greatest(Meeting.starts_at, Meeting.created_at)
    hours = (
        select(MissionTerms.answer_hours)
        .join(Attempt, MissionTerms.id == Attempt.terms_id)
        .where(Attempt.id == Meeting.attempt_id)
        .correlate(Meeting)
        .scalar_subquery()
    )
    # A value and no `exists`, which would be answered by reading all calls. Null hours make no deadline.
    return func.coalesce(began + hours * text("interval '1 hour'") <= now, false())


def is_open(status: Any) -> ColumnElement[bool]:
    """Nobody has said or decided anything that stands of a meeting that stands."""
    return and_(
        Meeting.accepted_at.is_(None),
        Meeting.refused_at.is_(None),
        Meeting.contested_at.is_(None),
        status.status.in_(STANDS),
    )


def is_accepted(status: Any, now: Moment) -> ColumnElement[bool]:
    """Accepted by a word, a decision or the deadline; `status` is the meeting's latest."""
    return or_(Meeting.accepted_at.is_not(None), and_(is_open(status), is_due(now)))


def is_contested(status: Any) -> ColumnElement[bool]:
    """Contested, and neither settled nor called off since."""
    return and_(
        Meeting.accepted_at.is_(None),
        Meeting.refused_at.is_(None),
        Meeting.contested_at.is_not(None),
        status.status != MeetingStatus.CANCELLED,
    )


def is_waiting(status: Any, now: Moment) -> ColumnElement[bool]:
    """Waiting for the company's word, whose deadline has not come."""
    return and_(is_open(status), ~is_due(now))


def terms_of(session: Session, attempt_id: int) -> MissionTerms:
    """The terms under which a call was made."""
    asked = select(MissionTerms).join(Attempt, Attempt.terms_id == MissionTerms.id)
    return session.scalars(asked.where(Attempt.id == attempt_id)).one()


def agreed(answer_hours: int | None, manager_decides: bool) -> Terms:
    """Terms as their row has them."""
    within = None if answer_hours is None else timedelta(hours=answer_hours)
    return Terms(within, manager_decides)


def case_of(session: Session, meeting: Meeting) -> Case:
    """Where a locked meeting stands, and why."""
    latest = select(MeetingStatusRow).where(MeetingStatusRow.meeting_id == meeting.id)
    last = session.scalars(latest.order_by(MeetingStatusRow.id.desc()).limit(1)).one()
    terms = terms_of(session, meeting.attempt_id)
    booked = Booked(
        last.status,
        last.at,
        meeting.starts_at,
        meeting.created_at,
        meeting.accepted_at,
        meeting.accepted_by_id is not None,
    )
    said = tuple(line.said for line in lines(session, [meeting.id]))
    return Case(booked, said, agreed(terms.answer_hours, terms.manager_decides))


def lines(session: Session, meeting_ids: Sequence[int]) -> list[SaidLine]:
    """Everything that was said of some results, the oldest first."""
    row = ResultAct
    asked = (
        select(
            row.meeting_id, row.act, row.side, row.at, row.number, row.reason, row.words, Person.name, row.second
        )
        .join(Person, Person.id == row.by_id)
        .where(row.meeting_id.in_(meeting_ids))
        .order_by(row.at, row.number)
    )  # fmt: skip
    return [
        SaidLine(meeting_id, Said(act, side, at, number, reason, words), by, second)
        for meeting_id, act, side, at, number, reason, words, by, second in session.execute(asked)
    ]


def by_meeting(found: Sequence[SaidLine]) -> Mapping[int, tuple[SaidLine, ...]]:
    """The same by meeting."""
    sorted_out: dict[int, tuple[SaidLine, ...]] = {}
    for line in found:
        sorted_out[line.meeting_id] = (*sorted_out.get(line.meeting_id, ()), line)
    return sorted_out


def with_key(session: Session, client_key: str) -> ResultAct | None:
    """What was said under a key."""
    return session.scalars(
        select(ResultAct).where(ResultAct.client_key == client_key)
    ).one_or_none()


def due(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Meetings whose deadline has come and is not noted yet."""
    latest = meetings.latest_status()
    asked = select(Meeting.id).join(latest, meetings.stands(latest))
    return session.scalars(asked.where(is_open(latest), is_due(now)).limit(limit)).all()
