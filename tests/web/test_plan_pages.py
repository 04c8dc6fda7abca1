"""Bob builds a plan in six steps, starts it from the library and compares its versions."""

from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.plan import Plan, read_new_plan
from campaigns.plan.steps import FIELDS, Step
from campaigns.templates import TemplateKind
from telepro.db.what_for import Mission
from telepro.db.what_for import Plan as PlanRow
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import (
    bob,
    carla,
    imported,
    own_folder,
    plan_of,
    problems,
    read,
    tuesday_ten,
    words,
)
from tests.world import World

__all__ = ["bob", "carla", "own_folder", "pages", "rows", "tuesday_ten"]


def base(world: World) -> str:
    return f"/missions/{world.mission.public_id}/plan"


def versions(rows: Session, world: World) -> list[PlanRow]:
    asked = select(PlanRow).where(PlanRow.mission_id == world.mission.id).order_by(PlanRow.version)
    return list(rows.scalars(asked))


def form(bob: Browser, world: World, step: Step) -> dict[str, str]:
    """What a step's form would send as it is shown."""
    page = read(bob.get(f"{base(world)}/steps/{step}"))
    sent = {
        str(each["name"]): str(each.get("value", "")) for each in page.select("form.wide input")
    }
    for each in page.select("form.wide textarea"):
        sent[str(each["name"])] = each.text
    for each in page.select("form.wide select"):
        chosen = each.select_one("option[selected]")
        sent[str(each["name"])] = str(chosen["value"]) if chosen else ""
    return sent


def test_the_six_steps_show_every_field_with_its_value(bob: Browser, world: World) -> None:
    for step in Step:
        page = read(bob.get(f"{base(world)}/steps/{step}"))
        shown = {each["name"] for each in page.select("form.wide [name]")}
        assert {field.path for field in FIELDS[step]} <= shown, step
        assert page.select_one("[aria-current=step]") is not None
    assert form(bob, world, Step.OBJECTIVE)["objectives.target"] == "25"


def test_a_step_that_changes_nothing_keeps_no_version(
    bob: Browser, rows: Session, world: World
) -> None:
    before = len(versions(rows, world))
    answer = bob.post(f"{base(world)}/steps/objective", form(bob, world, Step.OBJECTIVE))
    assert (answer.status_code, answer.location) == (303, f"{base(world)}/steps/target")
    assert len(versions(rows, world)) == before


def test_what_a_step_changes_is_the_next_version_and_valid_yaml(
    bob: Browser, rows: Session, world: World
) -> None:
    sent = {**form(bob, world, Step.OBJECTIVE), "objectives.target": "31"}
    assert bob.post(f"{base(world)}/steps/objective", sent).status_code == 303
    newest = versions(rows, world)[-1]
    plan = read_new_plan(newest.text)
    assert isinstance(plan, Plan)
    assert plan.objectives.target == 31
    page = read(
        bob.get(f"{base(world)}/compare?before={newest.version - 1}&after={newest.version}")
    )
    assert "How many: 25 → 31" in words(page)


def test_every_mistake_is_at_its_field_and_nothing_is_kept(
    bob: Browser, rows: Session, world: World
) -> None:
    before = len(versions(rows, world))
    sent = {
        **form(bob, world, Step.OBJECTIVE),
        "objectives.target": "many",
        "objectives.end": "2026-02-30",
    }
    answer = bob.post(f"{base(world)}/steps/objective", sent)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    wrong = {each["id"] for each in page.select("[aria-invalid=true]")}
    assert wrong == {"objectives.target", "objectives.end"}
    assert len(problems(answer)) == 2
    assert [each["value"] for each in page.select("[name='objectives.target']")] == ["many"]
    assert len(versions(rows, world)) == before


def test_a_version_kept_meanwhile_is_not_written_over(
    bob: Browser, rows: Session, world: World
) -> None:
    mine = {**form(bob, world, Step.OBJECTIVE), "objectives.target": "31"}
    bob.post(base(world), {"text": plan_of(world, ("target: 25", "target: 29"))})
    answer = bob.post(f"{base(world)}/steps/objective", mine)
    assert answer.status_code == 422
    assert "kept meanwhile by somebody else" in answer.text
    assert "target: 29" in versions(rows, world)[-1].text


def test_the_panel_says_what_the_form_says_now(bob: Browser, world: World) -> None:
    sent = {**form(bob, world, Step.OBJECTIVE), "objectives.target": "2500"}
    panel = read(bob.post(f"{base(world)}/steps/objective/check", sent))
    assert "Not feasible" in words(panel)
    assert "to sharpen" in words(panel)
    wrong = read(
        bob.post(f"{base(world)}/steps/objective/check", {**sent, "objectives.target": "x"})
    )
    assert "How many" in words(wrong)


def test_the_target_is_counted_in_the_files_of_the_company(
    bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    sent = form(bob, world, Step.TARGET)
    panel = words(read(bob.post(f"{base(world)}/steps/target/check", sent)))
    assert "2 leads of 3 prospects looked at" in panel
    narrower = {
        **sent,
        "targets.segments": "- {name: Lycées, where: [{field: Type_etablissement, equals: Lycée}]}",
    }
    panel = words(read(bob.post(f"{base(world)}/steps/target/check", narrower)))
    assert "1 lead of 3 prospects looked at" in panel
    assert "In none of the segments 2" in panel
    assert "Who would be called" in words(read(bob.get(f"{base(world)}/steps/target?count=1")))


def test_smart_funnel_and_forecast_judge_the_same_leads(
    bob: Browser, rows: Session, world: World
) -> None:
    imported(bob, rows, world)
    place = f"{base(world)}/steps/{Step.OBJECTIVE}"
    page = read(bob.get(place))
    assert "once the leads of your files are counted" in words(page)
    assert "Is the objective SMART?" not in words(page)
    sent = form(bob, world, Step.OBJECTIVE)
    panel = words(read(bob.post(f"{place}/check", sent)))
    assert panel.count("the file holds 2") == 2 and "Feasible" not in panel
    assert "2 leads in the files" in words(read(bob.post(f"{place}/forecast", sent)))
    assert "the file holds 2" in words(read(bob.get(f"{place}?count=1")))


def test_the_kpi_step_says_which_figures_to_choose(bob: Browser, world: World) -> None:
    page = words(read(bob.get(f"{base(world)}/steps/kpis")))
    assert "A meeting booked is not a meeting held" in page


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


def test_a_step_foretells_how_the_plan_would_go_as_it_is_filled_in(
    bob: Browser, world: World
) -> None:
    place = f"{base(world)}/steps/{Step.OBJECTIVE}"
    page = read(bob.get(place))
    panel = page.select_one("#foreseen")
    assert panel is not None and panel["hx-post"] == f"{place}/forecast"
    filled = form(bob, world, Step.OBJECTIVE)
    easy = words(read(bob.post(f"{place}/forecast", {**filled, "objectives.target": "1"})))
    hard = read(bob.post(f"{place}/forecast", {**filled, "objectives.target": "4000"}))
    assert "eight chances in ten" in easy and "One change alone would do" not in easy
    assert "4,000 has a chance of 0" in words(hard) and "What it rests on" in words(hard)
    assert hard.select_one("svg polygon.band") is not None
    assert len(hard.select("details table tbody tr")) <= 8


def test_a_step_with_a_problem_foretells_nothing(bob: Browser, world: World) -> None:
    filled = {**form(bob, world, Step.OBJECTIVE), "objectives.target": "many"}
    said = bob.post(f"{base(world)}/steps/{Step.OBJECTIVE}/forecast", filled)
    assert "once the plan has no problem" in said.text
