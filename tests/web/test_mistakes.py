"""What people and their browsers get wrong on the screens: each mistake is met in words, none breaks."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.states import Role
from telepro.db import people
from telepro.db.what_for import Campaign, Mission
from tests.web.office import Browser, browser_of, nobody, pages, rows
from tests.world import World

__all__ = ["nobody", "pages", "rows"]

NUL = "a\x00b"
BRIEF: dict[str, object] = {
    "offer": "Ateliers",
    "audience_text": "Collèges",
    "result": "Rendez-vous tenu",
    "target": "12",
    "deadline": "2027-02-05",
    "price": "55",
    "language": "fr",
}


@pytest.fixture
def bob(pages: Flask, rows: Session, world: World) -> Browser:
    """The manager's browser, in French."""
    return browser_of(pages, rows, world.bob)


@pytest.fixture
def carla(pages: Flask, rows: Session, world: World) -> Browser:
    """The company's browser, in French."""
    return browser_of(pages, rows, world.carla)


@pytest.fixture
def dominique(pages: Flask, rows: Session, world: World) -> Browser:
    """The administrator's browser, in French."""
    platform = people.platform(rows, world.now)
    return browser_of(pages, rows, world.person("Dominique Petit", platform, Role.ADMINISTRATOR))


def problems(text: str) -> str:
    """Every problem that a page shows, as one text."""
    return " ".join(
        each.get_text(" ") for each in BeautifulSoup(text, "html.parser").select(".problem")
    )


@pytest.mark.parametrize(
    "path", ["/campaigns/%00", "/leads/%00", "/imports?lang=%00", "/campaigns?%00=x"]
)
def test_a_nul_byte_in_an_address_is_not_understood(bob: Browser, path: str) -> None:
    assert bob.get(path).status_code == 400


def test_a_nul_byte_in_a_form_is_not_understood(bob: Browser, nobody: Browser) -> None:
    assert nobody.sign_in(NUL, NUL).status_code == 400
    assert nobody.post("/forgotten", {"email": NUL}).status_code == 400


def test_a_nul_byte_in_json_is_not_understood(pages: Flask, rows: Session, world: World) -> None:
    alice = browser_of(pages, rows, world.alice)
    answer = alice.client.post(
        "/desk/entries/x/skip",
        data='{"reason": "a\\u0000b"}',
        headers={"X-CSRFToken": alice.token(), "Accept": "application/json"},
        content_type="application/json",
    )
    assert answer.status_code == 400
    assert answer.json
    assert set(answer.json["problems"][0]) == {"place", "found", "expected", "fix"}


def test_files_that_there_are_not_are_simply_not_chosen(bob: Browser, world: World) -> None:
    page = f"/missions/{world.mission.public_id}/campaign"
    assert bob.get(f"{page}?files=nowhere&files=nowhere").status_code == 200


def test_an_empty_brief_says_in_each_field_to_fill_it_in(carla: Browser) -> None:
    answer = carla.post("/company/missions/new")
    assert answer.status_code == 422
    assert "Remplissez ce champ." in problems(answer.text)
    assert "audience_text" not in problems(answer.text)


def test_a_bad_address_is_told_in_the_reader_s_language(dominique: Browser) -> None:
    answer = dominique.post("/admin/people", {"name": "Alice", "email": "alice"})
    assert answer.status_code == 422
    assert "@-sign" not in problems(answer.text)
    assert "prenom@exemple.fr" in problems(answer.text)


def test_no_number_at_all_is_told_as_such(dominique: Browser) -> None:
    answer = dominique.post("/admin/do-not-call", {"number": " ", "country": "FR"})
    assert answer.status_code == 422
    assert "01 99 00 12 34" in problems(answer.text)
    assert "cellule" not in problems(answer.text)


def test_a_brief_sent_twice_is_one_mission(carla: Browser, rows: Session, world: World) -> None:
    first = carla.post("/company/missions/new", BRIEF)
    again = carla.post("/company/missions/new", BRIEF)
    other = carla.post("/company/missions/new", {**BRIEF, "target": "13"})
    assert first.location == again.location != other.location
    posted = select(func.count()).select_from(Mission).where(Mission.offer == "Ateliers")
    assert rows.scalar(posted) == 2


def test_a_campaign_sent_twice_is_one_campaign(bob: Browser, rows: Session, world: World) -> None:
    page = f"/missions/{world.mission.public_id}/campaign"
    form: dict[str, object] = {"version": "1", "name": "Deux clics"}
    first, again = bob.post(page, form), bob.post(page, form)
    assert first.location == again.location
    made = select(func.count()).select_from(Campaign).where(Campaign.name == "Deux clics")
    assert rows.scalar(made) == 1
