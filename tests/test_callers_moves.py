"""What simulated teleprospectors decide to do next."""

import pytest

from campaigns.attempts import CallResult
from campaigns.states import WorkState
from telepro.callers.desk import Attempt, Card, Desk, Phase, Session
from telepro.callers.moves import Memory, Move, Said, next_step
from tests.callers_values import CARD, TUESDAY_TEN

AT_WORK = Session("Ateliers en classe", WorkState.READY, is_line_ready=True)


def call(phase: Phase, result: CallResult | None = None) -> Attempt:
    return Attempt("a1", "École des Tilleuls", phase, result)


def at(**parts: object) -> Desk:
    return Desk(**{"now": TUESDAY_TEN, "session": AT_WORK, **parts})  # type: ignore[arg-type]


def move(desk: Desk, said: Said = Said.NOTHING, over_for: float = 0.0) -> Move:
    return next_step(desk, Memory(said, over_for)).move


# ---- what to do next -----------------------------------------------------------------------------


def test_who_has_no_session_chooses_a_mission() -> None:
    assert move(at(session=None)) is Move.START


def test_who_is_paused_takes_calls_again() -> None:
    paused = Session("Ateliers en classe", WorkState.BREAK, is_line_ready=True)
    assert move(at(session=paused, card=CARD)) is Move.RESUME


def test_who_has_lost_the_line_waits_for_it_and_says_what_came_of_the_call() -> None:
    lost = Session("Ateliers en classe", WorkState.LINE_LOST, is_line_ready=False)
    assert move(at(session=lost, card=CARD)) is Move.WAIT
    cut_off = call(Phase.ENDED, CallResult.ANSWERED)
    assert move(at(session=lost, attempt=cut_off)) is Move.RECORD


def test_a_lead_at_hand_is_called() -> None:
    assert move(at(card=CARD)) is Move.DIAL


def test_nobody_is_called_before_the_line_is_ready() -> None:
    waiting = Session("Ateliers en classe", WorkState.READY, is_line_ready=False)
    assert move(at(session=waiting, card=CARD)) is Move.WAIT


def test_a_lead_without_a_living_number_is_left_alone() -> None:
    dead = Card("e1", "École", "", "Europe/Paris", "", ())
    assert move(at(card=dead)) is Move.WAIT


@pytest.mark.parametrize("phase", [Phase.INTENDED, Phase.RINGING, Phase.REFUSED])
def test_a_call_that_rings_or_never_came_about_is_waited_for(phase: Phase) -> None:
    assert move(at(attempt=call(phase), card=CARD)) is Move.WAIT


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Said.NOTHING, Move.LISTEN),
        (Said.HEARD, Move.TALK),
        (Said.EVERYTHING, Move.HANG_UP),
        (Said.GOODBYE, Move.WAIT),
    ],
)
def test_a_talk_goes_from_listening_to_hanging_up(said: Said, expected: Move) -> None:
    assert move(at(attempt=call(Phase.CONNECTED)), said) is expected


def test_an_answered_call_is_recorded_at_once() -> None:
    assert move(at(attempt=call(Phase.ENDED, CallResult.ANSWERED))) is Move.RECORD


def test_an_unanswered_call_is_left_to_the_network_first() -> None:
    over = at(attempt=call(Phase.ENDED, CallResult.NO_ANSWER))
    assert move(over) is Move.WAIT
    assert move(over, over_for=5.0) is Move.RECORD


def test_a_call_of_before_is_recorded_before_the_next_lead_is_called() -> None:
    owed = call(Phase.ENDED, CallResult.ANSWERED)
    step = next_step(at(card=CARD, unfinished=(owed,)), Memory())
    assert (step.move, step.attempt) == (Move.RECORD, owed)
