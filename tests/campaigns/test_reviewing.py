"""Which calls are heard again: contested first, one a day by lot, each once; what a comment may be."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaigns.listening.reviewing import (
    Reason,
    Talk,
    ToReview,
    Unfit,
    asks_for_coach,
    drawn,
    in_order,
    problem,
    second_of,
    unfit_comment,
)

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
TUESDAY, MONDAY = date(2026, 11, 24), date(2026, 11, 23)
ALICE, ANNA = 1, 2


def talk(number: int, person: int = ALICE, day: date = MONDAY) -> Talk:
    return Talk(number, f"call-{number}", person, day, NOW - timedelta(hours=number))


def test_one_call_of_each_person_is_drawn_for_a_day_that_is_over() -> None:
    found = drawn([*map(talk, range(9)), talk(10, ANNA), talk(11, day=TUESDAY)], "seed", TUESDAY)
    assert len(found) == 2
    assert {each.reason for each in found} == {Reason.RANDOM}
    assert 10 in {each.attempt for each in found}
    assert 11 not in {each.attempt for each in found}


@given(st.permutations(range(8)))
def test_a_lot_depends_on_nothing_but_seed_and_calls(order: list[int]) -> None:
    in_turn = drawn(map(talk, range(8)), "seed", TUESDAY)
    assert drawn(map(talk, order), "seed", TUESDAY) == in_turn


def test_another_seed_draws_another_call_now_and_then() -> None:
    lots = {drawn(map(talk, range(8)), f"seed {n}", TUESDAY)[0].attempt for n in range(40)}
    assert len(lots) > 4


def test_each_call_stands_once_for_its_most_pressing_reason_and_the_oldest_first() -> None:
    found = [
        ToReview(1, Reason.RANDOM, NOW),
        ToReview(2, Reason.RANDOM, NOW - timedelta(days=1)),
        ToReview(1, Reason.CONTESTED, NOW),
        ToReview(3, Reason.FIRST, NOW),
        ToReview(4, Reason.ASKED, NOW),
    ]
    assert [(each.attempt, each.reason) for each in in_order(found)] == [
        (1, Reason.CONTESTED),
        (4, Reason.ASKED),
        (3, Reason.FIRST),
        (2, Reason.RANDOM),
    ]


@pytest.mark.parametrize("note", ["Coach me", "coachez-moi svp", "à réécouter : coach-moi"])
def test_a_note_asks_to_be_heard(note: str) -> None:
    assert asks_for_coach(note)


@pytest.mark.parametrize("note", ["", "entraîneur au club", "Le coach rappelle jeudi"])
def test_a_note_that_speaks_of_something_else_does_not(note: str) -> None:
    assert not asks_for_coach(note)


@pytest.mark.parametrize(
    ("typed", "second"),
    [("1:42", 102), (" 0:07 ", 7), ("1:02:03", 3723), ("", None), ("1:75", Unfit.NO_TIME),
     ("soon", Unfit.NO_TIME), ("9999:00", Unfit.NO_TIME), ("-1:00", Unfit.NO_TIME)],
)  # fmt: skip
def test_a_moment_of_a_call_is_read(typed: str, second: int | Unfit | None) -> None:
    assert second_of(typed) == second


def test_a_comment_says_something_and_not_too_much() -> None:
    assert unfit_comment("Un bon silence.", 0) is None
    assert unfit_comment("", 0) is Unfit.EMPTY
    assert unfit_comment("x" * 501, 0) is Unfit.TOO_LONG
    assert unfit_comment("Encore.", 100) is Unfit.TOO_MANY
    assert all(problem(why, "fr") != problem(why, "en") for why in Unfit)
