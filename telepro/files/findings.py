"""What a dry run finds wrong, grouped by the repair that serves all rows of a group, with examples."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from campaigns.prospect_file.remedies import GROUPS, GroupCode, group_of_rejection, group_of_repair
from campaigns.prospect_file.row_problems import RowProblem
from campaigns.prospects import Rejection
from telepro.files.reading import RowRead

EXAMPLES = 3
SHOWN = 60


@dataclass(frozen=True, slots=True)
class Example:
    """One row of a group: its line, the column, what stands there, and what was read or is expected."""

    line: int
    column: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class Finding:
    """How many rows are in a group, how many of these stay out, and the first few."""

    group: GroupCode
    rows: int
    rejected: int
    examples: tuple[Example, ...]


@dataclass(slots=True)
class Findings:
    """Gathers what is said of rows; `language` is the sender's. A row counts once in each group."""

    language: str
    rows: Counter[GroupCode] = field(default_factory=Counter)
    rejected: Counter[GroupCode] = field(default_factory=Counter)
    examples: defaultdict[GroupCode, list[Example]] = field(
        default_factory=lambda: defaultdict(list)
    )

    def take(self, row: RowRead) -> None:
        """Count what is wrong with a row, or was mended in it."""
        out = isinstance(row.outcome, Rejection)
        seen: set[GroupCode] = set()
        for group, said in _said(row):
            if group not in seen:
                seen.add(group)
                self.rows[group] += 1
                self.rejected[group] += out
                self._show(group, row.line, said)

    def found(self) -> list[Finding]:
        """Every group that has rows, in the order in which they are shown."""
        return [
            Finding(group, self.rows[group], self.rejected[group], tuple(self.examples[group]))
            for group in GROUPS
            if self.rows[group]
        ]

    def _show(self, group: GroupCode, line: int, said: RowProblem) -> None:
        if len(self.examples[group]) < EXAMPLES:
            expected = said.expected[self.language]
            self.examples[group].append(Example(line, said.column, said.found[:SHOWN], expected))


def _said(row: RowRead) -> Iterator[tuple[GroupCode, RowProblem]]:
    if isinstance(row.outcome, Rejection):
        for problem in row.outcome.problems:
            yield group_of_rejection(problem.code), problem
    else:
        for repair in row.outcome.repairs:
            yield group_of_repair(repair.code), repair


def as_document(found: list[Finding]) -> list[dict[str, Any]]:
    """The findings as they are kept with an import."""
    return [asdict(each) for each in found]


def from_document(kept: list[dict[str, Any]]) -> list[Finding]:
    """The findings as they were kept."""
    return [
        Finding(
            GroupCode(each["group"]),
            each["rows"],
            each["rejected"],
            tuple(Example(**example) for example in each["examples"]),
        )
        for each in kept
    ]
