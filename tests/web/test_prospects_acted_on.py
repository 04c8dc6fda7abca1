"""Bob keeps a search, acts on all that it finds after a look at the figures, and undoes it."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro import jobs
from telepro.db.set_aside import ProspectAction, SavedFilter
from telepro.db.who import Membership
from telepro.db.whom import Prospect
from telepro.queue import Bell
from tests.web.office import Browser, browser_of, pages, rows
from tests.web.office_at_work import bob, own_folder, problems, read, words
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows"]


@pytest.fixture
def schools(world: World) -> World:
    """Three schools, two of them of Créteil."""
    for number, town in enumerate(("Créteil", "Créteil", "Fresnes")):
        world.prospect(f"+3319900100{number}", f"École {number}").city = town
    world.rows.commit()
    return world


def names(bob: Browser, address: str) -> list[str]:
    page = read(bob.get(address))
    return sorted(" ".join(each.get_text().split()) for each in page.select("tbody th a"))


def hidden(bob: Browser, form: dict[str, str]) -> dict[str, str]:
    """What the page of figures sends when it is confirmed."""
    page = read(bob.post("/prospects/actions/preview", form))
    confirm = page.select_one('form[action="/prospects/actions"]')
    assert confirm
    return {str(each["name"]): str(each["value"]) for each in confirm.select("input")}


@pytest.mark.usefixtures("schools")
def test_all_that_a_search_found_is_tagged_after_a_look_at_the_figures(
    bob: Browser, world: World
) -> None:
    form = hidden(bob, {"place": "creteil", "do": "tag", "label": "Salon"})
    assert (form["takes"], form["label"]) == ("2", "salon")
    address = bob.post("/prospects/actions", form).location
    assert address
    assert "Under way" in words(read(bob.get(address)))
    jobs.drain(Bell.IMPORTS)
    page = words(read(bob.get(address)))
    assert "Tag salon" in page
    assert "Done to 2" in page
    assert "Undo the action" in page
    assert bob.post(f"{address}/undo").location == address
    assert "Being undone" in words(read(bob.get("/prospects/actions")))


@pytest.mark.usefixtures("schools")
def test_figures_that_have_changed_are_shown_again_before_anything_is_done(
    bob: Browser, rows: Session
) -> None:
    form = hidden(bob, {"place": "creteil", "do": "exclude"})
    answer = bob.post("/prospects/actions", {**form, "takes": "3"})
    assert answer.status_code == 409
    assert "2 prospects, and 3 when you looked" in problems(answer)[0]
    assert rows.scalars(select(ProspectAction)).all() == []


@pytest.mark.usefixtures("schools")
def test_what_a_search_found_leaves_as_a_file_with_its_reason(bob: Browser, world: World) -> None:
    form = {"place": "creteil", "company": world.company.public_id, "do": "export"}
    page = read(bob.post("/prospects/actions/preview", form))
    assert page.select_one('input[type=hidden][name="place"][value="creteil"]')
    wish = {"place": "creteil", "company": world.company.public_id, "reason": "letter of March"}
    text = bob.post("/prospects/export", wish).data.decode("utf-8-sig")
    assert "École 1" in text
    assert "École 2" not in text


def test_a_search_is_kept_opened_changed_and_deleted(bob: Browser, schools: World) -> None:
    form = {"name": " Écoles  de Créteil ", "place": "creteil", "search": "Mme Durand"}
    address = bob.post("/prospects/filters", form).location
    assert address
    assert names(bob, address) == ["École 0", "École 1"]
    kept = schools.rows.scalars(select(SavedFilter)).one()
    assert (kept.name, kept.wanted) == ("Écoles de Créteil", {"place": "creteil"})
    bob.post(address, {"name": "Fresnes", "place": "fresnes", "shared": "1"})
    assert names(bob, address) == ["École 2"]
    assert "Fresnes (shared)" in words(read(bob.get("/prospects")))
    bob.post(f"{address}/delete")
    assert bob.get(address).status_code == 404
    assert len(schools.rows.scalars(select(Prospect)).all()) == 3


def test_a_search_without_a_name_or_a_field_is_not_kept(bob: Browser, schools: World) -> None:
    answer = bob.post("/prospects/filters", {"search": "Mme Durand"})
    assert answer.status_code == 422
    assert len(problems(answer)) == 2
    assert schools.rows.scalars(select(SavedFilter)).all() == []


def test_a_colleague_sees_what_is_shared_and_changes_nothing_of_it(
    bob: Browser, schools: World, pages: object, rows: Session
) -> None:
    own = bob.post("/prospects/filters", {"name": "Mine", "place": "creteil"}).location
    shared = {"name": "Ours", "place": "fresnes", "shared": "1"}
    ours = bob.post("/prospects/filters", shared).location
    charlie = browser_of(pages, rows, schools.charlie)  # type: ignore[arg-type]
    assert charlie.get(ours).status_code == 404
    membership = rows.scalars(select(Membership).filter_by(person_id=schools.charlie.id)).one()
    membership.organisation_id = schools.agency.id
    rows.commit()
    assert charlie.get(own).status_code == 404
    assert names(charlie, ours) == ["École 2"]
    assert charlie.post(ours, shared).status_code == 404
    assert charlie.post(f"{ours}/delete").status_code == 404
