"""When a company's people can be met: their weekly hours, what takes their time, what was booked."""

from datetime import datetime, time

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from telepro.db.columns import Base, PublicId, RowId


class CloserCalendar(Base):
    """Somebody of a company who takes meetings, how they take them, and where their calendar is read.

    `feed_url` may hold a secret of theirs: no page shows it whole.
    """

    __tablename__ = "closer_calendars"
    __table_args__ = (
        Index(
            "ix_closer_calendars_company",
            "organisation_id",
            postgresql_where=text("retired_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    name: Mapped[str]
    time_zone: Mapped[str]
    minutes: Mapped[int]
    notice_hours: Mapped[int]
    most_per_day: Mapped[int]
    feed_url: Mapped[str | None]
    feed_tried_at: Mapped[datetime | None]
    feed_read_at: Mapped[datetime | None]
    feed_problem: Mapped[str | None]
    created_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    created_at: Mapped[datetime]
    retired_at: Mapped[datetime | None]


class CalendarHours(Base):
    """Weekly hours in which somebody can be met; Monday is 0."""

    __tablename__ = "calendar_hours"
    id: Mapped[RowId]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("closer_calendars.id"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]


class CalendarBusy(Base):
    """A stretch that somebody's own calendar says is taken, as last read."""

    __tablename__ = "calendar_busy"
    __table_args__ = (Index("ix_calendar_busy_calendar", "calendar_id", "starts_at"),)
    id: Mapped[RowId]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("closer_calendars.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]


class BookedSlot(Base):
    """A slot that a meeting holds; while it stands, nobody else can book it."""

    __tablename__ = "booked_slots"
    __table_args__ = (
        Index(
            "uq_booked_slots_standing",
            "calendar_id",
            "starts_at",
            unique=True,
            postgresql_where=text("released_at is null"),
        ),
    )
    id: Mapped[RowId]
    calendar_id: Mapped[int] = mapped_column(ForeignKey("closer_calendars.id"))
    meeting_id: Mapped[int] = mapped_column(ForeignKey("meetings.id"), index=True)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    released_at: Mapped[datetime | None]
