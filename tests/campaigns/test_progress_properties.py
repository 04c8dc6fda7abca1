"""What holds of a lead whatever outcomes it was given, in whatever order they are read."""

from dataclasses import replace
from datetime import date
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from campaigns.dispositions import Disposition
from campaigns.lead.closing import CloseReason
from campaigns.lead.standing import StandingOutcome
from campaigns.pipeline import MOVES, OPEN, Stage
from tests.campaigns.progress_values import (
    DAY,
    FIRST_PHONE,
    SECOND_PHONE,
    THURSDAY,
    fold,
    outcome,
    path,
)

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
