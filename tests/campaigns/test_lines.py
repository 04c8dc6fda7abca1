"""When a line was lost, and what that makes of the time in which somebody meant to work."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.call.lines import Gap, Leg, LineLoss, Piece, cut, gaps, presumed
from campaigns.states import WorkState

TEN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


def at(minutes: float) -> datetime:
    return TEN + timedelta(minutes=minutes)


def ready(begins: float, ends: float | None) -> Piece:
    return Piece(at(begins), at(ends) if ends is not None else None, WorkState.READY)


def lost(begins: float, ends: float | None, why: LineLoss = LineLoss.LINE_HUNG_UP) -> Piece:
    until = at(ends) if ends is not None else None
    return Piece(at(begins), until, WorkState.LINE_LOST, why)


def test_a_line_that_has_not_opened_yet_is_not_lost() -> None:
    assert gaps([]) == []
    assert gaps([Leg(at(1), None)]) == []


def test_a_line_is_lost_from_the_end_of_a_leg_to_the_next() -> None:
    legs = [Leg(at(0), at(5), LineLoss.NETWORK_LOST), Leg(at(7), None)]
    assert gaps(legs) == [Gap(at(5), at(7), LineLoss.NETWORK_LOST)]


def test_a_line_that_is_not_back_is_lost_until_further_notice() -> None:
    assert gaps([Leg(at(0), at(5))]) == [Gap(at(5), None, LineLoss.LINE_HUNG_UP)]


def test_a_new_leg_that_came_before_the_old_one_left_has_lost_nothing() -> None:
    assert gaps([Leg(at(0), at(5)), Leg(at(4), None)]) == []


def test_an_old_leg_of_whose_end_nobody_told_does_not_stand_for_ever() -> None:
    legs = [Leg(at(0), None), Leg(at(4), at(6))]
    assert gaps(legs) == [Gap(at(6), None, LineLoss.LINE_HUNG_UP)]


def test_a_leg_of_which_only_the_end_is_known_ended() -> None:
    assert gaps([Leg(None, at(5))]) == [Gap(at(5), None, LineLoss.LINE_HUNG_UP)]


def test_a_leg_of_which_nothing_is_known_says_nothing() -> None:
    assert gaps([Leg(None, None, LineLoss.BROWSER_CLOSED)]) == []


@pytest.mark.parametrize(
    ("ends", "gap", "pieces"),
    [
        (None, (5, 7), [ready(0, 5), lost(5, 7), ready(7, None)]),
        (None, (5, None), [ready(0, 5), lost(5, None)]),
        (10, (5, None), [ready(0, 5), lost(5, 10)]),
        (10, (5, 7), [ready(0, 5), lost(5, 7), ready(7, 10)]),
        (10, (-3, 2), [lost(0, 2), ready(2, 10)]),
        (10, (-3, None), [lost(0, 10)]),
        (10, (-3, -1), [ready(0, 10)]),
        (10, (10, 12), [ready(0, 10)]),
        (10, (12, None), [ready(0, 10)]),
        (10, (8, 10), [ready(0, 8), lost(8, 10)]),
        (0, (-3, None), [ready(0, 0)]),
    ],
)
def test_time_at_work_is_cut_where_the_line_was_lost(
    ends: float | None, gap: tuple[float, float | None], pieces: list[Piece]
) -> None:
    missing = Gap(at(gap[0]), at(gap[1]) if gap[1] is not None else None, LineLoss.LINE_HUNG_UP)
    assert cut(at(0), at(ends) if ends is not None else None, [missing]) == pieces


def test_each_loss_keeps_its_own_reason() -> None:
    found = [Gap(at(1), at(2), LineLoss.BROWSER_CLOSED), Gap(at(3), None, LineLoss.NETWORK_LOST)]
    assert cut(at(0), None, found) == [
        ready(0, 1),
        lost(1, 2, LineLoss.BROWSER_CLOSED),
        ready(2, 3),
        lost(3, None, LineLoss.NETWORK_LOST),
    ]


@pytest.mark.parametrize(
    ("silent", "why"),
    [(3, None), (45, None), (46, LineLoss.NETWORK_LOST)],
)
def test_a_page_that_was_long_silent_when_its_leg_ended_had_lost_its_network(
    silent: int, why: LineLoss | None
) -> None:
    assert presumed(TEN + timedelta(seconds=silent), TEN) == why


MINUTES = st.integers(min_value=0, max_value=60)
LEGS = st.builds(
    lambda joined, left, loss: Leg(
        at(joined) if joined is not None else None, at(left) if left is not None else None, loss
    ),
    st.none() | MINUTES,
    st.none() | MINUTES,
    st.none() | st.sampled_from(LineLoss),
)


@given(st.lists(LEGS, max_size=6), MINUTES, st.none() | MINUTES)
def test_the_pieces_of_a_time_are_that_time_whatever_is_known_of_the_legs(
    legs: list[Leg], begins: int, lasts: int | None
) -> None:
    ends = at(begins + lasts) if lasts is not None else None
    pieces = cut(at(begins), ends, gaps(legs))
    assert (pieces[0].begins, pieces[-1].ends) == (at(begins), ends)
    assert all(one.ends == other.begins for one, other in pairwise(pieces))
    assert all(one.state is not other.state for one, other in pairwise(pieces)) or len(legs) > 1
    assert all(piece.ends is None or piece.ends >= piece.begins for piece in pieces)
