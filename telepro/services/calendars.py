"""Whose calendars a company's meetings are put into: kept by the company, or by its manager for it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlsplit

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.follow_up.slots import (
    FURTHEST,
    LEAST_NOTICE,
    LENGTHS,
    LONGEST_NOTICE,
    MOST_A_DAY,
    Slot,
    Taken,
    WeeklyHours,
    free,
)
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import audit, calendars, missions, slots, transaction
from telepro.db.closers import CloserCalendar
from telepro.files.caldav import with_login
from telepro.files.feed_troubles import FeedError

LONGEST_NAME = 80
LONGEST_URL = 1000
MOST = 20  # of one company
SHOWN = 3

Reader = Callable[[str, str, datetime, datetime], Sequence[Taken]]


@dataclass(frozen=True, slots=True)
class Owner:
    """Who asks for a company's calendars: one of its own, or a manager by one of its missions."""

    organisation_ids: tuple[int, ...]
    by_id: int
    managed_by: tuple[int, ...] = ()
    mission_id: str | None = None


@dataclass(frozen=True, slots=True)
class CalendarForm:
    """A calendar as typed; an empty `feed_url` leaves the address as it is unless `no_feed` is set.

    `feed_name` and `feed_password` are for an address that asks for them, as CalDAV servers do.
    """

    name: str
    time_zone: str
    minutes: int
    notice_hours: int
    most_a_day: int
    hours: tuple[WeeklyHours, ...]
    feed_url: str
    no_feed: bool
    feed_name: str = ""
    feed_password: str = ""

    def address(self) -> str:
        """Where the calendar is read, with the name and the password that it asks for; may be empty."""
        url, name = self.feed_url.strip(), self.feed_name.strip()
        return with_login(url, name, self.feed_password) if url and name else url


@dataclass(frozen=True, slots=True)
class Shown:
    """A calendar as its page shows it: never the whole address, which may hold a secret."""

    public_id: str
    name: str
    time_zone: str
    minutes: int
    notice_hours: int
    most_a_day: int
    hours: Sequence[WeeklyHours]
    feed_host: str | None
    feed_read_at: datetime | None
    feed_tried_at: datetime | None
    feed_problem: str | None
    next_slots: Sequence[Slot]


def of_owner(owner: Owner, now: datetime) -> list[Shown]:
    """The calendars of a company, by name, each with the slots it offers next."""
    with transaction() as session:
        company = _company(session, owner)
        diaries = {each.calendar_id: each for each in slots.diaries(session, company, now)}
        rows = slots.of_company(session, company)
        hours = slots.hours_of(session, [row.id for row in rows])
        return [
            _shown(row, hours[row.id], free(diaries[row.public_id], now)[:SHOWN]) for row in rows
        ]


def save(owner: Owner, calendar_id: str | None, form: CalendarForm, now: datetime) -> None:
    """Make a calendar, or change one; raises `Refused` with every bad field, `NotFound` for others'."""
    if problems := tuple(_problems(form)):
        raise Refused(*problems)
    with transaction() as session:
        company = _company(session, owner)
        row = _row(session, owner, company, calendar_id, now)
        row.name, row.time_zone = form.name.strip()[:LONGEST_NAME], form.time_zone
        row.minutes, row.notice_hours = form.minutes, form.notice_hours
        row.most_per_day = form.most_a_day
        _read_from(session, row, form)
        session.flush()
        calendars.set_hours(session, row.id, form.hours)
        _note(session, owner, company, "calendar.saved", row.public_id, now)


def retire(owner: Owner, calendar_id: str, now: datetime) -> None:
    """Offer no more slots of a calendar; meetings booked in it stay."""
    with transaction() as session:
        company = _company(session, owner)
        row = slots.one_of(session, company, calendar_id)
        if row is None:
            raise NotFound(calendar_id)
        row.retired_at, row.feed_url = now, None
        calendars.forget_busy(session, row.id)
        _note(session, owner, company, "calendar.retired", calendar_id, now)


def read_next(now: datetime, reader: Reader) -> bool:
    """Read the address that has waited longest, a quarter of an hour at least; False when none waits."""
    with transaction() as session:
        row = calendars.take_unread(session, now)
        if row is None or row.feed_url is None:
            return False
        calendar_id, url, zone = row.id, row.feed_url, row.time_zone
    try:
        found = reader(url, zone, now, now + timedelta(days=FURTHEST + 1))
    except FeedError as error:
        with transaction() as session:
            calendars.not_read(session, calendar_id, url, str(error.trouble))
        return True
    with transaction() as session:
        calendars.read(session, calendar_id, url, found, now)
    return True


