"""Threads that ask for the same thing at the same moment: all are answered, by fewer turns of work."""

from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Lock, Thread, get_ident
from typing import cast

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


class SlowlyLeft:
    """A door behind which one thread pauses as soon as it has gone through, until it is let go."""

    def __init__(self) -> None:
        self._lock, self._slow = Lock(), -1
        self.let_go = Event()

    def pause(self) -> None:
        """The thread that asks is the one."""
        self._slow = get_ident()

    def __enter__(self) -> None:
        self._lock.acquire()

    def __exit__(self, *_: object) -> None:
        self._lock.release()
        if get_ident() == self._slow:
            assert self.let_go.wait(PATIENCE)


def test_who_is_handed_the_lead_before_it_began_to_wait_serves_those_behind_it() -> None:
    # One in some thousand webhooks met this under load: everybody of that turn waited for ever.
    clerk, door = Clerk(), SlowlyLeft()
    gathering = Gathering(clerk.double, 100)
    gathering._door = cast(Lock, door)

    def ask_slowly() -> int:
        door.pause()
        return gathering.do(2)

    first = beside(lambda: gathering.do(1))
    assert clerk.begun.wait(PATIENCE)
    slow = beside(ask_slowly)
    while not gathering._waiting:
        assert not slow.done()
    behind = beside(lambda: gathering.do(3))
    while len(gathering._waiting) < 2:
        assert not behind.done()
    clerk.let_go.set()
    assert first.result(PATIENCE) == 2
    door.let_go.set()
    assert [slow.result(PATIENCE), behind.result(PATIENCE)] == [4, 6]
    assert clerk.turns == [[1], [2, 3]]


def beside(work: Callable[[], int]) -> Future[int]:
    """What a thread will be told that nobody has to wait for, should it wait for ever."""
    told: Future[int] = Future()

    def tell() -> None:
        try:
            told.set_result(work())
        except BaseException as trouble:
            told.set_exception(trouble)

    Thread(target=tell, daemon=True).start()
    return told
