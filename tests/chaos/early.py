"""Judges a run while it goes on, so that whoever looks for one breach need not wait for the end of it."""

from dataclasses import dataclass

from tests.chaos.invariants import INVARIANTS, judge
from tests.chaos.judging import facts_so_far
from tests.chaos.run import Evidence

# What holds at every moment; the others are of a house at rest.
AT_ANY_TIME = frozenset(
    ["I01", "I02", "I05", "I06", "I08", "I09", "I11", "I12", "I15", "I17", "I19", "I21", "I34"],
)


@dataclass
class Early:
    """`named` are the invariants looked for; `seen` are those of them that were found violated."""

    named: frozenset[str]
    seen: tuple[str, ...] = ()

    def sees(self, found: Evidence) -> bool:
        """Whether one of them is violated by now."""
        facts = facts_so_far(found)
        looked_for = (each for each in INVARIANTS if each.id in self.named & AT_ANY_TIME)
        self.seen = tuple(each.id for each in looked_for if judge(facts, each).violations)
        return bool(self.seen)
