"""Every hostile or strange workbook of the corpus: what is sent and what is said of it, word for word."""

import io
import struct
import zipfile

from tests.files.corpus import Case, Read, Said, refused
from tests.files.workbooks import BOOK, SHEET, cell, packed, parts, sheet

FILE = "book.xlsx"
TABLE: list[list[str | int | float | None]] = [["Nom", "Tel"], ["Garage", "0199001099"]]
HONEST = parts(sheet(TABLE))
LONG: list[list[str | int | float | None]] = [["a", "0199000001"]] * 1_010
HEADINGS, GARAGE = (
    f'<row r="{n}">{cell(f"A{n}", a)}{cell(f"B{n}", b)}</row>'
    for n, a, b in ((1, "Nom", "Tel"), (2, "Garage", "0199001099"))
)
_ENTITY = '<!DOCTYPE l [<!ENTITY x SYSTEM "{address}">]>'
_LINK = """<?xml version="1.0"?><Relationships
xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1"
Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLinkPath"
Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>"""

_XLSX = "In the spreadsheet: File, Save as, Excel workbook (.xlsx) or CSV UTF-8."
_CSV = "In the spreadsheet: File, Save as, CSV UTF-8."
_BOOK = "an .xlsx workbook without macros or password, or a CSV file"
OLD = Said(FILE, "an old .xls workbook, or a workbook with a password", _BOOK, _XLSX)
MACROS = Said(FILE, "a workbook with macros", _BOOK, _XLSX)
DAMAGED = Said(FILE, "a damaged workbook (ZIP)", _BOOK, _XLSX)
BROKEN = Said(FILE, "a damaged workbook (xlsx)", _BOOK, _XLSX)
OTHER = Said(FILE, "a ZIP file", "a CSV file or an .xlsx workbook", _CSV)
NO_SHEET = Said(FILE, "a workbook without a filled sheet", "headings and rows", _XLSX)
FAR = Said(
    FILE, "a sheet too wide or too long to be read at once", "a sheet without stray cells", _CSV
)


def bomb(found: str, most: str) -> Said:
    """It would unpack to more than it may."""
    said = f"a workbook that unpacks out of all measure ({found})"
    return Said(FILE, said, f"{most} at most", _CSV)


def entities(part: str) -> Said:
    """One of its parts defines entities."""
    return Said(FILE, f"entity definitions in {part}", _BOOK, _XLSX)


def of_rows(*rows: str) -> bytes:
    """A workbook whose sheet holds these rows."""
    return packed(parts(SHEET.format(before="", rows="".join(rows))))


def with_part(name: str, content: str | bytes) -> bytes:
    """The honest workbook with one more part, or another one in its place."""
    return packed({**HONEST, name: content})


def lying() -> bytes:
    """Its directory claims that the sheet unpacks to 10 bytes."""
    content = packed(HONEST)
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    return content[: place + 24] + struct.pack("<I", 10) + content[place + 28 :]


def overlapping() -> bytes:
    """The last entry of its directory begins where the first one does."""
    content = packed(HONEST)
    place = content.rindex(b"xl/worksheets/sheet1.xml") - 46
    return content[: place + 42] + struct.pack("<I", 0) + content[place + 46 :]


def locked() -> bytes:
    """Every entry says that it is encrypted."""
    content = bytearray(packed(HONEST))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            flags = struct.unpack_from("<H", content, place + offset)[0]
            struct.pack_into("<H", content, place + offset, flags | 1)
            place = content.find(mark, place + 4)
    return bytes(content)


def linked() -> bytes:
    """One entry is a symbolic link."""
    buffer = io.BytesIO(packed(HONEST))
    with zipfile.ZipFile(buffer, "a") as archive:
        entry = zipfile.ZipInfo("xl/link")
        entry.create_system, entry.external_attr = 3, 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return buffer.getvalue()


def styled(number: int) -> str:
    """A blank row that carries only a style."""
    return f'<row r="{number}"><c r="A{number}" s="1"/></row>'


