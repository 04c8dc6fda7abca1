"""What the people of a run did and were told: every request, its key, and whether it was kept."""

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What somebody asked for."""

    SIGN_IN = "sign-in"
    START = "start"
    DIAL = "dial"
    HANG_UP = "hang-up"
    OUTCOME = "outcome"
    CORRECTION = "correction"
    OBJECTION = "objection"


class Verdict(StrEnum):
    """What the house said: kept, not kept, or nothing that can be relied on."""

    OK = "ok"
    FAIL = "fail"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Act:
    """One request; `at` counts from the start of the run, `places` are the problems named."""

    kind: Kind
    person: int
    subject: str
    key: str
    said: str
    verdict: Verdict
    status: int
    at: float
    seconds: float
    places: tuple[str, ...] = ()


@dataclass
class Acts:
    """The ledger of all people; many threads write into it."""

    clock: Callable[[], float]
    _acts: list[Act] = field(default_factory=list)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def note(self, act: Act) -> None:
        """Enter an act."""
        with self._lock:
            self._acts.append(act)

    def all(self) -> tuple[Act, ...]:
        """Everything up to now, in order."""
        with self._lock:
            return tuple(self._acts)

    def of(self, *kinds: Kind) -> Iterator[Act]:
        """Everything of these kinds."""
        return (act for act in self.all() if act.kind in kinds)


def verdict_of(status: int) -> Verdict:
    """What an answer's status promises; a broken one may have come after the commit."""
    if status and status < 400:
        return Verdict.OK
    return Verdict.FAIL if 400 <= status < 500 else Verdict.UNKNOWN
