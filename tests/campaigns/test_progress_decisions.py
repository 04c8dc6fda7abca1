"""What becomes of a lead that somebody moved by hand, between the calls made and those to come."""

from datetime import date, timedelta

import pytest

from campaigns.cadence import DEFAULT
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.lead.decided import ENDS
from campaigns.lead.progress import progress
from campaigns.lead.standing import Decision, PassBegun, Progress, StandingOutcome
from campaigns.pipeline import OPEN, Stage
from tests.campaigns.progress_values import ENROLLED, outcome

ZONE = "Europe/Paris"


def after(outcomes: list[StandingOutcome], *decisions: Decision) -> Progress:
    return progress(ENROLLED, outcomes, ZONE, [1, 2], decisions=decisions)


def a_call(number: int, disposition: Disposition = Disposition.NO_ANSWER) -> StandingOutcome:
    return outcome(number, disposition)


def test_a_lost_lead_is_called_no_more_until_it_is_kept_for_later() -> None:
    first = a_call(1)
    lost = Decision(Stage.LOST, first.at + timedelta(minutes=1))
    state = after([first], lost)
    assert (state.stage, state.closed, state.next_call_at) == (Stage.LOST, CloseReason.LOST, None)
    again = Decision(Stage.NURTURING, lost.at + timedelta(days=1), date(2027, 2, 1))
    state = after([first], lost, again)
    assert (state.stage, state.closed, state.tier) == (Stage.NURTURING, None, Tier.FLEXIBLE)
    assert state.next_call_at
    assert state.next_call_at.date() == date(2027, 2, 1)


def test_a_move_within_the_calling_leaves_the_next_call_where_it_was() -> None:
    first = a_call(1)
    untouched = after([first])
    moved = after([first], Decision(Stage.DISCOVERY, first.at + timedelta(minutes=1)))
    assert moved.stage is Stage.DISCOVERY
    assert (moved.next_call_at, moved.tier) == (untouched.next_call_at, untouched.tier)


def test_what_was_recorded_after_a_move_goes_on_from_it() -> None:
    first, second = a_call(1), a_call(2, Disposition.QUOTE)
    between = Decision(Stage.DISCOVERY, first.at + timedelta(minutes=1))
    state = after([first, second], between)
    assert [move.target for move in state.moves] == [
        Stage.CONTACTING, Stage.DISCOVERY, Stage.PROPOSAL,
    ]  # fmt: skip


def test_a_correction_that_leads_elsewhere_takes_the_ground_from_a_later_move() -> None:
    said = a_call(1, Disposition.DO_NOT_CALL)
    state = after([said], Decision(Stage.DISCOVERY, said.at + timedelta(minutes=1)))
    assert (state.stage, state.closed) == (Stage.OPPOSED, CloseReason.OPPOSED)


def test_who_had_run_out_of_attempts_is_called_again_with_all_of_them() -> None:
    calls = [a_call(number) for number in range(1, DEFAULT.max_attempts + 1)]
    assert after(calls).stage is Stage.EXHAUSTED
    state = after(calls, Decision(Stage.TARGET, calls[-1].at + timedelta(days=100)))
    assert (state.stage, state.closed) == (Stage.TARGET, None)
    assert state.attempts_before == state.attempts == DEFAULT.max_attempts


def test_a_move_made_in_a_later_pass_counts_after_that_pass_has_begun() -> None:
    calls = [a_call(number) for number in range(1, DEFAULT.max_attempts + 1)]
    begun = PassBegun(2, DEFAULT.max_attempts, calls[-1].at + timedelta(days=100))
    lost = Decision(Stage.INVALID, begun.at + timedelta(hours=1))
    state = progress(ENROLLED, calls, ZONE, [1, 2], passes=(begun,), decisions=(lost,))
    assert (state.stage, state.closed) == (Stage.INVALID, CloseReason.INVALID)


@pytest.mark.parametrize("stage", list(Stage))
def test_a_stage_either_ends_the_calling_or_has_a_next_call(stage: Stage) -> None:
    by_hand_alone = {Stage.PROPOSAL, Stage.NEGOTIATION, Stage.AFTER_SALE, Stage.LOYALTY}
    reachable = stage not in {Stage.SUSPECT, Stage.MEETING_SET, Stage.OPPOSED}
    assert (stage in ENDS) is (reachable and (stage not in OPEN or stage in by_hand_alone))