MERGED = sheet([["Salon", None], *TABLE]).replace(
    "</sheetData>", '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
)
CASES: list[Case] = [
    ("1 nothing", b"", refused(
        Said(FILE, "an empty file", "a row of headings, then rows", "Export the file again."))),
    ("2 no archive", b"x" * 1_000, refused(
        Said(FILE, "headings without any row", "at least one row below the headings",
             "Add rows, or give --no-header if the first line is one."))),
    ("3 an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), refused(OLD)),
    ("4 a password", locked(), refused(OLD)),
    ("5 macros", with_part("xl/vbaProject.bin", "x"), refused(MACROS)),
    ("6 a sheet that is a bomb", packed(parts(sheet(TABLE) + " " * 50_000_000)),
     refused(bomb("1:1024", "1:100"))),
    ("7 texts that are a bomb", with_part("xl/sharedStrings.xml", b"0" * 50_000_000),
     refused(bomb("1:1028", "1:100"))),
    ("8 an archive in an archive", packed({"inner.zip": packed(HONEST)}), refused(OTHER)),
    ("9 entries one upon the other", overlapping(), refused(DAMAGED)),
    ("10 3,000 entries", packed({**HONEST, **{f"x{n}": "" for n in range(3_000)}}),
     refused(bomb("3005 ZIP", "2000"))),
    ("11 a lie about a size", lying(), refused(bomb("xl/worksheets/sheet1.xml", "1 MB"))),
    ("12 an entry that climbs", with_part("../../x", ""), refused(DAMAGED)),
    ("13 an absolute entry", with_part("/etc/x", ""), refused(DAMAGED)),
    ("13 an entry on a drive", with_part("C:\\x", ""), refused(DAMAGED)),
    ("14 a link", linked(), refused(DAMAGED)),
    ("15 an entry twice", with_part("XL/workbook.xml", BOOK), refused(DAMAGED)),
    ("16 entities that grow", packed(parts(
        '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + sheet(TABLE))),
     refused(entities("xl/worksheets/sheet1.xml"))),
    ("17 an entity that is a file", with_part("xl/workbook.xml", _ENTITY.format(address="file:///etc/passwd") + BOOK),
     refused(entities("xl/workbook.xml"))),
    ("18 an entity from the network", with_part("xl/workbook.xml", _ENTITY.format(address="http://127.0.0.1:9/") + BOOK),
     refused(entities("xl/workbook.xml"))),
    ("18 entities in UTF-16", with_part("xl/workbook.xml", (
        '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE l [<!ENTITY a "ha">]>' + BOOK.split("?>", 1)[1]
    ).encode("utf-16")), refused(entities("xl/workbook.xml"))),
    ("19 a link to another workbook, which nobody follows", packed({
        **HONEST, "xl/externalLinks/externalLink1.xml": "<x/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": _LINK}), Read(1)),
    ("20 an entity of a parameter", with_part(
        "xl/styles.xml", '<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><x/>'),
     refused(entities("xl/styles.xml"))),
    ("21 a dimension that boasts", packed(parts(sheet(TABLE, '<dimension ref="A1:XFD1048576"/>'))), Read(1)),
    ("22 one cell far away", of_rows(HEADINGS, f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
     refused(FAR)),
    ("23 100,000 blank rows", of_rows(HEADINGS, GARAGE, *map(styled, range(3, 100_003))), Read(1)),
    ("24 a title over merged cells", packed(parts(MERGED)), Read(1)),
    ("a hidden sheet alone", with_part(
        "xl/workbook.xml", BOOK.replace('name="Contacts"', 'name="Contacts" state="hidden"')),
     refused(NO_SHEET)),
    ("a sheet without rows", packed(parts(sheet([]))), refused(NO_SHEET)),
    ("a formula that asks the network, an error for a number", of_rows(
        HEADINGS, f'<row r="2"><c r="A2"><f>WEBSERVICE("http://x/")</f><v></v></c>{cell("B2", "0199001099")}</row>',
        f'<row r="3">{cell("A3", "B")}<c r="B3" t="e"><v>#N/A</v></c></row>'),
     Read(0, 0, 2,
          Said("line 2, column Nom", "nothing", "the name of a company or a person", "Fill in the cell."),
          Said("line 3, column Tel", "nothing", "a phone number", "Fill in the cell."))),
    ("numbers as quantities", packed(parts(sheet([["Nom", "Tel"], ["A", 199001099.0]]))), Read(
        1, 0, 0, Said("line 2, column Tel", "“199001099”", "+33199001099",
                      "The leading zero was missing, it was put back."))),
    ("half an archive", packed(HONEST)[:400], refused(DAMAGED)),
    ("a text document", packed({"word/document.xml": "x"}), refused(OTHER)),
    ("no sheet in it", packed(parts("nothing of a sheet")), refused(BROKEN)),
    ("broken XML", packed(parts("<worksheet><sheetData><row>")), refused(BROKEN)),
    ("a row too many", packed(parts(sheet([*TABLE, *LONG]))), refused(
        Said(FILE, "more than 1,000 rows", "1,000 rows at most",
             "Cut the file into parts, or use the import command (2,000,000 rows)."))),
]  # fmt: skip
"""Reliability 5.2 B: the numbers are those of the corpus; what has none was met in real files."""
