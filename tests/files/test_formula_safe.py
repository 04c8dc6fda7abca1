"""What leaves for a spreadsheet runs no formula there and comes back as it was."""

import csv
import io

import pytest

from campaigns.prospect_file.cells import clean_cell
from telepro.files.formula_safe import csv_bytes, safe


def table(data: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=separator))


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+33199000001",
        "-1",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "＝1+1",
        "＋1",
        "－1",
        "＠x",
        '=cmd|"/c"',
    ],
)
def test_a_cell_that_would_run_is_guarded(cell: str) -> None:
    assert safe(cell) == "'" + cell


@pytest.mark.parametrize("cell", ["", "Dupont", "a=b", "l'été", "12"])
def test_any_other_cell_stays_as_it_is(cell: str) -> None:
    assert safe(cell) == cell


@pytest.mark.parametrize("cell", ["=1+1", "+33199000001", "@x", "l'été"])
def test_a_guarded_cell_comes_back_as_it_was(cell: str) -> None:
    assert clean_cell(safe(cell)) == cell


def test_french_spreadsheets_get_semicolons_and_a_mark() -> None:
    data = b"".join(csv_bytes([["é", "+33"]], "fr"))
    assert data.startswith(b"\xef\xbb\xbf")
    assert table(data, ";") == [["é", "'+33"]]


def test_english_spreadsheets_get_commas() -> None:
    assert table(b"".join(csv_bytes([["a", 'say "b"']], "en")), ",") == [["a", 'say "b"']]


def test_a_thousand_rows_come_in_pieces() -> None:
    pieces = list(csv_bytes(([str(n)] for n in range(1_200)), "fr"))
    assert len(pieces) == 3
    assert len(table(b"".join(pieces), ";")) == 1_200
