"""A call's events add up to the same facts in any order and any number."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.attempts import (
    AttemptState,
    CallEvent,
    CallFacts,
    CallResult,
    CallStatus,
    apply,
    call_result,
    is_live,
    join,
    known_from,
    may_move,
    needs_person,
    settled_disposition,
)
from campaigns.dispositions import Disposition

NINE = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def at(seconds: int) -> datetime:
    return NINE + timedelta(seconds=seconds)


INITIATED = CallEvent(CallStatus.INITIATED, 0, at(0))
RINGING = CallEvent(CallStatus.RINGING, 1, at(2))
ANSWERED = CallEvent(CallStatus.IN_PROGRESS, 2, at(9), answered_by="human")
COMPLETED = CallEvent(CallStatus.COMPLETED, 3, at(49), duration_seconds=40, sip_code="200")
BUSY = CallEvent(CallStatus.BUSY, 2, at(5), duration_seconds=0, sip_code="486")


def facts_of(*events: CallEvent) -> CallFacts:
    facts = CallFacts()
    for event in events:
        facts = apply(facts, event)
    return facts


def test_a_call_that_was_answered_is_known_in_full() -> None:
    assert facts_of(INITIATED, RINGING, ANSWERED, COMPLETED) == CallFacts(
        status=CallStatus.COMPLETED,
        started_at=at(0),
        answered_at=at(9),
        ended_at=at(49),
        duration_seconds=40,
        answered_by="human",
        sip_code="200",
    )


def test_of_two_reports_of_the_same_end_the_longer_conversation_stands() -> None:
    shorter = replace(COMPLETED, duration_seconds=39)
    assert facts_of(shorter, COMPLETED).duration_seconds == 40
    assert facts_of(COMPLETED, shorter).duration_seconds == 40


# A call rises in this order; of two different ends, the later one here stands.
RISING = (
    CallStatus.QUEUED,
    CallStatus.INITIATED,
    CallStatus.RINGING,
    CallStatus.IN_PROGRESS,
    CallStatus.FAILED,
    CallStatus.CANCELED,
    CallStatus.NO_ANSWER,
    CallStatus.BUSY,
    CallStatus.COMPLETED,
)


@pytest.mark.parametrize(("lower", "higher"), list(combinations(RISING, 2)))
def test_of_two_words_on_a_call_the_higher_stands_whichever_came_first(
    lower: CallStatus, higher: CallStatus
) -> None:
    said = [CallEvent(status, 1, at(5)) for status in (lower, higher)]
    assert facts_of(*said).status is higher
    assert facts_of(*reversed(said)).status is higher


@pytest.mark.parametrize("status", RISING)
def test_the_first_word_on_a_call_stands_against_none(status: CallStatus) -> None:
    assert facts_of(CallEvent(status, 1, at(5))).status is status


def test_every_order_of_a_calls_events_gives_the_same_facts() -> None:
    orders = permutations([INITIATED, RINGING, ANSWERED, COMPLETED, RINGING, COMPLETED])
    assert {facts_of(*order) for order in orders} == {
        facts_of(INITIATED, RINGING, ANSWERED, COMPLETED)
    }


def test_late_ringing_event_changes_nothing_but_the_start() -> None:
    late = facts_of(INITIATED, ANSWERED, COMPLETED, RINGING)
    assert late == facts_of(INITIATED, ANSWERED, COMPLETED)


def test_one_lost_webhook_leaves_its_moment_unknown() -> None:
    facts = facts_of(INITIATED, COMPLETED)
    assert (facts.status, facts.answered_at) == (CallStatus.COMPLETED, None)


def test_two_different_ends_are_flagged_in_either_order() -> None:
    one, other = facts_of(BUSY, COMPLETED), facts_of(COMPLETED, BUSY)
    assert one == other
    assert one.conflict
    assert (one.status, one.duration_seconds, one.ended_at) == (CallStatus.COMPLETED, 40, at(49))


def test_the_same_end_twice_is_no_conflict() -> None:
    assert not facts_of(BUSY, BUSY).conflict


def test_the_carriers_own_record_settles_a_conflict_for_good() -> None:
    asked = CallEvent(CallStatus.BUSY, None, at(60), duration_seconds=0)
    orders = permutations([BUSY, COMPLETED, asked, COMPLETED])
    found = {facts_of(*order) for order in orders}
    assert len(found) == 1
    facts = found.pop()
    assert (facts.status, facts.conflict, facts.confirmed) == (CallStatus.BUSY, False, True)


def test_asking_about_a_live_call_confirms_nothing() -> None:
    asked = CallEvent(CallStatus.RINGING, None, at(3))
    assert facts_of(INITIATED, asked, COMPLETED) == facts_of(INITIATED, COMPLETED)


MOMENTS = st.integers(0, 30).map(at)
EVENTS = st.builds(
    CallEvent,
    status=st.sampled_from(CallStatus),
    sequence=st.sampled_from([None, 0, 1, 2, 3]),
    at=MOMENTS,
    duration_seconds=st.sampled_from([None, 0, 7, 40]),
    answered_by=st.sampled_from([None, "human", "unknown", "machine_start", "fax"]),
    sip_code=st.sampled_from([None, "200", "404", "486", "487"]),
)


@given(st.lists(EVENTS, max_size=8), st.randoms(use_true_random=False), st.integers(0, 8))
def test_order_and_repetition_never_matter(
    events: list[CallEvent], chance: Random, repeated: int
) -> None:
    again = events + events[:repeated]
    chance.shuffle(again)
    assert facts_of(*again) == facts_of(*events)


@given(EVENTS, EVENTS, EVENTS)
def test_the_join_is_a_semilattice(one: CallEvent, two: CallEvent, three: CallEvent) -> None:
    a, b, c = known_from(one), known_from(two), known_from(three)
    assert join(a, join(b, c)) == join(join(a, b), c)
    assert join(a, b) == join(b, a)
    assert join(a, a) == a
    assert join(CallFacts(), a) == a


@given(st.lists(EVENTS, max_size=8), EVENTS)
def test_a_finished_call_never_lives_again(events: list[CallEvent], event: CallEvent) -> None:
    before, after = facts_of(*events), facts_of(*events, event)
    assert call_result(before) is None or call_result(after) is not None


@pytest.mark.parametrize(
    ("event", "result"),
    [
        (RINGING, None),
        (ANSWERED, None),
        (COMPLETED, CallResult.ANSWERED),
        (BUSY, CallResult.BUSY),
        (CallEvent(CallStatus.NO_ANSWER, 2, at(30)), CallResult.NO_ANSWER),
        (CallEvent(CallStatus.FAILED, 1, at(1)), CallResult.FAILED),
        (CallEvent(CallStatus.CANCELED, 1, at(1)), CallResult.CANCELED),
    ],
)
def test_a_finished_call_has_a_result(event: CallEvent, result: CallResult | None) -> None:
    assert call_result(known_from(event)) is result


def test_nothing_heard_is_no_result() -> None:
    assert call_result(CallFacts()) is None


@pytest.mark.parametrize(
    ("answered_by", "result"),
    [
        ("human", CallResult.ANSWERED),
        ("unknown", CallResult.ANSWERED),
        ("machine_start", CallResult.MACHINE),
        ("fax", CallResult.MACHINE),
    ],
)
def test_a_machine_that_answers_is_no_person(answered_by: str, result: CallResult) -> None:
    facts = facts_of(CallEvent(CallStatus.COMPLETED, 3, at(20), answered_by=answered_by))
    assert call_result(facts) is result


@pytest.mark.parametrize(
    ("one", "other", "standing"),
    [
        ("human", "machine_start", "machine_start"),
        ("unknown", "human", "human"),
        (None, "unknown", "unknown"),
    ],
)
def test_the_surer_word_on_who_answered_stands(one: str | None, other: str, standing: str) -> None:
    heard = [replace(ANSWERED, answered_by=by) for by in (one, other)]
    assert facts_of(*heard).answered_by == standing
    assert facts_of(*reversed(heard)).answered_by == standing


def test_a_person_whom_nobody_greeted_was_abandoned() -> None:
    assert call_result(facts_of(ANSWERED, COMPLETED), abandoned_at=at(11)) is CallResult.ABANDONED


def test_a_busy_line_was_not_abandoned() -> None:
    assert call_result(facts_of(BUSY), abandoned_at=at(11)) is CallResult.BUSY


def test_only_an_answered_call_needs_a_person() -> None:
    assert [result for result in CallResult if needs_person(result)] == [CallResult.ANSWERED]


@pytest.mark.parametrize(
    ("result", "sip_code", "disposition"),
    [
        (CallResult.BUSY, "486", Disposition.BUSY),
        (CallResult.NO_ANSWER, "487", Disposition.NO_ANSWER),
        (CallResult.CANCELED, None, Disposition.NO_ANSWER),
        (CallResult.FAILED, "404", Disposition.WRONG_NUMBER),
        (CallResult.FAILED, "503", Disposition.NO_ANSWER),
        (CallResult.FAILED, None, Disposition.NO_ANSWER),
        (CallResult.MACHINE, "200", Disposition.MACHINE),
        (CallResult.ABANDONED, "200", Disposition.ABANDONED),
        (CallResult.ANSWERED, "200", Disposition.NEEDS_WRAP_UP),
    ],
)
def test_the_network_settles_what_it_knows(
    result: CallResult, sip_code: str | None, disposition: Disposition
) -> None:
    assert settled_disposition(result, sip_code) is disposition


def test_an_attempt_is_placed_once() -> None:
    into_placing = [state for state in AttemptState if may_move(state, AttemptState.PLACING)]
    assert into_placing == [AttemptState.INTENDED]


def test_an_unknown_attempt_is_never_placed_again_but_may_be_found() -> None:
    assert not may_move(AttemptState.UNKNOWN, AttemptState.PLACING)
    assert may_move(AttemptState.UNKNOWN, AttemptState.PLACED)


def test_nothing_follows_the_end_of_an_attempt() -> None:
    assert not any(may_move(AttemptState.ENDED, state) for state in AttemptState)


def test_an_attempt_that_was_never_sent_ends_as_refused() -> None:
    assert may_move(AttemptState.INTENDED, AttemptState.REFUSED)
    assert not may_move(AttemptState.INTENDED, AttemptState.ENDED)


def test_only_an_order_that_the_carrier_did_not_process_goes_back() -> None:
    back = [state for state in AttemptState if may_move(state, AttemptState.INTENDED)]
    assert back == [AttemptState.PLACING]


def test_whatever_was_sent_can_end() -> None:
    sent = set(AttemptState) - {AttemptState.INTENDED, AttemptState.ENDED}
    assert all(may_move(state, AttemptState.ENDED) for state in sent)


def test_an_attempt_of_unknown_fate_counts_as_live() -> None:
    assert is_live(AttemptState.UNKNOWN)
    assert not is_live(AttemptState.REFUSED)
    assert not is_live(AttemptState.ENDED)
