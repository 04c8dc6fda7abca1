"""A company without a mission looks round an invented one: every page works as in earnest, and nothing of it is kept."""

import pytest
from flask import Flask
from playwright.sync_api import Browser as Chromium
from playwright.sync_api import expect
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.states import OrganisationKind, Role
from telepro.db.columns import Base
from telepro.db.who import Organisation
from tests.web.desk_browser import WITH_CHROMIUM
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import carla, read, words
from tests.web.seen import ADDRESS, complaints_of, seen
from tests.world import World

__all__ = ["carla", "pages", "rows"]

PLACES = ("/company", "/company/validation", "/company/meetings")
SAMPLE = "/company/sample"


@pytest.fixture
def nina(pages: Flask, rows: Session, world: World) -> Browser:
    """Nina's company has posted nothing yet."""
    kind = OrganisationKind.COMPANY
    company = Organisation(kind=kind, name="Verrerie Neuve", created_at=world.now)
    rows.add(company)
    rows.flush()
    person = world.person("Nina Roux", company, Role.COMPANY)
    person.language = "en"
    return browser_of(pages, rows, person)


def counted(rows: Session) -> dict[str, int]:
    """How many rows each table has, but for who signed in when."""
    return {
        table.name: rows.scalar(select(func.count()).select_from(table)) or 0
        for table in Base.metadata.sorted_tables
        if table.name != "sign_ins"
    }


def test_the_sample_is_one_click_away_while_there_is_no_mission_and_one_click_gone(
    nina: Browser, carla: Browser, rows: Session
) -> None:
    for path in PLACES:
        assert read(nina.get(path)).select_one(f"main a[href='{SAMPLE}']"), path
        assert not read(carla.get(path)).select_one(f"main a[href='{SAMPLE}']"), path
    before = counted(rows)
    home = words(read(nina.get(SAMPLE)))
    assert "Sample: a relocation desk for English-speaking staff" in home
    assert "4 meetings wait for your word" in home
    assert nina.post(f"{SAMPLE}/meetings/held/accept", {"from": "home"}).location == SAMPLE
    assert "3 meetings wait for your word" in words(read(nina.get(SAMPLE)))
    assert nina.post(f"{SAMPLE}/out").location == "/company"
    assert "with everything that was said in it" in words(read(nina.get("/company")))
    assert "4 meetings wait for your word" in words(read(nina.get(SAMPLE)))
    assert counted(rows) == before


def test_every_page_of_the_sample_says_what_it_is_and_leads_to_the_sample_alone(
    nina: Browser,
) -> None:
    for path in ("", "/validation", "/meetings", "/missions/sample"):
        page = read(nina.get(SAMPLE + path))
        assert "this mission and all that it brought are invented" in words(page), path
        own = [str(link["href"]) for link in page.select("main a[href^='/company']")]
        forms = [str(form["action"]) for form in page.select("main form[action^='/company']")]
        away = {each for each in (*own, *forms) if not each.startswith(SAMPLE)}
        assert away == {"/company/missions/new"}, path


def test_the_mission_says_what_it_costs_what_was_agreed_and_how_its_figures_stand(
    nina: Browser,
) -> None:
    page = words(read(nina.get(f"{SAMPLE}/missions/sample")))
    for said in ("Accepted results 3", "of 20 wanted", "€285.00", "168 hours", "Conversion rate"):
        assert said in page, said
    assert nina.get(f"{SAMPLE}/missions/other").status_code == 404


def test_a_contest_stands_with_its_reason_and_can_be_withdrawn_as_often_as_one_likes(
    nina: Browser,
) -> None:
    path = f"{SAMPLE}/meetings/assistant"
    for _round in range(8):
        nina.post(f"{path}/contest", {"reason": "not_decision_maker", "words": "é" * 2000})
        contested = words(read(nina.get(f"{SAMPLE}/validation")))
        assert "Contested (2)" in contested and "Not the decision maker" in contested
        nina.post(f"{path}/take-back")
    assert "To validate (4)" in words(read(nina.get(f"{SAMPLE}/validation")))
    for status in ("held", "no-show", "cancelled"):
        assert nina.post(f"{SAMPLE}/meetings/to_come/{status}").status_code == 303
    assert "Cancelled" in words(read(nina.get(f"{SAMPLE}/meetings")))
    assert nina.post(f"{SAMPLE}/meetings/to_come/forgotten").status_code == 404
    assert nina.post(f"{SAMPLE}/meetings/other/accept").status_code == 404


def test_it_is_read_in_french_too(nina: Browser) -> None:
    page = words(read(nina.get(f"{SAMPLE}/validation?lang=fr")))
    assert "Collège des Tilleuls" in page
    assert "Exemple : les ateliers scientifiques en classe" in page
    assert "invented" not in page


@WITH_CHROMIUM
def test_the_keys_of_validation_are_learned_on_it(browser: Chromium, nina: Browser) -> None:
    with seen(browser, nina, 1366, "light") as page:
        page.goto(f"{ADDRESS}{SAMPLE}/validation")
        assert complaints_of(page) == []
        page.wait_for_load_state("load")
        page.keyboard.press("v")
        expect(page.get_by_text("Fontaine Robotics: accepted.")).to_be_visible()
        page.wait_for_load_state("load")
        page.keyboard.press("0")
        expect(page.locator("[data-card]")).to_have_count(4)
