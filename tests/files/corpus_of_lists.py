"""Every bad or strange list of the corpus: what is sent, what is said of it, what is read all the same.

A case is refused as a whole (a tuple of what is said), or read: rows taken in, merged and rejected, with
what is said of each row. What is said is (place, found, expected, fix), word for word.
"""

import codecs

from tests.files.corpus import Case, Read, Said, refused

FILE = "list.csv"
HEAD = "Société;Téléphone;Ville\n"
ROW = "Café;01 99 00 00 01;Orléans\n"
LIST = HEAD + ROW
ONE = Read(1)

EMPTY = ("an empty file", "a row of headings, then rows", "Export the file again.")
NO_ROWS = (
    "headings without any row",
    "at least one row below the headings",
    "Add rows, or give --no-header if the first line is one.",
)
PHONES = (
    "a column of phone numbers",
    "Say which with --map phone=HEADING (or --no-header and --map phone=NUMBER).",
)
NAMES = (
    "a column of names",
    "Say which with --map name=HEADING (or --no-header and --map name=NUMBER).",
)
TEXT = ("a CSV file or an .xlsx workbook", "In the spreadsheet: File, Save as, CSV UTF-8.")
NAME = ("the name of a company or a person", "Fill in the cell.")
NUMBER = ("a phone number", "Fill in the cell.")
LINE = "a fixed, mobile or internet number of a person or an establishment"
DIGITS = (
    "every digit of the number",
    "The spreadsheet has rounded the number: set the column to Text and take the value from its origin again.",
)


def row(line: int, column: str, found: str, expected: str, fix: str) -> Said:
    """What is said of one cell, or of the whole line (column –)."""
    return Said(
        f"line {line}, column {column}", f"“{found}”" if found else "nothing", expected, fix
    )


def file(found: str, expected: str, fix: str) -> Said:
    """What is said of the whole file."""
    return Said(FILE, found, expected, fix)


def sent(text: str) -> bytes:
    return text.encode()


