"""The clock's two faces: the campaigns' instant and the real one."""

from collections.abc import Iterator
from datetime import UTC, timedelta

import pytest

from telepro import clock


@pytest.fixture(autouse=True)
def unshifted() -> Iterator[None]:
    """Give the clock back as it was found."""
    before = clock.shift()
    clock.set_shift(0)
    yield
    clock.set_shift(before.total_seconds())


def test_the_clock_is_utc_and_unshifted_until_told_otherwise() -> None:
    assert clock.shift() == timedelta(0)
    assert clock.now().tzinfo is UTC


def test_a_shift_moves_now_but_not_the_real_clock() -> None:
    clock.set_shift(86_400)
    assert clock.shift() == timedelta(days=1)
    difference = clock.now() - clock.real_now()
    assert timedelta(hours=23) < difference <= timedelta(days=1)
