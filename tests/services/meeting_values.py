"""A meeting that Alice booked with Claire, whose address or mobile is known, and the desk that writes to her."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.numbers.phones import PhoneKind
from telepro.db.appointments import MeetingMessage, MessageSettings
from telepro.db.results import Meeting
from telepro.db.whom import Contact, Phone
from telepro.services import call_events, outcomes, reminders
from telepro.services.reminders import Desk
from tests.services.calls import answered, deal, meeting
from tests.services.carriers import ScriptedTexts
from tests.world import World

OURS = "+33755530000"
CLAIRES = "+33612345678"
DESK = Desk("https://calls.example.org", "s" * 64, (OURS,))
MINUTE = timedelta(minutes=1)


def booked_by_phone(world: World, number: str = "+33199001001") -> Meeting:
    """Alice books a meeting with Claire in two days."""
    world.at_work(world.alice)
    world.lead(number)
    deal(world)
    attempt = answered(world)
    outcomes.record(world.alice.id, attempt.public_id, "k", meeting(world), world.now)
    return world.rows.scalars(select(Meeting)).one()


def with_address(world: World, address: str = "claire@ecole.example") -> None:
    """Claire's address is known."""
    claire = world.rows.scalars(select(Contact)).one()
    claire.email = address
    world.rows.flush()


@pytest.fixture
def by_mail(world: World) -> Meeting:
    """A meeting with somebody whose address is known."""
    row = booked_by_phone(world)
    with_address(world)
    return row


@pytest.fixture
def by_text(world: World) -> Meeting:
    """A meeting with somebody on her mobile, for a campaign that writes text messages."""
    row = booked_by_phone(world, CLAIRES)
    world.rows.scalars(select(Phone)).one().kind = PhoneKind.MOBILE
    want(world, sms=True)
    return row


def want(world: World, *, mail: bool = True, sms: bool = False, both: bool = False) -> None:
    """The campaign wants messages by these channels."""
    chosen = MessageSettings(
        campaign_id=world.campaign.id, mail=mail, sms=sms, both=both, changed_at=world.now
    )
    world.rows.add(chosen)
    world.rows.flush()


def chore(at: datetime, texts: ScriptedTexts | None = None, desk: Desk = DESK) -> ScriptedTexts:
    """What the chore does at a moment."""
    told = texts or ScriptedTexts()
    reminders.plan_messages(at)
    reminders.send_due(clock_at(at), told, desk)
    reminders.follow_letters(at)
    reminders.ask_about(at, told)
    return told


def clock_at(at: datetime) -> Callable[[], datetime]:
    """A clock that stands."""
    return lambda: at


def messages(rows: Session) -> Sequence[MeetingMessage]:
    """Every message, the first due first."""
    rows.expire_all()
    return rows.scalars(select(MeetingMessage).order_by(MeetingMessage.due_at)).all()


def states(rows: Session) -> dict[str, str]:
    """Each occasion with how far its message has come."""
    return {str(each.occasion): str(each.state) for each in messages(rows)}


def writes_back(world: World, text: str, sid: str = "SM1", at: datetime | None = None) -> None:
    """Claire writes to our number, and it is applied."""
    payload = {"MessageSid": sid, "From": CLAIRES, "To": OURS, "Body": text}
    call_events.receive("reply", sid, f"reply-{sid}", payload, at or world.now + 5 * MINUTE)
    call_events.apply("reply", sid, world.now + 10 * MINUTE)


def carrier_reports(
    world: World, message: MeetingMessage, *statuses: str, sid: str, code: str = ""
) -> None:
    """The carrier reports these statuses of a message in this order, and they are applied."""
    for number, status in enumerate(statuses):
        payload = {"MessageSid": sid, "MessageStatus": status, "To": message.to_address}
        payload |= {"ErrorCode": code} if code else {}
        key = f"{message.public_id} {number} {status}"
        call_events.receive("message", message.public_id, key, payload, world.now + 3 * MINUTE)
    call_events.apply("message", message.public_id, world.now + 4 * MINUTE)
