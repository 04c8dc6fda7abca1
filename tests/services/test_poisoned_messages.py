"""A message that can't be understood stops neither the other messages of its call nor anybody's."""

import pytest
from flask import Flask
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from telepro import jobs
from telepro.db import db
from telepro.db.calling import Attempt, CallInbox
from telepro.db.who import WorkSession
from telepro.db.whom import Lead
from telepro.services import call_events, call_lists, desk, intentions
from telepro.services.intentions import Press
from tests.world import World

SID = "CA" + "1" * 32
GOOD = {
    "CallSid": SID,
    "CallStatus": "completed",
    "SequenceNumber": "3",
    "CallDuration": "40",
    "To": "+33199001001",
}
POISON = {
    "an unknown status": {"CallSid": SID, "CallStatus": "levitating", "SequenceNumber": "9"},
    "no status": {"CallSid": SID, "SequenceNumber": "9"},
    "no call": {"CallStatus": "ringing", "SequenceNumber": "9"},
    "no number for its place": {**GOOD, "CallStatus": "ringing", "SequenceNumber": "last"},
    "a duration of ages": {**GOOD, "SequenceNumber": "9", "CallDuration": "9" * 200},
    "a moment that is none": {**GOOD, "SequenceNumber": "9", "Timestamp": "yesterday"},
    "a moment of nowhere": {
        **GOOD,
        "SequenceNumber": "9",
        "Timestamp": "Tue, 24 Nov 2026 09:00:05 -0000",
    },
}


@pytest.fixture
def attempt(world: World) -> Attempt:
    """Alice's call is under way; nothing was heard of it yet."""
    return under_way(world)


def under_way(world: World) -> Attempt:
    world.at_work(world.alice)
    world.lead()
    world.rows.commit()
    call_lists.deal(world.campaign.id, "seed", world.now)
    card = desk.state(world.alice.id, world.now).card
    assert card is not None
    intentions.dial(world.alice.id, Press(card.entry_id, "key"), world.now)
    return world.rows.scalars(select(Attempt)).one()


def received(world: World, subject: str, *messages: dict[str, str], kind: str = "call") -> None:
    for number, payload in enumerate(messages):
        call_events.receive(kind, subject, f"{subject}-{number}", payload, world.now)


def dead_letters(world: World) -> list[CallInbox]:
    world.rows.expire_all()
    return list(
        world.rows.scalars(
            select(CallInbox).where(CallInbox.applied_at.is_(None), CallInbox.tries >= 3)
        )
    )


@pytest.mark.parametrize("kind", [kind for kind in POISON if kind != "a moment of nowhere"])
def test_a_poisoned_message_lets_the_true_end_through(
    world: World, attempt: Attempt, kind: str
) -> None:
    received(world, attempt.public_id, POISON[kind], GOOD)
    jobs.events()
    world.rows.refresh(attempt)
    assert (attempt.state, attempt.result) == (AttemptState.ENDED, CallResult.ANSWERED)
    assert attempt.sid == SID
    (dead,) = dead_letters(world)
    assert dead.payload == POISON[kind]
    assert dead.problem


def test_a_moment_without_a_zone_is_read_as_universal_time(world: World, attempt: Attempt) -> None:
    received(world, attempt.public_id, GOOD, POISON["a moment of nowhere"])
    jobs.events()
    world.rows.refresh(attempt)
    assert attempt.ended_at is not None
    assert dead_letters(world) == []


def test_the_end_is_applied_after_a_dead_letter_of_the_same_call(
    world: World, attempt: Attempt
) -> None:
    received(world, attempt.public_id, POISON["an unknown status"])
    jobs.events()
    assert len(dead_letters(world)) == 1
    call_events.receive("call", attempt.public_id, "later", GOOD, world.now)
    jobs.events()
    world.rows.refresh(attempt)
    assert attempt.result is CallResult.ANSWERED
    assert [row.tries for row in dead_letters(world)] == [3]


@pytest.mark.parametrize("to", [{}, {"To": "+33199001999"}])
def test_a_message_about_another_number_does_not_say_which_call_is_the_attempts(
    world: World, attempt: Attempt, to: dict[str, str]
) -> None:
    strange = {"CallSid": "CA" + "f" * 32, "CallStatus": "completed", **to}
    received(world, attempt.public_id, strange, GOOD)
    jobs.events()
    world.rows.refresh(attempt)
    assert (attempt.sid, attempt.result) == (SID, CallResult.ANSWERED)
    problems = world.rows.scalars(select(CallInbox.problem).order_by(CallInbox.id)).all()
    assert problems == ["another call than the attempt's own", None]


def test_a_poisoned_conference_message_lets_the_line_connect(world: World) -> None:
    work = world.at_work(world.alice)
    work.leg_sid = work.leg_joined_at = None
    world.rows.commit()
    joined = {
        "CallSid": "CA" + "2" * 32,
        "StatusCallbackEvent": "participant-join",
        "ParticipantLabel": f"session_{work.public_id}",
        "SequenceNumber": "2",
    }
    received(
        world, work.public_id, {**joined, "SequenceNumber": "first"}, joined, kind="conference"
    )
    jobs.events()
    world.rows.expire_all()
    assert world.rows.get_one(WorkSession, work.id).leg_joined_at == world.now
    taken_in = select(CallInbox.applied_at).where(CallInbox.problem.is_(None))
    assert None not in world.rows.scalars(taken_in).all()
    assert len(dead_letters(world)) == 1


def test_a_message_with_a_null_character_is_kept_without_it(world: World, attempt: Attempt) -> None:
    received(world, attempt.public_id, {**GOOD, "From": "+33\x00199"})
    jobs.events()
    world.rows.refresh(attempt)
    assert attempt.result is CallResult.ANSWERED


def test_a_database_that_is_busy_costs_no_try(house: Flask, shared_world: World) -> None:
    world = shared_world
    attempt = under_way(world)
    received(world, attempt.public_id, GOOD)
    with house.app_context(), db.session() as somebody_else:
        somebody_else.execute(select(Lead.id).with_for_update())
        jobs.events()
    assert world.rows.scalars(select(CallInbox.tries)).one() == 0
    jobs.events()
    world.rows.refresh(attempt)
    assert attempt.result is CallResult.ANSWERED


@pytest.mark.parametrize(
    ("seconds", "state"),
    [
        ("0", AttemptState.ENDED),
        ("1000000", AttemptState.ENDED),
        ("1000001", AttemptState.INTENDED),
        ("-1", AttemptState.INTENDED),
    ],
)
def test_a_call_lasts_a_million_seconds_at_most_and_none_at_least(
    world: World, attempt: Attempt, seconds: str, state: AttemptState
) -> None:
    received(world, attempt.public_id, {**GOOD, "CallDuration": seconds})
    call_events.apply("call", attempt.public_id, world.now)
    assert attempt.state is state
