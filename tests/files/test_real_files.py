"""Real files as they are published: the counts were checked by hand and must not move."""

import csv
from pathlib import Path

import pytest

from campaigns.prospects import Basis, Statement
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Header, Layout, open_file
from telepro.files.refusals import Reader
from telepro.files.rehearsal import Rehearsal

EXCERPTS = Path(__file__).parent.parent / "data"
WHOLE = Path(__file__).parents[2].parent / "shared" / "data"
NUMBERED = Layout(Header.NONE, None, ("phone=18", "name=2", "postal_code=10"))

FRENCH, AMERICAN, BRITISH = (
    Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire", "fr"),
    Statement("US", None, Basis.LEGITIMATE_INTEREST, "CMS", "en"),
    Statement("GB", None, Basis.LEGITIMATE_INTEREST, "NHS", "en"),
)


def rehearse(path: Path, stated: Statement, layout: Layout, out: Path) -> Rehearsal:
    if not path.exists():
        pytest.skip(f"{path.name} is not beside this repository")
    file = open_file(path, layout, UPLOAD, Reader(path.name, "en"))
    rehearsal = Rehearsal(file, stated, "en", lambda rows: None)
    rehearsal.run(out)
    return rehearsal


def counts(rehearsal: Rehearsal) -> tuple[int, int, int, int, int]:
    tally = rehearsal.tally
    return tally.rows, tally.accepted, tally.merged, tally.rejected, tally.repaired


@pytest.mark.parametrize(
    ("name", "stated", "layout", "expected"),
    [
        ("fr-schools-val-de-marne", FRENCH, Layout(), (613, 609, 3, 1, 0)),
        ("fr-schools-ille-et-vilaine", FRENCH, Layout(), (996, 968, 12, 16, 0)),
        ("us-hospitals", AMERICAN, Layout(), (4807, 4797, 1, 9, 0)),
        ("uk-gp-practices", BRITISH, NUMBERED, (14303, 13166, 135, 1002, 1)),
    ],
)
def test_a_whole_file_comes_in_as_counted(
    name: str,
    stated: Statement,
    layout: Layout,
    expected: tuple[int, int, int, int, int],
    tmp_path: Path,
) -> None:
    path = WHOLE / f"{name}.csv"
    assert counts(rehearse(path, stated, layout, tmp_path / "rejected.csv")) == expected


@pytest.mark.parametrize(
    ("name", "stated", "layout", "expected"),
    [
        ("fr-schools-val-de-marne", FRENCH, Layout(), (98, 94, 3, 1, 0)),
        ("fr-schools-ille-et-vilaine", FRENCH, Layout(), (72, 67, 3, 2, 0)),
        ("us-hospitals", AMERICAN, Layout(), (102, 95, 1, 6, 0)),
        ("uk-gp-practices", BRITISH, NUMBERED, (103, 90, 8, 5, 0)),
    ],
)
def test_an_excerpt_comes_in_as_counted(
    name: str,
    stated: Statement,
    layout: Layout,
    expected: tuple[int, int, int, int, int],
    tmp_path: Path,
) -> None:
    path = EXCERPTS / f"{name}.csv"
    assert counts(rehearse(path, stated, layout, tmp_path / "rejected.csv")) == expected


def test_the_reasons_of_a_real_file_add_up(tmp_path: Path) -> None:
    path = EXCERPTS / "us-hospitals.csv"
    tally = rehearse(path, AMERICAN, Layout(), tmp_path / "rejected.csv").tally
    assert tally.reasons == {"phone_toll_free": 2, "phone_personal": 2, "phone_unassigned": 2}


def test_rejected_rows_keep_their_columns_and_say_what_to_do(tmp_path: Path) -> None:
    rehearse(EXCERPTS / "us-hospitals.csv", AMERICAN, Layout(), tmp_path / "rejected.csv")
    with (tmp_path / "rejected.csv").open(encoding="utf-8-sig", newline="") as file:
        table = list(csv.DictReader(file))
    assert table[0]["Hospital Name"] == "PRESBYTERIAN INTERCOMMUNITY HOSPITAL"
    assert table[0]["line"].isdigit()
    assert table[0]["column"] == "Phone Number"
    assert table[0]["found"] == "5266980811"
    assert table[0]["fix"].startswith("This is a personal forwarding number")


def test_no_file_is_left_where_no_row_was_rejected(tmp_path: Path) -> None:
    path = tmp_path / "one.csv"
    path.write_text("Société;Tél\nCafé;01 99 00 00 01\n")
    rehearse(path, FRENCH, Layout(), tmp_path / "rejected.csv")
    assert not (tmp_path / "rejected.csv").exists()
