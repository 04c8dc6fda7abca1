"""What the carrier says of a manager's leg: the teleprospector's pages are told, unknown ones nobody's."""

import pytest
from sqlalchemy import select

from campaigns.call.on_call import LegState
from campaigns.problems import NotFound
from campaigns.script import Script
from telepro.db import attempts, scripts
from telepro.db.calling import Attempt, CallInbox, LiveCall
from telepro.db.other_legs import CallLeg
from telepro.services import call_events, listening
from telepro.services.call_events import LEG
from tests.services.calls import call, carrier_says, deal
from tests.world import World


@pytest.fixture
def listener(world: World) -> CallLeg:
    """Bob has asked to listen to Alice's line, and is being rung."""
    world.at_work(world.alice)
    agency, campaign = (world.agency.id,), world.campaign.public_id
    begun = listening.begin(world.bob.id, agency, campaign, world.alice.public_id, world.now)
    return world.rows.scalars(select(CallLeg).where(CallLeg.public_id == begun.leg_id)).one()


def told(world: World, subject: str, *statuses: str) -> tuple[str, ...]:
    """The carrier says these of a leg; the topics of the pages that then have something new."""
    for number, status in enumerate(statuses):
        said = {"CallSid": "CA" + "7" * 32, "CallStatus": status, "SequenceNumber": str(number)}
        call_events.receive(LEG, subject, f"{subject}-{status}", said, world.now)
    topics = call_events.apply(LEG, subject, world.now)
    world.rows.expire_all()
    return topics


def test_a_leg_that_rings_is_told_to_the_pages_of_whose_line_it_is(
    world: World, listener: CallLeg
) -> None:
    topics = told(world, listener.public_id, "initiated", "ringing")
    assert set(topics) == {world.alice.public_id, world.campaign.public_id}
    assert (listener.state, listener.sid) == (LegState.RINGING, "CA" + "7" * 32)
    assert listener.left_at is None


def test_a_leg_that_is_busy_never_came_and_says_why(world: World, listener: CallLeg) -> None:
    told(world, listener.public_id, "initiated", "busy")
    assert (listener.state, listener.problem) == (LegState.FAILED, "busy")
    assert listener.left_at == world.now


def test_a_leg_that_has_left_stays_gone_whatever_is_told_later(
    world: World, listener: CallLeg
) -> None:
    told(world, listener.public_id, "completed")
    told(world, listener.public_id, "ringing")
    assert (listener.state, listener.left_at) == (LegState.LEFT, world.now)


def test_word_of_a_leg_that_nobody_knows_is_kept_with_what_was_wrong(world: World) -> None:
    assert told(world, "somebody", "ringing") == ()
    kept = world.rows.scalars(select(CallInbox)).one()
    assert (kept.problem, kept.applied_at) == ("no leg of this id", world.now)


def test_who_listens_sees_with_whom_since_when_and_what_was_marked(
    world: World, listener: CallLeg
) -> None:
    leg = listener.public_id
    assert listening.shown(world.bob.id, leg).call is None
    world.lead()
    deal(world)
    attempt = call(world)
    ringing = listening.shown(world.bob.id, leg).call
    assert ringing is not None
    assert (ringing.prospect, ringing.answered_at) == (attempt.lead.prospect.name, None)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress")
    attempt.argued = True
    world.rows.flush()
    talking = listening.shown(world.bob.id, leg).call
    assert talking is not None
    assert (talking.answered_at, talking.argued, talking.decision_maker) == (world.now, True, False)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    assert listening.shown(world.bob.id, leg).call is None


def test_who_listens_sees_where_the_caller_stands_in_the_script_and_their_note(
    world: World, listener: CallLeg
) -> None:
    attempt = talking_call(world)
    first, second, *_ = script_of(world).sections
    listening.follow(world.alice.id, attempt.public_id, second.key, "décide avec le comptable")
    heard = listening.shown(world.bob.id, listener.public_id).call
    assert heard is not None
    assert [each.title for each in heard.steps if each.is_here] == [second.title]
    assert heard.steps[0].title == first.title
    assert heard.note == "décide avec le comptable"


def test_nothing_is_kept_of_a_call_that_nobody_listens_to(world: World, listener: CallLeg) -> None:
    attempt = talking_call(world)
    listening.stop(world.bob.id, listener.public_id, "done", world.now)
    listening.follow(world.alice.id, attempt.public_id, "offer", "décide avec le comptable")
    kept = world.rows.scalars(select(LiveCall).execution_options(populate_existing=True)).one()
    assert (kept.section, kept.note) == (None, None)


def test_a_call_that_lets_its_caller_go_keeps_nothing_that_they_noted(
    world: World, listener: CallLeg
) -> None:
    attempt = talking_call(world)
    listening.follow(world.alice.id, attempt.public_id, "offer", "décide avec le comptable")
    attempts.let_person_go(world.rows, attempt.id)
    kept = world.rows.scalars(select(LiveCall).execution_options(populate_existing=True)).one()
    assert (kept.person_id, kept.section, kept.note) == (None, None, None)


def test_nobody_tells_of_the_call_of_another(world: World, listener: CallLeg) -> None:
    attempt = talking_call(world)
    with pytest.raises(NotFound):
        listening.follow(world.anna.id, attempt.public_id, None, "not mine")


def talking_call(world: World) -> Attempt:
    world.lead()
    deal(world)
    attempt = call(world)
    carrier_says(world, attempt, "initiated", "ringing", "in-progress")
    return attempt


def script_of(world: World) -> Script:
    return scripts.newest_said(world.rows, world.campaign.id).script
