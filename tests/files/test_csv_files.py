"""Text files as people send them, and as nobody should."""

import codecs
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from campaigns.problems import Problem, Refused
from campaigns.prospect_file.row_problems import RowCode
from campaigns.prospects import Basis, ReadProspect, Rejection, Statement
from telepro.files.file_codes import FileCode
from telepro.files.limits import LONGEST_CELL, Limits
from telepro.files.prospect_file import Header, Layout, ProspectFile, open_file
from telepro.files.reading import read_rows
from telepro.files.refusals import Reader, Way

LIMITS = Limits(size=20_000_000, rows=1_000)
STATED = Statement("FR", None, Basis.CONSENT, "s", "fr")
HEAD = "Société;Téléphone;Ville\n"
ROW = "Café de la Gare;01 99 00 00 01;Orléans\n"
FIRST_ROW = Layout()
Open = Callable[..., ProspectFile]
Refusals = Callable[..., tuple[Problem, ...]]


@pytest.fixture
def opened(tmp_path: Path) -> Open:
    """Open bytes, or text as UTF-8, as a prospect file."""

    def open_it(
        content: str | bytes, layout: Layout = FIRST_ROW, limits: Limits = LIMITS
    ) -> ProspectFile:
        path = tmp_path / "liste.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return open_file(path, layout, limits, Reader("liste.csv", "en"))

    return open_it


@pytest.fixture
def problems(opened: Open) -> Refusals:
    """The problems for which a file is refused."""

    def refused(
        content: str | bytes, layout: Layout = FIRST_ROW, limits: Limits = LIMITS
    ) -> tuple[Problem, ...]:
        with pytest.raises(Refused) as refusal:
            opened(content, layout, limits)
        return refusal.value.problems

    return refused


def rows(file: ProspectFile) -> list[tuple[int, str]]:
    """Each row's line with its name, or with the first code of its rejection."""
    return [(row.line, _said(row.outcome)) for batch in read_rows(file, STATED) for row in batch]


def _said(outcome: ReadProspect | Rejection) -> str:
    if isinstance(outcome, Rejection):
        return str(outcome.problems[0].code)
    return outcome.prospect.name


CAFE = [(2, "Café de la Gare")]


@pytest.mark.parametrize(
    "content",
    [
        (HEAD + ROW).encode(),
        codecs.BOM_UTF8 + (HEAD + ROW).encode(),
        codecs.BOM_UTF16_LE + (HEAD + ROW).encode("utf-16-le"),
        codecs.BOM_UTF16_BE + (HEAD + ROW).encode("utf-16-be"),
        codecs.BOM_UTF32_LE + (HEAD + ROW).encode("utf-32-le"),
        (HEAD + ROW).encode("cp1252"),
        (HEAD + ROW).replace("\n", "\r\n").encode(),
        (HEAD + ROW).replace("\n", "\r").encode(),
        (HEAD + ROW).rstrip("\n").encode(),
        (HEAD + ROW).replace(";", ",").encode(),
        (HEAD + ROW).replace(";", "\t").encode(),
        (HEAD + ROW).replace(";", "|").encode(),
        ('"Société";"Téléphone";"Ville"\n"Café de la Gare";"01 99 00 00 01";"Orléans"\n').encode(),
        (HEAD + ROW + ";;\n\n   ;;\n").encode(),
        (HEAD.upper() + ROW).encode(),
        (" société ; TEL. ;ville\n" + ROW).encode(),
        (HEAD.rstrip() + ";;;\n" + ROW.rstrip() + ";;;\n").encode(),
        (HEAD + "Café de la Gare;01 99 00 00 01\n").encode(),
    ],
    ids=[
        "utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "utf-32", "cp1252", "crlf", "cr",
        "no last end", "comma", "tab", "bar", "quoted", "blank rows", "upper case", "spaces",
        "empty columns", "short row",
    ],
)  # fmt: skip
def test_the_same_list_in_any_form_is_the_same_list(opened: Open, content: str | bytes) -> None:
    assert rows(opened(content)) == CAFE


def test_other_encodings_are_named_and_never_guessed(opened: Open) -> None:
    content = (HEAD + ROW).encode("mac-roman")
    assert rows(opened(content, Layout(encoding="mac-roman"))) == CAFE


@pytest.mark.parametrize("name", ["klingon", "zip", "hex"])
def test_an_encoding_must_exist(problems: Refusals, name: str) -> None:
    assert problems(HEAD + ROW, Layout(encoding=name))[0].fix == "Correct --encoding."


def test_a_declared_separator_is_believed(opened: Open) -> None:
    file = opened("sep=|\nSociété|Téléphone\nA, B; C|01 99 00 00 01\n")
    assert rows(file) == [(3, "A, B; C")]


def test_commas_in_numbers_do_not_hide_the_separator(opened: Open) -> None:
    body = "".join(f"Café {n};01 99 00 00 0{n};48,85;2,35\n" for n in range(1, 8))
    file = opened("Société;Tél;Latitude;Longitude\n" + body)
    assert file.separator == ";"
    assert len(rows(file)) == 7


def test_a_line_end_inside_quotes_belongs_to_the_cell(opened: Open) -> None:
    body = '"Café\nde la Gare";01 99 00 00 01;Lyon\nBar;01 99 00 00 02;Lyon\n'
    assert rows(opened(HEAD + body)) == [(2, "Café de la Gare"), (4, "Bar")]


def test_a_quote_in_the_middle_is_a_character(opened: Open) -> None:
    assert rows(opened(HEAD + 'Café "Le Zinc";01 99 00 00 01;\n')) == [(2, 'Café "Le Zinc"')]


