"""What the carrier says of text messages: how each fared, and what people write back."""

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Channel, MessageState
from campaigns.follow_up.replies import Answer, read
from telepro.db import (
    inbox,
    meeting_answers,
    meeting_messages,
    meeting_subjects,
    message_objections,
)
from telepro.db.appointments import MeetingMessage
from telepro.db.inbox import Message
from telepro.db.meeting_answers import Said
from telepro.db.results import Meeting

MESSAGE = "message"
REPLY = "reply"
UNKNOWN_MESSAGE = "no message of this id"
NOT_WRITTEN_TO = "no message went to this number"
OTHER_MESSAGE = "another message than the one of this id"
# twilio.com/docs/api/errors/21610: the number has unsubscribed with the carrier itself.
UNSUBSCRIBED = "21610"
STATES: Mapping[str, MessageState] = MappingProxyType(
    {
        "accepted": MessageState.HANDED,
        "scheduled": MessageState.HANDED,
        "queued": MessageState.HANDED,
        "sending": MessageState.HANDED,
        "sent": MessageState.SENT,
        "delivered": MessageState.DELIVERED,
        "read": MessageState.DELIVERED,
        "undelivered": MessageState.BOUNCED,
        "failed": MessageState.BOUNCED,
        "canceled": MessageState.BOUNCED,
    }
)
"""What a status of the carrier's says of a message (twilio.com/docs/messaging/api/message-resource)."""


def apply_statuses(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    """Apply all that waits on one message."""
    sent = meeting_messages.by_public_id(session, subject)
    messages = inbox.waiting_of(session, MESSAGE, [subject])[subject]
    if sent is None:
        inbox.applied(session, messages, now, UNKNOWN_MESSAGE)
        return ()
    for message in messages:
        inbox.applied(session, [message], now, _heard(session, sent, message))
    return ()


def _heard(session: Session, sent: MeetingMessage, message: Message) -> str | None:
    """Apply one status; what was wrong with it."""
    sid, said = message.payload.get("MessageSid"), message.payload.get("MessageStatus", "")
    if sent.sid is None and message.payload.get("To") == sent.to_address:
        sent.sid = sid
    if sid is None or sid != sent.sid:
        return OTHER_MESSAGE
    if said not in STATES:
        return f"a status that nobody knows: {said[:40]}"
    code = message.payload.get("ErrorCode")
    meeting_messages.reported(sent, STATES[said], message.received_at, f"carrier:{code or said}")
    if code == UNSUBSCRIBED:
        company = session.get_one(Meeting, sent.meeting_id).organisation_id
        message_objections.add(session, company, sent.to_address, message.received_at)
    return None


def apply_reply(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    """Apply what somebody wrote back; the subject is the carrier's id of their message."""
    for message in inbox.waiting_of(session, REPLY, [subject])[subject]:
        inbox.applied(session, [message], now, _written_back(session, message, now))
    return ()


def _written_back(session: Session, message: Message, now: datetime) -> str | None:
    number, ours = message.payload.get("From", ""), message.payload.get("To", "")
    text = message.payload.get("Body", "")
    answered = _answered(session, number, ours, message.received_at)
    if answered is None:
        return NOT_WRITTEN_TO
    answer = read(text)
    if answer is Answer.STOP:
        for company in _writers(session, number, ours):
            message_objections.add(session, company, number, message.received_at)
    meeting = meeting_subjects.locked(session, answered.meeting_id)
    said = Said(
        key=f"{REPLY} {message.subject}",
        answer=answer,
        channel=Channel.SMS,
        address=number,
        starts_at=answered.starts_at,
        at=message.received_at,
        words=text,
    )
    meeting_answers.keep(session, meeting, said, now)
    return None


def _answered(session: Session, number: str, ours: str, at: datetime) -> MeetingMessage | None:
    """The message that a reply answers: the last one sent to this number before it, for a meeting
    still to come rather than for one that is over."""
    asked = (
        select(MeetingMessage)
        .where(*_between(number, ours), MeetingMessage.taken_at <= at)
        .order_by((MeetingMessage.starts_at > at).desc(), MeetingMessage.id.desc())
        .limit(1)
    )
    return session.scalars(asked).one_or_none()


def _writers(session: Session, number: str, ours: str) -> list[int]:
    """Every company for which this number was written to from ours: nobody can tell them apart."""
    asked = (
        select(Meeting.organisation_id)
        .distinct()
        .join(MeetingMessage, MeetingMessage.meeting_id == Meeting.id)
        .where(*_between(number, ours))
        .order_by(Meeting.organisation_id)
    )
    return list(session.scalars(asked))


def _between(number: str, ours: str) -> tuple[ColumnElement[bool], ...]:
    return (
        MeetingMessage.channel == Channel.SMS,
        MeetingMessage.to_address == number,
        MeetingMessage.from_number == ours,
    )