def _company(session: Session, owner: Owner) -> int:
    if owner.mission_id is None:
        return owner.organisation_ids[0]
    mission = missions.managed(session, owner.managed_by, owner.mission_id)
    return mission.organisation_id


def _row(
    session: Session, owner: Owner, company: int, calendar_id: str | None, now: datetime
) -> CloserCalendar:
    if calendar_id is not None:
        row = slots.one_of(session, company, calendar_id)
        if row is None:
            raise NotFound(calendar_id)
        return row
    if len(slots.of_company(session, company)) >= MOST:
        fix = _("Take one off that is no longer used.")
        raise Refused(
            Problem("name", str(MOST + 1), _("%(most)d calendars at most", most=MOST), fix)
        )
    row = CloserCalendar(organisation_id=company, created_by_id=owner.by_id, created_at=now)
    session.add(row)
    return row


def _read_from(session: Session, row: CloserCalendar, form: CalendarForm) -> None:
    """Where the calendar is read from now on; what was read from another address is forgotten."""
    url = None if form.no_feed else form.address() or row.feed_url
    if url == row.feed_url:
        return
    row.feed_url = url
    row.feed_tried_at = row.feed_read_at = row.feed_problem = None
    if row.id is not None:
        calendars.forget_busy(session, row.id)


def _shown(row: CloserCalendar, hours: Sequence[WeeklyHours], next_slots: Sequence[Slot]) -> Shown:
    return Shown(
        public_id=row.public_id,
        name=row.name,
        time_zone=row.time_zone,
        minutes=row.minutes,
        notice_hours=row.notice_hours,
        most_a_day=row.most_per_day,
        hours=hours,
        feed_host=urlsplit(row.feed_url).hostname if row.feed_url else None,
        feed_read_at=row.feed_read_at,
        feed_tried_at=row.feed_tried_at,
        feed_problem=row.feed_problem,
        next_slots=next_slots,
    )


def _problems(form: CalendarForm) -> Iterator[Problem]:
    if not form.name.strip():
        fix = _("Write who takes the meetings.")
        yield Problem("name", _("nothing"), _("a name"), fix)
    if not form.hours:
        fix = _("Write them for one day at least.")
        yield Problem("day-0", _("no hours"), _("hours such as 9:00-12:00, 14:00-17:30"), fix)
    fix = _("Choose one of the list.")
    bounds = (
        ("minutes", form.minutes, form.minutes in LENGTHS, ", ".join(map(str, LENGTHS))),
        _within("notice_hours", form.notice_hours, LEAST_NOTICE, LONGEST_NOTICE),
        _within("most_a_day", form.most_a_day, 1, MOST_A_DAY),
    )
    for place, found, is_good, expected in bounds:
        if not is_good:
            yield Problem(place, str(found), expected, fix if place == "minutes" else _how_many())
    yield from _problems_of_url(form.address())
    if form.feed_name.strip() and not form.feed_url.strip():
        fix = _("Paste it again beside the name and the password: it is not shown once it is kept.")
        yield Problem("feed_url", _("nothing"), _("the address they are for"), fix)


def _within(place: str, found: int, least: int, most: int) -> tuple[str, int, bool, str]:
    return place, found, least <= found <= most, f"{least} – {most}"


def _how_many() -> str:
    return str(_("Write a whole number within these bounds."))


def _problems_of_url(url: str) -> Iterator[Problem]:
    if not url:
        return
    try:
        parts = urlsplit(url)
        fits = parts.scheme == "https" and bool(parts.hostname) and len(url) <= LONGEST_URL
    except ValueError:
        fits = False
    if not fits:
        fix = _("Copy the secret address in iCal format from the calendar's own settings.")
        yield Problem(
            "feed_url", url.rpartition("@")[2][:40], _("an address that begins with https://"), fix
        )


def _note(
    session: Session, owner: Owner, company: int, action: str, calendar_id: str, now: datetime
) -> None:
    subject = f"calendar {calendar_id}"
    audit.note(session, owner.by_id, company, action, subject, {}, now)