CASES: list[Case] = [
    ("1 empty", b"", refused(file(*EMPTY))),
    ("2 only a mark", codecs.BOM_UTF8, refused(file(*EMPTY))),
    ("3 only headings", sent(HEAD), refused(file(*NO_ROWS))),
    ("4 headings twice", sent(HEAD + HEAD + ROW), Read(1, 0, 1, row(
        2, "–", "Société Téléphone Ville", "a row of data",
        "These are the file's headings once more: delete the line."))),
    ("5 no headings", sent(ROW * 2), refused(
        file("the columns Café, 01 99 00 00 01, Orléans", *PHONES),
        file("the columns Café, 01 99 00 00 01, Orléans", *NAMES))),
    ("6 UTF-8 with a mark", codecs.BOM_UTF8 + sent(LIST), ONE),
    ("7 UTF-16, little end first", codecs.BOM_UTF16_LE + LIST.encode("utf-16-le"), ONE),
    ("8 UTF-16, big end first", codecs.BOM_UTF16_BE + LIST.encode("utf-16-be"), ONE),
    ("9 UTF-32", codecs.BOM_UTF32_LE + LIST.encode("utf-32-le"), ONE),
    ("10 Windows-1252", LIST.encode("cp1252"), ONE),
    ("11 two encodings", sent("Nom;Tel\nCafé;0199000001\n") + "Été;0199000002\n".encode("cp1252"),
     refused(file("two encodings: UTF-8, and something else at line 3", "one encoding",
                  "The lines probably come from two files: put the accented letters of this one "
                  "right, then save as CSV UTF-8."))),
    ("12 an old Mac", "Nom;Tel\nCafé;0199000001\n".encode("mac-roman"), refused(
        file("the byte 0x8E after a small letter, which would read Ž", "text in UTF-8 or Windows-1252",
             "The file probably comes from an old Mac: save it as CSV UTF-8, or give --encoding mac-roman."))),
    ("13 bytes of no encoding", sent(HEAD) + b"Caf\xff\xfe\x81;01 99 00 00 01;X\n", refused(
        file("two encodings: UTF-8, and something else at line 2", "one encoding",
             "The lines probably come from two files: put the accented letters of this one right, "
             "then save as CSV UTF-8."))),
    ("13 a byte of no encoding", b"Nom;Tel\nCaf\x81;0199000001\n", refused(
        file("the byte 0x81, which does not exist in cp1252", "text in UTF-8 or Windows-1252",
             "Save the file as CSV UTF-8, or name its encoding with --encoding."))),
    ("14 a NUL in a cell", sent(HEAD + "Ca\0fé;01 99 00 00 01;X\n"), Read(1, 0, 0, row(
        2, "Société", "Café", "text without invisible characters",
        "The control characters were taken out."))),
    ("15 a NUL in a heading", b"Soci\0ete;Telephone\nA;0199000001\n", ONE),
    ("16 line ends CR", sent(LIST.replace("\n", "\r")), ONE),
    ("17 line ends LF", sent(LIST), ONE),
    ("18 line ends CRLF", sent(LIST.replace("\n", "\r\n")), ONE),
    ("19 line ends of all kinds", sent(HEAD.replace("\n", "\r\n") + ROW
     + "B;01 99 00 00 02;X\rC;01 99 00 00 03;X\n"), Read(3)),
    ("20 no last line end", sent(LIST.rstrip()), ONE),
    ("21 semicolons", sent(LIST), ONE),
    ("22 tabs", sent(LIST.replace(";", "\t")), ONE),
    ("23 bars", sent(LIST.replace(";", "|")), ONE),
    ("24 commas in numbers", sent("Nom;Tel;CA\nA;0199000001;3,14\nB;0199000002;2,72\n"), Read(2)),
    ("25 another separator midway", sent(LIST + "Zinc,01 99 00 00 02,Nantes\n"), Read(1, 0, 1, row(
        3, "–", "Zinc,01 99 00 00 02,Nantes", "the separator of the file's other lines",
        "Replace this line's separator by the one of the headings."))),
    ("26 a quote never closed", sent(HEAD + '"Café;01 99 00 00 01;X\nB;01 99 00 00 02;X\n'),
     Read(1, 0, 1, row(2, "–", '"Café;01 99 00 00 01;X', "a closing quote",
                       "Close the quote that opens on this line, or remove it."))),
    ("27 a quote in the middle", sent(HEAD + 'Le "Petit" Café;01 99 00 00 01;X\n'), ONE),
    ("28 doubled quotes", sent(HEAD + '"Le ""Petit""";01 99 00 00 01;X\n'), ONE),
    ("29 a line end in a cell", sent(HEAD + '"Le\nCafé";01 99 00 00 01;X\n'), ONE),
    ("30 a cell of 1 MB", sent(HEAD + "x" * 999_000 + ";01 99 00 00 01;X\n"), Read(0, 0, 1, row(
        2, "–", "x" * 119 + "…", "cells of at most 10,000 characters", "Shorten the cell."))),
    ("31 a line of 10 MB", b"x" * 10_000_000, refused(
        file("a line of more than 1,000,000 characters", "one prospect to a line",
             "Check that the file has line ends: export it again as CSV."))),
    ("32 a row too many", sent(HEAD + ROW * 1_001), refused(
        file("more than 1,000 rows", "1,000 rows at most",
             "Cut the file into parts, or use the import command (2,000,000 rows)."))),
    ("33 10,000 columns", sent(";".join(f"c{n}" for n in range(10_000)) + "\n1\n"), refused(
        file("10000 columns", "200 columns at most",
             "Remove the columns that serve nothing, or check the separator."))),
    ("34 a short row", sent(HEAD + "Bar\n" + ROW), Read(1, 0, 1, row(2, "Téléphone", "", *NUMBER))),
    ("35 a long row", sent(HEAD + "A;01 99 00 00 01;X;Y;Z\n" + ROW), Read(1, 0, 1, row(
        2, "–", "A 01 99 00 00 01 X Y Z", "no more cells than headings",
        "Put quotes around the cell that holds the separator."))),
    ("36 a heading twice", sent("Nom;Nom;Tel\nA;B;0199000001\n"), ONE),
    ("37 headings spelled anyhow", sent(" SOCIÉTÉ ;TÉL.; code  POSTAL\nA;0199000001;75001\n"), ONE),
    ("38 __proto__", sent("__proto__;Nom;Tel\nx;A;0199000001\n"), ONE),
    ("39 tenant_id", sent("tenant_id;Nom;Tel\n7;A;0199000001\n"), ONE),
    ("40 a heading that is SQL", sent('"\'; drop table prospects; --";Nom;Tel\nx;A;0199000001\n'), ONE),
    ("41 unknown columns", sent("Nom;Tel;Zorglub\nA;0199000001;7\n"), ONE),
    ("42 no phone", sent("Nom;Ville\nA;X\n"), refused(file("the columns Nom, Ville", *PHONES))),
    ("no name", sent("Tel;Ville\n0199000001;X\n"), refused(file("the columns Tel, Ville", *NAMES))),
    ("a formula", sent(HEAD + "=cmd|'/c calc'!A0;01 99 00 00 01;X\n"), ONE),
    ("rounded numbers", sent(HEAD + "A;3,36E+10;X\nB;3.3199E+10;X\n"), Read(
        0, 0, 2, row(2, "Téléphone", "3,36E+10", *DIGITS), row(3, "Téléphone", "3.3199E+10", *DIGITS))),
    ("a number without its zero", sent(HEAD + "A;199000001;X\n"), Read(1, 0, 0, row(
        2, "Téléphone", "199000001", "+33199000001", "The leading zero was missing, it was put back."))),
    ("two numbers in a cell", sent(HEAD + "A;01 99 00 00 01 / 01 99 00 00 02;X\n"), ONE),
    ("a premium number", sent(HEAD + "A;08 99 70 00 00;X\n"), Read(0, 0, 1, row(
        2, "Téléphone", "08 99 70 00 00", LINE,
        "This is a premium-rate number: give the prospect's own line."))),
    ("an emergency number", sent(HEAD + "A;112;X\n"), Read(0, 0, 1, row(
        2, "Téléphone", "112", LINE,
        "This is a short or emergency number: give the prospect's own line."))),
    ("words for a number", sent(HEAD + "A;demander à l'accueil;X\n"), Read(0, 0, 1, row(
        2, "Téléphone", "demander à l'accueil", "digits, such as +33 1 99 00 12 34",
        "Write the number in digits."))),
    ("text that runs backwards", sent(HEAD + "\u202egarage\u202c;01 99 00 00 01;X\n"), ONE),
    ("invisible spaces", sent(HEAD + "Ca\u200bfé\ufeff;01\u00a099\u202f00 00 01;X\n"), ONE),
    ("letters of all kinds", sent(HEAD + "🚗 Γκαράζ;01 99 00 00 01;日本\n"), ONE),
    ("a declared separator", sent("sep=;\n" + LIST), ONE),
    ("a title above", sent("Liste du salon\n\n" + LIST), ONE),
    ("blank lines", sent(HEAD + "\n;;\n" + ROW), ONE),
    ("only blank lines", b"\n\n  \n", refused(file(*EMPTY))),
    ("only separators", b";;;\n" * 5, refused(file(*EMPTY))),
    ("an unknown country", sent("Nom;Tel;Pays\nA;0199000001;Atlantide\n"), Read(0, 0, 1, row(
        2, "Pays", "Atlantide", "a country, such as GB or United Kingdom",
        "Write the country's code of two letters."))),
    ("a wrong SIRET", sent("Nom;Tel;SIRET\nA;0199000001;21940034800196\n"), Read(1, 0, 0, row(
        2, "SIRET", "21940034800196", "14 digits whose check digit is right, or a SIREN of 9 digits",
        "The row is kept without a SIRET: correct it so that it counts as a business."))),
    ("a wrong e-mail", sent("Nom;Tel;E-mail\nA;0199000001;a@b.example\nB;0199000002;pas une adresse\n"),
     Read(2, 0, 0, row(3, "E-mail", "pas une adresse", "an address such as name@example.com",
                       "The row is kept without this address."))),
    ("a name of a page", sent(HEAD + "A" * 301 + ";01 99 00 00 01;X\n"), Read(0, 0, 1, row(
        2, "Société", "A" * 119 + "…", "a name of at most 300 characters",
        "Check that the right column is read as the name, and shorten it."))),
    ("no name in a row", sent(HEAD + "---;01 99 00 00 02;X\n"), Read(
        0, 0, 1, row(2, "Société", "", *NAME))),
    ("a wrong activity and a lost zero", sent("Nom;Tel;CP;NAF\nA;0199000001;1000;abc\n"), Read(
        1, 0, 0,
        row(2, "NAF", "abc", "4 digits and a letter, as 85.20Z", "The row is kept without a NAF code."),
        row(2, "CP", "1000", "a postal code of 5 digits", "The leading zero was put back."))),
    ("the same row twice", sent(HEAD + ROW + ROW), Read(1, 1)),
    ("rejected rows sent back with their report", sent(
        "Société;Téléphone;ligne;colonne;trouvé;attendu;à faire\nA;0199000001;2;Tél;x;y;z\n"), ONE),
    ("22 MB", b"x" * 22_000_000, refused(
        file("21 MB", "19 MB at most", "Cut the file into parts, or use the import command."))),
    ("bytes", b"\x00\x01\x02\x03" * 100, refused(
        file("NUL bytes, which text does not have", *TEXT))),
    ("UTF-16 without a mark", LIST.encode("utf-16-be"), refused(
        file("NUL bytes, which text does not have", *TEXT))),
    ("a PDF", b"%PDF-1.7 ...", refused(file("a PDF file", *TEXT))),
    ("gzip", b"\x1f\x8b\x08...", refused(file("a gzip file", *TEXT))),
    ("a page", b"<!DOCTYPE html><table>", refused(file("a HTML file", *TEXT))),
]  # fmt: skip
"""Reliability 5.2 A: the numbers are those of the corpus; what has none was met in real files."""
