"""Step 1 of a lead's journey: a file is kept, read in batches, and every row is accounted for."""

from pathlib import Path

import pytest

from campaigns.prospects import Basis, Statement
from campaigns.states import ImportState
from telepro.db.whom import Import
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Layout
from telepro.services import imports
from tests.world import World

STATED = Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire public", "fr")

THREE = """Société;Téléphone;SIRET;Code postal;Ville;E-mail
Ateliers Lumière;01 99 00 00 01;;75001;Paris;a@exemple.fr
Boulangerie Morel;01 99 00 00 02;;75002;Paris;
Garage Petit;pas de numéro;;75003;Paris;
"""


@pytest.fixture
def send(world: World, tmp_path: Path, now):
    """Receive and read a file for Carla's company; gives the import's row."""

    def sent(text: str, layout: Layout = Layout(), stated: Statement = STATED) -> Import:
        path = tmp_path / "prospects.csv"
        path.write_text(text, encoding="utf-8")
        received = imports.receive(
            imports.Sent(world.company.id, path, "prospects.csv", stated, layout, UPLOAD, "fr"),
            tmp_path / "imports",
            now,
        )
        imports.run(received.import_id, now, lambda: now)
        world.rows.expire_all()
        return world.rows.get_one(Import, received.import_id)

    return sent


def counts(row: Import) -> tuple[int, int, int, int, int]:
    return row.rows, row.accepted, row.merged, row.rejected, row.repaired


def test_every_row_is_new_merged_or_rejected(send, world):
    row = send(THREE)
    assert row.state is ImportState.DONE
    assert counts(row) == (3, 2, 0, 1, 0)
    assert row.reasons == {"phone_not_a_number": 1}


def test_the_same_file_again_brings_nobody_new(send, world):
    send(THREE)
    again = send(THREE)
    assert counts(again) == (3, 0, 2, 1, 0)
