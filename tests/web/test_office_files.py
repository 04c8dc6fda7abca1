"""A file of prospects through the office's pages: upload, columns, result, refusals in words."""

import io

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro import clock
from telepro.db.whom import Consent, Import, Phone, Prospect
from telepro.services import import_checks, import_undo, imports
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import (
    FILE,
    SAID,
    bob,
    imported,
    looked_at,
    own_folder,
    problems,
    read,
    uploaded,
    words,
)
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]


def test_a_file_is_uploaded_its_columns_shown_and_its_result_told(
    bob: Browser, rows: Session, world: World
) -> None:
    row = imported(bob, rows, world)
    assert (row.rows, row.accepted, row.rejected) == (4, 3, 1)
    assert row.source == SAID["source"]
    page = read(bob.get(f"/imports/{row.public_id}"))
    assert "pas de téléphone" in words(page)
    rejected = bob.get(f"/imports/{row.public_id}/rejected.csv")
    assert rejected.headers["Content-Disposition"].startswith("attachment")
    assert "École du Moulin" in rejected.data.decode("utf-8-sig")


def test_the_columns_page_proposes_meanings_with_samples(bob: Browser, world: World) -> None:
    uploaded(bob, company=world.company.public_id)
    page = read(bob.get("/imports/columns"))
    chosen = [each["value"] for each in page.select("option[selected]")]
    assert chosen == ["name", "keep", "phone", "contact", "postal_code", "city"]
    assert "01 99 00 10 01" in words(page)


def confirmed(bob: Browser, rows: Session, world: World, content: str, **said: str) -> Import:
    """Send a file, say these columns of it, and have it read to the end."""
    uploaded(bob, content, company=world.company.public_id)
    page = read(bob.get("/imports/columns"))
    proposed = {
        str(each["name"]): str(each.select("option[selected]")[0]["value"])
        for each in page.select("select")
    }
    columns = {name.replace("_", "-"): meaning for name, meaning in said.items()}
    assert bob.post("/imports/columns", {**proposed, **columns}).status_code == 303
    row = rows.scalars(select(Import)).one()
    import_checks.run(row.id, world.now, lambda: world.now)
    bob.post(f"/imports/{row.public_id}/begin")
    imports.run(row.id, world.now, lambda: world.now)
    rows.expire_all()
    return row


def test_a_recognised_column_may_be_kept_as_it_is(
    bob: Browser, rows: Session, world: World
) -> None:
    confirmed(bob, rows, world, FILE, column_5="keep")
    one = rows.scalars(select(Prospect).where(Prospect.name == "Lycée du Parc")).one()
    assert (one.city, one.extra["Nom_commune"]) == (None, "Fresnes")


def test_of_a_column_that_is_not_imported_nothing_is_kept(
    bob: Browser, rows: Session, world: World
) -> None:
    row = confirmed(bob, rows, world, FILE, column_1="skip", column_3="skip")
    one = rows.scalars(select(Prospect).where(Prospect.name == "Lycée du Parc")).one()
    assert (one.extra, one.contacts) == ({}, [])
    rejected = bob.get(f"/imports/{row.public_id}/rejected.csv").data.decode("utf-8-sig")
    assert "École du Moulin" in rejected
    assert ";Ecole;" not in rejected.replace('"', "")


def test_columns_of_the_same_heading_are_told_apart(
    bob: Browser, rows: Session, world: World
) -> None:
    content = "Nom;Tél;Tél\nMairie;01 99 00 10 01;01 99 00 10 02\n"
    confirmed(bob, rows, world, content)
    phones = rows.scalars(select(Phone.e164).order_by(Phone.position)).all()
    assert phones == ["+33199001001", "+33199001002"]


def test_an_upload_says_everything_that_is_missing(bob: Browser, world: World) -> None:
    answer = bob.post("/imports/new", {"country": "France"})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    links = {each["href"] for each in page.select(".problems a")}
    assert links == {"#file", "#source", "#basis", "#audience", "#country"}


