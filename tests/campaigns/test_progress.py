"""Where a lead stands, made from its standing outcomes alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.cadence import DEFAULT
from campaigns.closing import CloseReason
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, SuppressionScope
from campaigns.pipeline import MOVES, OPEN, MeetingStatus, Stage
from campaigns.progress import MeetingChange, Progress, StandingOutcome, progress

PARIS = "Europe/Paris"
ENROLLED = datetime(2026, 11, 20, 16, 0, tzinfo=UTC)
MONDAY = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
DAY = timedelta(days=1)
THURSDAY = datetime(2026, 11, 26, 13, 0, tzinfo=UTC)
FIRST_PHONE, SECOND_PHONE = 11, 12
ALICE = 1


def outcome(number: int, disposition: Disposition, **details: object) -> StandingOutcome:
    at = MONDAY + DAY * (number - 1)
    return replace(
        StandingOutcome(number, disposition, at, FIRST_PHONE),
        **details,  # type: ignore[arg-type]
    )


def stands(*outcomes: StandingOutcome, meetings: tuple[MeetingChange, ...] = ()) -> Progress:
    return progress(ENROLLED, outcomes, DEFAULT, PARIS, [FIRST_PHONE], meetings)


def path(state: Progress) -> list[Stage]:
    return [Stage.TARGET, *(move.target for move in state.moves)]


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


def test_a_promise_without_its_hour_comes_back_tomorrow() -> None:
    assert stands(outcome(1, Disposition.CALLBACK)).next_call_at == MONDAY + DAY


def test_a_wrong_number_sends_to_the_next_phone_of_the_prospect() -> None:
    wrong = outcome(1, Disposition.WRONG_NUMBER)
    state = progress(ENROLLED, [wrong], DEFAULT, PARIS, [FIRST_PHONE, SECOND_PHONE])
    assert (state.stage, state.closed) == (Stage.CONTACTING, None)
    assert state.next_call_at == MONDAY + timedelta(minutes=1)
    assert state.dead_phone_ids == {FIRST_PHONE}


def test_without_a_phone_left_the_lead_is_invalid() -> None:
    state = stands(outcome(1, Disposition.WRONG_NUMBER))
    assert (state.stage, state.closed) == (Stage.INVALID, CloseReason.INVALID)


def test_a_number_learnt_afterwards_brings_an_invalid_lead_back() -> None:
    wrong = outcome(1, Disposition.FAX)
    assert progress(ENROLLED, [wrong], DEFAULT, PARIS, [FIRST_PHONE]).closed
    repaired = progress(ENROLLED, [wrong], DEFAULT, PARIS, [FIRST_PHONE, SECOND_PHONE])
    assert repaired.next_call_at == MONDAY + timedelta(minutes=1)


def test_a_meeting_closes_the_calling_and_moves_the_stage() -> None:
    state = stands(outcome(1, Disposition.NO_ANSWER), outcome(2, Disposition.MEETING))
    assert path(state) == [Stage.TARGET, Stage.CONTACTING, Stage.MEETING_SET]
    assert (state.closed, state.next_call_at) == (CloseReason.MEETING_SET, None)
    assert (state.attempts, state.contacts, state.argued) == (2, 1, 1)


def test_every_move_names_its_attempt_and_its_moment() -> None:
    state = stands(outcome(1, Disposition.NO_ANSWER), outcome(2, Disposition.MEETING))
    assert [(move.attempt_number, move.at) for move in state.moves] == [
        (1, MONDAY),
        (2, MONDAY + DAY),
    ]


def test_documents_open_the_discovery_and_are_followed_up() -> None:
    state = stands(outcome(1, Disposition.DOCUMENTATION))
    assert (state.stage, state.next_call_at) == (Stage.DISCOVERY, MONDAY + 3 * DAY)


def test_a_later_date_nurtures_and_the_next_call_returns_to_the_stage_left() -> None:
    later = outcome(2, Disposition.INTERESTED_LATER, later_on=date(2027, 3, 1))
    waiting = stands(outcome(1, Disposition.DOCUMENTATION), later)
    assert (waiting.stage, waiting.tier) == (Stage.NURTURING, Tier.FLEXIBLE)
    assert waiting.next_call_at == datetime(2027, 3, 1, 9, 0, tzinfo=UTC)
    back = stands(outcome(1, Disposition.DOCUMENTATION), later, outcome(3, Disposition.NO_ANSWER))
    assert back.stage is Stage.DISCOVERY


def test_later_again_makes_no_move() -> None:
    first = outcome(1, Disposition.INTERESTED_LATER, later_on=date(2027, 3, 1))
    again = outcome(2, Disposition.INTERESTED_LATER, later_on=date(2027, 6, 1))
    state = stands(first, again)
    assert path(state) == [Stage.TARGET, Stage.CONTACTING, Stage.NURTURING]
    assert state.next_call_at == datetime(2027, 6, 1, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("disposition", "stage", "closed"),
    [
        (Disposition.REFUSED_TO_LISTEN, Stage.NOT_INTERESTED, CloseReason.REFUSED),
        (Disposition.ARGUED_REFUSED, Stage.NOT_INTERESTED, CloseReason.REFUSED),
        (Disposition.OUT_OF_TARGET, Stage.INVALID, CloseReason.OUT_OF_TARGET),
        (Disposition.DUPLICATE, Stage.INVALID, CloseReason.DUPLICATE),
        (Disposition.DECEASED, Stage.INVALID, CloseReason.DECEASED),
        (Disposition.DO_NOT_CALL, Stage.OPPOSED, CloseReason.OPPOSED),
        (Disposition.DATA_REQUEST, Stage.CONTACTING, CloseReason.DATA_REQUEST),
        (Disposition.QUOTE, Stage.PROPOSAL, CloseReason.HANDED_OVER),
        (Disposition.SALE, Stage.NEGOTIATION, CloseReason.HANDED_OVER),
    ],
)
def test_what_ends_the_calling_says_why(
    disposition: Disposition, stage: Stage, closed: CloseReason
) -> None:
    state = stands(outcome(1, disposition))
    assert (state.stage, state.closed, state.next_call_at) == (stage, closed, None)


def test_a_signed_sale_is_won() -> None:
    state = stands(outcome(1, Disposition.SALE, document_id="D-2026-17"))
    assert (state.stage, state.closed) == (Stage.WON, CloseReason.WON)


def test_a_quote_that_is_refused_is_lost() -> None:
    state = stands(outcome(1, Disposition.QUOTE), outcome(2, Disposition.ARGUED_REFUSED))
    assert (state.stage, state.closed) == (Stage.LOST, CloseReason.LOST)


def test_do_not_call_suppresses_as_far_as_was_asked() -> None:
    asked = outcome(1, Disposition.DO_NOT_CALL, scope=SuppressionScope.NUMBER)
    assert stands(asked).suppress is SuppressionScope.NUMBER
    assert stands(replace(asked, scope=None)).suppress is SuppressionScope.PROSPECT


def test_a_conversation_after_an_objection_is_counted_and_changes_nothing_else() -> None:
    opposed = stands(outcome(1, Disposition.DO_NOT_CALL))
    later = stands(outcome(1, Disposition.DO_NOT_CALL), outcome(2, Disposition.MEETING))
    assert (later.attempts, later.contacts) == (2, 2)
    assert (later.stage, later.closed) == (opposed.stage, opposed.closed)
    assert later.next_call_at is None


def test_a_silence_after_a_meeting_does_not_bring_the_lead_back() -> None:
    state = stands(outcome(1, Disposition.MEETING), outcome(2, Disposition.NO_ANSWER))
    assert (state.stage, state.closed) == (Stage.MEETING_SET, CloseReason.MEETING_SET)
    assert state.attempts == 2


def test_a_callback_promised_after_a_meeting_is_kept() -> None:
    state = stands(
        outcome(1, Disposition.MEETING), outcome(2, Disposition.CALLBACK, callback_at=THURSDAY)
    )
    assert (state.stage, state.next_call_at) == (Stage.MEETING_SET, THURSDAY)
    assert state.closed is None


def test_a_booked_meeting_stays_when_the_calls_about_it_run_out() -> None:
    silences = [outcome(number, Disposition.NO_ANSWER) for number in range(3, 7)]
    state = stands(
        outcome(1, Disposition.MEETING),
        outcome(2, Disposition.CALLBACK, callback_at=THURSDAY),
        *silences,
    )
    assert (state.stage, state.closed) == (Stage.MEETING_SET, CloseReason.EXHAUSTED)


def test_a_promise_made_beyond_the_last_attempt_takes_an_exhausted_lead_up_again() -> None:
    silences = [outcome(number, Disposition.NO_ANSWER) for number in range(1, 7)]
    state = stands(*silences, outcome(7, Disposition.CALLBACK, callback_at=THURSDAY + 9 * DAY))
    assert path(state)[-3:] == [Stage.EXHAUSTED, Stage.TARGET, Stage.CONTACTING]
    assert (state.closed, state.next_call_at) == (None, THURSDAY + 9 * DAY)


def test_an_unfinished_record_waits_without_leaving_the_contact() -> None:
    state = stands(outcome(1, Disposition.NEEDS_WRAP_UP))
    assert (state.stage, state.next_call_at) == (Stage.CONTACTING, MONDAY + DAY)


def test_a_correction_changes_all_that_followed() -> None:
    refusal = outcome(1, Disposition.REFUSED_TO_LISTEN)
    silence = outcome(2, Disposition.NO_ANSWER)
    assert stands(refusal, silence).closed is CloseReason.REFUSED
    corrected = stands(replace(refusal, disposition=Disposition.GATEKEEPER), silence)
    assert (corrected.closed, corrected.contacts) == (None, 0)
    assert corrected.next_call_at == datetime(2026, 11, 25, 13, 0, tzinfo=UTC)


def held(status: MeetingStatus, day: int, booked_by: int = 1) -> MeetingChange:
    return MeetingChange(booked_by, status, MONDAY + DAY * day)


def test_a_meeting_held_becomes_a_proposal() -> None:
    state = stands(outcome(1, Disposition.MEETING), meetings=(held(MeetingStatus.HELD, 5),))
    assert (state.stage, state.closed) == (Stage.PROPOSAL, CloseReason.HANDED_OVER)


def test_a_meeting_that_was_moved_stays_a_meeting() -> None:
    state = stands(outcome(1, Disposition.MEETING), meetings=(held(MeetingStatus.MOVED, 5),))
    assert (state.stage, state.closed) == (Stage.MEETING_SET, CloseReason.MEETING_SET)


def test_a_no_show_is_called_again_the_next_day() -> None:
    state = stands(outcome(1, Disposition.MEETING), meetings=(held(MeetingStatus.NO_SHOW, 5),))
    assert (state.stage, state.closed) == (Stage.CONTACTING, None)
    assert (state.next_call_at, state.tier) == (MONDAY + 6 * DAY, Tier.FLEXIBLE)


def test_the_third_meeting_that_falls_through_loses_the_lead() -> None:
    booked = [outcome(number, Disposition.MEETING) for number in (1, 2, 3)]
    fallen = tuple(
        MeetingChange(it.attempt_number, MeetingStatus.NO_SHOW, it.at + timedelta(hours=2))
        for it in booked
    )
    state = stands(*booked, meetings=fallen)
    assert (state.stage, state.closed) == (Stage.LOST, CloseReason.LOST)
    assert path(state).count(Stage.CONTACTING) == 3


DISPOSITIONS = st.sampled_from(Disposition)
DETAILS = st.fixed_dictionaries(
    {
        "argued": st.booleans(),
        "decision_maker": st.booleans(),
        "callback_at": st.sampled_from([None, THURSDAY, THURSDAY + 30 * DAY]),
        "callback_flexible": st.booleans(),
        "later_on": st.sampled_from([None, date(2027, 3, 1)]),
        "phone_id": st.sampled_from([FIRST_PHONE, SECOND_PHONE]),
        "document_id": st.sampled_from([None, "D-2026-17"]),
    }
)


@st.composite
def lives(draw: st.DrawFn) -> list[StandingOutcome]:
    told = draw(st.lists(st.tuples(DISPOSITIONS, DETAILS), max_size=9))
    return [outcome(number, code, **details) for number, (code, details) in enumerate(told, 1)]


def fold(outcomes: list[StandingOutcome]) -> Progress:
    return progress(ENROLLED, outcomes, DEFAULT, PARIS, [FIRST_PHONE, SECOND_PHONE])


@given(lives(), st.randoms(use_true_random=False))
def test_the_order_in_which_outcomes_are_read_never_matters(
    outcomes: list[StandingOutcome], chance: Random
) -> None:
    shuffled = list(outcomes)
    chance.shuffle(shuffled)
    assert fold(shuffled) == fold(outcomes)


@given(lives(), st.integers(0, 9))
def test_the_past_of_a_lead_never_changes(outcomes: list[StandingOutcome], length: int) -> None:
    before, whole = fold(outcomes[:length]), fold(outcomes)
    assert whole.moves[: len(before.moves)] == before.moves
    assert whole.attempts >= before.attempts
    assert whole.contacts >= before.contacts >= before.argued
    assert whole.dead_phone_ids >= before.dead_phone_ids


@given(lives())
def test_a_lead_has_a_next_call_or_a_reason_to_have_none(outcomes: list[StandingOutcome]) -> None:
    state = fold(outcomes)
    assert (state.next_call_at is None) == (state.closed is not None)
    assert state.closed is not None or state.stage in OPEN
    assert state.callback_owner_id is None or state.next_call_at is not None


@given(lives())
def test_every_move_is_in_the_table(outcomes: list[StandingOutcome]) -> None:
    steps = path(fold(outcomes))
    assert all(target in MOVES[source] for source, target in pairwise(steps))


@given(lives())
def test_nothing_brings_back_who_objected(outcomes: list[StandingOutcome]) -> None:
    state = fold([outcome(1, Disposition.DO_NOT_CALL), *_renumbered(outcomes)])
    assert (state.stage, state.closed) == (Stage.OPPOSED, CloseReason.OPPOSED)
    assert state.next_call_at is None


@given(lives())
def test_nothing_is_won_without_a_signature(outcomes: list[StandingOutcome]) -> None:
    unsigned = [replace(it, document_id=None) for it in outcomes]
    assert Stage.WON not in path(fold(unsigned))


def _renumbered(outcomes: list[StandingOutcome]) -> list[StandingOutcome]:
    return [replace(it, attempt_number=it.attempt_number + 1) for it in outcomes]


def test_who_was_refused_and_then_interested_is_contacted_again_and_never_refused_anew() -> None:
    """Nurturing entered from a way out leads back to contacting, never to that way out."""
    later = MONDAY.date() + timedelta(days=30)
    state = fold(
        [
            outcome(1, Disposition.REFUSED_TO_LISTEN, reason="no_time"),
            outcome(2, Disposition.INTERESTED_LATER, later_on=later),
            outcome(3, Disposition.NO_ANSWER),
        ]
    )
    assert path(state) == [
        Stage.TARGET,
        Stage.CONTACTING,
        Stage.NOT_INTERESTED,
        Stage.NURTURING,
        Stage.CONTACTING,
    ]
