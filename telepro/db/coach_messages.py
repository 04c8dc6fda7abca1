"""Lines that managers write to people at work: kept for the day, shown at the desk until answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ForeignKey, Index, delete, func, select, text, update
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Mapped, Session, mapped_column

from campaigns.listening.coaching import Reply
from campaigns.states import EngagementState
from telepro.db.columns import Base, PublicId, RowId, code
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, Person, WorkSession

SHOWN = 5


class CoachMessage(Base):
    """A line to one session; `read_at` is when its desk had said it, `reply` what was pressed."""

    __tablename__ = "coach_messages"
    __table_args__ = (
        Index(
            "ix_coach_messages_waiting",
            "session_id",
            "id",
            postgresql_where=text("reply is null"),
        ),
        Index("ix_coach_messages_campaign", "campaign_id", "sent_at"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    session_id: Mapped[int] = mapped_column(ForeignKey("work_sessions.id"))
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaigns.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    text: Mapped[str]
    sent_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    reply: Mapped[Reply | None] = mapped_column(code(Reply))
    replied_at: Mapped[datetime | None]


@dataclass(frozen=True, slots=True)
class AtDesk:
    """A line as the desk shows it."""

    id: str
    by: str
    text: str
    sent_at: datetime
    read: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A line as whoever manages sees it."""

    by: str
    text: str
    sent_at: datetime
    read_at: datetime | None
    reply: Reply | None


def of_team(
    session: Session, managed_by: Sequence[int], campaign_id: str, person_id: str
) -> tuple[Campaign, Person] | None:
    """A campaign of these agencies and a person engaged on its mission; None for others."""
    row = session.execute(
        select(Campaign, Person)
        .join(Engagement, Engagement.mission_id == Campaign.mission_id)
        .join(Person, Person.id == Engagement.person_id)
        .where(
            Campaign.public_id == campaign_id,
            Campaign.managed_by_id.in_(managed_by),
            Person.public_id == person_id,
            Engagement.state == EngagementState.ACTIVE,
        )
    ).first()
    return (row[0], row[1]) if row else None


def open_session(session: Session, campaign: Campaign, person: Person) -> WorkSession | None:
    """Where somebody works on a campaign now, its row locked."""
    return session.scalar(
        select(WorkSession)
        .where(
            WorkSession.campaign_id == campaign.id,
            WorkSession.person_id == person.id,
            WorkSession.ended_at.is_(None),
        )
        .with_for_update()
    )


def put(session: Session, work: WorkSession, by_id: int, line: str, now: datetime) -> None:
    """Put a line on the desk of a session."""
    session.add(
        CoachMessage(
            session_id=work.id,
            campaign_id=work.campaign_id,
            person_id=work.person_id,
            by_id=by_id,
            text=line,
            sent_at=now,
        )
    )


def waiting(session: Session, session_row: int) -> int:
    """How many lines of a session nobody has answered."""
    unanswered = CoachMessage.session_id == session_row, CoachMessage.reply.is_(None)
    return session.scalar(select(func.count()).where(*unanswered)) or 0


def at_desk(session: Session, session_row: int) -> tuple[AtDesk, ...]:
    """The unanswered lines of a session, the oldest first."""
    asked = (
        select(
            CoachMessage.public_id,
            Person.name,
            CoachMessage.text,
            CoachMessage.sent_at,
            CoachMessage.read_at.is_not(None),
        )
        .join(Person, Person.id == CoachMessage.by_id)
        .where(CoachMessage.session_id == session_row, CoachMessage.reply.is_(None))
        .order_by(CoachMessage.id)
        .limit(SHOWN)
    )
    return tuple(AtDesk(*row) for row in session.execute(asked))


def sent(session: Session, campaign: Campaign, person: Person, since: datetime) -> Sequence[Sent]:
    """What was written to somebody on a campaign since then, the newest first."""
    mine = CoachMessage.campaign_id == campaign.id, CoachMessage.person_id == person.id
    asked = _SENT.where(*mine, CoachMessage.sent_at >= since)
    return [Sent(*row) for row in session.execute(asked.order_by(CoachMessage.id.desc()).limit(50))]


def latest(session: Session, campaign_id: int) -> Mapping[str, Sent]:
    """The last line to each person at work on a campaign now, by the person's public id."""
    asked = (
        _SENT.add_columns(_TO)
        .join(WorkSession, WorkSession.id == CoachMessage.session_id)
        .where(WorkSession.campaign_id == campaign_id, WorkSession.ended_at.is_(None))
        .ext(distinct_on(CoachMessage.session_id))
        .order_by(CoachMessage.session_id, CoachMessage.id.desc())
    )
    return {row[-1]: Sent(*row[:-1]) for row in session.execute(asked)}


_SENT = select(
    Person.name,
    CoachMessage.text,
    CoachMessage.sent_at,
    CoachMessage.read_at,
    CoachMessage.reply,
).join(Person, Person.id == CoachMessage.by_id)
_WHOM = Person.__table__.alias("whom")
_TO = select(_WHOM.c.public_id).where(_WHOM.c.id == CoachMessage.person_id).scalar_subquery()


def own(session: Session, person_id: int, public_id: str) -> CoachMessage | None:
    """A line written to this person, locked."""
    return session.scalar(
        select(CoachMessage)
        .where(CoachMessage.public_id == public_id, CoachMessage.person_id == person_id)
        .with_for_update()
    )


def read(session: Session, message: CoachMessage, now: datetime) -> None:
    """Note that a line was said at its desk; the first time counts."""
    session.execute(
        update(CoachMessage)
        .where(CoachMessage.id == message.id, CoachMessage.read_at.is_(None))
        .values(read_at=now)
    )


def forget(session: Session, before: datetime) -> None:
    """Delete what was written before then."""
    session.execute(delete(CoachMessage).where(CoachMessage.sent_at < before))
