"""Honest workbooks are read like any list; the others are in the corpus."""

from collections.abc import Callable
from pathlib import Path

import pytest

from campaigns.prospects import Basis, ReadProspect, Statement
from telepro.files.limits import Limits
from telepro.files.prospect_file import Layout, ProspectFile, open_file
from telepro.files.reading import read_rows
from telepro.files.refusals import Reader
from tests.files.workbooks import packed, parts, sheet

LIMITS = Limits(size=64_000_000, rows=1_000)
STATED = Statement("FR", None, Basis.CONSENT, "s", "fr")
Open = Callable[[bytes], ProspectFile]
TABLE: list[list[str | int | float | None]] = [
    ["Société", "Téléphone", "SIRET"],
    ["Café de la Gare", "01 99 00 00 01", None],
    ["École Doisneau", 199000002, 21940034800195],
]
HONEST = parts(sheet(TABLE))


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Open the bytes of a workbook."""

    def open_it(content: bytes) -> ProspectFile:
        path = tmp_path / "liste.xlsx"
        path.write_bytes(content)
        return open_file(path, Layout(), LIMITS, Reader("liste.xlsx", "en"))

    return open_it


def outcomes(file: ProspectFile) -> list[tuple[int, object]]:
    return [(row.line, row.outcome) for batch in read_rows(file, STATED) for row in batch]


def test_a_workbook_is_read_like_any_list(opened: Open) -> None:
    found = outcomes(opened(packed(HONEST)))
    assert [line for line, _ in found] == [2, 3]
    school = found[1][1]
    assert isinstance(school, ReadProspect)
    assert school.prospect.phones[0].e164 == "+33199000002"
    assert school.prospect.siret == "21940034800195"
    assert [repair.code for repair in school.repairs] == ["phone_leading_zero"]


def test_rows_keep_the_numbers_that_people_see(opened: Open) -> None:
    table: list[list[str | int | float | None]] = [["Salon 2026"], [], *TABLE]
    assert [line for line, _ in outcomes(opened(packed(parts(sheet(table)))))] == [4, 5]
