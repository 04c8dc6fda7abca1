"""Prospect files of Carla's company in every state: looked at, imported, sent back corrected, undone."""

from dataclasses import replace
from pathlib import Path

from campaigns.dispositions import SuppressionScope
from campaigns.prospects import Audience
from campaigns.same_prospect.survivorship import MergePolicy
from campaigns.states import ImportState
from telepro.db import suppressions
from telepro.files.limits import UPLOAD
from telepro.files.refusals import Reader
from telepro.services import exclusions, import_checks, import_undo, imports
from tests.services.prospect_files import FIRST_ROW, STATED
from tests.world import World

HEAD = "Société;Téléphone;Portable;Code postal;Ville;SIRET;Contact;E-mail;Pays;ID_SALON\n"
KNOWN = HEAD + "Menuiserie Vasseur;01 99 00 00 01;;75001;Paris;;;;;1\n"
SALON = HEAD + (
    "Menuiserie Vasseur SARL;01 99 00 00 01;02 61 91 00 02;75001;Lyon;21940034800195;Alice Durand;a@vasseur.example;;88121\n"
    "Delorme;199000002;;1000;Bourg;;;;;88122\n"
    ";01 99 00 00 03;;75003;Paris;;;pas une adresse;;88123\n"
    "Café des Arts;pas de numéro;;75004;Paris;;;;;88124\n"
    "Bar du Port;01 99 00 00 05;;75005;Paris;;;;Atlantide;88125\n"
    "Numéro vert;0 800 00 00 00;;75006;Paris;;;;;88126\n"
    "Zinc,01 99 00 00 06,,75006,Paris,,,,FR,88127\n"
    "Garage du Nord;01 99 00 00 07;;75007;Paris;;;;;88128\n"
    "Opposé;01 99 00 00 08;;75008;Paris;;;;;88129\n"
    + "".join(f"Société {n};01 99 00 01 {n:02d};;75009;Paris;;;;;{n}\n" for n in range(30))
)


def files_in_each_state(world: World, folder: Path) -> dict[str, str]:
    """A file in each state, and a list of customers twice; the ids of the files."""
    world.rows.commit()
    finished(world, folder, KNOWN, "salon-2025.csv")
    suppressions.add(
        world.rows, world.company.id, SuppressionScope.NUMBER, "+33199000008", "asked", world.now
    )
    path = folder / "clients.csv"
    path.write_text("Nom\nGarage du Nord\nAncien client\n;\n-\n", encoding="utf-8")
    sent = exclusions.Sent(world.company.id, path, Reader("clients.csv", "fr"), world.bob.id)
    exclusions.put(sent, world.now)
    exclusions.put(sent, world.now)
    checked = looked_at(world, folder, SALON, "salon-angers.csv")
    dead = finished(world, folder, SALON.replace("01 99 00 0", "02 61 91 0"), "salon-nantes.csv")
    import_undo.ask([world.company.id], dead, world.bob.id, "fr", world.now)
    undo(world, dead)
    done = finished(world, folder, SALON, "salon-angers-2.csv")
    corrected = SALON.splitlines()[0] + "\nCafé des Arts;01 99 00 00 04;;75004;Paris;;;;;88124\n"
    finished(world, folder, corrected, "corrigé.csv", corrects=done)
    return {"checked_import": checked, "done_import": done, "undone_import": dead}


def looked_at(world: World, folder: Path, content: str, name: str, **said: str) -> str:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    sent = imports.Sent(
        world.company.id,
        path,
        name,
        replace(STATED, audience=Audience.B2B, source="salon d'Angers"),
        FIRST_ROW,
        UPLOAD,
        "fr",
        by_id=world.bob.id,
        begins_as=ImportState.CHECKING,
        **said,  # type: ignore[arg-type]
    )
    received = imports.receive(sent, folder / "imports", world.now)
    import_checks.run(received.import_id, world.now, lambda: world.now)
    return received.public_id


def finished(world: World, folder: Path, content: str, name: str, **said: str) -> str:
    public_id = looked_at(world, folder, content, name, **said)
    import_checks.begin([world.company.id], public_id, MergePolicy.NEWER, world.bob.id, world.now)
    for import_id in imports.waiting(world.now):
        imports.run(import_id, world.now, lambda: world.now)
    return public_id


def undo(world: World, public_id: str) -> None:
    for import_id in import_undo.waiting(world.now):
        import_undo.run(import_id, world.now, lambda: world.now)
