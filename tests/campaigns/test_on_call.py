"""What may be asked of a call under way, and what becomes of another leg."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.call import on_call_words
from campaigns.call.on_call import (
    CallersOrder,
    CallNow,
    LegState,
    Order,
    Unfit,
    further,
    good_until,
    unfit,
)

TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TALKING = CallNow(talking=True)
WITH_PAUL = CallNow(talking=True, colleague=LegState.JOINED)


@pytest.mark.parametrize(
    ("order", "detail", "call", "why"),
    [
        (Order.HOLD, "", TALKING, None),
        (Order.HOLD, "", CallNow(talking=False), Unfit.NOT_TALKING),
        (Order.KEYS, "1", TALKING, None),
        (Order.KEYS, "12w3#", TALKING, None),
        (Order.KEYS, "", TALKING, Unfit.NO_KEYS),
        (Order.KEYS, "appuyez sur 1", TALKING, Unfit.NO_KEYS),
        (Order.KEYS, "1" * 33, TALKING, Unfit.NO_KEYS),
        (Order.BRING_IN, "", TALKING, None),
        (Order.BRING_IN, "", WITH_PAUL, Unfit.ONE_COLLEAGUE),
        (Order.BRING_IN, "", CallNow(talking=True, colleague=LegState.FAILED), None),
        (Order.HAND_OVER, "", WITH_PAUL, None),
        (Order.HAND_OVER, "", TALKING, Unfit.NOBODY_TO_HAND_TO),
        (
            Order.HAND_OVER,
            "",
            CallNow(talking=True, colleague=LegState.RINGING),
            Unfit.NOBODY_TO_HAND_TO,
        ),
        (Order.LET_GO, "", WITH_PAUL, None),
        (Order.LET_GO, "", TALKING, Unfit.NOBODY_TO_HAND_TO),
        (Order.LEAVE_MESSAGE, "", TALKING, Unfit.NO_MESSAGE),
        (Order.LEAVE_MESSAGE, "", CallNow(talking=True, message=True), None),
        (
            Order.LEAVE_MESSAGE,
            "",
            CallNow(talking=True, message=True, message_left=True),
            Unfit.MESSAGE_LEFT_BEFORE,
        ),
        (Order.PAUSE_RECORDING, "", TALKING, Unfit.NOT_RECORDED),
        (Order.PAUSE_RECORDING, "", CallNow(talking=True, recorded=True), None),
        (
            Order.HOLD,
            "",
            CallNow(talking=True, colleague=LegState.LEFT, released=True),
            Unfit.ALREADY_RELEASED,
        ),
    ],
)
def test_a_call_takes_an_order_or_says_why_not(
    order: Order, detail: str, call: CallNow, why: Unfit | None
) -> None:
    assert unfit(order, detail, call) is why


def test_nobody_wants_a_hold_that_comes_ten_seconds_late() -> None:
    assert good_until(Order.HOLD, TEN) == TEN + timedelta(seconds=10)
    assert good_until(Order.RESUME, TEN) == TEN + timedelta(minutes=2)


@pytest.mark.parametrize(
    ("told", "is_at"),
    [
        ([LegState.RINGING, LegState.JOINED, LegState.LEFT], LegState.LEFT),
        ([LegState.LEFT, LegState.RINGING, LegState.JOINED], LegState.LEFT),
        ([LegState.JOINED, LegState.RINGING], LegState.JOINED),
        ([LegState.RINGING, LegState.FAILED, LegState.RINGING], LegState.FAILED),
    ],
)
def test_a_leg_only_goes_forward_in_whatever_order_it_is_told(
    told: list[LegState], is_at: LegState
) -> None:
    state = LegState.ASKED
    for heard in told:
        state = further(state, heard)
    assert state is is_at


def test_a_teleprospector_may_ask_for_everything_but_an_ear() -> None:
    assert {Order(each) for each in CallersOrder} == set(Order) - {Order.LISTEN_AS}


@pytest.mark.parametrize("why", list(Unfit))
@pytest.mark.parametrize("language", ["fr", "en"])
def test_each_reason_is_said_in_both_languages(why: Unfit, language: str) -> None:
    problem = on_call_words.problem(why, language)
    assert problem.found and problem.expected and problem.fix
