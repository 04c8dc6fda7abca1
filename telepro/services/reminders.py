"""Messages to whoever took a meeting: planned when it is booked, sent when due, once each, while it stands."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import (
    Channel,
    MessageState,
    Turn,
    Withdrawn,
    channels,
    plan,
    turn,
)
from campaigns.follow_up.replies import Answer
from campaigns.follow_up.short_texts import Told as ShortTold
from campaigns.follow_up.short_texts import short_text
from telepro import letters_of_meetings, links
from telepro.db import (
    mail,
    meeting_answers,
    meeting_messages,
    meeting_subjects,
    message_objections,
    transaction,
)
from telepro.db.appointments import MeetingMessage
from telepro.db.meeting_subjects import Subject
from telepro.db.message_events import STATES, UNSUBSCRIBED
from telepro.db.results import Meeting
from telepro.files.calendar_files import Invitation, invitation
from telepro.letters_of_meetings import Told, letter
from telepro.telephony.texts import Text, Texts
from telepro.telephony.troubles import TelephonyError, Trouble

AT_ONCE = 100
TEXTS_AT_ONCE = 20  # each may take the carrier seconds, and other chores wait
USUAL_LENGTH = timedelta(minutes=30)
A_LITTLE_BEFORE = timedelta(seconds=5)
NO_REPLY = "no-reply@invalid"


@dataclass(frozen=True, slots=True)
class Desk:
    """What letters and messages are written with: our address and its key, whose numbers may send."""

    base_url: str
    secret: str
    numbers: tuple[str, ...]


def plan_messages(now: datetime) -> int:
    """Plan what is to be sent about meetings that were booked or moved; how many meetings."""
    with transaction() as session:
        waiting = meeting_messages.unplanned(session, now, AT_ONCE)
    for meeting_id in waiting:
        with transaction() as session:
            _plan(session, meeting_subjects.of(session, meeting_id))
    return len(waiting)


def send_due(tell_time: Callable[[], datetime], texts: Texts, desk: Desk) -> int:
    """Send what is due: letters go into the mail's queue, text messages to the carrier.

    A text message is noted before it is handed over; one of which nobody knows whether it went is
    asked about by `ask_about`, never sent again. Gives how many were handed over.
    """
    with transaction() as session:
        waiting = meeting_messages.due(session, tell_time(), AT_ONCE)
    handed = 0
    short: list[Text] = []
    for message_id in waiting:
        if len(short) == TEXTS_AT_ONCE:
            break
        found = _prepare(message_id, desk, tell_time())
        handed += found is not None
        if isinstance(found, Prepared) and found.text is not None:
            _hand_over(message_id, found.text, texts, tell_time)
            short.append(found.text)
    return handed


def ask_about(now: datetime, texts: Texts) -> int:
    """Ask the carrier about messages whose order was never answered; how many it knows of."""
    with transaction() as session:
        doubtful = [
            (
                each.id,
                each.to_address,
                each.from_number or "",
                each.body or "",
                each.taken_at or now,
            )
            for each in meeting_messages.in_doubt(session, now)
        ]
    return sum(_asked(texts, *each) for each in doubtful)


def follow_letters(now: datetime) -> int:
    """Note which letters went, and which came to an address that does not exist; how many."""
    with transaction() as session:
        found = meeting_messages.with_mail(session)
        for message, row in found:
            if row.refused_at is not None:
                why = row.problem or ""
                meeting_messages.reported(message, MessageState.BOUNCED, row.refused_at, why)
            else:
                sent_at = row.sent_at or now
                meeting_messages.reported(message, MessageState.SENT, sent_at, None)
        return len(found)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message that is about to go; `text` is for the carrier, None for a letter in the queue."""

    text: Text | None


def _plan(session: Session, subject: Subject) -> None:
    meeting = subject.meeting
    meeting_messages.withdraw(session, meeting.id, Withdrawn.MOVED)
    meeting.planned_for = meeting.starts_at
    if not subject.stands:
        return
    wishes = meeting_subjects.wishes_of(session, meeting.campaign_id)
    to = {
        Channel.MAIL: subject.email or "",
        Channel.SMS: subject.mobile.e164 if subject.mobile else "",
    }
    planned = plan(subject.appointment, channels(wishes, subject.reach))
    meeting_messages.add(session, meeting, planned, to)


def _prepare(message_id: int, desk: Desk, now: datetime) -> Prepared | None:
    """Take one message to be sent now; None when it waits, was taken by others, or goes no more."""
    with transaction() as session:
        subject = meeting_subjects.of(session, meeting_messages.meeting_of(session, message_id))
        message = meeting_messages.planned(session, message_id)
        if message is None:
            return None
        why = _why_not(session, subject, message, now)
        if why is None and message.channel is Channel.SMS and not desk.numbers:
            why = Withdrawn.NO_SENDER
        if why is not None:
            message.state, message.problem = MessageState.WITHDRAWN, why
            return None
        zone = subject.meeting.time_zone
        if turn(message.due_at, message.good_until, zone, now) is Turn.WAIT:
            return None
        message.taken_at = now
        if message.channel is Channel.MAIL:
            _queue(session, subject, message, desk, now)
            return Prepared(None)
        return Prepared(_text(subject, message, desk))


