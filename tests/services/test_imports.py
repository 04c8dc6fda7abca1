"""Step 1 of a lead's journey: a file is kept, read in batches, and every row is accounted for."""

import csv
import io
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from campaigns.dispositions import SuppressionScope
from campaigns.problems import NotFound, Refused
from campaigns.prospects import Audience, Basis, Statement
from campaigns.states import ImportRowKind, ImportState, PhoneState
from telepro.db.counting import AuditRow, OutboxEvent
from telepro.db.whom import Contact, Enrolment, Import, ImportRow, Phone, Prospect, Suppression
from telepro.files.limits import UPLOAD, Limits
from telepro.files.prospect_file import Header, Layout
from telepro.files.refusals import Reader
from telepro.services import imports, imports_export
from tests.files.workbooks import workbook
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
    return row.rows, row.accepted, row.merged, row.rejected, row.repaired


def known(world: World, name: str) -> Prospect:
    world.rows.expire_all()
    return world.rows.scalars(select(Prospect).where(Prospect.name == name)).one()


def test_every_row_is_new_merged_or_rejected(send: Send) -> None:
    row = send(THREE)
    assert row.state is ImportState.DONE
    assert counts(row) == (3, 2, 0, 1, 1)
    assert row.reasons == {"phone_not_a_number": 1}
    assert row.progress_bytes == row.size_bytes


def test_a_prospect_is_kept_with_all_that_its_row_says(send: Send, world: World) -> None:
    row = send(THREE)
    kept = known(world, "Ateliers Lumière")
    assert (kept.siret, kept.postal_code, kept.city) == ("21940034800195", "75001", "Paris")
    assert (kept.audience, kept.basis, kept.source) == (
        Audience.B2B,
        Basis.LEGITIMATE_INTEREST,
        "annuaire public",
    )
    assert kept.extra == {"Secteur": "Métal"}
    assert (kept.import_id, kept.line) == (row.id, 2)
    assert [(each.e164, each.position, each.zones) for each in kept.phones] == [
        ("+33199000001", 1, ["Europe/Paris"])
    ]
    assert [each.email for each in kept.contacts] == ["a@exemple.fr"]
    assert known(world, "Boulangerie Morel").audience is Audience.B2C


def test_the_same_file_again_brings_nobody_new(send: Send, world: World) -> None:
    send(THREE)
    again = send(THREE)
    assert counts(again) == (3, 0, 2, 1, 1)
    assert world.rows.scalar(select(func.count()).select_from(Prospect)) == 2
    assert world.rows.scalar(select(func.count()).select_from(Phone)) == 2


