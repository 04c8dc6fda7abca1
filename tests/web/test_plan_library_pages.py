"""Bob starts a plan from the library or from another mission's, and compares its versions."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.plan import Plan, read_new_plan
from campaigns.templates import TemplateKind
from telepro.db.what_for import Mission
from telepro.db.what_for import Plan as PlanRow
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import (
    bob,
    carla,
    own_folder,
    plan_of,
    read,
    tuesday_ten,
)
from tests.web.plan_forms import base, versions
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]


def test_a_plan_starts_from_each_template(bob: Browser, rows: Session, world: World) -> None:
    for kind in TemplateKind:
        answer = bob.post(f"{base(world)}/library", {"source": f"{kind}.en"})
        assert (answer.status_code, answer.location) == (303, f"{base(world)}/steps/objective")
        newest = read_new_plan(versions(rows, world)[-1].text)
        assert isinstance(newest, Plan)
        assert newest.language == "en"
        assert newest.objectives.start.weekday() == 0
        assert read(bob.get(answer.location))


def test_a_plan_of_another_mission_is_copied(bob: Browser, rows: Session, world: World) -> None:
    other = Mission(
        organisation_id=world.company.id,
        managed_by_id=world.agency.id,
        offer="Autre offre",
        audience_text="Mairies",
        result="Rendez-vous",
        target=3,
        deadline=world.mission.deadline,
        price_cents=100,
        language="fr",
        created_at=world.now,
    )
    rows.add(other)
    rows.flush()
    page = read(bob.get(f"/missions/{other.public_id}/plan/library"))
    source = str(page.select_one("#past ~ table button[name=source]")["value"])  # type: ignore[index]
    answer = bob.post(f"/missions/{other.public_id}/plan/library", {"source": source})
    assert answer.status_code == 303
    copied = rows.scalars(select(PlanRow).where(PlanRow.mission_id == other.id)).one()
    assert (copied.version, copied.text.splitlines()[0]) == (1, plan_of(world).splitlines()[0])


def test_what_there_is_not_is_not_found(bob: Browser, world: World) -> None:
    for source in ("party.fr", "appointment.de", "nothing", "../x.fr", ""):
        assert bob.post(f"{base(world)}/library", {"source": source}).status_code == 404
    assert bob.get(f"{base(world)}/steps/seventh").status_code == 404
    assert bob.get(f"{base(world)}/compare?before=1&after=99").status_code == 404


def test_charlie_and_carla_build_nothing_here(
    carla: Browser, pages: object, rows: Session, world: World
) -> None:
    from tests.web.office import browser_of

    charlie = browser_of(pages, rows, world.charlie)  # type: ignore[arg-type]
    for path in ("/library", "/steps/objective", "/compare?before=1&after=1"):
        assert charlie.get(base(world) + path).status_code == 404
        assert carla.get(base(world) + path).status_code == 403
