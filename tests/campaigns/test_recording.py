"""Where in a recording's sound something is heard that happened during the call."""

from datetime import UTC, datetime, timedelta

import pytest

from campaigns.call.on_call import Order
from campaigns.call.recording import where_heard

BEGUN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HELD, BACK = Order.HOLD, Order.RESUME
PAUSE, GO_ON = Order.PAUSE_RECORDING, Order.GO_ON_RECORDING


@pytest.mark.parametrize(
    ("done", "heard"),
    [
        ([(HELD, 7), (BACK, 21)], [7, 21]),
        ([(HELD, -1)], [0]),
        ([(PAUSE, 7), (GO_ON, 21), (HELD, 25)], [7, 7, 11]),
        ([(PAUSE, 7), (HELD, 10), (GO_ON, 21), (BACK, 30)], [7, 7, 7, 16]),
        ([(PAUSE, 5), (GO_ON, 10), (PAUSE, 20), (GO_ON, 40), (HELD, 41)], [5, 5, 15, 15, 16]),
        ([(PAUSE, 7), (HELD, 60)], [7, 7]),
        ([(GO_ON, 7), (HELD, 9)], [7, 9]),
    ],
)
def test_what_happened_is_heard_where_the_sound_has_it_pauses_left_out(
    done: list[tuple[Order, int]], heard: list[int]
) -> None:
    moments = [(order, BEGUN + timedelta(seconds=second)) for order, second in done]
    assert where_heard(BEGUN, moments) == heard
