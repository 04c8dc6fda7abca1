"""Workbooks: honest ones are read, hostile ones refused before anything unpacks them."""

import struct
from collections.abc import Callable
from pathlib import Path

import pytest

from campaigns.problems import Refused
from campaigns.prospects import Basis, ReadProspect, Statement
from telepro.files.limits import Limits
from telepro.files.prospect_file import Layout, ProspectFile, open_file
from telepro.files.reading import read_rows
from telepro.files.refusals import WORDS, FileCode, Reader
from tests.files.workbooks import BOOK, SHEET, cell, packed, parts, sheet

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


def test_a_dimension_that_boasts_is_not_believed(opened: Open) -> None:
    boast = parts(sheet(TABLE, '<dimension ref="A1:XFD1048576"/>'))
    assert len(outcomes(opened(packed(boast)))) == 2


def test_a_hidden_sheet_is_passed_over(opened: Open) -> None:
    hidden = BOOK.replace('name="Contacts"', 'name="Contacts" state="hidden"')
    refusal = refused(opened, packed({**HONEST, "xl/workbook.xml": hidden}))
    assert refusal == FileCode.WORKBOOK_EMPTY


def far_cell() -> str:
    rows = f'<row r="1">{cell("A1", "Tél")}</row>'
    rows += f'<row r="1048576">{cell("XFD1048576", "x")}</row>'
    return SHEET.format(before="", rows=rows)


def lying(content: bytes) -> bytes:
    """Make the directory claim that the sheet unpacks to 10 bytes."""
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    return content[: place + 24] + struct.pack("<I", 10) + content[place + 28 :]


def overlapping(content: bytes) -> bytes:
    """Make the last entry of the directory begin where the first one does."""
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    return content[: place + 42] + struct.pack("<I", 0) + content[place + 46 :]


LONG: list[list[str | int | float | None]] = [["a", "0199000001"]] * 1_010
HOSTILE: list[tuple[str, bytes, FileCode]] = [
    ("bomb", packed({**HONEST, "xl/sharedStrings.xml": b"0" * 50_000_000}), FileCode.WORKBOOK_BOMB),
    ("sheet bomb", packed(parts(sheet(TABLE) + " " * 50_000_000)), FileCode.WORKBOOK_BOMB),
    ("many", packed({**HONEST, **{f"x{n}": "" for n in range(3_000)}}), FileCode.WORKBOOK_BOMB),
    ("lying", lying(packed(HONEST)), FileCode.WORKBOOK_BOMB),
    ("overlapping", overlapping(packed(HONEST)), FileCode.WORKBOOK_DAMAGED),
    ("climbing", packed({**HONEST, "../../x": ""}), FileCode.WORKBOOK_DAMAGED),
    ("absolute", packed({**HONEST, "/etc/x": ""}), FileCode.WORKBOOK_DAMAGED),
    ("drive", packed({**HONEST, "C:\\x": ""}), FileCode.WORKBOOK_DAMAGED),
    ("twice", packed({**HONEST, "XL/workbook.xml": BOOK}), FileCode.WORKBOOK_DAMAGED),
    ("macros", packed({**HONEST, "xl/vbaProject.bin": "x"}), FileCode.WORKBOOK_MACROS),
    (
        "laughs",
        packed(parts('<!DOCTYPE l [<!ENTITY a "ha">]>' + sheet(TABLE))),
        FileCode.WORKBOOK_ENTITIES,
    ),
    (
        "external entity",
        packed({**HONEST, "xl/workbook.xml": '<!DOCTYPE l SYSTEM "http://x/">' + BOOK}),
        FileCode.WORKBOOK_ENTITIES,
    ),
    ("far cell", packed(parts(far_cell())), FileCode.WORKBOOK_HEAVY),
    ("other zip", packed({"word/document.xml": "x"}), FileCode.OTHER_KIND),
    ("cut", packed(HONEST)[:400], FileCode.WORKBOOK_DAMAGED),
    ("no sheet", packed(parts("nothing of a sheet")), FileCode.WORKBOOK_DAMAGED),
    ("empty sheet", packed(parts(sheet([]))), FileCode.WORKBOOK_EMPTY),
    (
        "too many rows",
        packed(parts(sheet([*TABLE, *LONG]))),
        FileCode.TOO_MANY_ROWS,
    ),
]


def refused(opened: Open, content: bytes) -> FileCode:
    with pytest.raises(Refused) as refusal:
        opened(content)
    fix = refusal.value.problems[0]
    codes = [
        code for code in FileCode if WORDS[code].expected["en"].partition("{")[0] in fix.expected
    ]
    found = [code for code in codes if _says(WORDS[code].found["en"], fix.found)]
    assert len(found) == 1, fix
    return found[0]


def _says(template: str, text: str) -> bool:
    return text.startswith(template.partition("{")[0]) and template.partition("{")[0] != ""


@pytest.mark.parametrize(
    ("content", "code"), [case[1:] for case in HOSTILE], ids=[case[0] for case in HOSTILE]
)
def test_a_hostile_workbook_is_refused_in_words(
    opened: Open, content: bytes, code: FileCode
) -> None:
    assert refused(opened, content) == code
