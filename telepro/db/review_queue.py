"""Which calls wait to be listened to again: contested, asked for, of somebody new, and those to draw from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, exists, func, select, true
from sqlalchemy.orm import Session, aliased

from campaigns.call.recording import RecordingState
from campaigns.dispositions import Disposition
from campaigns.listening.reviewing import (
    FIRST_CALLS,
    Reason,
    ReviewState,
    Talk,
    ToReview,
    asks_for_coach,
)
from campaigns.pipeline import MeetingStatus
from telepro.db.calling import Attempt, Call
from telepro.db.other_legs import CallRecording
from telepro.db.results import Meeting, MeetingStatusRow, Outcome
from telepro.db.reviews import STANDING, Review
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession
from telepro.db.whom import Prospect

MOST = 100
MOST_TALKS = 5000
NOT_HELD = (MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED)
CONVERSATION = (Attempt.counted.has_key("contacts"), Attempt.ended_at.is_not(None))
UNDER_WAY = Campaign.archived_at.is_(None)


@dataclass(frozen=True, slots=True)
class QueueLine:
    """A call of the queue as a page lists it."""

    row: int
    attempt_id: str
    prospect: str
    person: str
    campaign: str
    campaign_id: str
    time_zone: str
    ended_at: datetime
    seconds: int | None
    disposition: Disposition | None
    has_sound: bool
    begun: bool


def _done(attempt: object) -> ColumnElement[bool]:
    return exists().where(Review.attempt_id == attempt, Review.state != ReviewState.DRAFT)


def contested(session: Session, mine: Sequence[int], since: datetime) -> list[ToReview]:
    """Calls whose meeting somebody of the company or agency says was not held, as it stands last, and
    those whose result the company contests for another reason."""
    later = aliased(MeetingStatusRow)
    asked = (
        select(Meeting.attempt_id, MeetingStatusRow.at)
        .join(MeetingStatusRow, MeetingStatusRow.meeting_id == Meeting.id)
        .join(Campaign, Campaign.id == Meeting.campaign_id)
        .where(
            Campaign.managed_by_id.in_(mine),
            UNDER_WAY,
            MeetingStatusRow.status.in_(NOT_HELD),
            # Nobody is named where a prospect has moved or called off the meeting themselves.
            MeetingStatusRow.by_id.is_not(None),
            MeetingStatusRow.at >= since,
            ~exists().where(later.meeting_id == Meeting.id, later.id > MeetingStatusRow.id),
            ~_done(Meeting.attempt_id),
        )
        .order_by(MeetingStatusRow.at)
        .limit(MOST)
    )
    not_held = [ToReview(row, Reason.CONTESTED, at) for row, at in session.execute(asked)]
    known = [each.attempt for each in not_held]
    return [*not_held, *_contested_results(session, mine, since, known)]


def _contested_results(
    session: Session, mine: Sequence[int], since: datetime, known: Sequence[int]
) -> list[ToReview]:
    asked = (
        select(Meeting.attempt_id, Meeting.contested_at)
        .join(Campaign, Campaign.id == Meeting.campaign_id)
        .where(
            Campaign.managed_by_id.in_(mine),
            UNDER_WAY,
            Meeting.contested_at >= since,
            Meeting.attempt_id.not_in(known),
            ~_done(Meeting.attempt_id),
        )
        .order_by(Meeting.contested_at)
        .limit(MOST)
    )
    found = session.execute(asked)
    return [ToReview(row, Reason.CONTESTED, at) for row, at in found if at]


def asked_for(session: Session, mine: Sequence[int], since: datetime) -> list[ToReview]:
    """Calls whose note asks for it."""
    asked = (
        select(Outcome.attempt_id, Outcome.recorded_at, Outcome.note)
        .join(Campaign, Campaign.id == Outcome.campaign_id)
        .where(
            Campaign.managed_by_id.in_(mine),
            UNDER_WAY,
            Outcome.recorded_at >= since,
            Outcome.note.icontains("coach"),
            STANDING,
            ~_done(Outcome.attempt_id),
        )
        .order_by(Outcome.recorded_at)
        .limit(2 * MOST)
    )
    return [
        ToReview(row, Reason.ASKED, at)
        for row, at, note in session.execute(asked)
        if asks_for_coach(note)
    ]


def firsts(session: Session, mine: Sequence[int], since: datetime) -> list[ToReview]:
    """The first conversations of whoever began on a campaign since then."""
    new = (
        select(WorkSession.campaign_id, WorkSession.person_id)
        .join(Campaign, Campaign.id == WorkSession.campaign_id)
        .where(Campaign.managed_by_id.in_(mine), UNDER_WAY)
        .group_by(WorkSession.campaign_id, WorkSession.person_id)
        .having(func.min(WorkSession.started_at) >= since)
        .limit(MOST)
        .subquery()
    )
    first = (
        select(Attempt.id, Attempt.ended_at)
        .where(
            Attempt.person_id == new.c.person_id,
            Attempt.campaign_id == new.c.campaign_id,
            Attempt.intended_at >= since,
            *CONVERSATION,
        )
        .order_by(Attempt.intended_at)
        .limit(FIRST_CALLS)
        .lateral()
    )
    asked = select(first.c.id, first.c.ended_at).select_from(new).join(first, true())
    found = session.execute(asked.where(~_done(first.c.id)))
    return [ToReview(row, Reason.FIRST, at) for row, at in found]


def talks(
    session: Session, mine: Sequence[int], since: datetime
) -> Mapping[tuple[int, str, str], list[Talk]]:
    """The conversations since then by (campaign, its seed, its zone), reviewed or not: whoever draws
    among them must not draw another because the first was listened to."""
    asked: Any = (
        select(
            Attempt.id, Attempt.public_id, Attempt.person_id, Attempt.ended_at,
            Campaign.id, Campaign.seed, Campaign.time_zone,
        )
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .where(Campaign.managed_by_id.in_(mine), UNDER_WAY, Attempt.intended_at >= since, *CONVERSATION)
        .order_by(Attempt.id.desc())
        .limit(MOST_TALKS)
    )  # fmt: skip
    found: dict[tuple[int, str, str], list[Talk]] = {}
    for row, key, person, ended_at, campaign, seed, zone in session.execute(asked):
        day = ended_at.astimezone(ZoneInfo(zone)).date()
        talk = Talk(row, key, person, day, ended_at)
        found.setdefault((campaign, seed, zone), []).append(talk)
    return found


def lines(session: Session, attempts: Sequence[int]) -> Mapping[int, QueueLine]:
    """These calls as a page lists them, without those that are reviewed."""
    heard = exists().where(
        CallRecording.attempt_id == Attempt.id, CallRecording.state == RecordingState.STORED
    )
    asked: Any = (
        select(
            Attempt.id, Attempt.public_id, Prospect.name, Person.name, Campaign.name,
            Campaign.public_id, Campaign.time_zone, Attempt.ended_at, Call.duration_seconds,
            Outcome.disposition, heard, exists().where(Review.attempt_id == Attempt.id),
        )
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .outerjoin(Outcome, and_(Outcome.attempt_id == Attempt.id, STANDING))
        .where(Attempt.id.in_(attempts), ~_done(Attempt.id))
    )  # fmt: skip
    return {row[0]: QueueLine(*row) for row in session.execute(asked)}
