"""Prospects are found again by name, person, number, e-mail or SIRET, and one is looked at."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from campaigns.prospects import Audience
from telepro.db import trigrams
from telepro.db.whom import Contact, Prospect
from tests.services.calls import call, carrier_says, deal
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, read, tuesday_ten, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]


def names(bob: Browser, **form: str) -> list[str]:
    page = read(bob.post("/prospects", form))
    return [" ".join(each.get_text().split()) for each in page.select("tbody th a")]


@pytest.fixture
def file(world: World) -> World:
    """Three establishments of the company's file."""
    tilleuls = world.prospect("+33199001001", "Collège des Tilleuls")
    tilleuls.siren, tilleuls.siret = "732829320", "73282932000074"
    world.prospect("+33199001002", "École du Moulin").city = "Créteil"
    mairie = world.prospect("+33199001003", "Mairie de Fresnes", Audience.B2C)
    person = world.rows.query(Contact).filter_by(prospect_id=mairie.id).one()
    person.name, person.email = "Hélène Briand", "h.briand@Example.net"
    world.rows.commit()
    return world


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("tilleuls collège", ["Collège des Tilleuls"]),
        ("college des tileuls", ["Collège des Tilleuls"]),
        ("helene", ["Mairie de Fresnes"]),
        ("H.Briand@example.net", ["Mairie de Fresnes"]),
        ("01 99 00 10 02", ["École du Moulin"]),
        ("732 829 320", ["Collège des Tilleuls"]),
        ("73282932000074", ["Collège des Tilleuls"]),
        ("%", ["Mairie de Fresnes", "École du Moulin", "Collège des Tilleuls"]),
        ("gymnase", []),
    ],
)
@pytest.mark.usefixtures("file")
def test_a_prospect_is_found_by_whatever_is_known_of_it(
    bob: Browser, typed: str, found: list[str]
) -> None:
    assert names(bob, search=typed) == found


@pytest.mark.usefixtures("file")
def test_the_search_is_narrowed_by_place_audience_and_work(bob: Browser) -> None:
    assert names(bob, place="creteil") == ["École du Moulin"]
    assert names(bob, place="94260", audience="B2C") == ["Mairie de Fresnes"]
    assert len(names(bob, work="never_called")) == 3
    assert names(bob, work="called") == []


@pytest.mark.usefixtures("file")
def test_a_server_without_trigrams_finds_names_as_they_are_spelled(
    bob: Browser, rows: Session
) -> None:
    rows.execute(text("drop extension pg_trgm cascade"))
    rows.commit()
    assert names(bob, search="tilleuls college") == ["Collège des Tilleuls"]
    assert names(bob, search="tileuls") == []


@pytest.mark.usefixtures("file")
def test_the_indexes_come_with_the_extension(rows: Session) -> None:
    named = text("select count(*) from pg_indexes where indexname like 'ix_%_words'")
    rows.execute(text("drop extension pg_trgm cascade"))
    trigrams.make_indexes(rows)
    assert rows.scalar(named) == 0
    rows.execute(text("create extension pg_trgm"))
    trigrams.make_indexes(rows)
    assert rows.scalar(named) == 2


def test_pages_of_what_was_found_are_posted_too(bob: Browser, world: World) -> None:
    for number in range(60):
        world.prospect(f"+331990020{number:02d}", f"École {number:02d}")
    world.rows.commit()
    assert len(names(bob, search="ecole")) == 50
    assert len(names(bob, search="ecole", page="1")) == 10
    assert len(names(bob, search="ecole", page="99999")) == 10
    page = read(bob.post("/prospects", {"search": "ecole"}))
    assert not [link for link in page.select("a") if "ecole" in str(link["href"])]


@pytest.mark.usefixtures("tuesday_ten")
def test_a_prospect_s_page_says_who_called_and_who_else_of_the_firm_was(
    bob: Browser, world: World
) -> None:
    world.at_work(world.alice)
    lead = world.lead("+33199001077", "Lycée du Parc")
    other = world.prospect("+33199001077", "Lycée du Parc, annexe")
    deal(world)
    attempt = call(world, "first")
    carrier_says(world, attempt, "initiated", "ringing", "in-progress", "completed")
    world.rows.commit()
    own = words(read(bob.get(f"/prospects/{lead.prospect.public_id}")))
    assert "Alice Durand" in own
    assert "annuaire de l'éducation" in own
    assert "Claire Vasseur" in own
    page = words(read(bob.get(f"/prospects/{other.public_id}")))
    assert "Nobody has called this prospect yet." in page
    assert "Lycée du Parc 94260 Fresnes the number 1 Tue 24 Nov" in page
    assert "Alice Durand" in page


def test_charlie_finds_nobody_and_opens_nobody(pages: object, rows: Session, file: World) -> None:
    charlie = browser_of(pages, rows, file.charlie)  # type: ignore[arg-type]
    assert names(charlie, search="tilleuls") == []
    assert names(charlie, company=file.company.public_id) == []
    prospect = rows.query(Prospect).first()
    assert prospect
    assert charlie.get(f"/prospects/{prospect.public_id}").status_code == 404