@pytest.mark.parametrize(
    "content", ["", "%PDF-1.4 not a table", "\0\0\0\0", "one column\nonly\n" * 3]
)
def test_a_file_that_is_no_prospect_file_is_refused_in_words(
    bob: Browser, rows: Session, world: World, content: str
) -> None:
    answer = uploaded(bob, content, company=world.company.public_id)
    if answer.status_code == 303:
        answer = bob.post("/imports/columns", {})
    assert answer.status_code == 422
    assert problems(answer)
    assert rows.scalars(select(Import)).all() == []


def test_a_prospect_file_may_be_larger_than_other_forms(bob: Browser, world: World) -> None:
    rows_of_file = [f"Collège {n};Collège;01 99 00 10 01;;94260;Fresnes\n" for n in range(40_000)]
    content = FILE.splitlines()[0] + "\n" + "".join(rows_of_file)
    assert len(content) > 1_500_000
    answer = uploaded(bob, content, company=world.company.public_id)
    answer.request.environ["wsgi.input"].close()
    assert answer.location == "/imports/columns"


def test_a_file_for_a_company_of_elsewhere_is_not_taken(
    pages: Flask, rows: Session, world: World
) -> None:
    charlie = browser_of(pages, rows, world.charlie)
    assert uploaded(charlie, company=world.company.public_id).status_code == 404


def test_a_group_is_repaired_by_one_click_before_anything_is_written(
    bob: Browser, rows: Session, world: World
) -> None:
    content = FILE.replace("Crèche des Lilas", "")
    row = looked_at(bob, rows, world, content)
    address = f"/imports/{row.public_id}"
    page = read(bob.get(address))
    assert "Without the name of a company or person 1 row" in words(page)
    assert "Nothing is written yet." in words(page)
    form = {"group": "name_missing", "remedy": "name_by_number"}
    assert bob.post(f"{address}/remedies", form).location == address
    import_checks.run(row.id, world.now, lambda: world.now)
    assert "Named by their number." in words(read(bob.get(address)))
    assert rows.scalars(select(Prospect)).all() == []
    assert bob.post(f"{address}/begin", {"policy": "keep"}).location == address
    imports.run(row.id, world.now, lambda: world.now)
    assert {each.name for each in rows.scalars(select(Prospect))} >= {"01 99 00 10 03"}


def test_an_import_is_undone_from_its_page(bob: Browser, rows: Session, world: World) -> None:
    row = imported(bob, rows, world)
    row.finished_at = clock.now()
    rows.commit()
    address = f"/imports/{row.public_id}"
    assert "Undo this import" in words(read(bob.get(address)))
    assert bob.post(f"{address}/undo").location == address
    import_undo.run(row.id, world.now, lambda: world.now)
    assert "3 prospects that it had brought are gone." in words(read(bob.get(address)))
    assert rows.scalars(select(Prospect)).all() == []


def test_a_list_of_customers_is_put_in_place_and_ended(bob: Browser, world: World) -> None:
    company = world.company.public_id
    file = io.BytesIO("Nom\nCollège des Tilleuls\n".encode()), "clients.csv"
    answer = bob.post("/imports/exclusions", {"company": company, "file": file})
    assert answer.location == "/imports/exclusions"
    page = read(bob.get("/imports/exclusions"))
    assert "1 firm" in words(page)
    end = page.select_one("form[action$='/end']")
    assert end is not None
    assert bob.post(str(end["action"])).status_code == 303
    assert "Earlier lists" in words(read(bob.get("/imports/exclusions")))
    empty = bob.post("/imports/exclusions", {"company": company})
    assert empty.status_code == 422
    assert problems(empty)


def test_half_a_proof_of_consent_is_refused_at_its_field(bob: Browser) -> None:
    answer = uploaded(bob, basis="consent", agreed_to="I agree to be called.")
    assert answer.status_code == 422
    (problem,) = problems(answer)
    assert problem.startswith("By which day all of them had agreed")


def test_a_file_with_a_proof_of_consent_brings_one_for_each_number(
    bob: Browser, rows: Session, world: World
) -> None:
    said = {"audience": "B2C", "basis": "consent", "agreed_to": "Oui.", "agreed_on": "2020-05-04"}
    imported(bob, rows, world, FILE, **said)
    proofs = rows.scalars(select(Consent).order_by(Consent.e164)).all()
    assert [each.e164 for each in proofs] == ["+33199001001", "+33199001002", "+33199001003"]
    assert {each.wording for each in proofs} == {"Oui."}
