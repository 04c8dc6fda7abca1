"""What the carrier said of a call is kept whole, whichever message said it, and of no other call."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult, CallStatus
from telepro.db import event_queue, inbox
from telepro.db.calling import Attempt, Call, CallInbox, LiveCall
from telepro.services import call_events
from tests.services.calls import call, calling
from tests.world import World

__all__ = ["calling"]
SID = "CA" + "1" * 32
OTHER = "CA" + "2" * 32
SECOND = timedelta(seconds=1)


def say(world: World, attempt: Attempt, status: str, sid: str = SID, **more: str) -> None:
    """The carrier sends one message about the attempt, and it is applied."""
    payload = {"CallSid": sid, "CallStatus": status, "To": attempt.e164, **more}
    key = f"{status} {sorted(payload.items())}"
    call_events.receive("call", attempt.public_id, key, payload, world.now)
    call_events.apply("call", attempt.public_id, world.now)
    world.rows.expire_all()


def known(world: World) -> Call:
    return world.rows.scalars(select(Call)).one()


def problems(world: World) -> list[str | None]:
    return list(world.rows.scalars(select(CallInbox.problem).order_by(CallInbox.id)))


def test_every_fact_of_a_call_is_kept_as_it_becomes_known(calling: World) -> None:
    attempt, start = call(calling), calling.now
    say(calling, attempt, "ringing", SequenceNumber="1")
    calling.now += 5 * SECOND
    say(calling, attempt, "in-progress", SequenceNumber="2", AnsweredBy="human")
    calling.now += 40 * SECOND
    end = {"SequenceNumber": "3", "CallDuration": "40", "SipResponseCode": "200"}
    say(calling, attempt, "completed", **end)
    row = known(calling)
    assert (row.status, row.sid) == (CallStatus.COMPLETED, SID)
    assert (row.started_at, row.answered_at) == (start, start + 5 * SECOND)
    assert (row.ended_at, row.duration_seconds) == (start + 45 * SECOND, 40)
    assert (row.answered_by, row.sip_code) == ("human", "200")
    assert (row.conflict, row.confirmed) == (False, False)
    assert (attempt.ended_at, attempt.result) == (start + 45 * SECOND, CallResult.ANSWERED)


def test_two_ends_of_one_call_are_a_conflict_until_the_carrier_is_asked(calling: World) -> None:
    attempt = call(calling)
    say(calling, attempt, "busy", SequenceNumber="2")
    say(calling, attempt, "completed", SequenceNumber="3")
    assert (known(calling).conflict, known(calling).confirmed) == (True, False)
    say(calling, attempt, "ringing", SequenceNumber="1")
    assert known(calling).conflict
    # Without a place among the webhooks: the answer to our own question.
    say(calling, attempt, "busy")
    assert (known(calling).conflict, known(calling).confirmed) == (False, True)
    say(calling, attempt, "completed", SequenceNumber="4")
    assert (known(calling).status, known(calling).confirmed) == (CallStatus.BUSY, True)


@pytest.mark.parametrize("state", [AttemptState.PLACING, AttemptState.UNKNOWN])
def test_a_call_of_which_the_carrier_speaks_is_placed(calling: World, state: AttemptState) -> None:
    attempt = call(calling)
    attempt.state = state
    calling.rows.flush()
    say(calling, attempt, "ringing", SequenceNumber="1")
    assert (attempt.state, attempt.sid) == (AttemptState.PLACED, SID)
    assert calling.rows.get(LiveCall, attempt.id) is not None


def test_a_message_of_another_call_changes_nothing_and_says_why(calling: World) -> None:
    attempt = call(calling)
    say(calling, attempt, "ringing", SequenceNumber="1")
    say(calling, attempt, "completed", OTHER, SequenceNumber="3")
    assert (known(calling).status, attempt.sid) == (CallStatus.RINGING, SID)
    assert problems(calling) == [None, "another call than the attempt's own"]
    assert call_events.waiting().subjects == []


def test_a_call_to_another_number_is_not_the_attempts_own(calling: World) -> None:
    attempt = call(calling)
    say(calling, attempt, "ringing", SequenceNumber="1", To="+33199001999")
    assert attempt.sid is None
    assert problems(calling) == ["another call than the attempt's own"]


def test_a_message_about_no_attempt_is_set_aside_and_says_why(calling: World) -> None:
    payload = {"CallSid": SID, "CallStatus": "ringing"}
    call_events.receive("call", "nobody's", "key", payload, calling.now)
    assert call_events.apply("call", "nobody's", calling.now) == ()
    assert problems(calling) == ["no attempt of this id"]
    assert call_events.waiting().subjects == []


def test_a_message_about_no_session_is_set_aside_and_says_why(calling: World) -> None:
    payload = {"CallSid": SID, "StatusCallbackEvent": "participant-leave"}
    call_events.receive("conference", "nobody's", "key", payload, calling.now)
    assert call_events.apply("conference", "nobody's", calling.now) == ()
    assert problems(calling) == ["no session of this id"]
    assert call_events.waiting().subjects == []


def test_the_same_message_is_kept_once(calling: World) -> None:
    attempt = call(calling)
    payload = {"CallSid": SID, "CallStatus": "ringing", "To": attempt.e164}
    kept = [
        call_events.receive("call", attempt.public_id, "same", payload, calling.now)
        for _ in range(2)
    ]
    assert kept == [True, False]
    assert call_events.waiting().subjects == [("call", attempt.public_id)]


def keep(world: World, kind: str, subject: str, key: str) -> None:
    assert call_events.receive(kind, subject, key, {"CallSid": SID}, world.now)


def test_what_waits_longest_is_applied_first(world: World) -> None:
    for number, subject in enumerate(("one", "two", "one", "three")):
        keep(world, "call", subject, f"{number}")
    assert call_events.waiting().subjects == [("call", "one"), ("call", "two"), ("call", "three")]
    assert event_queue.waiting(world.rows, 2).subjects == [("call", "one"), ("call", "two")]


def test_a_hundred_calls_are_applied_together_at_most(world: World) -> None:
    for number in range(101):
        keep(world, "call", f"call {number}", f"{number}")
    assert len(call_events.waiting().subjects) == 100


def test_a_failed_try_is_counted_for_its_own_messages_only(world: World) -> None:
    keep(world, "call", "one", "a")
    keep(world, "conference", "one", "b")
    keep(world, "call", "two", "c")
    call_events.give_up("call", "one", "a bug")
    asked = select(CallInbox.tries, CallInbox.problem).order_by(CallInbox.id)
    assert world.rows.execute(asked).all() == [(1, "a bug"), (0, None), (0, None)]


def test_a_message_is_tried_three_times(world: World) -> None:
    keep(world, "call", "one", "a")
    waits = []
    for _ in range(4):
        waits.append(bool(call_events.waiting().subjects))
        call_events.give_up("call", "one", "x" * 600)
    assert waits == [True, True, True, False]
    tries, problem = world.rows.execute(select(CallInbox.tries, CallInbox.problem)).one()
    assert (tries, problem) == (3, "x" * 500)


def test_what_was_applied_is_not_tried_again(world: World) -> None:
    keep(world, "call", "nobody's", "a")
    call_events.apply("call", "nobody's", world.now)
    call_events.give_up("call", "nobody's", "a bug")
    assert world.rows.scalars(select(CallInbox.tries)).one() == 0
    assert world.rows.scalars(select(CallInbox.applied_at)).one() == world.now


def test_the_messages_of_one_call_are_read_in_the_order_in_which_they_came(world: World) -> None:
    for number, subject in enumerate(("one", "two", "one")):
        keep(world, "call", subject, f"{number}")
    keep(world, "conference", "one", "other")
    found = inbox.waiting_of(world.rows, "call", ["one"])
    ids = world.rows.scalars(select(CallInbox.id).order_by(CallInbox.id)).all()
    assert {name: [each.id for each in them] for name, them in found.items()} == {
        "one": [ids[0], ids[2]]
    }
