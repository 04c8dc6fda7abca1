"""Threads that ask for the same thing at the same moment: all are answered, by fewer turns of work."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from telepro.gathering import Gathering

PATIENCE = 10.0


class Clerk:
    """Doubles numbers; the first turn lasts until it is let go."""

    def __init__(self) -> None:
        self.turns: list[list[int]] = []
        self.begun, self.let_go = Event(), Event()

    def double(self, numbers: Sequence[int]) -> list[int]:
        self.turns.append(list(numbers))
        self.begun.set()
        assert self.let_go.wait(PATIENCE)
        if 13 in numbers:
            raise ValueError("thirteen")
        if 0 in numbers:
            raise ConnectionError("nothing works")
        return [2 * number for number in numbers]


def together(clerk: Clerk, numbers: Sequence[int], at_once: int = 100) -> list[object]:
    """What each is told, when all but the first come while the first is being served."""
    gathering = Gathering(clerk.double, at_once, (ConnectionError,))

    def ask(number: int) -> object:
        try:
            return gathering.do(number)
        except Exception as trouble:
            return str(trouble)

    with ThreadPoolExecutor(len(numbers)) as crowd:
        first = crowd.submit(ask, numbers[0])
        assert clerk.begun.wait(PATIENCE)
        others = [crowd.submit(ask, number) for number in numbers[1:]]
        while len(gathering._waiting) < len(others):
            assert not first.done()
        clerk.let_go.set()
        return [each.result(PATIENCE) for each in (first, *others)]


def test_who_asks_alone_is_served_alone() -> None:
    clerk = Clerk()
    clerk.let_go.set()
    gathering = Gathering(clerk.double, 100)
    assert [gathering.do(number) for number in (1, 2, 3)] == [2, 4, 6]
    assert clerk.turns == [[1], [2], [3]]


def test_those_who_come_meanwhile_are_served_by_one_turn_that_begins_after_they_came() -> None:
    clerk = Clerk()
    assert together(clerk, [1, 2, 3, 4]) == [2, 4, 6, 8]
    assert [sorted(turn) for turn in clerk.turns] == [[1], [2, 3, 4]]


def test_more_than_fit_into_a_turn_are_served_by_the_next() -> None:
    clerk = Clerk()
    assert together(clerk, [1, 2, 3, 4, 5], at_once=2) == [2, 4, 6, 8, 10]
    assert [len(turn) for turn in clerk.turns] == [1, 2, 2]


def test_an_item_that_fails_fails_alone() -> None:
    clerk = Clerk()
    assert together(clerk, [1, 2, 13, 4]) == [2, 4, "thirteen", 8]


def test_what_fails_for_everybody_is_tried_once_and_told_to_all() -> None:
    clerk = Clerk()
    assert together(clerk, [1, 0, 3, 4]) == [2, *["nothing works"] * 3]
    assert len(clerk.turns) == 2


def test_work_goes_on_after_a_failure() -> None:
    clerk = Clerk()
    clerk.let_go.set()
    gathering = Gathering(clerk.double, 100)
    with pytest.raises(ValueError, match="thirteen"):
        gathering.do(13)
    assert gathering.do(1) == 2
