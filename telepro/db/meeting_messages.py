"""Messages about meetings, step by step: planned, taken to be sent, handed over, reported on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b

from sqlalchemy import ColumnElement, Text, exists, literal, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Channel, MessageState, Planned, Withdrawn, may_follow
from telepro.db.appointments import MeetingMessage
from telepro.db.counting import Mail
from telepro.db.results import Meeting

ASK_AFTER = timedelta(minutes=1)
ASK_UNTIL = timedelta(minutes=10)
UNDER_WAY = (MessageState.SENDING, MessageState.UNKNOWN)


@dataclass(frozen=True, slots=True)
class MessageLine:
    """A message as the pages show it; `problem` is a code of `Withdrawn` or the carrier's."""

    meeting_id: int
    occasion: str
    channel: Channel
    state: MessageState
    due_at: datetime
    sent_at: datetime | None
    problem: str | None
    starts_at: datetime


def unplanned(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Meetings still to come for whose moment no messages have been planned, the next first."""
    asked = (
        select(Meeting.id)
        .where(Meeting.planned_for.is_distinct_from(Meeting.starts_at), Meeting.starts_at > now)
        .order_by(Meeting.starts_at)
        .limit(limit)
    )
    return session.scalars(asked).all()


def add(
    session: Session, meeting: Meeting, planned: Iterable[Planned], to: dict[Channel, str]
) -> None:
    """Write messages down, each once."""
    for each in planned:
        row = insert(MeetingMessage).values(
            public_id=_public_id(meeting, each),
            meeting_id=meeting.id,
            occasion=each.occasion,
            channel=each.channel,
            starts_at=meeting.starts_at,
            due_at=each.due_at,
            good_until=each.good_until,
            state=MessageState.PLANNED,
            to_address=to[each.channel],
        )
        session.execute(row.on_conflict_do_nothing())


def withdraw(session: Session, meeting_id: int, why: Withdrawn) -> None:
    """Take back what has not been sent about a meeting, also from among the mail that waits."""
    mine = (
        MeetingMessage.meeting_id == meeting_id,
        MeetingMessage.state.in_((MessageState.PLANNED, MessageState.HANDED)),
    )
    unsent = select(mail_key()).where(*mine, MeetingMessage.channel == Channel.MAIL)
    session.execute(
        update(Mail)
        .where(Mail.key.in_(unsent), Mail.sent_at.is_(None))
        .values(good_until=Mail.created_at)
        .execution_options(synchronize_session=False)
    )
    gone = exists().where(Mail.key == mail_key(), Mail.sent_at.is_not(None))
    planned = MeetingMessage.state == MessageState.PLANNED
    waiting_mail = (MeetingMessage.channel == Channel.MAIL) & ~gone
    session.execute(
        update(MeetingMessage)
        .where(*mine, planned | waiting_mail)
        .values(state=MessageState.WITHDRAWN, problem=why)
        .execution_options(synchronize_session=False)
    )


def due(session: Session, now: datetime, limit: int) -> Sequence[int]:
    """Messages whose moment has come, the oldest first."""
    asked = (
        select(MeetingMessage.id)
        .where(MeetingMessage.state == MessageState.PLANNED, MeetingMessage.due_at <= now)
        .order_by(MeetingMessage.due_at, MeetingMessage.id)
        .limit(limit)
    )
    return session.scalars(asked).all()


def meeting_of(session: Session, message_id: int) -> int:
    """The meeting that a message is about."""
    asked = select(MeetingMessage.meeting_id).where(MeetingMessage.id == message_id)
    return session.scalars(asked).one()


def planned(session: Session, message_id: int) -> MeetingMessage | None:
    """A message locked while it is still to be sent; None when somebody else has it, or it went."""
    asked = (
        select(MeetingMessage)
        .where(MeetingMessage.id == message_id, MeetingMessage.state == MessageState.PLANNED)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    return session.scalars(asked).one_or_none()


def by_public_id(session: Session, public_id: str) -> MeetingMessage | None:
    """A message by the id that its callbacks and its links carry, locked."""
    asked = select(MeetingMessage).where(MeetingMessage.public_id == public_id).with_for_update()
    return session.scalars(asked.execution_options(populate_existing=True)).one_or_none()


def unlocked(session: Session, public_id: str) -> MeetingMessage | None:
    """A message to read, by the id that its links carry."""
    asked = select(MeetingMessage).where(MeetingMessage.public_id == public_id)
    return session.scalars(asked).one_or_none()


def answered(session: Session, message_id: int, state: MessageState, sid: str | None) -> None:
    """Note the carrier's reply to an order, unless a report has come before it and said more."""
    message = session.get_one(MeetingMessage, message_id, with_for_update=True)
    message.sid = message.sid or sid
    if message.state in UNDER_WAY:
        message.state = state


def reported(message: MeetingMessage, state: MessageState, at: datetime, why: str | None) -> None:
    """Bring a message to what the carrier says of it; what it said before in the wrong order stays."""
    if not may_follow(message.state, state):
        return
    message.state = state
    if state in (MessageState.SENT, MessageState.DELIVERED):
        message.sent_at = message.sent_at or at
    if state is MessageState.BOUNCED:
        message.problem = why


def in_doubt(session: Session, now: datetime) -> Sequence[MeetingMessage]:
    """Text messages of which nobody knows yet whether they went, while that can still be asked."""
    asked = (
        select(MeetingMessage)
        .where(
            MeetingMessage.state.in_(UNDER_WAY),
            MeetingMessage.taken_at <= now - ASK_AFTER,
            MeetingMessage.taken_at > now - ASK_UNTIL,
        )
        .order_by(MeetingMessage.id)
        .limit(20)
    )
    return session.scalars(asked).all()


def known_sids(session: Session, sids: Sequence[str]) -> frozenset[str]:
    """Which of the carrier's messages are ours already."""
    asked = select(MeetingMessage.sid).where(MeetingMessage.sid.in_(sids))
    return frozenset(sid for sid in session.scalars(asked) if sid)


def with_mail(session: Session) -> Sequence[tuple[MeetingMessage, Mail]]:
    """Letters that were handed to the queue, with what has become of each there, locked."""
    asked = (
        select(MeetingMessage, Mail)
        .join(Mail, Mail.key == mail_key())
        .where(
            MeetingMessage.state == MessageState.HANDED,
            MeetingMessage.channel == Channel.MAIL,
            Mail.sent_at.is_not(None) | Mail.refused_at.is_not(None),
        )
        .order_by(MeetingMessage.id)
        .limit(200)
        .with_for_update(of=MeetingMessage, skip_locked=True)
    )
    return [(message, letter) for message, letter in session.execute(asked)]


def lines(session: Session, meeting_ids: Sequence[int]) -> list[MessageLine]:
    """The messages of some meetings in the order in which they are due."""
    asked = (
        select(
            MeetingMessage.meeting_id,
            MeetingMessage.occasion,
            MeetingMessage.channel,
            MeetingMessage.state,
            MeetingMessage.due_at,
            MeetingMessage.sent_at,
            MeetingMessage.problem,
            MeetingMessage.starts_at,
        )
        .where(MeetingMessage.meeting_id.in_(meeting_ids))
        .order_by(MeetingMessage.due_at, MeetingMessage.id)
    )
    return [MessageLine(*row) for row in session.execute(asked)]


def key_of(message: MeetingMessage) -> str:
    """The key of a message's mail."""
    return f"meeting-{message.public_id}"


def mail_key() -> ColumnElement[str]:
    """The same, of any message in a query."""
    return literal("meeting-", Text).concat(MeetingMessage.public_id)


def _public_id(meeting: Meeting, planned: Planned) -> str:
    what = (
        f"{meeting.public_id} {planned.occasion} {planned.channel} {meeting.starts_at.isoformat()}"
    )
    return blake2b(what.encode(), digest_size=10).hexdigest()
