"""What a company sees of its imports: how far they are, what was repaired, the rejected rows."""

import csv
import io
from pathlib import Path

import pytest
from sqlalchemy import func, select

from campaigns.problems import NotFound
from campaigns.states import ImportRowKind, ImportState
from telepro.db.whom import Import
from telepro.files.limits import UPLOAD
from telepro.files.refusals import Reader
from telepro.services import imports_export
from tests.services.prospect_files import FIRST_ROW, HEAD, THREE, Send, counts, known, receive, send
from tests.world import World

__all__ = ["receive", "send"]


def test_a_page_shows_how_far_an_import_is(send: Send, world: World) -> None:
    row = send(THREE)
    shown = imports_export.progress([world.company.id], row.public_id)
    assert (shown.state, shown.percent, shown.rows) == (ImportState.DONE, 100, 3)
    assert imports_export.recent([world.company.id])[0] == shown


def test_nobody_sees_the_import_of_another(send: Send, world: World) -> None:
    row = send(THREE)
    for question in (imports_export.progress, imports_export.rejected_rows):
        with pytest.raises(NotFound):
            question([world.agency.id], row.public_id)
    with pytest.raises(NotFound):
        imports_export.notes([world.agency.id], row.public_id, ImportRowKind.REJECTED)


def test_repairs_are_told_with_their_line(send: Send, world: World) -> None:
    row = send(THREE)
    said = imports_export.notes([world.company.id], row.public_id, ImportRowKind.REPAIRED)
    assert [(note.line, note.column, note.found, note.expected) for note in said] == [
        (3, "Téléphone", "199000002", "+33199000002")
    ]


def test_rejected_rows_come_back_for_a_french_spreadsheet(send: Send, world: World) -> None:
    row = send(HEAD + "=1+1;12;;;;;\n;;;;;;x\nCafé;01 99 00 00 01;;;;;\n")
    data = b"".join(imports_export.rejected_rows([world.company.id], row.public_id))
    table = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [each["ligne"] for each in table] == ["2", "3"]
    assert table[0]["Société"] == "'=1+1"
    assert (table[0]["colonne"], table[0]["trouvé"]) == ("Téléphone", "12")
    assert table[1]["colonne"] == "Société | Téléphone"
    assert table[1]["Secteur"] == "x"


def test_corrected_rows_can_be_sent_again(send: Send, world: World, tmp_path: Path) -> None:
    row = send(HEAD + "=Café;12;;75001;;;\n")
    data = b"".join(imports_export.rejected_rows([world.company.id], row.public_id))
    corrected = data.decode("utf-8-sig").replace('"12"', '"\'+33199000001"', 1)
    assert counts(send(corrected)) == (1, 1, 0, 0, 0)
    assert known(world, "=Café").phones[0].e164 == "+33199000001"


def test_a_preview_shows_columns_and_keeps_nothing(world: World, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Nom de la structure;Contact\nCafé;01 99 00 00 01\n")
    seen = imports_export.preview(path, FIRST_ROW, UPLOAD, Reader("a.csv", "fr"))
    assert seen.headings == ("Nom de la structure", "Contact")
    assert seen.samples == (("Café", "01 99 00 00 01"),)
    assert world.rows.scalar(select(func.count()).select_from(Import)) == 0
