"""When a lead is called next, and in which tier, by its standing outcomes alone."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from campaigns.cadence import DEFAULT, Cadence, CadenceStep
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.lead.progress import progress
from campaigns.lead.standing import Progress
from campaigns.pipeline import Stage
from tests.campaigns.progress_values import (
    ALICE,
    DAY,
    ENROLLED,
    FIRST_PHONE,
    MONDAY,
    PARIS,
    SECOND_PHONE,
    THURSDAY,
    outcome,
    path,
    stands,
)


def test_a_lead_that_was_never_called_is_fresh_and_due() -> None:
    assert stands() == Progress(Stage.TARGET, ENROLLED, Tier.FRESH)


def test_a_silence_makes_it_a_retry() -> None:
    state = stands(outcome(1, Disposition.NO_ANSWER))
    assert (state.stage, state.tier) == (Stage.CONTACTING, Tier.RETRY)
    assert state.next_call_at == MONDAY + timedelta(hours=4)
    assert (state.attempts, state.contacts, state.argued) == (1, 0, 0)
    assert state.last_outcome_at == MONDAY


def test_six_silences_exhaust_it() -> None:
    state = stands(*(outcome(number, Disposition.NO_ANSWER) for number in range(1, 7)))
    assert path(state) == [Stage.TARGET, Stage.CONTACTING, Stage.EXHAUSTED]
    assert (state.closed, state.next_call_at) == (CloseReason.EXHAUSTED, None)


def test_the_third_busy_line_of_a_day_waits_until_tomorrow() -> None:
    busy = [outcome(number, Disposition.BUSY, at=MONDAY) for number in (1, 2, 3)]
    assert stands(*busy[:2]).next_call_at == MONDAY + timedelta(minutes=15)
    assert stands(*busy).next_call_at == datetime(2026, 11, 24, 13, 0, tzinfo=UTC)


def test_busy_lines_of_another_day_do_not_count() -> None:
    busy = [outcome(number, Disposition.BUSY) for number in (1, 2, 3)]
    assert stands(*busy).next_call_at == busy[2].at + timedelta(minutes=15)


def test_a_promised_callback_belongs_to_its_owner() -> None:
    promise = outcome(
        1, Disposition.CALLBACK, callback_at=THURSDAY, callback_owner_id=ALICE, decision_maker=True
    )
    state = stands(promise)
    assert (state.next_call_at, state.tier) == (THURSDAY, Tier.PROMISED)
    assert state.callback_owner_id == ALICE
    assert state.contacts == 1


def test_a_flexible_callback_is_a_tier_below() -> None:
    promise = outcome(1, Disposition.CALLBACK, callback_at=THURSDAY, callback_flexible=True)
    assert stands(promise).tier is Tier.FLEXIBLE


def test_a_contact_who_is_away_is_called_at_the_hour_given() -> None:
    state = stands(outcome(1, Disposition.AWAY, callback_at=THURSDAY))
    assert (state.next_call_at, state.tier) == (THURSDAY, Tier.FLEXIBLE)


def test_a_promise_is_kept_even_after_the_last_attempt() -> None:
    silences = [outcome(number, Disposition.NO_ANSWER) for number in range(1, 6)]
    promise = outcome(6, Disposition.CALLBACK, callback_at=THURSDAY + 7 * DAY)
    assert stands(*silences, promise).next_call_at == THURSDAY + 7 * DAY


def test_a_missed_promise_becomes_a_retry_of_nobody_in_particular() -> None:
    promise = outcome(1, Disposition.CALLBACK, callback_at=MONDAY + DAY, callback_owner_id=ALICE)
    state = stands(promise, outcome(2, Disposition.MACHINE))
    assert (state.tier, state.callback_owner_id) == (Tier.RETRY, None)


def test_a_call_in_vain_before_the_promised_moment_leaves_the_promise() -> None:
    promise = outcome(1, Disposition.CALLBACK, callback_at=THURSDAY, callback_owner_id=ALICE)
    state = stands(promise, outcome(2, Disposition.NO_ANSWER, at=MONDAY + timedelta(hours=1)))
    assert (state.next_call_at, state.tier, state.promised_in) == (THURSDAY, Tier.PROMISED, 1)
    assert (state.callback_owner_id, state.attempts) == (ALICE, 2)


def test_who_answers_before_the_promised_moment_decides_anew() -> None:
    promise = outcome(1, Disposition.CALLBACK, callback_at=THURSDAY)
    early = {"at": MONDAY + timedelta(hours=1)}
    refused = stands(promise, outcome(2, Disposition.REFUSED_TO_LISTEN, **early))
    assert refused.promised_in is None
    sooner = stands(promise, outcome(2, Disposition.CALLBACK, callback_at=MONDAY + DAY, **early))
    assert (sooner.next_call_at, sooner.promised_in) == (MONDAY + DAY, 2)


def test_a_promise_without_its_hour_comes_back_tomorrow() -> None:
    assert stands(outcome(1, Disposition.CALLBACK)).next_call_at == MONDAY + DAY


def test_a_wrong_number_sends_to_the_next_phone_of_the_prospect() -> None:
    wrong = outcome(1, Disposition.WRONG_NUMBER)
    state = progress(ENROLLED, [wrong], PARIS, [FIRST_PHONE, SECOND_PHONE])
    assert (state.stage, state.closed) == (Stage.CONTACTING, None)
    assert state.next_call_at == MONDAY + timedelta(minutes=1)
    assert state.dead_phone_ids == {FIRST_PHONE}


def test_without_a_phone_left_the_lead_is_invalid() -> None:
    state = stands(outcome(1, Disposition.WRONG_NUMBER))
    assert (state.stage, state.closed) == (Stage.INVALID, CloseReason.INVALID)


def test_a_number_learnt_afterwards_brings_an_invalid_lead_back() -> None:
    wrong = outcome(1, Disposition.FAX)
    assert progress(ENROLLED, [wrong], PARIS, [FIRST_PHONE]).closed
    repaired = progress(ENROLLED, [wrong], PARIS, [FIRST_PHONE, SECOND_PHONE])
    assert repaired.next_call_at == MONDAY + timedelta(minutes=1)


def test_each_call_waits_by_the_plan_that_it_was_made_with() -> None:
    """The campaign has taken over a plan of two hours' wait and three attempts after the first call."""
    newer = Cadence((CadenceStep(Disposition.NO_ANSWER, timedelta(hours=2)),), max_attempts=3)
    first = outcome(1, Disposition.NO_ANSWER)
    second = outcome(2, Disposition.NO_ANSWER, cadence=newer)
    assert stands(first).next_call_at == first.at + timedelta(hours=4)
    assert stands(first, second).next_call_at == second.at + timedelta(hours=2)


def test_who_was_given_up_by_an_older_plan_stays_so_and_who_was_not_is_tried_on() -> None:
    one, two = replace(DEFAULT, max_attempts=1), replace(DEFAULT, max_attempts=2)
    given_up = outcome(1, Disposition.NO_ANSWER, cadence=one)
    tried_on = outcome(1, Disposition.NO_ANSWER, cadence=two)
    assert stands(given_up).closed is CloseReason.EXHAUSTED
    assert stands(tried_on).closed is None
