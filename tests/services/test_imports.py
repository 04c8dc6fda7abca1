"""Step 1 of a lead's journey: a file is kept, read in batches, and every row is accounted for."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from campaigns.problems import Refused
from campaigns.prospects import Audience, Basis, Proof, Statement
from campaigns.states import ImportState
from telepro.db.counting import AuditRow, OutboxEvent
from telepro.db.intake import Enrolment
from telepro.db.whom import Consent, Import
from telepro.files.limits import Limits
from telepro.files.prospect_file import Header, Layout
from telepro.services import import_undo, imports
from tests.files.workbooks import workbook
from tests.services.prospect_files import HEAD, STATED, THREE, Send, counts, known, receive, send
from tests.world import World

__all__ = ["receive", "send"]
AMERICAN = Statement("US", Audience.B2B, Basis.LEGITIMATE_INTEREST, "a directory", "en")
PROOF = Proof("I agree to be called about kilns.", datetime(2026, 9, 1, tzinfo=UTC))


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


def test_the_only_company_need_not_be_named(world: World) -> None:
    assert imports.company(None) == world.company.id
    assert imports.company("ateliers lumière") == world.company.id
    assert imports.company(world.company.public_id) == world.company.id
    with pytest.raises(Refused):
        imports.company("Nobody")


def test_a_state_and_the_reason_for_an_interest_are_kept_and_complete_what_is_known(
    send: Send, world: World
) -> None:
    head, row = "Company;Phone;State\n", "Orange Grove;+1 305 555 0123;Florida\n"
    send("Company;Phone\nOrange Grove;+1 305 555 0123\n", stated=AMERICAN)
    send(head + row, stated=replace(AMERICAN, interest="They buy kilns."))
    found = known(world, "Orange Grove")
    world.rows.refresh(found)
    assert (found.region, found.interest) == ("FL", "They buy kilns.")
    assert found.extra == {"State": "Florida"}


def test_what_everybody_agreed_to_is_kept_for_each_number_until_the_file_is_undone(
    send: Send, world: World, now: datetime
) -> None:
    agreed = replace(STATED, basis=Basis.CONSENT, proof=PROOF)
    send(THREE, stated=STATED)
    again = send(THREE + "Nouveau;01 99 00 00 09;;75001;Paris;;\n", stated=agreed)
    kept = world.rows.scalars(select(Consent).order_by(Consent.e164)).all()
    assert [each.e164 for each in kept] == ["+33199000001", "+33199000002", "+33199000009"]
    assert {(each.wording, each.captured_at, each.source) for each in kept} == {
        (PROOF.wording, PROOF.given_at, STATED.source)
    }
    import_undo.ask([world.company.id], again.public_id, world.bob.id, "fr", now)
    import_undo.run(again.id, now, lambda: now)
    world.rows.expire_all()
    left = world.rows.scalars(select(Consent).order_by(Consent.e164)).all()
    assert [(each.e164, each.withdrawn_at) for each in left] == [
        ("+33199000001", now),
        ("+33199000002", now),
    ]
