"""What an import would do, with nothing written: the same rows, the same rules."""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from campaigns.prospects import Prospect, ReadProspect, Rejection, Statement
from campaigns.same_prospect.duplicates import New, Register, sort_out
from telepro.files.findings import Findings
from telepro.files.prospect_file import ProspectFile
from telepro.files.reading import RowRead, Tally, numbers_in, read_rows, without_erased
from telepro.files.rejected import RejectedRow, rejected_csv, rejected_row
from telepro.files.shelf import Shelf, shelf

_NEW_FROM = 10**15
Known = Callable[[Sequence[Prospect]], Register]
Erased = Callable[[Collection[str]], Collection[str]]


def _nobody(rows: Sequence[Prospect]) -> Register:
    return Register()


def _none(numbers: Collection[str]) -> Collection[str]:
    return ()


@dataclass(slots=True)
class Rehearsal:
    """A dry run of one file; `language` is the sender's."""

    file: ProspectFile
    stated: Statement
    language: str
    tell: Callable[[int], None]
    """Told the number of rows read so far, after every batch."""
    known: Known = _nobody
    """Who is known already of whom some rows might be; without a database nobody is."""
    erased: Erased = _none
    """Which of some numbers belong to people who were erased; without a database none do."""
    tally: Tally = field(default_factory=Tally)
    findings: Findings = field(init=False)

    def __post_init__(self) -> None:
        self.findings = Findings(self.language)

    def run(self, rejected_file: Path) -> Path | None:
        """Count what would come of every row; the rejected ones are written to `rejected_file`.

        Gives that path, or None (and no file) when no row was rejected.
        """
        rejected_file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with shelf() as seen, rejected_file.open("wb") as out:
            rejected_file.chmod(0o600)
            rows = self._rejected(seen)
            out.writelines(rejected_csv(self.file.headings, rows, self.language))
        if self.tally.rejected:
            return rejected_file
        rejected_file.unlink()
        return None

    def _rejected(self, seen: Shelf) -> Iterator[RejectedRow]:
        # Past every id that a database has given: whoever is known there is older.
        numbers = count(_NEW_FROM)
        for read in read_rows(self.file, self.stated):
            batch = without_erased(read, self.erased(numbers_in(read)))
            self._decide(batch, seen, numbers)
            self.tell(self.tally.rows)
            for row in batch:
                self.tally.take(row)
                self.findings.take(row)
                if isinstance(row.outcome, Rejection):
                    problems = row.outcome.problems
                    yield rejected_row(row.line, row.cells, problems, self.language)

    def _decide(self, batch: list[RowRead], seen: Shelf, numbers: "count[int]") -> None:
        rows = [
            (row.line, row.outcome.prospect)
            for row in batch
            if isinstance(row.outcome, ReadProspect)
        ]
        prospects = [prospect for _line, prospect in rows]
        register = self.known(prospects)
        seen.add_to(register, prospects)
        decisions = sort_out(rows, register, numbers)
        seen.keep(decisions)
        new = sum(1 for each in decisions if isinstance(each, New))
        self.tally.accepted += new
        self.tally.merged += len(decisions) - new
