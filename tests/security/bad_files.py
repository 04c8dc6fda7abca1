"""Prospect files that nobody should have to send: lists and workbooks by what is wrong with them."""

import struct

from tests.files.workbooks import BOOK, packed, parts, sheet

HEAD = "Nom;Telephone;Ville\n"
ROW = "Garage Petit;01 99 00 10 99;Fresnes\n"
TABLE: list[list[str | int | float | None]] = [["Nom", "Telephone"], ["Garage", "0199001099"]]
HONEST = parts(sheet(TABLE))

# Family A: refused where it is sent.
REFUSED_LISTS: dict[str, bytes] = {
    "nothing": b"",
    "only a mark": b"\xef\xbb\xbf",
    "only headings": HEAD.encode(),
    "only blank lines": b"\n" * 10_000,
    "only separators": b";;;;\n" * 50,
    "only NUL": b"\x00" * 5_000,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(2_000),
    "a PDF": b"%PDF-1.7\n" + b"x" * 200,
    "a page": b"<!doctype html><table><tr><td>Nom</td></tr></table>",
    "a shell": b"\x7fELF" + bytes(500),
    "UTF-16 without a mark": (HEAD + ROW).encode("utf-16-be"),
    "one line of 2 MB": b"x" * 2_000_000,
    "2,000 columns": (";".join(f"c{n}" for n in range(2_000)) + "\n1\n").encode(),
    "a byte that no encoding has": (HEAD + ROW).encode("cp1252") + b"\x81\x8d\x8f;\n",
}
# Family A: read, with what is wrong said row by row.
READ_LISTS: dict[str, bytes] = {
    "headings twice": (HEAD + HEAD + ROW).encode(),
    "the same heading twice": ("Nom;Nom;Telephone\n" + "A;B;0199001099\n").encode(),
    "headings without words": b";;\n" + ROW.encode(),
    "headings in capitals and accents": "NOM;TÉLÉPHONE;VILLE\n".encode() + ROW.encode(),
    "a heading of 5,000 characters": ("N" * 5_000 + ";Telephone\nA;0199001099\n").encode(),
    "a heading named __proto__": b"__proto__;Telephone\nA;0199001099\n",
    "a heading named constructor": b"constructor;toString\nA;0199001099\n",
    "a heading that is SQL": b"'; drop table prospects; --;Telephone\nA;0199001099\n",
    "a heading that is a script": b"<script>alert(1)</script>;Telephone\nA;0199001099\n",
    "a heading that is a formula": b"=1+1;Telephone\nA;0199001099\n",
    "a heading that is a template": b"{{config}};Telephone\nA;0199001099\n",
    "an id of another's": b"organisation_id;id;Nom;Telephone\n1;1;A;0199001099\n",
    "mixed line ends": (HEAD + ROW).replace("\n", "\r\n").encode() + ROW.encode() + b"A;1;B\r",
    "mixed encodings": HEAD.encode() + "Café;0199001099;Orléans\n".encode("cp1252"),
    "a quote never closed": (HEAD + '"Garage;01 99 00 10 99;Fresnes\n' + ROW * 5).encode(),
    "quotes in the middle": (HEAD + 'Le "Petit" Garage;0199001099;"Fresnes"x\n').encode(),
    "ragged rows": (HEAD + "A\n" + "A;1;B;C;D;E\n" + ROW).encode(),
    "another separator midway": (HEAD + ROW + "A,0199001099,B\n").encode(),
    "a NUL in a cell": (HEAD + "Gar\x00age;0199001099;Fresnes\n").encode(),
    "control characters": (HEAD + "Gar\x1b[31mage\x07;0199001099;Fres\x08nes\n").encode(),
    "text that runs backwards": (HEAD + "\u202eegarag\u202c;0199001099;Fresnes\n").encode(),
    "line ends of Unicode": (HEAD + "Gar\u2028age\u2029;0199001099;\u0085\n").encode(),
    "invisible characters": (HEAD + "Gar\u200bage\ufeff;0199001099;Fresnes\n").encode(),
    "emoji and letters of all kinds": (HEAD + "🚗 Γκαράζ กา;0199001099;日本\n").encode(),
    "a cell of 9,000 characters": (HEAD + "x" * 9_000 + ";0199001099;Fresnes\n").encode(),
    "a thousand numbers in a cell": (HEAD + "A;" + "0199001099 / " * 1_000 + ";B\n").encode(),
    "numbers as quantities": (HEAD + "A;3,36E+10;B\nA;199001099.00;B\n").encode(),
}
# Family B: refused where it is sent.
REFUSED_BOOKS: dict[str, bytes] = {
    "nothing": b"",
    "no archive": b"x" * 1_000,
    "an old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000),
    "half an archive": packed(HONEST)[:300],
    "an archive in an archive": packed({"inner.zip": packed(HONEST)}),
    "a text document": packed({"word/document.xml": "<x/>"}),
    "a bomb": packed({**HONEST, "xl/sharedStrings.xml": b"0" * 30_000_000}),
    "10,000 entries": packed({**HONEST, **{f"x{n}": "" for n in range(2_100)}}),
    "an entry that climbs": packed({**HONEST, "../../../tmp/x": "x"}),
    "an entry of a device": packed({**HONEST, "/dev/null": "x"}),
    "entities that grow": packed(
        {
            **HONEST,
            "xl/sharedStrings.xml": '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>',
        }
    ),
    "an entity that is a file": packed(
        {
            **HONEST,
            "xl/workbook.xml": '<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + BOOK,
        }
    ),
    "an entity of a parameter": packed(
        {
            **HONEST,
            "xl/styles.xml": '<!DOCTYPE l [<!ENTITY % x SYSTEM "http://127.0.0.1:9/"> %x;]><x/>',
        }
    ),
    "macros": packed({**HONEST, "xl/vbaProject.bin": "x"}),
    "no rows": packed(parts(sheet([]))),
    "broken XML": packed(parts("<worksheet><sheetData><row>")),
    "a locked entry": b"",
}


def _locked() -> bytes:
    content = bytearray(packed(HONEST))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = content.find(mark)
        while place >= 0:
            flags = struct.unpack_from("<H", content, place + offset)[0]
            struct.pack_into("<H", content, place + offset, flags | 1)
            place = content.find(mark, place + 4)
    return bytes(content)


REFUSED_BOOKS["a locked entry"] = _locked()
