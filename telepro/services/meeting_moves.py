"""A meeting moves to another moment: its slot goes with it, and messages are planned anew."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.call.obstacles import Obstacle, refusal
from campaigns.follow_up.reminders import Withdrawn
from campaigns.follow_up.tasks import TaskKind
from campaigns.pipeline import MeetingStatus
from campaigns.problems import NotFound, Problem, Refused
from campaigns.windows import resolve_local
from telepro.db import (
    audit,
    meeting_answers,
    meeting_messages,
    meetings,
    outbox,
    result_notes,
    slots,
    transaction,
)
from telepro.db.meeting_subjects import STANDING
from telepro.db.results import Meeting, MeetingStatusRow

HORIZON = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Move:
    """Who moves which meeting, and to when: `local` is on the clock of the meeting's own zone.

    A company moves its own meetings, a manager those of the campaigns that they manage.
    """

    organisation_ids: tuple[int, ...]
    managed_by: tuple[int, ...]
    meeting_id: str
    by_id: int
    local: datetime | None
    language: str = "en"


def move(wanted: Move, now: datetime) -> None:
    """Move a meeting that stands; to the same moment changes nothing.

    Raises `NotFound` for a meeting of others, `Refused` for a moment that can't be, a slot that is
    taken, or a meeting that is over or called off.
    """
    with transaction() as session:
        meeting = _own(session, wanted)
        starts_at = _moment(wanted, meeting, now)
        before = meeting.starts_at
        if starts_at == before:
            return
        if meetings.status_of(session, meeting.id) not in STANDING:
            raise Refused(_not_standing())
        result_notes.note_deadline(session, meeting, now)
        if not slots.move(session, meeting, starts_at, now):
            raise refusal(Obstacle.SLOT_TAKEN, wanted.language)
        meeting.starts_at = starts_at
        moved = MeetingStatus.MOVED
        row = MeetingStatusRow(meeting_id=meeting.id, status=moved, by_id=wanted.by_id, at=now)
        session.add(row)
        meeting_messages.withdraw(session, meeting.id, Withdrawn.MOVED)
        meeting_answers.close_task(session, meeting, TaskKind.MOVE_MEETING, now)
        _tell(session, meeting, wanted, before, now)


def _own(session: Session, wanted: Move) -> Meeting:
    found = meetings.one(session, wanted.organisation_ids, wanted.meeting_id)
    if found is None:
        found = meetings.one_managed(session, wanted.managed_by, wanted.meeting_id)
    if found is None:
        raise NotFound(wanted.meeting_id)
    return found


def _moment(wanted: Move, meeting: Meeting, now: datetime) -> datetime:
    local = wanted.local
    at = resolve_local(local.date(), local.time(), meeting.time_zone) if local else None
    if at is None or not now < at <= now + HORIZON:
        found = f"{local:%d/%m/%Y %H:%M}" if local else _("nothing")
        fix = _("Choose a day and a time still to come.")
        raise Refused(Problem("starts_local", found, _("a moment within the next year"), fix))
    return at


def _tell(
    session: Session, meeting: Meeting, wanted: Move, before: datetime, now: datetime
) -> None:
    organisation = meeting.organisation_id
    payload = {"meeting": meeting.public_id, "starts_at": meeting.starts_at.isoformat()}
    outbox.tell(session, organisation, meeting.campaign_id, "meeting.moved", payload, now)
    details = {"from": before.isoformat(), "to": meeting.starts_at.isoformat()}
    subject = f"meeting {meeting.public_id}"
    audit.note(session, wanted.by_id, organisation, "meeting.moved", subject, details, now)


def _not_standing() -> Problem:
    fix = _("Reload the page to see where it stands.")
    return Problem("meeting", _("a meeting that no longer stands"), _("one still to come"), fix)
