"""What follows a booked meeting: messages to the prospect, their answers, whoever wants no messages."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.follow_up.reminders import Channel, MessageState, Occasion
from campaigns.follow_up.replies import Answer
from telepro.db.columns import Base, RowId, code


class MeetingMessage(Base):
    """One message about a meeting as it stands at `starts_at`: written before anything is sent.

    A meeting that is moved has messages of its own for its new moment. `public_id` follows from what
    the message is, so that nothing is drawn for it.
    """

    __tablename__ = "meeting_messages"
    __table_args__ = (
        UniqueConstraint("meeting_id", "occasion", "channel", "starts_at"),
        Index("ix_meeting_messages_due", "due_at", postgresql_where=text("state = 'planned'")),
        Index(
            "ix_meeting_messages_under_way",
            "id",
            postgresql_where=text("state in ('sending', 'unknown', 'handed')"),
        ),
        Index(
            "ix_meeting_messages_number",
            "to_address",
            "id",
            postgresql_where=text("channel = 'sms'"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[str] = mapped_column(unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"))
    occasion: Mapped[Occasion] = mapped_column(code(Occasion))
    channel: Mapped[Channel] = mapped_column(code(Channel))
    starts_at: Mapped[datetime]
    due_at: Mapped[datetime]
    good_until: Mapped[datetime]
    state: Mapped[MessageState] = mapped_column(code(MessageState))
    to_address: Mapped[str]
    from_number: Mapped[str | None]
    body: Mapped[str | None]
    taken_at: Mapped[datetime | None]
    sid: Mapped[str | None] = mapped_column(unique=True)
    sent_at: Mapped[datetime | None]
    problem: Mapped[str | None]


class MeetingAnswer(Base):
    """What a prospect said of a meeting as it stood at `starts_at`; `key` makes a repeat harmless."""

    __tablename__ = "meeting_answers"
    id: Mapped[RowId]
    key: Mapped[str] = mapped_column(unique=True)
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    starts_at: Mapped[datetime]
    answer: Mapped[Answer] = mapped_column(code(Answer))
    channel: Mapped[Channel] = mapped_column(code(Channel))
    words: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]


class MessageObjection(Base):
    """An address or a number that wants no messages of a company; only its fingerprint is kept."""

    __tablename__ = "message_objections"
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class MessageSettings(Base):
    """By which channels a campaign writes to who took a meeting; without a row, as `Wishes` says."""

    __tablename__ = "message_settings"
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"), primary_key=True)
    mail: Mapped[bool]
    sms: Mapped[bool]
    both: Mapped[bool]
    changed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    changed_at: Mapped[datetime]
