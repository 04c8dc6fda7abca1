"""A call to our number finds whom of ours it is for, once, and is never lost when nobody can take it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState
from campaigns.call.inbound import Direction
from campaigns.dispositions import Disposition
from campaigns.states import CallbackState, WorkState
from telepro.db.calling import Attempt, CallListEntry, InboundCall, LiveCall
from telepro.db.inbound import Ringing
from telepro.db.results import Callback, Outcome
from telepro.db.who import WorkSession
from telepro.services import call_events, desk, inbound, outcomes
from telepro.services.inbound import Answer
from tests.services.calls import answered, call, calling, carrier_says, deal, refusal
from tests.world import World

__all__ = ["calling"]
SHOWN = "+33199009990"
HOUR = timedelta(hours=1)


@pytest.fixture
def called(calling: World) -> World:
    """Alice has called the school, and it did not want to listen."""
    attempt = answered(calling)
    outcomes.record(calling.alice.id, attempt.public_id, "k", refusal(calling), calling.now)
    calling.rows.expire_all()
    return calling


def rings(world: World, sid: str = "CAback", caller: str = "+33199001001") -> Answer:
    answer = inbound.receive(Ringing(sid, caller, SHOWN), world.now)
    world.rows.expire_all()
    return answer


def inbound_attempt(world: World) -> Attempt:
    asked = select(Attempt).where(Attempt.direction == Direction.INBOUND)
    return world.rows.scalars(asked).one()


def session_of(world: World, name: str) -> WorkSession:
    person = getattr(world, name)
    return world.rows.scalars(select(WorkSession).where(WorkSession.person_id == person.id)).one()


def test_who_calls_back_reaches_who_called_and_their_lead_is_on_the_desk(called: World) -> None:
    called.at_work(called.anna)
    answer = rings(called)
    assert answer.conference == session_of(called, "alice").public_id
    assert answer.topics[0] == called.alice.public_id
    attempt = inbound_attempt(called)
    assert (attempt.state, attempt.number) == (AttemptState.PLACED, 1)
    shown = desk.state(called.alice.id, called.now)
    assert shown.attempt is not None and shown.attempt.phase == "connected"
    assert shown.card is not None and shown.card.prospect_name == "École des Tilleuls"


def test_the_carrier_that_asks_twice_gets_the_same_answer(called: World) -> None:
    assert rings(called) == rings(called)
    assert len(called.rows.scalars(select(InboundCall)).all()) == 1
    assert len(called.rows.scalars(select(LiveCall)).all()) == 1


def test_another_takes_the_call_when_who_called_is_away(called: World) -> None:
    called.at_work(called.anna)
    session_of(called, "alice").state = WorkState.BREAK
    called.rows.flush()
    assert rings(called).conference == session_of(called, "anna").public_id


def test_a_lead_that_stood_on_a_list_is_taken_off_it(called: World) -> None:
    called.lead("+33199001002", "Mairie")
    entry = next(each for each in deal(called) if each.lead.prospect.name == "Mairie")
    rings(called)
    assert called.rows.get_one(CallListEntry, entry.id).ended_at is None
    attempt = inbound_attempt(called)
    assert attempt.fence == attempt.lead.fence


def test_an_outcome_of_it_counts_a_conversation_and_no_attempt(called: World) -> None:
    rings(called)
    attempt = inbound_attempt(called)
    said = {"CallSid": "CAback", "CallStatus": "completed", "CallDuration": "50", "To": SHOWN}
    call_events.receive("call", attempt.public_id, "over", said, called.now)
    call_events.apply("call", attempt.public_id, called.now)
    outcomes.record(called.alice.id, attempt.public_id, "k2", refusal(called), called.now)
    called.rows.expire_all()
    assert attempt.state is AttemptState.ENDED
    assert "attempts" not in attempt.counted
    assert (attempt.counted["contacts"], attempt.counted["talk_s"]) == (1, 50)


def test_nobody_free_makes_a_voicemail_and_a_promise_to_who_called(calling: World) -> None:
    called = calling
    missed = call(called)
    carrier_says(called, missed, "initiated", "ringing", "no-answer", seconds=0)
    outcomes.settle(missed.public_id, called.now)
    session_of(called, "alice").state = WorkState.BREAK
    called.rows.flush()
    answer = rings(called)
    assert answer.conference is None and answer.takes_message
    assert answer.said is not None and "après le bip" in answer.said.words
    assert outcomes.unsettled() == [answer.attempt]
    outcomes.settle(str(answer.attempt), called.now)
    promise = called.rows.scalars(select(Callback)).one()
    assert (promise.state, promise.owner_id) == (CallbackState.PROMISED, called.alice.id)
    assert promise.due_at == called.now + HOUR / 4
    told = called.rows.scalars(select(Outcome).order_by(Outcome.id.desc())).first()
    assert told is not None
    assert (told.disposition, told.recorded_by_id) == (Disposition.CALLBACK, None)


def test_outside_hours_the_company_says_who_it_is_and_when_to_call(called: World) -> None:
    late = called.now + 12 * HOUR
    answer = inbound.receive(Ringing("CAlate", "+33199001001", SHOWN), late)
    assert answer.conference is None and not answer.takes_message
    assert answer.said is not None and "Ateliers Lumière" in answer.said.words


def test_a_stranger_hears_who_we_are_and_leaves_nothing_behind(called: World) -> None:
    answer = rings(called, caller="+33199008888")
    assert answer.said is not None and "Ateliers Lumière" in answer.said.words
    assert (answer.attempt, answer.takes_message) == (None, False)
    asked = select(Attempt).where(Attempt.direction == Direction.INBOUND)
    assert called.rows.scalars(asked).all() == []


def test_two_calls_at_once_for_one_person_reach_one(called: World) -> None:
    other = called.lead("+33199001002", "Mairie")
    deal(called)
    first = rings(called)
    assert first.conference is not None
    assert other.id
    second = rings(called, sid="CAsecond")
    assert second.conference is None and second.takes_message