def test_a_quote_that_is_never_closed_costs_its_own_line_only(opened: Open) -> None:
    body = '"Café;01 99 00 00 01;\nBar;01 99 00 00 02;\nZinc;01 99 00 00 03;\n'
    assert rows(opened(HEAD + body)) == [(2, "quote_unclosed"), (3, "Bar"), (4, "Zinc")]


def test_two_stray_quotes_far_apart_cost_one_line(opened: Open) -> None:
    body = '"Café;01 99 00 00 01;\nBar;01 99 00 00 02;\nZi"nc;01 99 00 00 03;\nPub;0199000004;\n'
    assert rows(opened(HEAD + body)) == [
        (2, "quote_unclosed"), (3, "Bar"), (4, 'Zi"nc'), (5, "Pub"),
    ]  # fmt: skip


def test_two_stray_quotes_that_look_like_one_cell_cost_one_line(opened: Open) -> None:
    body = '"Café;01 99 00 00 01;\nBar;01 99 00 00 02;\nZinc";01 99 00 00 03;\n'
    assert rows(opened(HEAD + body)) == [(2, "quote_unclosed"), (3, "Bar"), (4, 'Zinc"')]


def test_a_long_note_over_several_lines_is_one_cell(opened: Open) -> None:
    note = "\n".join(f"ligne {n} ; suite" for n in range(20))
    body = f'Café;01 99 00 00 01;"{note}"\n' + ROW
    assert rows(opened(HEAD + body)) == [(2, "Café"), (22, "Café de la Gare")]


def test_a_stray_quote_above_many_lines_costs_one_line(opened: Open) -> None:
    body = '"Café;01 99 00 00 01;\n' + "".join(f"Bar {n};0199000002;\n" for n in range(300))
    found = rows(opened(HEAD + body))
    assert found[0] == (2, "quote_unclosed")
    assert len(found) == 301


def test_a_cell_of_10001_characters_is_rejected_with_its_row(opened: Open) -> None:
    long = HEAD + f"Café;01 99 00 00 01;{'x' * (LONGEST_CELL + 1)}\n" + ROW
    assert rows(opened(long)) == [(2, "cell_too_long"), (3, "Café de la Gare")]
    fits = HEAD + f"Café;01 99 00 00 01;{'x' * LONGEST_CELL}\n"
    assert rows(opened(fits)) == [(2, "Café")]


def test_headings_are_found_below_a_title(opened: Open) -> None:
    file = opened("Salon d'Angers 2026;;\n\n" + HEAD + ROW)
    assert rows(file) == [(4, "Café de la Gare")]


def test_columns_may_be_numbered_instead(opened: Open) -> None:
    layout = Layout(Header.NONE, None, ("name=1", "phone=2"))
    assert rows(opened(ROW, layout)) == [(1, "Café de la Gare")]


def test_a_file_of_as_many_rows_as_may_be_is_read(opened: Open) -> None:
    assert len(rows(opened(HEAD + ROW * 1_000))) == 1_000


def test_quoted_line_ends_do_not_count_as_rows(opened: Open) -> None:
    row = '"Café\n\n\nde la Gare";01 99 00 00 01;Lyon\n'
    assert len(rows(opened(HEAD + row * 1_000))) == 1_000


def test_columns_that_say_nothing_are_refused_together(problems: Refusals) -> None:
    found = problems("A;B\n1;2\n")
    assert [each.expected for each in found] == ["a column of phone numbers", "a column of names"]
    assert found[0].found == "the columns A, B"


def test_every_wrong_map_is_told_at_once(problems: Refusals) -> None:
    found = problems(HEAD + ROW, Layout(maps=("phon=Tel", "name=Sociétés", "city")))
    assert [each.place for each in found] == ["--map"] * 3


def test_a_missing_file_and_a_directory_are_refused(tmp_path: Path) -> None:
    for path in (tmp_path / "nobody.csv", tmp_path):
        with pytest.raises(Refused) as refusal:
            open_file(path, FIRST_ROW, LIMITS, Reader("x.csv", "fr"))
        assert refusal.value.problems[0].expected == "un fichier lisible"


def test_every_refusal_is_said_in_both_languages() -> None:
    for code in FileCode:
        french, english = (
            Reader("f", language).problem(code, "1", "2").sentence() for language in ("fr", "en")
        )
        assert french != english
        assert "{" not in french + english


def test_nobody_at_a_page_is_told_of_an_option_of_the_command() -> None:
    for code, language in product(FileCode, ("fr", "en")):
        if code is not FileCode.ENCODING_UNKNOWN:  # only the command asks for an encoding
            assert "--" not in Reader("f", language, Way.PAGE).problem(code, "1", "2").fix
    at_a_page = Reader("liste.csv", "fr", Way.PAGE).problem(FileCode.PHONE_COLUMN, "Nom, Ville")
    assert at_a_page.fix == (
        "À la ligne de la colonne qui les contient, choisissez «\u00a0Téléphone\u00a0»."
    )
    assert "--map phone=" in Reader("liste.csv", "fr").problem(FileCode.PHONE_COLUMN, "Nom").fix


def test_a_trouble_of_the_form_names_its_line(opened: Open) -> None:
    file = opened(HEAD + '"Café;01 99 00 00 01;\n' + ROW)
    row = next(iter(read_rows(file, STATED)))[0]
    assert isinstance(row.outcome, Rejection)
    assert row.outcome.problems[0].code == RowCode.QUOTE_UNCLOSED
    assert row.outcome.problems[0].problem(row.line, "fr").place == "ligne 2, colonne –"
