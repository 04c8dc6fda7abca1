"""The page behind a letter's links: the prospect sees their meeting and says whether they come."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Channel
from campaigns.follow_up.replies import Answer
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import (
    accounts,
    meeting_answers,
    meeting_messages,
    meeting_subjects,
    message_objections,
    transaction,
)
from telepro.db.appointments import MeetingMessage
from telepro.db.meeting_answers import Said
from telepro.db.meeting_subjects import Subject

TRIES = 60
WITHIN = timedelta(minutes=15)


class TooManyTries(Refused):
    """More answers or made-up addresses from one place than people give."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A meeting as its prospect sees it; `answer` is what they last said of it."""

    company: str
    support: str | None
    language: str
    starts_at: datetime
    zone: str
    kind: str
    place: str
    host: str | None
    stands: bool
    is_over: bool
    answer: Answer | None
    no_more_messages: bool


def opened(message_id: str, now: datetime) -> Shown:
    """The meeting that a letter is about, as it stands now; raises `NotFound`."""
    with transaction() as session:
        message = _message(session, message_id)
        return _shown(session, meeting_subjects.of(session, message.meeting_id), message, now)


def answer(message_id: str, said: Answer, starts_at: datetime | None, now: datetime) -> Shown:
    """Keep what the prospect says of the meeting as it was shown to them; the same twice is said once.

    Raises `NotFound`, and `Refused` where the meeting was moved or called off since, or is over.
    """
    with transaction() as session:
        message = _message(session, message_id)
        subject = meeting_subjects.of(session, message.meeting_id)
        if said is Answer.STOP:
            company = subject.company.id
            message_objections.add(session, company, message.to_address, now)
        else:
            _check(subject, starts_at, now)
            if meeting_answers.standing(session, subject.meeting) is not said:
                _keep(session, subject, message, said, now)
        return _shown(session, subject, message, now)


def count_a_try(address: str, key: str, now: datetime) -> None:
    """Count a request from an address (real clock); raises `TooManyTries` past the limit."""
    counted = accounts.fingerprint("meeting page", address, key)
    with transaction() as session:
        accounts.queue_at(session, counted)
        if len(accounts.failures(session, counted, now - WITHIN)) >= TRIES:
            raise TooManyTries(_too_many())
        accounts.add_failure(session, counted, now)


def _message(session: Session, message_id: str) -> MeetingMessage:
    # Without its lock: the meeting is locked first, everywhere.
    message = meeting_messages.unlocked(session, message_id)
    if message is None:
        raise NotFound(message_id)
    return message


def _shown(session: Session, subject: Subject, message: MeetingMessage, now: datetime) -> Shown:
    meeting = subject.meeting
    return Shown(
        company=subject.company.name,
        support=subject.company.support_email,
        language=subject.prospect.language,
        starts_at=meeting.starts_at,
        zone=meeting.time_zone,
        kind=meeting.kind,
        place=meeting.place,
        host=meeting.host,
        stands=subject.stands,
        is_over=meeting.starts_at <= now,
        answer=meeting_answers.standing(session, meeting),
        no_more_messages=message_objections.stands(session, subject.company.id, message.to_address),
    )


def _keep(
    session: Session, subject: Subject, message: MeetingMessage, answer: Answer, now: datetime
) -> None:
    """The meeting is locked, so that the number of its answers names the next one."""
    meeting = subject.meeting
    said_before = len(meeting_answers.lines(session, [meeting.id]))
    said = Said(
        key=f"page {meeting.public_id} {said_before + 1}",
        answer=answer,
        channel=Channel.MAIL,
        address=message.to_address,
        starts_at=meeting.starts_at,
        at=now,
    )
    meeting_answers.keep(session, meeting, said, now)


def _check(subject: Subject, starts_at: datetime | None, now: datetime) -> None:
    if not subject.stands or subject.meeting.starts_at <= now:
        found = _("a meeting that no longer stands")
        fix = _("Write to the company if you would like another one.")
        raise Refused(Problem("meeting", found, _("a meeting still to come"), fix))
    if starts_at != subject.meeting.starts_at:
        found, fix = _("another moment than the meeting's"), _("Look at the new moment and answer.")
        raise Refused(Problem("meeting", found, _("the moment it was moved to"), fix))


def _too_many() -> Problem:
    fix = _("Wait a few minutes and try again.")
    return Problem("meeting", _("too many tries"), _("a pause of some minutes"), fix)
