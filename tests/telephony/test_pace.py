"""Orders go out one behind the other, a little slower than the account starts them."""

from datetime import UTC, datetime, timedelta

import pytest

from telepro.telephony.pace import Pace

TEN = datetime(2026, 9, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(("a_second", "apart"), [(1, 1050), (5, 210), (30, 35), (0.5, 2100)])
def test_orders_keep_the_distance_that_the_account_allows(a_second: float, apart: float) -> None:
    assert Pace("AC1", a_second).spacing == timedelta(milliseconds=apart)


@pytest.mark.parametrize(
    ("next_turn", "waits"),
    [
        (None, 0.0),  # nothing was ever ordered
        (TEN - timedelta(hours=1), 0.0),
        (TEN, 0.0),
        (TEN + timedelta(seconds=0.4), 0.4),
        (TEN + timedelta(seconds=1.05), 1.05),
        (TEN + timedelta(hours=1), 0.0),  # set by a dialer whose clock is an hour ahead
    ],
)
def test_an_order_waits_for_its_turn(next_turn: datetime | None, waits: float) -> None:
    assert Pace("AC1", 1).wait(next_turn, TEN) == timedelta(seconds=waits)
