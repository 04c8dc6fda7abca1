"""Alice at work with one lead: the steps of its call, and outcomes to record for it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.dealing import Tier
from campaigns.dispositions import Conversation, Disposition, MeetingDetails, MeetingKind, Recorded
from campaigns.lead.closing import CloseReason
from telepro.db.calling import Attempt, CallListEntry
from telepro.services import call_events, call_lists, desk, intentions
from telepro.services.intentions import Press
from tests.world import World, example_plan


def deal(world: World) -> list[CallListEntry]:
    """Deal once; the entries that then stand on somebody's list."""
    call_lists.deal(world.campaign.id, "seed", world.now)
    return list(
        world.rows.scalars(
            select(CallListEntry).where(CallListEntry.ended_at.is_(None)).order_by(CallListEntry.id)
        )
    )


def call(world: World, key: str = "key-1") -> Attempt:
    """Alice presses F2 on the lead in front of her, and the carrier takes the call."""
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    view = intentions.dial(world.alice.id, Press(card.entry_id, key), world.now)
    return world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()


def press_of_anna(world: World) -> Attempt:
    """Anna, at work too, presses F2 on a lead that was promised a call by her."""
    world.at_work(world.anna)
    promised = world.lead("+33199001002", "Mairie", tier=Tier.PROMISED, due=world.now)
    promised.callback_owner_id = world.anna.id
    world.rows.flush()
    (entry,) = deal(world)
    view = intentions.dial(world.anna.id, Press(entry.public_id, "Anna's"), world.now)
    return world.rows.scalars(select(Attempt).where(Attempt.public_id == view.id)).one()


def carrier_says(world: World, attempt: Attempt, *statuses: str, seconds: int = 40) -> None:
    """The carrier reports these statuses in this order, and they are applied."""
    for number, status in enumerate(statuses):
        payload = {
            "CallSid": "CA" + f"{attempt.id:032x}",
            "CallStatus": status,
            "SequenceNumber": str(number),
            "CallDuration": str(seconds),
            "To": attempt.e164,
        }
        call_events.receive("call", attempt.public_id, f"{attempt.id}-{status}", payload, world.now)
    call_events.apply("call", attempt.public_id, world.now)


def answered(world: World) -> Attempt:
    """A call that was answered and is over."""
    attempt = call(world)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    return attempt


@pytest.fixture
def calling(world: World) -> World:
    """Alice at work with one lead on her list."""
    world.at_work(world.alice)
    world.lead()
    deal(world)
    return world


def closed(attempt: Attempt) -> CloseReason | None:
    """Why the lead of this call is closed, if it is."""
    return attempt.lead.closed_reason


def refusal(world: World) -> Recorded:
    """Who answered does not want to listen."""
    return Recorded(Disposition.REFUSED_TO_LISTEN, world.now, reason="no_time")


def meeting(world: World) -> Recorded:
    """Who answered takes a meeting in two days."""
    return Recorded(
        Disposition.MEETING,
        world.now,
        Conversation(argued=True, decision_maker=True),
        meeting=MeetingDetails(
            starts_at=world.now + timedelta(days=2),
            kind=MeetingKind.VIDEO,
            place="https://visio.example.org/ateliers",
            attendees=("Claire Vasseur, directrice",),
        ),
        answers=dict.fromkeys(required(world, Disposition.MEETING), "oui"),
    )


def required(world: World, code: Disposition) -> tuple[str, ...]:
    """The answers that the plan requires for an outcome."""
    return example_plan().disposition_set().required_answers.get(code, ())
