"""A person's request is answered within a month, and nothing is handed out to somebody unknown."""

from datetime import UTC, datetime

import pytest

from campaigns.prospect_base.data_requests import MORE_MONTHS, MOVES, RequestState, due_at, may_move

PARIS = "Europe/Paris"


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (datetime(2026, 11, 24, 9, tzinfo=UTC), datetime(2026, 12, 24, 9, tzinfo=UTC)),
        (datetime(2027, 1, 31, 9, tzinfo=UTC), datetime(2027, 2, 28, 9, tzinfo=UTC)),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), datetime(2027, 1, 31, 23, 30, tzinfo=UTC)),
        # Ten in the morning in Paris stays ten when the clocks change meanwhile.
        (datetime(2027, 3, 10, 9, tzinfo=UTC), datetime(2027, 4, 10, 8, tzinfo=UTC)),
    ],
)
def test_a_month_is_the_same_day_of_the_next_or_its_last(received: datetime, due: datetime) -> None:
    assert due_at(received, PARIS) == due


def test_a_complex_request_has_two_months_more() -> None:
    received = datetime(2026, 11, 30, 9, tzinfo=UTC)
    assert due_at(received, PARIS, 1 + MORE_MONTHS) == datetime(2027, 2, 28, 9, tzinfo=UTC)


def test_nothing_is_done_before_one_knows_who_asks() -> None:
    assert not may_move(RequestState.OPEN, RequestState.DONE)
    assert may_move(RequestState.OPEN, RequestState.CHECKED)
    assert may_move(RequestState.CHECKED, RequestState.DONE)


def test_what_is_over_stays_over() -> None:
    assert MOVES[RequestState.DONE] == MOVES[RequestState.REFUSED] == frozenset()
