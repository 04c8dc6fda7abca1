"""The browsers of Bob and Carla in the office, what they send there and how its pages are read."""

import io
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from telepro import clock
from telepro.db.whom import Import
from telepro.services import import_checks, imports
from tests.web.office import Browser, browser_of
from tests.world import EXAMPLE, World

FILE = """Nom_etablissement;Type_etablissement;Telephone;Contact;Code_postal;Nom_commune
Collège des Tilleuls;Collège;01 99 00 10 01;Claire Vasseur;94260;Fresnes
Lycée du Parc;Lycée;01 99 00 10 02;Paul Faure;94260;Fresnes
Crèche des Lilas;Crèche;01 99 00 10 03;;94260;Fresnes
École du Moulin;Ecole;pas de téléphone;;94260;Fresnes
"""
SAID = {
    "source": "annuaire de l'éducation, novembre 2026",
    "audience": "B2B",
    "basis": "legitimate_interest",
    "country": "FR",
}


@pytest.fixture
def bob(pages: Flask, rows: Session, world: World) -> Browser:
    """The manager's browser, in English."""
    world.bob.language = "en"
    return browser_of(pages, rows, world.bob)


@pytest.fixture
def carla(pages: Flask, rows: Session, world: World) -> Browser:
    """The company's browser, in English."""
    world.carla.language = "en"
    return browser_of(pages, rows, world.carla)


@pytest.fixture
def tuesday_ten(world: World) -> Iterator[None]:
    """The clock of the campaigns stands where a call is allowed."""
    clock.set_shift((world.now - clock.real_now()).total_seconds())
    yield
    clock.set_shift(0)


@pytest.fixture(autouse=True)
def own_folder(pages: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files that are sent go to a folder of this test."""
    settings = pages.extensions["telepro.settings"]
    monkeypatch.setitem(pages.extensions, "telepro.settings", replace(settings, data=tmp_path))


def read(answer: TestResponse) -> BeautifulSoup:
    """A page that was shown."""
    assert answer.status_code == 200, answer.text[:2000]
    return BeautifulSoup(answer.text, "html.parser")


def words(page: Tag) -> str:
    """The text of a page or a part of it, on one line."""
    return " ".join(page.get_text(" ").split())


def problems(answer: TestResponse) -> list[str]:
    """What a page says is wrong, one problem after the other."""
    page = BeautifulSoup(answer.text, "html.parser")
    return [" ".join(item.get_text(" ").split()) for item in page.select(".problems li")]


def plan_of(world: World, change: tuple[str, str] = ("", "")) -> str:
    """The example plan, one text in it changed."""
    text = EXAMPLE.read_text(encoding="utf-8")
    return text.replace(*change) if change[0] else text


def uploaded(bob: Browser, content: str = FILE, **more: str) -> TestResponse:
    """Send a file of prospects; the answer."""
    form = {**SAID, **more, "file": (io.BytesIO(content.encode()), "établissements.csv")}
    return bob.post("/imports/new", form)


def looked_at(
    bob: Browser, rows: Session, world: World, content: str = FILE, **more: str
) -> Import:
    """Send a file, take its columns as proposed, and have it looked at."""
    said = {"company": world.company.public_id, **more}
    assert uploaded(bob, content, **said).location == "/imports/columns"
    page = read(bob.get("/imports/columns"))
    form: dict[str, object] = {
        **{str(each["name"]): each["value"] for each in page.select("input[type=hidden]")},
        **{
            str(each["name"]): (each.select_one("option[selected]") or {"value": ""})["value"]
            for each in page.select("select")
        },
    }
    answer = bob.post("/imports/columns", form)
    assert answer.status_code == 303, answer.text[:3000]
    row = rows.scalars(select(Import).order_by(Import.id.desc())).first()
    assert row is not None
    assert answer.location == f"/imports/{row.public_id}"
    import_checks.run(row.id, world.now, lambda: world.now)
    rows.refresh(row)
    return row


def imported(bob: Browser, rows: Session, world: World, content: str = FILE, **more: str) -> Import:
    """Send a file, take its columns as proposed, and have it read to the end."""
    row = looked_at(bob, rows, world, content, **more)
    assert bob.post(f"/imports/{row.public_id}/begin").status_code == 303
    imports.run(row.id, world.now, lambda: world.now)
    rows.refresh(row)
    return row
