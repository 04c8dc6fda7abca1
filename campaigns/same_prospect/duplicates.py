"""Whether two rows are the same prospect, and what is kept of both when they are.

The same phone alone does not say so: fifteen establishments may share a switchboard.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from campaigns.prospect_file.quality import UNIQUENESS
from campaigns.prospects import Prospect
from campaigns.same_prospect.names import alike

COMPARED = 100
"""How many prospects of one phone and postal code, the oldest first, are compared by likeness.

Past these only an equal SIRET or an equal name merges, so that a file with one number on every
row stays quick. The largest switchboard met in a real file has 52 establishments.
"""


class SameBy(StrEnum):
    """What showed that two rows are the same prospect, beside the phone."""

    SIRET = "merged_siret"
    NAME = "merged_name"


@dataclass(slots=True)
class Known:
    """A prospect that stands already; `line` is its row where it came with the same file."""

    id: int
    name_key: str
    siret: str | None
    postal_code: str | None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class New:
    """A row that becomes a prospect."""

    id: int
    prospect: Prospect


@dataclass(frozen=True, slots=True)
class Merged:
    """A row that is a prospect already known."""

    into: Known
    by: SameBy
    prospect: Prospect


def same(known: Known, row: Prospect) -> SameBy | None:
    """Say whether a row with a phone of `known` is the same prospect, and what shows it.

    The same SIRET; or, where either lacks one, names alike and the same postal code. Two
    different SIRETs are two establishments, whatever their names.
    """
    if known.siret and row.siret:
        return SameBy.SIRET if known.siret == row.siret else None
    if known.postal_code == row.postal_code and alike(known.name_key, row.name_key):
        return SameBy.NAME
    return None


class Register:
    """The prospects known under some phones, found again without comparing every one of them."""

    def __init__(self) -> None:
        self._phones: set[str] = set()
        self._by_siret: dict[tuple[str, str], Known] = {}
        self._by_name: dict[tuple[str, str | None, str], list[Known]] = {}
        self._oldest: dict[tuple[str, str | None], list[Known]] = {}
        self._standing: set[tuple[int, str]] = set()

    def add(self, known: Known, phones: Iterable[str]) -> None:
        """Know a prospect under each of its phones (E.164); add the oldest first."""
        for phone in phones:
            if known.siret:
                self._by_siret.setdefault((phone, known.siret), known)
            if (known.id, phone) in self._standing:
                continue
            self._standing.add((known.id, phone))
            self._phones.add(phone)
            _keep(self._by_name.setdefault((phone, known.postal_code, known.name_key), []), known)
            oldest = self._oldest.setdefault((phone, known.postal_code), [])
            if len(oldest) < COMPARED:
                oldest.append(known)

    def mark(self, phones: Iterable[str]) -> None:
        """Note that somebody stands under these phones, who is the same as none of the rows."""
        self._phones.update(phones)

    def shares(self, row: Prospect) -> bool:
        """True when another prospect stands under one of the row's phones."""
        return any(phone.e164 in self._phones for phone in row.phones)

    def find(self, row: Prospect) -> tuple[Known, SameBy] | None:
        """Find the prospect that a row is: by SIRET before name, the oldest of several."""
        best: tuple[int, int, Known, SameBy] | None = None
        for known in self._candidates(row):
            by = same(known, row)
            if by is not None:
                rank = (0 if by is SameBy.SIRET else 1, known.id)
                if best is None or rank < best[:2]:
                    best = (*rank, known, by)
        return (best[2], best[3]) if best else None

    def _candidates(self, row: Prospect) -> Iterator[Known]:
        for phone in row.phones:
            if phone.e164 not in self._phones:
                continue
            twin = self._by_siret.get((phone.e164, row.siret)) if row.siret else None
            if twin:
                yield twin
                continue
            yield from self._by_name.get((phone.e164, row.postal_code, row.name_key), ())
            yield from self._oldest.get((phone.e164, row.postal_code), ())


def _keep(namesakes: list[Known], known: Known) -> None:
    """Keep the oldest namesake and the oldest without a SIRET: no other can be the answer."""
    if not namesakes or (known.siret is None and all(other.siret for other in namesakes)):
        namesakes.append(known)


def sort_out(
    rows: Sequence[tuple[int, Prospect]], register: Register, ids: Iterator[int]
) -> list[New | Merged]:
    """Decide for each (line, row) in order whether it is new or known; new ones take the next id.

    The register learns from every row, so that a row is also compared with those before it.
    """
    return [_decide(line, row, register, ids) for line, row in rows]


def _decide(line: int, row: Prospect, register: Register, ids: Iterator[int]) -> New | Merged:
    found = register.find(row)
    if found is None:
        if register.shares(row):
            row = replace(row, quality=row.quality - UNIQUENESS)
        known = Known(next(ids), row.name_key, row.siret, row.postal_code, line)
        register.add(known, (phone.e164 for phone in row.phones))
        return New(known.id, row)
    known, by = found
    known.siret = known.siret or row.siret
    register.add(known, (phone.e164 for phone in row.phones))
    return Merged(known, by, row)
