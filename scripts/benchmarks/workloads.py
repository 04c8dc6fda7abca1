"""The table of workloads: what each measures, in the order of their importance."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass

from scripts.benchmarks.measuring import Pair
from scripts.benchmarks.place import Place


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured: a share of the sizes that the design names, so many times."""

    share: float
    repetitions: int

    def of(self, whole: int, least: int = 1) -> int:
        """This size's part of `whole`."""
        return max(round(whole * self.share), least)


FULL = Size(1.0, 5)
TENTH = Size(0.1, 3)
TINY = Size(0.002, 1)

Pairs = Callable[[Place, Size], AbstractContextManager[Sequence[Pair]]]


@dataclass(frozen=True, slots=True)
class Workload:
    """One name of the table: what it is, and its pairs of sides with their data in place."""

    name: str
    what: str
    pairs: Pairs
