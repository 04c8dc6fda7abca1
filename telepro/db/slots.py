"""The diaries of those who take a company's meetings, and the slots that meetings hold in them."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session, aliased

from campaigns.follow_up.slots import FURTHEST, USUAL_LENGTH, Diary, Taken, WeeklyHours
from telepro.db.closers import BookedSlot, CalendarBusy, CalendarHours, CloserCalendar
from telepro.db.meeting_subjects import STANDING
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.who import Organisation

HORIZON = timedelta(days=FURTHEST + 1)
LONGEST = timedelta(hours=12)  # a meeting that began longer ago takes nobody's time any more


def diaries(session: Session, organisation_id: int, now: datetime) -> list[Diary]:
    """The calendars of a company as they stand, by name, with what is taken from now on."""
    country = session.get_one(Organisation, organisation_id).country
    calendars = of_company(session, organisation_id)
    if not calendars:
        return []
    ids = [calendar.id for calendar in calendars]
    hours = hours_of(session, ids)
    busy = _busy(session, ids, now)
    held = _held(session, ids, now)
    loose = _without_slot(session, organisation_id, now)
    return [
        Diary(
            calendar_id=each.public_id,
            name=each.name,
            zone=each.time_zone,
            country=country,
            minutes=each.minutes,
            notice=timedelta(hours=each.notice_hours),
            most_a_day=each.most_per_day,
            hours=hours[each.id],
            busy=[*busy[each.id], *loose],
            meetings=held[each.id],
        )
        for each in calendars
    ]


def of_company(session: Session, organisation_id: int) -> Sequence[CloserCalendar]:
    """The calendars of a company that are in use, by name."""
    asked = select(CloserCalendar).where(
        CloserCalendar.organisation_id == organisation_id, CloserCalendar.retired_at.is_(None)
    )
    return session.scalars(asked.order_by(CloserCalendar.name, CloserCalendar.id)).all()


def hours_of(session: Session, calendar_ids: Sequence[int]) -> Mapping[int, list[WeeklyHours]]:
    """The weekly hours of some calendars, by calendar, in the order of the week."""
    found: dict[int, list[WeeklyHours]] = {calendar_id: [] for calendar_id in calendar_ids}
    asked = select(
        CalendarHours.calendar_id, CalendarHours.weekday, CalendarHours.starts, CalendarHours.ends
    ).where(CalendarHours.calendar_id.in_(calendar_ids))
    in_order = asked.order_by(CalendarHours.weekday, CalendarHours.starts)
    for calendar_id, weekday, starts, ends in session.execute(in_order):
        found[calendar_id].append(WeeklyHours(weekday, starts, ends))
    return found


def hold(
    session: Session, calendar_id: int, minutes: int, meeting_id: int, starts_at: datetime
) -> bool:
    """Book a slot for a meeting; False when another meeting holds it."""
    row = insert(BookedSlot).values(
        calendar_id=calendar_id,
        meeting_id=meeting_id,
        starts_at=starts_at,
        ends_at=starts_at + timedelta(minutes=minutes),
    )
    added = session.execute(row.on_conflict_do_nothing().returning(BookedSlot.id))
    return added.first() is not None


def one_of(session: Session, organisation_id: int, public_id: str) -> CloserCalendar | None:
    """A company's calendar in use, by its public id."""
    asked = select(CloserCalendar).where(
        CloserCalendar.organisation_id == organisation_id,
        CloserCalendar.public_id == public_id,
        CloserCalendar.retired_at.is_(None),
    )
    return session.scalars(asked).one_or_none()


def release(session: Session, meeting_id: int, now: datetime) -> CloserCalendar | None:
    """Give back the slot of a meeting; whose calendar it was in, None when it held none."""
    released = (
        update(BookedSlot)
        .where(BookedSlot.meeting_id == meeting_id, BookedSlot.released_at.is_(None))
        .values(released_at=now)
        .returning(BookedSlot.calendar_id)
        .execution_options(synchronize_session=False)
    )
    calendar_id = session.scalar(released)
    return session.get(CloserCalendar, calendar_id) if calendar_id is not None else None


def move(session: Session, meeting: Meeting, starts_at: datetime, now: datetime) -> bool:
    """Let a meeting's slot go with it; False when the new one is taken."""
    calendar = release(session, meeting.id, now)
    return calendar is None or hold(session, calendar.id, calendar.minutes, meeting.id, starts_at)


def _busy(session: Session, ids: Sequence[int], now: datetime) -> Mapping[int, list[Taken]]:
    found: dict[int, list[Taken]] = {calendar_id: [] for calendar_id in ids}
    asked = select(CalendarBusy.calendar_id, CalendarBusy.starts_at, CalendarBusy.ends_at).where(
        CalendarBusy.calendar_id.in_(ids),
        CalendarBusy.ends_at > now,
        CalendarBusy.starts_at < now + HORIZON,
    )
    for calendar_id, starts_at, ends_at in session.execute(asked):
        found[calendar_id].append(Taken(starts_at, ends_at))
    return found


def _held(session: Session, ids: Sequence[int], now: datetime) -> Mapping[int, list[Taken]]:
    found: dict[int, list[Taken]] = {calendar_id: [] for calendar_id in ids}
    asked = select(BookedSlot.calendar_id, BookedSlot.starts_at, BookedSlot.ends_at).where(
        BookedSlot.calendar_id.in_(ids),
        BookedSlot.released_at.is_(None),
        BookedSlot.starts_at > now - timedelta(days=1),
    )
    for calendar_id, starts_at, ends_at in session.execute(asked):
        found[calendar_id].append(Taken(starts_at, ends_at))
    return found


def _without_slot(session: Session, organisation_id: int, now: datetime) -> list[Taken]:
    """Meetings of a company that hold no slot: nobody knows who takes them, so nobody is free then."""
    holds = exists().where(BookedSlot.meeting_id == Meeting.id, BookedSlot.released_at.is_(None))
    last, newer = aliased(MeetingStatusRow), aliased(MeetingStatusRow)
    asked = (
        select(Meeting.starts_at)
        .join(last, last.meeting_id == Meeting.id)
        .where(
            Meeting.organisation_id == organisation_id,
            Meeting.starts_at > now - LONGEST,
            Meeting.starts_at < now + HORIZON,
            ~holds,
            last.status.in_(STANDING),
            ~exists().where(newer.meeting_id == Meeting.id, newer.id > last.id),
        )
    )
    usual = timedelta(minutes=USUAL_LENGTH)
    return [Taken(starts_at, starts_at + usual) for starts_at in session.scalars(asked)]
