"""Does at once what many threads ask for in the same moment, instead of once for each.

Who asks alone is served at once. Who comes while others are being served waits for their end; then
the first of those who came meanwhile has the work done for all of them.
"""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Generic, TypeVar, cast

Item = TypeVar("Item")
Answer = TypeVar("Answer")


class Gathering(Generic[Item, Answer]):
    """Threads that have the same `work` done: it takes their items, `at_once` of them at most, and
    gives the answer of each in their order.

    An error of the kinds `everybodys` is told to all who were served together. After any other each
    is served alone, so that nobody fails for somebody else's item.
    """

    def __init__(
        self,
        work: Callable[[Sequence[Item]], Sequence[Answer]],
        at_once: int,
        everybodys: tuple[type[Exception], ...] = (),
    ) -> None:
        self._work = work
        self._at_once = at_once
        self._everybodys = everybodys
        self._door = Lock()
        self._waiting: deque[_Asked[Item, Answer]] = deque()
        self._busy = False

    def do(self, item: Item) -> Answer:
        """The answer for `item`, by work that began after this call; raises what the work raised."""
        mine = _Asked[Item, Answer](item)
        with self._door:
            self._waiting.append(mine)
            waits, self._busy = self._busy, True
        # Not `mine.leads`: the lead may be handed over here already, and that call must be heard too.
        if waits:
            mine.called.acquire()
        if mine.leads or not waits:
            self._lead()
        return mine.told()

    def _lead(self) -> None:
        with self._door:
            count = min(len(self._waiting), self._at_once)
            served = [self._waiting.popleft() for _ in range(count)]
        try:
            self._serve(served)
        except BaseException as trouble:
            _tell(served, trouble)
            raise
        finally:
            self._hand_over()
            for each in served:
                each.called.release()

    def _serve(self, served: "Sequence[_Asked[Item, Answer]]") -> None:
        try:
            answers = self._work([each.item for each in served])
        except self._everybodys as trouble:
            _tell(served, trouble)
        except Exception as trouble:
            if len(served) == 1:
                _tell(served, trouble)
                return
            for each in served:
                self._serve([each])
        else:
            for each, answer in zip(served, answers, strict=True):
                each.answer = answer

    def _hand_over(self) -> None:
        with self._door:
            self._busy = bool(self._waiting)
            if self._waiting:
                self._waiting[0].leads = True
                self._waiting[0].called.release()


class _Asked(Generic[Item, Answer]):
    """One thread's item, and how it hears of its answer or that it is its turn to lead."""

    __slots__ = ("answer", "called", "item", "leads", "trouble")

    def __init__(self, item: Item) -> None:
        self.item = item
        self.leads = False
        self.answer: Answer | None = None
        self.trouble: BaseException | None = None
        self.called = Lock()
        self.called.acquire()

    def told(self) -> Answer:
        if self.trouble is not None:
            raise self.trouble
        return cast(Answer, self.answer)


def _tell(served: "Sequence[_Asked[Item, Answer]]", trouble: BaseException) -> None:
    for each in served:
        each.trouble = trouble