def test_rows_are_known_again_across_small_batches(
    receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    rows = "".join(f"Café {n % 7};01 99 00 00 0{n % 7};;75001;Paris;;\n" for n in range(20))
    received = receive(HEAD + rows)
    imports.run(received.import_id, now, lambda: now, size=3)
    world.rows.expire_all()
    assert counts(world.rows.get_one(Import, received.import_id)) == (20, 7, 13, 0, 0)


SYLLABLES = ("ba", "co", "di", "fu", "ga", "hi", "jo", "ku", "la", "mi", "no", "pu", "ra")
CROWD = HEAD + "".join(
    f"Agence {one}{two} {two}{one}{one};01 99 00 00 01;;75001;Paris;;\n"
    for one in SYLLABLES
    for two in SYLLABLES
)


def test_more_neighbours_than_are_compared_are_known_again_by_name(
    send: Send, receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    first = send(CROWD)
    received = receive(CROWD)
    imports.run(received.import_id, now, lambda: now, size=40)
    world.rows.expire_all()
    again = world.rows.get_one(Import, received.import_id)
    assert counts(first) == (169, 169, 0, 0, 0)
    assert counts(again) == (169, 0, 169, 0, 0)


def test_one_switchboard_of_many_postal_codes_stays_apart(send: Send) -> None:
    rows = "".join(f"Agence;01 99 00 00 01;;{75000 + n};;;\n" for n in range(120))
    assert send(HEAD + rows).accepted == 120
    assert counts(send(HEAD + rows)) == (120, 0, 120, 0, 0)


def test_a_merged_row_completes_the_prospect_and_says_so(send: Send, world: World) -> None:
    send(HEAD + "Morel;01 99 00 00 01;;75001;;;\n")
    row = send(
        "Société;Tél;Portable;SIRET;CP;Ville;Contact;Zone\n"
        "Morel;01 99 00 00 01;02 61 91 00 02;21940034800195;75001;Paris;Alice Durand;Nord\n"
    )
    kept = known(world, "Morel")
    assert (kept.siret, kept.city, kept.audience) == ("21940034800195", "Paris", Audience.B2B)
    assert kept.extra == {"Zone": "Nord"}
    assert [(each.e164, each.position) for each in kept.phones] == [
        ("+33199000001", 1),
        ("+33261910002", 2),
    ]
    assert [each.name for each in kept.contacts] == ["Alice Durand"]
    note = world.rows.scalars(select(ImportRow).where(ImportRow.import_id == row.id)).one()
    assert (note.kind, note.line, note.prospect_id) == (ImportRowKind.MERGED, 2, kept.id)
    assert (
        note.fix == "Complété : SIREN, Ville, SIRET, Public, Autres colonnes, Téléphones, Contacts."
    )


def test_what_is_known_is_never_overwritten(send: Send, world: World) -> None:
    send(THREE)
    kept = known(world, "Ateliers Lumière")
    kept.city = "Lyon"
    world.rows.commit()
    send(THREE)
    assert known(world, "Ateliers Lumière").city == "Lyon"


def test_a_dead_number_is_not_revived(send: Send, world: World) -> None:
    send(THREE)
    phone = known(world, "Boulangerie Morel").phones[0]
    phone.state = PhoneState.DEAD
    world.rows.commit()
    assert send(THREE).accepted == 0
    assert [each.state for each in known(world, "Boulangerie Morel").phones] == [PhoneState.DEAD]


def test_a_suppression_stands_after_the_file_comes_again(
    send: Send, world: World, now: datetime
) -> None:
    send(THREE)
    world.rows.add(
        Suppression(
            organisation_id=world.company.id,
            scope=SuppressionScope.PROSPECT,
            fingerprint="f" * 64,
            prospect_id=known(world, "Boulangerie Morel").id,
            reason="asked",
            created_at=now,
        )
    )
    world.rows.commit()
    send(THREE)
    standing = world.rows.scalars(select(Suppression)).one()
    assert standing.lifted_at is None
    assert standing.prospect_id == known(world, "Boulangerie Morel").id


def test_a_corrected_name_is_still_known_by_its_row(send: Send, world: World) -> None:
    send(THREE)
    known(world, "Boulangerie Morel").name = "Maison Morel"
    world.rows.commit()
    assert send(THREE).accepted == 0


def test_companies_do_not_share_their_prospects(send: Send, world: World) -> None:
    send(THREE)
    assert send(THREE, organisation_id=world.agency.id).accepted == 2


def test_a_workbook_comes_in_like_any_file(send: Send, tmp_path: Path) -> None:
    path = workbook(
        tmp_path / "a.xlsx", [["Société", "Tél"], ["Café", 199000001], ["Bar", "0199000002"]]
    )
    assert counts(send(path)) == (2, 2, 0, 0, 1)


def test_a_file_without_headings_is_mapped_by_numbers(send: Send) -> None:
    layout = Layout(Header.NONE, None, ("name=1", "phone=2"))
    assert counts(send("Café;01 99 00 00 01\n", layout=layout)) == (1, 1, 0, 0, 0)


def test_a_file_that_cannot_be_read_leaves_nothing(
    receive: Callable[..., imports.Received], world: World, tmp_path: Path
) -> None:
    with pytest.raises(Refused) as refusal:
        receive("A;B\n1;2\n")
    assert len(refusal.value.problems) == 2
    assert world.rows.scalar(select(func.count()).select_from(Import)) == 0
    assert not (tmp_path / "imports").exists()


def test_an_upload_of_too_many_rows_is_refused(receive: Callable[..., imports.Received]) -> None:
    with pytest.raises(Refused):
        receive(HEAD + "Café;01 99 00 00 01;;;;;\n" * 12, limits=Limits(1_000_000, 10))


def test_what_was_received_is_kept_out_of_sight_and_noted(
    receive: Callable[..., imports.Received], world: World
) -> None:
    received = receive(THREE)
    row = world.rows.get_one(Import, received.import_id)
    assert row.state is ImportState.RECEIVED
    kept = Path(row.stored_path)
    assert kept.read_text(encoding="utf-8") == THREE
    assert kept.stat().st_mode & 0o077 == 0
    assert kept.name == row.public_id
    assert "import.received" in world.rows.scalars(select(AuditRow.action)).all()


def test_a_file_that_is_gone_fails_in_words(
    receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    received = receive(THREE)
    Path(world.rows.get_one(Import, received.import_id).stored_path).unlink()
    imports.run(received.import_id, now, lambda: now)
    world.rows.expire_all()
    row = world.rows.get_one(Import, received.import_id)
    assert row.state is ImportState.FAILED
    assert row.problems[0]["expected"] == "un fichier lisible"
    assert imports.waiting(now) == []


def test_an_import_waits_until_it_is_read_and_again_when_its_reader_falls_silent(
    receive: Callable[..., imports.Received], world: World, now: datetime
) -> None:
    received = receive(THREE)
    assert imports.waiting(now) == [received.import_id]
    row = world.rows.get_one(Import, received.import_id)
    row.state, row.beat_at = ImportState.RUNNING, now
    world.rows.commit()
    assert imports.waiting(now + timedelta(seconds=30)) == []
    assert imports.waiting(now + timedelta(seconds=90)) == [received.import_id]
    imports.run(received.import_id, now + timedelta(seconds=30))
    world.rows.expire_all()
    assert world.rows.get_one(Import, received.import_id).state is ImportState.RUNNING
    imports.run(received.import_id, now + timedelta(seconds=90))
    world.rows.expire_all()
    assert world.rows.get_one(Import, received.import_id).state is ImportState.DONE


def test_a_finished_import_is_not_read_again(send: Send, world: World, now: datetime) -> None:
    row = send(THREE)
    imports.run(row.id, now + timedelta(days=1))
    world.rows.expire_all()
    assert counts(world.rows.get_one(Import, row.id)) == (3, 2, 0, 1, 1)


def test_a_file_for_a_campaign_asks_for_its_prospects_there(send: Send, world: World) -> None:
    row = send(THREE, campaign_id=world.campaign.id)
    asked = world.rows.scalars(select(Enrolment)).one()
    assert (asked.campaign_id, asked.import_id) == (world.campaign.id, row.id)


def test_others_are_told_when_an_import_is_done(send: Send, world: World) -> None:
    row = send(THREE)
    event = world.rows.scalars(
        select(OutboxEvent).where(OutboxEvent.topic == "import.finished")
    ).one()
    assert event.payload == {"import": row.public_id, "accepted": 2, "rejected": 1}


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


def test_the_only_company_need_not_be_named(world: World) -> None:
    assert imports.company(None) == world.company.id
    assert imports.company("ateliers lumière") == world.company.id
    assert imports.company(world.company.public_id) == world.company.id
    with pytest.raises(Refused):
        imports.company("Nobody")


def test_contacts_of_one_prospect_are_numbered_in_order(send: Send, world: World) -> None:
    head = "Société;Tél;Contact\n"
    send(head + "Morel;01 99 00 00 01;Alice\n")
    send(head + "Morel;01 99 00 00 01;Bob\nMorel;01 99 00 00 01;Chloé\n")
    found = world.rows.execute(
        select(Contact.name, Contact.position).order_by(Contact.position)
    ).all()
    assert [tuple(each) for each in found] == [("Alice", 1), ("Bob", 2), ("Chloé", 3)]
