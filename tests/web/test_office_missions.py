"""A company's brief and its plan through the office's pages, and the mistakes they name."""

from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from telepro.db.what_for import Mission
from telepro.db.what_for import Plan as PlanRow
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import bob, carla, own_folder, plan_of, problems, read, words
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows"]

BRIEF = {
    "offer": "Fenêtres en bois sur mesure",
    "audience_text": "Mairies de moins de 5 000 habitants",
    "result": "La personne décide des travaux\nUne date est fixée",
    "target": "12",
    "deadline": "2027-06-30",
    "price": "55,00",
    "language": "fr",
}


def test_a_company_posts_a_mission_and_gets_a_first_plan(
    carla: Browser, rows: Session, world: World
) -> None:
    answer = carla.post("/company/missions/new", BRIEF)
    assert answer.status_code == 303
    mission = rows.scalars(select(Mission).where(Mission.target == 12)).one()
    assert (mission.organisation_id, mission.price_cents) == (world.company.id, 5500)
    assert mission.managed_by_id == world.agency.id
    assert rows.scalars(select(PlanRow).where(PlanRow.mission_id == mission.id)).one().version == 1
    assert "€55.00" in words(read(carla.get(answer.location)))


def test_every_mistake_in_a_brief_is_named_at_its_field(carla: Browser, world: World) -> None:
    wrong = {**BRIEF, "offer": "", "target": "douze", "deadline": "hier", "price": "-3"}
    answer = carla.post("/company/missions/new", wrong)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    marked = {each["id"] for each in page.select("[aria-invalid=true]")}
    assert marked == {"offer", "target", "deadline", "price"}
    assert page.select_one("#result").text.strip().startswith("La personne")  # type: ignore[union-attr]


def test_a_mission_belongs_to_the_company_of_who_posts_it_whatever_the_form_says(
    carla: Browser, rows: Session, world: World
) -> None:
    foreign = {
        "organisation_id": "999",
        "managed_by_id": "999",
        "state": "running",
        "price_cents": "1",
    }
    carla.post("/company/missions/new", {**BRIEF, **foreign})
    mission = rows.scalars(select(Mission).where(Mission.target == 12)).one()
    assert (mission.organisation_id, mission.price_cents) == (world.company.id, 5500)
    assert mission.state == "posted"


def test_a_plan_with_mistakes_is_kept_in_the_editor_and_not_as_a_version(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/missions/{world.mission.public_id}/plan"
    before = len(rows.scalars(select(PlanRow)).all())
    wrong = plan_of(world).replace("target: 25", "target: beaucoup").replace("metric:", "metrique:")
    answer = bob.post(path, {"text": wrong})
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    assert "beaucoup" in page.select_one("textarea").text  # type: ignore[union-attr]
    assert [row["id"] for row in page.select("#gutter b")] == ["line-14", "line-15"]
    assert len(problems(answer)) >= 2
    assert len(rows.scalars(select(PlanRow)).all()) == before


def test_a_right_plan_becomes_the_next_version_once(
    bob: Browser, rows: Session, world: World
) -> None:
    path = f"/missions/{world.mission.public_id}/plan"
    versions = select(PlanRow.version).where(PlanRow.mission_id == world.mission.id)
    newest = max(rows.scalars(versions).all(), default=0)
    changed = {"text": plan_of(world, ("target: 25", "target: 26"))}
    assert bob.post(path, changed).status_code == 303
    assert bob.post(path, changed).status_code == 303
    assert max(rows.scalars(versions).all()) == newest + 1


def test_the_panel_beside_the_editor_shows_the_funnel_with_its_origins(
    bob: Browser, world: World
) -> None:
    path = f"/missions/{world.mission.public_id}/plan/check"
    panel = read(bob.post(path, {"text": plan_of(world)}))
    assert "1,973" in words(panel) or "1 973" in words(panel)
    assert "hypothèse" in words(panel)
    assert panel.select_one("#gutter[hx-swap-oob]") is not None
