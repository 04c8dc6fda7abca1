"""The pages of the law: the table of rules, a company's own rules, what compliance eases."""

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from campaigns.law import table
from campaigns.states import OrganisationKind, Role
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, carla, own_folder, problems, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]
pytestmark = pytest.mark.usefixtures("tuesday_ten")
REASON = "The authority confirmed in writing that six attempts are allowed."


@pytest.fixture
def ada(pages: Flask, rows: Session, world: World) -> Browser:
    """An administrator's browser, in English."""
    platform = world._organisation(OrganisationKind.PLATFORM, "TelePro")
    person = world.person("Ada King", platform, Role.ADMINISTRATOR)
    person.language = "en"
    return browser_of(pages, rows, person)


@pytest.mark.parametrize("country", ["FR", "US"])
def test_the_table_shows_each_rule_of_a_country_in_both_languages(
    bob: Browser, country: str
) -> None:
    page = read(bob.get(f"/law?country={country}&lang=en"))
    assert len(page.select("tbody tr")) == table.counts()[country]
    assert page.select_one('[aria-current="page"]')
    assert "Règle" in words(read(bob.get(f"/law?country={country}&lang=fr")))


def test_a_country_nobody_knows_shows_the_first(bob: Browser) -> None:
    page = read(bob.get("/law?country=ZZ"))
    assert "FR-03" in words(page)
    assert "The company, to ask more; compliance, to ask less" in words(page)
    assert "When the person last inquired" in words(page)
    assert "Sanctions: they follow a breach" in words(page)


def test_carla_asks_more_and_takes_it_back_and_bob_reads_it(
    carla: Browser, bob: Browser, world: World
) -> None:
    form = {"kind": "figure", "figure": "FR-04/most", "value": "3", "until": "2027-06-30"}
    assert carla.post("/company/law", form).status_code == 303
    hours = {"kind": "hours", "days": ["0", "1"], "spans": "9:00-12:00, 14:00-17:00"}
    assert carla.post("/company/law", hours).status_code == 303
    assert carla.post("/company/law", {"kind": "closed", "closed": "GB"}).status_code == 303
    said = words(read(carla.get("/company/law")))
    assert "FR-04, calls at most: 3 instead of 4, tightened by Carla Roy" in said
    assert "Own hours, everywhere: Mon–Tue 09:00–12:00, 14:00–17:00; set by Carla Roy" in said
    assert "GB is not called: closed by Carla Roy" in said
    assert "tightened by Carla Roy" in words(read(bob.get("/law")))
    lead = world.lead()
    world.rows.commit()
    assert "set by Carla Roy" not in words(read(bob.get(f"/leads/{lead.public_id}")))
    for form_of in read(carla.get("/company/law")).select("form[action$='/end']"):
        assert carla.post(str(form_of["action"])).status_code == 303
    assert "the law holds as it stands" in words(read(carla.get("/company/law")))


def test_what_asks_less_is_refused_at_its_field(carla: Browser) -> None:
    answer = carla.post("/company/law", {"kind": "figure", "figure": "FR-04/most", "value": "9"})
    assert answer.status_code == 422
    (problem,) = problems(answer)
    assert problem.startswith("New figure")
    assert "never to less" in problem


def test_ada_eases_with_a_reason_and_an_end_and_ends_what_anybody_made(
    ada: Browser, carla: Browser, world: World
) -> None:
    form = {"figure": "FR-04/most", "value": "6", "company": world.company.public_id}
    assert ada.post("/admin/law", form).status_code == 422
    form |= {"reason": REASON, "until": "2027-01-31"}
    assert ada.post("/admin/law", form).status_code == 303
    carla.post("/company/law", {"kind": "closed", "closed": "GB"})
    page = read(ada.get("/admin/law"))
    assert (
        f"6 instead of 4, loosened by Ada King on 2026-11-24. Until 2027-01-31. Reason: {REASON}"
        in (words(page))
    )
    own = read(carla.get("/company/law"))
    assert "loosened by Ada King" in words(own)
    assert len(own.select("form[action$='/end']")) == 1
    for form_of in page.select("form[action$='/end']"):
        assert ada.post(str(form_of["action"])).status_code == 303
    assert "the law holds as it stands" in words(read(ada.get("/admin/law")))
    assert ada.post("/admin/law", {**form, "company": "nobody"}).status_code == 404
