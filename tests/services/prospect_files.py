"""Files of prospects sent for Carla's company, and what is then counted and known."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select

from campaigns.prospects import Basis, Statement
from telepro.db.whom import Import, Prospect
from telepro.files.limits import UPLOAD
from telepro.files.prospect_file import Layout
from telepro.services import imports
from tests.world import World

STATED = Statement("FR", None, Basis.LEGITIMATE_INTEREST, "annuaire public", "fr")
FIRST_ROW = Layout()
HEAD = "Société;Téléphone;SIRET;Code postal;Ville;E-mail;Secteur\n"
THREE = HEAD + (
    "Ateliers Lumière;01 99 00 00 01;21940034800195;75001;Paris;a@exemple.fr;Métal\n"
    "Boulangerie Morel;199000002;;75002;Paris;;\n"
    "Garage Petit;pas de numéro;;75003;Paris;;\n"
)
Send = Callable[..., Import]


@pytest.fixture
def receive(world: World, tmp_path: Path, now: datetime) -> Callable[..., imports.Received]:
    """Receive a file for Carla's company; it then waits."""

    def received(content: str | Path, **said: object) -> imports.Received:
        path = content if isinstance(content, Path) else tmp_path / "prospects.csv"
        if isinstance(content, str):
            path.write_text(content, encoding="utf-8")
        sent = {
            "organisation_id": world.company.id,
            "path": path,
            "filename": "prospects.csv",
            "stated": STATED,
            "layout": FIRST_ROW,
            "limits": UPLOAD,
            "language": "fr",
            **said,
        }
        return imports.receive(imports.Sent(**sent), tmp_path / "imports", now)  # type: ignore[arg-type]

    return received


@pytest.fixture
def send(receive: Callable[..., imports.Received], world: World, now: datetime) -> Send:
    """Receive a file and read it to the end; gives the import's row."""

    def sent(content: str | Path, **said: object) -> Import:
        received = receive(content, **said)
        imports.run(received.import_id, now, lambda: now)
        world.rows.expire_all()
        return world.rows.get_one(Import, received.import_id)

    return sent


def counts(row: Import) -> tuple[int, int, int, int, int]:
    """Rows, accepted, merged, rejected, repaired."""
    return row.rows, row.accepted, row.merged, row.rejected, row.repaired


def known(world: World, name: str) -> Prospect:
    """The one prospect of this name, as the rows have it now."""
    world.rows.expire_all()
    return world.rows.scalars(select(Prospect).where(Prospect.name == name)).one()
