"""Rows of what is asked of calls under way, and of who else is on them."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from campaigns.call.on_call import LegKind, LegState, Mode, Order
from campaigns.call.recording import Purpose, RecordingState
from telepro.db.columns import Base, PublicId, RowId, code


class Colleague(Base):
    """Somebody of a company who takes over a call, or joins it: a closer, a specialist."""

    __tablename__ = "colleagues"
    __table_args__ = (
        Index("ix_colleagues_mine", "organisation_id", postgresql_where=text("retired_at is null")),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    role: Mapped[str]
    e164: Mapped[str]
    added_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    added_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class CallLeg(Base):
    """Another leg in a session's conference: a colleague brought in, or a manager who listens."""

    __tablename__ = "call_legs"
    __table_args__ = (
        Index("ix_call_legs_here", "session_id", postgresql_where=text("left_at is null")),
        Index(
            "uq_call_legs_colleague",
            "attempt_id",
            unique=True,
            postgresql_where=text("left_at is null and kind = 'colleague'"),
        ),
        Index(
            "uq_call_legs_listener",
            "session_id",
            "person_id",
            unique=True,
            postgresql_where=text("left_at is null and kind = 'listener'"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    session_id: Mapped[int] = mapped_column(ForeignKey("work_sessions.id"))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempts.id"))
    kind: Mapped[LegKind] = mapped_column(code(LegKind))
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("colleagues.id"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    name: Mapped[str]
    e164: Mapped[str | None]
    mode: Mapped[Mode | None] = mapped_column(code(Mode))
    state: Mapped[LegState] = mapped_column(code(LegState))
    sid: Mapped[str | None] = mapped_column(unique=True)
    asked_at: Mapped[datetime]
    joined_at: Mapped[datetime | None]
    left_at: Mapped[datetime | None]
    problem: Mapped[str | None]


class CallRecording(Base):
    """A recording of a call: at the carrier, then in our own storage, then gone."""

    __tablename__ = "recordings"
    __table_args__ = (
        Index(
            "ix_recordings_to_fetch",
            "next_try_at",
            postgresql_where=text("next_try_at is not null"),
        ),
        Index("ix_recordings_to_purge", "delete_on", postgresql_where=text("purged_at is null")),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    attempt_id: Mapped[int] = mapped_column(ForeignKey("attempts.id"), index=True)
    sid: Mapped[str] = mapped_column(unique=True)
    purpose: Mapped[Purpose] = mapped_column(code(Purpose))
    state: Mapped[RecordingState] = mapped_column(code(RecordingState))
    started_at: Mapped[datetime | None]
    seconds: Mapped[int | None]
    delete_on: Mapped[datetime]
    place: Mapped[str | None]
    bytes: Mapped[int | None]
    sha256: Mapped[str | None]
    stored_at: Mapped[datetime | None]
    deleted_at_carrier_at: Mapped[datetime | None]
    purged_at: Mapped[datetime | None]
    tries: Mapped[int] = mapped_column(default=0)
    next_try_at: Mapped[datetime | None]
    problem: Mapped[str | None]


class CallOrder(Base):
    """Something asked of a call under way, written before the carrier is told; carried out at most once."""

    __tablename__ = "call_orders"
    __table_args__ = (
        Index("ix_call_orders_waiting", "id", postgresql_where=text("taken_at is null")),
        Index("ix_call_orders_session", "session_id", "id"),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    client_key: Mapped[str] = mapped_column(unique=True)
    session_id: Mapped[int] = mapped_column(ForeignKey("work_sessions.id"))
    attempt_id: Mapped[int | None] = mapped_column(ForeignKey("attempts.id"))
    leg_id: Mapped[int | None] = mapped_column(ForeignKey("call_legs.id"))
    order: Mapped[Order] = mapped_column("what", code(Order))
    detail: Mapped[str] = mapped_column(default="")
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    asked_at: Mapped[datetime]
    good_until: Mapped[datetime]
    taken_at: Mapped[datetime | None]
    done_at: Mapped[datetime | None]
    problem: Mapped[str | None]