def _why_not(
    session: Session, subject: Subject, message: MeetingMessage, now: datetime
) -> Withdrawn | None:
    meeting = subject.meeting
    if not subject.stands:
        return Withdrawn.CANCELLED
    if message.starts_at != meeting.starts_at:
        return Withdrawn.MOVED
    if meeting_answers.standing(session, meeting) is Answer.DECLINED:
        return Withdrawn.DECLINED
    if meeting_subjects.objects(session, subject, message.to_address):
        return Withdrawn.OBJECTED
    late = turn(message.due_at, message.good_until, meeting.time_zone, now) is Turn.TOO_LATE
    return Withdrawn.TOO_LATE if late else None


def _queue(
    session: Session, subject: Subject, message: MeetingMessage, desk: Desk, now: datetime
) -> None:
    link = f"{desk.base_url.rstrip('/')}/meeting/{links.token(desk.secret, message.public_id)}"
    told = _told(subject, link)
    language = subject.prospect.language
    ends_at = meeting_subjects.ends_at(session, subject.meeting)
    calendar = invitation(_event(subject, told, ends_at, now))
    written = letter(message.occasion, told, language, calendar)
    key = meeting_messages.key_of(message)
    mail.queue(session, key, message.to_address, written, now, message.good_until)
    message.state = MessageState.HANDED


def _told(subject: Subject, link: str) -> Told:
    meeting = subject.meeting
    return Told(
        company=subject.company.name,
        support=subject.company.support_email,
        who=subject.contact.name if subject.contact else None,
        starts_at=meeting.starts_at,
        zone=meeting.time_zone,
        kind=meeting.kind,
        place=meeting.place,
        host=meeting.host,
        link=link,
    )


def _event(subject: Subject, told: Told, ends_at: datetime | None, now: datetime) -> Invitation:
    meeting = subject.meeting
    return Invitation(
        public_id=meeting.public_id,
        moves=subject.moves,
        starts_at=meeting.starts_at,
        ends_at=ends_at or meeting.starts_at + USUAL_LENGTH,
        written_at=now,
        title=letters_of_meetings.title(told, subject.prospect.language),
        place=told.place,
        text=told.link,
        link=told.link,
        organiser=told.company,
        organiser_email=told.support or NO_REPLY,
    )


def _text(subject: Subject, message: MeetingMessage, desk: Desk) -> Text:
    """Note a text message as being sent; from the number they were called from, where it can."""
    meeting, called_from = subject.meeting, subject.attempt.caller_id
    told = ShortTold(subject.company.name, meeting.starts_at, meeting.time_zone, meeting.place)
    message.body = short_text(message.occasion, told, subject.prospect.language)
    message.from_number = called_from if called_from in desk.numbers else desk.numbers[0]
    message.state = MessageState.SENDING
    return Text(message.public_id, message.to_address, message.from_number, message.body)


def _hand_over(
    message_id: int, text: Text, texts: Texts, tell_time: Callable[[], datetime]
) -> None:
    try:
        sid = texts.send(text)
    except TelephonyError as error:
        with transaction() as session:
            _failed(session, message_id, error, tell_time())
        return
    with transaction() as session:
        meeting_messages.answered(session, message_id, MessageState.HANDED, sid)


def _failed(session: Session, message_id: int, error: TelephonyError, now: datetime) -> None:
    """What a failed order proves: it may go later, it never will, or it must be asked about."""
    message = session.get_one(MeetingMessage, message_id, with_for_update=True)
    if message.state is not MessageState.SENDING:
        return
    if error.trouble is Trouble.NOT_SENT:
        message.state, message.taken_at = MessageState.PLANNED, None
    elif error.trouble is Trouble.UNKNOWN:
        message.state = MessageState.UNKNOWN
    else:
        message.state, message.problem = MessageState.BOUNCED, f"carrier:{error.code}"
    if error.code == UNSUBSCRIBED:
        company = session.get_one(Meeting, message.meeting_id).organisation_id
        message_objections.add(session, company, message.to_address, now)


def _asked(
    texts: Texts, message_id: int, to: str, sender: str, body: str, taken_at: datetime
) -> bool:
    try:
        found = texts.find(to, sender, taken_at - A_LITTLE_BEFORE)
    except TelephonyError:
        return False
    with transaction() as session:
        known = meeting_messages.known_sids(session, [each.sid for each in found])
        mine = [each for each in found if each.body == body and each.sid not in known]
        if mine:
            state = STATES.get(mine[-1].status, MessageState.HANDED)
            meeting_messages.answered(session, message_id, state, mine[-1].sid)
        return bool(mine)
