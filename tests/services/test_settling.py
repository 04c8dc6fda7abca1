"""What comes of a call without anybody's word: the network settles some, a person must wrap up others."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from campaigns.attempts import AttemptState, CallResult
from campaigns.dispositions import Disposition, Recorded
from campaigns.pipeline import Stage
from telepro.db.calling import Attempt
from telepro.db.results import Answer, Outcome
from telepro.services import call_events, outcomes
from tests.services.calls import answered, call, calling, carrier_says, meeting
from tests.world import World

__all__ = ["calling"]
MINUTE = timedelta(minutes=1)


def told(world: World) -> list[Disposition]:
    """What was recorded of the calls, in order."""
    world.rows.expire_all()
    return list(world.rows.scalars(select(Outcome.disposition).order_by(Outcome.id)))


def test_an_unknown_attempt_settles_nothing(calling: World) -> None:
    assert outcomes.settle("nobody's", calling.now) == ()
    outcomes.abandon("nobody's", calling.now)
    assert told(calling) == []


def test_a_call_that_goes_on_is_not_settled_and_not_given_up(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "ringing", "in-progress")
    assert outcomes.settle(attempt.public_id, calling.now) == ()
    outcomes.abandon(attempt.public_id, calling.now)
    assert told(calling) == []


def test_a_call_that_was_settled_is_not_settled_again(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "busy", seconds=0)
    person, campaign = outcomes.settle(attempt.public_id, calling.now)
    assert (person, campaign) == (calling.alice.public_id, calling.campaign.public_id)
    assert outcomes.settle(attempt.public_id, calling.now + MINUTE) == ()
    outcomes.abandon(attempt.public_id, calling.now + MINUTE)
    assert told(calling) == [Disposition.BUSY]
    assert attempt.settled_at == calling.now


def test_what_the_network_settles_names_nobody(calling: World) -> None:
    attempt = call(calling)
    carrier_says(calling, attempt, "initiated", "no-answer", seconds=0)
    outcomes.settle(attempt.public_id, calling.now + MINUTE)
    outcome = calling.rows.scalars(select(Outcome)).one()
    assert (outcome.recorded_by_id, outcome.recorded_at) == (None, calling.now + MINUTE)
    assert (outcome.result, outcome.disposition) == (CallResult.NO_ANSWER, Disposition.NO_ANSWER)
    assert (outcome.attempt_id, outcome.lead_id) == (attempt.id, attempt.lead_id)
    assert (outcome.phone_id, outcome.campaign_id) == (attempt.phone_id, calling.campaign.id)


def test_an_answered_call_whose_person_is_gone_waits_to_be_wrapped_up(calling: World) -> None:
    attempt = answered(calling)
    outcomes.abandon(attempt.public_id, calling.now)
    outcomes.abandon(attempt.public_id, calling.now + MINUTE)
    assert told(calling) == [Disposition.NEEDS_WRAP_UP]
    assert calling.rows.scalars(select(Outcome.recorded_by_id)).one() is None


@pytest.mark.parametrize(
    ("trouble", "disposition"),
    [
        ("carrier:13224", Disposition.WRONG_NUMBER),
        ("carrier:21211", Disposition.WRONG_NUMBER),
        ("carrier:21217", Disposition.WRONG_NUMBER),
        ("carrier:20429", None),
        ("too_late", None),
    ],
)
def test_a_refusal_counts_as_a_wrong_number_when_it_speaks_of_the_number(
    calling: World, trouble: str, disposition: Disposition | None
) -> None:
    attempt = call(calling)
    attempt.state, attempt.trouble = AttemptState.REFUSED, trouble
    attempt.ended_at, attempt.result = calling.now, CallResult.FAILED
    calling.rows.flush()
    assert outcomes.settle(attempt.public_id, calling.now) == (
        calling.alice.public_id,
        calling.campaign.public_id,
    )
    assert told(calling) == ([disposition] if disposition else [])
    assert (attempt.settled_at, attempt.lead.held) == (calling.now, False)


@pytest.mark.parametrize(
    ("code", "disposition"), [("404", Disposition.WRONG_NUMBER), ("503", Disposition.NO_ANSWER)]
)
def test_a_number_that_exists_nowhere_is_a_wrong_number(
    calling: World, code: str, disposition: Disposition
) -> None:
    attempt = call(calling)
    said = {"CallSid": "CA1", "CallStatus": "failed", "SipResponseCode": code, "To": attempt.e164}
    call_events.receive("call", attempt.public_id, "key", said, calling.now)
    call_events.apply("call", attempt.public_id, calling.now)
    outcomes.settle(attempt.public_id, calling.now)
    assert told(calling) == [disposition]


def test_what_was_noted_while_talking_counts_in_what_the_network_settles(calling: World) -> None:
    attempt = call(calling)
    attempt.argued = attempt.decision_maker = True
    carrier_says(calling, attempt, "initiated", "busy", seconds=0)
    outcomes.settle(attempt.public_id, calling.now)
    outcome = calling.rows.scalars(select(Outcome)).one()
    assert (outcome.argued, outcome.decision_maker) == (True, True)


@pytest.mark.parametrize(("argued", "decision_maker"), [(True, False), (False, True)])
def test_what_was_noted_while_talking_counts_though_the_form_is_silent(
    calling: World, argued: bool, decision_maker: bool
) -> None:
    attempt = answered(calling)
    attempt.argued, attempt.decision_maker = argued, decision_maker
    calling.rows.flush()
    recorded = Recorded(Disposition.AWAY, calling.now)
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, calling.now)
    outcome = calling.rows.scalars(select(Outcome)).one()
    assert (outcome.argued, outcome.decision_maker) == (argued, decision_maker)
    assert (attempt.argued, attempt.decision_maker) == (argued, decision_maker)


def test_the_answers_to_the_scripts_questions_are_kept(calling: World) -> None:
    attempt = answered(calling)
    recorded = meeting(calling)
    assert recorded.answers
    outcomes.record(calling.alice.id, attempt.public_id, "k", recorded, calling.now)
    kept = calling.rows.scalars(select(Answer)).all()
    assert {answer.field: answer.value for answer in kept} == dict(recorded.answers)
    assert {answer.lead_id for answer in kept} == {attempt.lead_id}


def test_the_receipt_says_where_the_lead_stands(calling: World) -> None:
    attempt: Attempt = answered(calling)
    recorded = Recorded(Disposition.AWAY, calling.now)
    alice = calling.alice.id
    first = outcomes.record(alice, attempt.public_id, "k", recorded, calling.now)
    again = outcomes.record(alice, attempt.public_id, "k", recorded, calling.now)
    assert (first.repeated, again.repeated) == (False, True)
    assert (first.stage, first.disposition) == (Stage.CONTACTING, Disposition.AWAY)
    assert first.next_call_at == attempt.lead.next_call_at
    assert again.outcome_id == first.outcome_id
