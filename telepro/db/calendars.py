"""Queries of calendars: made, changed, their hours replaced, their addresses read one at a time."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from campaigns.follow_up.slots import Taken, WeeklyHours
from telepro.db.closers import CalendarBusy, CalendarHours, CloserCalendar

READ_EVERY = timedelta(minutes=15)


def set_hours(session: Session, calendar_id: int, hours: Iterable[WeeklyHours]) -> None:
    """Replace the weekly hours of a calendar."""
    session.execute(delete(CalendarHours).where(CalendarHours.calendar_id == calendar_id))
    session.add_all(
        CalendarHours(
            calendar_id=calendar_id, weekday=each.weekday, starts=each.starts, ends=each.ends
        )
        for each in hours
    )


def take_unread(session: Session, now: datetime) -> CloserCalendar | None:
    """The calendar whose address has waited longest to be read, taken for this turn; None for none."""
    due = (
        select(CloserCalendar.id)
        .where(
            CloserCalendar.feed_url.is_not(None),
            CloserCalendar.retired_at.is_(None),
            or_(
                CloserCalendar.feed_tried_at.is_(None),
                CloserCalendar.feed_tried_at <= now - READ_EVERY,
            ),
        )
        .order_by(CloserCalendar.feed_tried_at.nulls_first(), CloserCalendar.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    taken = (
        update(CloserCalendar)
        .where(CloserCalendar.id == due)
        .values(feed_tried_at=now)
        .returning(CloserCalendar)
    )
    return session.scalars(taken, execution_options={"populate_existing": True}).one_or_none()


def read(
    session: Session, calendar_id: int, url: str, found: Sequence[Taken], now: datetime
) -> None:
    """Keep what was read, unless the address was changed meanwhile."""
    if not _note(session, calendar_id, url, None, now):
        return
    forget_busy(session, calendar_id)
    session.add_all(
        CalendarBusy(calendar_id=calendar_id, starts_at=each.starts_at, ends_at=each.ends_at)
        for each in found
    )


def not_read(session: Session, calendar_id: int, url: str, problem: str) -> None:
    """Note why an address could not be read; what was read before stays."""
    _note(session, calendar_id, url, problem, None)


def forget_busy(session: Session, calendar_id: int) -> None:
    """Forget what was read of a calendar."""
    session.execute(delete(CalendarBusy).where(CalendarBusy.calendar_id == calendar_id))


def _note(
    session: Session, calendar_id: int, url: str, problem: str | None, read_at: datetime | None
) -> bool:
    changes: dict[str, object] = {"feed_problem": problem}
    if read_at is not None:
        changes["feed_read_at"] = read_at
    same = (CloserCalendar.id == calendar_id, CloserCalendar.feed_url == url)
    noted = update(CloserCalendar).where(*same).values(changes).returning(CloserCalendar.id)
    return session.execute(noted).first() is not None
