"""Prospects leave as CSV or XLSX: the company's own columns beside outcomes, no formula, a reason, a limit."""

import csv
import io
from datetime import timedelta

import pytest
from flask import Flask
from python_calamine import CalamineWorkbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.prospect_base.exporting import FileForm
from campaigns.states import Role
from telepro import clock
from telepro.db.counting import AuditRow
from telepro.db.prospect_exports import ProspectExport
from telepro.services import outcomes
from tests.services.calls import call, carrier_says, deal, meeting
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, carla, own_folder, problems, tuesday_ten
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = pytest.mark.usefixtures("tuesday_ten")
WHY = {"reason": "courrier de mars"}
HOSTILE = '=HYPERLINK("http://evil.example")'


def worked(world: World) -> World:
    """An establishment with columns of its own and a meeting, and a hostile one."""
    world.at_work(world.alice)
    lead = world.lead()
    lead.prospect.external_id, lead.prospect.extra = "88121", {"Effectif élèves": "0420"}
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    outcomes.record(world.alice.id, attempt.public_id, "k", meeting(world), world.now)
    world.prospect("+33199001009", HOSTILE).extra = {"Effectif élèves": "@SUM(A1)"}
    world.rows.commit()
    return world


def table(browser: Browser, world: World, path: str, **form: str) -> list[list[str]]:
    """The rows of the CSV that leaves."""
    answer = browser.post(path, {"company": world.company.public_id, **WHY, **form})
    assert answer.status_code == 200, problems(answer)
    assert answer.mimetype == "text/csv"
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_company_s_own_columns_and_ids_stand_beside_the_outcomes(
    bob: Browser, world: World
) -> None:
    headings, first, hostile = table(bob, worked(world), "/prospects/export")
    row = dict(zip(headings, first, strict=True))
    assert row["Your id"] == "88121"
    assert row["Effectif élèves"] == "0420"
    assert row["Numbers"] == "'+33199001001"
    assert row["Calls"] == "1"
    assert row["Outcome code"] == "meeting"
    assert row["Meeting (UTC)"]
    assert dict(zip(headings, hostile, strict=True))["Name"] == f"'{HOSTILE}"
    assert not [cell for cell in hostile if cell.startswith(("=", "+", "-", "@"))]


def test_a_workbook_holds_texts_and_no_formula(carla: Browser, world: World) -> None:
    form = {"company": worked(world).company.public_id, "form": "xlsx", **WHY}
    answer = carla.post("/company/prospects/export", form)
    assert answer.headers["Content-Disposition"].endswith(".xlsx")
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.data))
    headings, first, hostile = book.get_sheet_by_index(0).to_python()
    row = dict(zip(headings, first, strict=True))
    assert (row["Numbers"], row["Effectif élèves"]) == ("+33199001001", "0420")
    assert HOSTILE in hostile
    assert b"<f>" not in answer.data


def test_an_export_stands_in_the_journal_with_its_reason(
    bob: Browser, rows: Session, world: World
) -> None:
    table(bob, worked(world), "/prospects/export")
    note = rows.scalars(select(AuditRow).where(AuditRow.action == "prospects.exported")).one()
    assert (note.actor_id, note.details) == (
        world.bob.id,
        {"rows": 2, "form": "csv", "reason": "courrier de mars"},
    )
    assert "courrier de mars" in bob.get("/prospects/export").text


def test_without_a_reason_nothing_leaves(bob: Browser, rows: Session, world: World) -> None:
    form = {"company": worked(world).company.public_id, "reason": "  mars "}
    answer = bob.post("/prospects/export", form)
    assert answer.status_code == 422
    assert "a reason of 8 letters at least" in problems(answer)[0]
    assert rows.scalars(select(ProspectExport)).all() == []


def test_a_manager_takes_no_more_than_five_thousand_rows_a_day_out(
    bob: Browser, rows: Session, world: World
) -> None:
    before = ProspectExport(
        organisation_id=world.company.id,
        person_id=world.bob.id,
        role=Role.MANAGER,
        form=FileForm.CSV,
        reason="hier",
        rows=4_999,
        created_at=clock.now() - timedelta(hours=23),
    )
    rows.add(before)
    form = {"company": worked(world).company.public_id, **WHY}
    answer = bob.post("/prospects/export", form)
    assert answer.status_code == 422
    assert "2 prospects. Expected 1 at most in these 24 hours." in problems(answer)[0]
    before.created_at = clock.now() - timedelta(hours=25)
    rows.commit()
    assert len(table(bob, world, "/prospects/export")) == 3


def test_a_file_or_campaign_narrows_what_leaves(bob: Browser, world: World) -> None:
    campaign = worked(world).campaign.public_id
    assert len(table(bob, world, "/prospects/export", campaign=campaign)) == 2
    form = {"company": world.company.public_id, "file": "nobodys", **WHY}
    assert "no prospect" in problems(bob.post("/prospects/export", form))[0]


def test_nobody_takes_out_what_belongs_to_others(pages: Flask, rows: Session, world: World) -> None:
    charlie = browser_of(pages, rows, worked(world).charlie)
    form = {"company": world.company.public_id, **WHY}
    assert charlie.post("/prospects/export", form).status_code == 404
