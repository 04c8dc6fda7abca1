"""Which stages a lead goes through and what ends its calling, by its standing outcomes alone."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, SuppressionScope
from campaigns.lead.closing import CloseReason
from campaigns.lead.standing import MeetingChange
from campaigns.pipeline import MeetingStatus, Stage
from tests.campaigns.progress_values import DAY, MONDAY, THURSDAY, fold, outcome, path, stands


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
