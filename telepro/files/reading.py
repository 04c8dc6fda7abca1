"""The rows of an open prospect file, each read as a prospect or rejected, with the counts kept."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from campaigns.prospect_file.remedies import GroupCode
from campaigns.prospect_file.row_problems import RowCode, row_problem
from campaigns.prospects import (
    ReadProspect,
    Rejection,
    Statement,
    numbers_of,
    read_row,
    unless_erased,
)
from telepro.files.prospect_file import ProspectFile
from telepro.files.records import Record
from telepro.files.separators import cells_by_own

BATCH = 5_000
"""How many rows are decided and committed at once."""


@dataclass(frozen=True, slots=True)
class RowRead:
    """One row with its line in the file and its cells as they were."""

    line: int
    cells: list[str]
    outcome: ReadProspect | Rejection


@dataclass(slots=True)
class Tally:
    """What came of a file's rows so far: rows = accepted + merged + rejected, always."""

    accepted: int = 0
    merged: int = 0
    rejected: int = 0
    repaired: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """How many rows were rejected for which first reason."""

    @property
    def rows(self) -> int:
        """Every row that was read."""
        return self.accepted + self.merged + self.rejected

    def take(self, row: RowRead) -> None:
        """Count a rejection or a repair; whether a row is new or merged is counted elsewhere."""
        if isinstance(row.outcome, Rejection):
            self.rejected += 1
            self.reasons[str(row.outcome.problems[0].code)] += 1
        elif row.outcome.repairs:
            self.repaired += 1


def read_rows(
    file: ProspectFile, stated: Statement, skipped: int = 0, size: int = BATCH
) -> Iterator[list[RowRead]]:
    """Read every row below the headings, `size` at a time; the first `skipped` are passed over."""
    batch: list[RowRead] = []
    for number, record in enumerate(file.records()):
        if number < skipped:
            continue
        outcome = _outcome(record, file, stated)
        batch.append(RowRead(record.line, _cells_kept(record, file), outcome))
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def _cells_kept(record: Record, file: ProspectFile) -> list[str]:
    """The cells that may be kept of a row that is rejected: those of a skipped column are emptied."""
    skipped = file.columns.skipped
    if record.trouble is not None or not skipped:
        return record.cells
    return ["" if place in skipped else cell for place, cell in enumerate(record.cells)]


def numbers_in(batch: Sequence[RowRead]) -> set[str]:
    """Every number that could be read in these rows (E.164)."""
    return {number for row in batch for number in numbers_of(row.outcome)}


def without_erased(batch: Sequence[RowRead], erased: Collection[str]) -> list[RowRead]:
    """The same rows; of one with an erased number nothing is left but its line and the reason."""
    outcomes = ((row, unless_erased(row.outcome, erased)) for row in batch)
    return [
        row if outcome is row.outcome else RowRead(row.line, [], outcome)
        for row, outcome in outcomes
    ]


def _outcome(record: Record, file: ProspectFile, stated: Statement) -> ReadProspect | Rejection:
    if record.trouble is None:
        return read_row(record.cells, file.columns, stated)
    found = " ".join(cell.replace("\0", "") for cell in record.cells)
    if record.trouble is RowCode.OTHER_SEPARATOR and GroupCode.OTHER_SEPARATOR in stated.chosen:
        cells = cells_by_own(record.cells[0], len(file.headings))
        if cells is not None:
            return _told(read_row(cells, file.columns, stated), RowCode.OWN_SEPARATOR, found)
    return Rejection((row_problem(record.trouble, "", found),))


def _told(read: ReadProspect | Rejection, code: RowCode, found: str) -> ReadProspect | Rejection:
    if isinstance(read, Rejection):
        return read
    return replace(read, repairs=(row_problem(code, "", found), *read.repairs))
