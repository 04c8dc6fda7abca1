"""Who took a meeting, where they can be reached, and whether anybody may still write to them about it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Appointment, Reach, Wishes
from campaigns.numbers.phones import PhoneKind
from campaigns.pipeline import MeetingStatus
from campaigns.states import PhoneState
from telepro.db import message_objections, suppressions
from telepro.db.appointments import MessageSettings
from telepro.db.calling import Attempt
from telepro.db.closers import BookedSlot
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation
from telepro.db.whom import Contact, Lead, Phone, Prospect

STANDING = (MeetingStatus.BOOKED, MeetingStatus.MOVED)


@dataclass(frozen=True, slots=True)
class Subject:
    """A meeting, locked with its lead, and whoever it is with."""

    meeting: Meeting
    status: MeetingStatus
    since: datetime
    moves: int
    attempt: Attempt
    prospect: Prospect
    company: Organisation
    contact: Contact | None
    mobile: Phone | None

    @property
    def stands(self) -> bool:
        """True while the meeting is neither over nor called off."""
        return self.status in STANDING

    @property
    def email(self) -> str | None:
        """The address of who took the meeting, if it is known."""
        return self.contact.email if self.contact and self.contact.email else None

    @property
    def reach(self) -> Reach:
        """By what they can be reached."""
        country = self.mobile.country if self.mobile else self.prospect.country
        return Reach(bool(self.email), self.mobile is not None, country)

    @property
    def appointment(self) -> Appointment:
        """The meeting as its reminders see it."""
        return Appointment(self.meeting.starts_at, self.meeting.time_zone, self.since)


def of(session: Session, meeting_id: int) -> Subject:
    """A meeting with all that writing about it takes; locks its lead, then the meeting itself."""
    meeting = locked(session, meeting_id)
    rows = session.execute(
        select(MeetingStatusRow.status, MeetingStatusRow.at)
        .where(MeetingStatusRow.meeting_id == meeting_id)
        .order_by(MeetingStatusRow.id)
    ).all()
    attempt = session.get_one(Attempt, meeting.attempt_id)
    status, since = rows[-1]
    return Subject(
        meeting=meeting,
        status=status,
        since=since,
        moves=sum(row.status is MeetingStatus.MOVED for row in rows),
        attempt=attempt,
        prospect=session.get_one(Prospect, attempt.prospect_id),
        company=session.get_one(Organisation, meeting.organisation_id),
        contact=_contact(session, attempt),
        mobile=_mobile(session, attempt),
    )


def locked(session: Session, meeting_id: int) -> Meeting:
    """A meeting, locked after its lead as whoever corrects an outcome locks them."""
    asked = (
        select(Meeting)
        .join(Lead, Lead.id == Meeting.lead_id)
        .where(Meeting.id == meeting_id)
        .with_for_update(of=(Lead, Meeting))
        .execution_options(populate_existing=True)
    )
    return session.scalars(asked).one()


def wishes_of(session: Session, campaign_id: int) -> Wishes:
    """By which channels a campaign writes to who took a meeting."""
    row = session.get(MessageSettings, campaign_id)
    return Wishes(row.mail, row.sms, row.both) if row else Wishes()


def objects(session: Session, subject: Subject, address: str) -> bool:
    """Whether this person, their establishment or this address wants no calls or no messages."""
    company = subject.company.id
    values = [subject.prospect.public_id, subject.attempt.e164, address]
    if subject.contact is not None:
        values.append(subject.contact.public_id)
    if suppressions.standing(session, company, values):
        return True
    return message_objections.stands(session, company, address)


def ends_at(session: Session, meeting: Meeting) -> datetime | None:
    """When a meeting that holds a slot ends; None where it was agreed without one."""
    held = select(BookedSlot.ends_at).where(
        BookedSlot.meeting_id == meeting.id, BookedSlot.released_at.is_(None)
    )
    return session.scalar(held)


def campaign_name(session: Session, campaign_id: int) -> str:
    """What a campaign is called."""
    return session.get_one(Campaign, campaign_id).name


def _contact(session: Session, attempt: Attempt) -> Contact | None:
    if attempt.contact_id is not None:
        return session.get(Contact, attempt.contact_id)
    of_prospect = select(Contact).where(
        Contact.prospect_id == attempt.prospect_id, Contact.email.is_not(None)
    )
    return session.scalars(of_prospect.order_by(Contact.position, Contact.id).limit(1)).first()


def _mobile(session: Session, attempt: Attempt) -> Phone | None:
    """The mobile they were called on, else one that is known to be theirs."""
    called = session.get(Phone, attempt.phone_id)
    if called is not None and called.kind is PhoneKind.MOBILE:
        return called
    if attempt.contact_id is None:
        return None
    theirs = select(Phone).where(
        Phone.prospect_id == attempt.prospect_id,
        Phone.contact_id == attempt.contact_id,
        Phone.kind == PhoneKind.MOBILE,
        Phone.state == PhoneState.ACTIVE,
    )
    return session.scalars(theirs.order_by(Phone.position, Phone.id).limit(1)).first()
