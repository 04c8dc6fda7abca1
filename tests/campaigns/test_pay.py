"""Results times the price of the plan, waiting and accepted."""

import pytest

from campaigns.pay import earnings


def test_waiting_and_accepted_results_are_paid_apart() -> None:
    earned = earnings(waiting=3, accepted=2, price_cents=4_550)
    assert (earned.waiting_cents, earned.accepted_cents) == (13_650, 9_100)


def test_no_result_earns_nothing() -> None:
    earned = earnings(waiting=0, accepted=0, price_cents=4_550)
    assert (earned.waiting_cents, earned.accepted_cents) == (0, 0)


def test_many_small_prices_add_up_to_the_cent() -> None:
    earned = earnings(waiting=3, accepted=10, price_cents=10)
    assert (earned.waiting_cents, earned.accepted_cents) == (30, 100)


def test_a_negative_figure_is_refused() -> None:
    with pytest.raises(ValueError, match="accepted=-1"):
        earnings(waiting=0, accepted=-1, price_cents=100)
