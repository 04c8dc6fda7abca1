"""How far chance may have carried a rate, after Wilson."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.kpi.intervals import wilson


def test_seven_of_a_hundred_may_be_three_to_fourteen() -> None:
    found = wilson(7, 100)
    assert found is not None
    # Brown, Cai, DasGupta (2001), or any statistics package: 0.0343 to 0.1375.
    assert found.low == pytest.approx(0.0343, abs=0.0001)
    assert found.high == pytest.approx(0.1375, abs=0.0001)


def test_nothing_of_ten_may_still_be_a_quarter() -> None:
    found = wilson(0, 10)
    assert found is not None
    assert (found.low, round(found.high, 2)) == (0.0, 0.28)


def test_without_a_case_or_with_more_hits_than_cases_there_is_none() -> None:
    assert wilson(0, 0) is None
    assert wilson(3, 2) is None


@given(st.integers(1, 10**6).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_rate_itself_always_lies_within(counted: tuple[int, int]) -> None:
    hits, cases = counted
    found = wilson(hits, cases)
    assert found is not None
    assert 0 <= found.low <= hits / cases + 1e-9
    assert hits / cases - 1e-9 <= found.high <= 1
