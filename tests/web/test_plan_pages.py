"""Bob builds a plan in six steps, starts it from the library and compares its versions."""

from datetime import timedelta
from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.law.asking import Form
from campaigns.plan import Plan, read_new_plan
from campaigns.plan.steps import FIELDS, Step
from campaigns.templates import TemplateKind
from telepro import clock
from telepro.db import counters
from telepro.db.what_for import Mission
from telepro.db.what_for import Plan as PlanRow
from telepro.services import law
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


def form(bob: Browser, world: World, step: Step) -> dict[str, object]:
    """What a step's form would send as it is shown."""
    return sent_by(read(bob.get(f"{base(world)}/steps/{step}")))


def sent_by(page: BeautifulSoup) -> dict[str, object]:
    """What the form of a step sends, its ticked boxes under one name."""
    sent: dict[str, object] = {
        str(each["name"]): str(each.get("value", ""))
        for each in page.select("form.wide input:not([type=checkbox])")
    }
    for each in page.select("form.wide input[checked]"):
        ticked = sent.setdefault(str(each["name"]), [])
        assert isinstance(ticked, list)
        ticked.append(str(each["value"]))
    for each in page.select("form.wide textarea"):
        sent[str(each["name"])] = each.text.removeprefix("\n")
    for each in page.select("form.wide select"):
        chosen = each.select_one("option[selected]")
        value = str(chosen["value"]) if chosen else ""
        several = sent.get(str(each["name"]))
        if each.get("aria-label"):
            sent[str(each["name"])] = [*(several if isinstance(several, list) else []), value]
        else:
            sent[str(each["name"])] = value
    return sent


def test_the_six_steps_show_every_field_with_its_value(bob: Browser, world: World) -> None:
    for step in Step:
        page = read(bob.get(f"{base(world)}/steps/{step}"))
        shown = {each["name"] for each in page.select("form.wide [name]")}
        asked = {f"{field.path}.rows" if field.is_list else field.path for field in FIELDS[step]}
        assert asked <= shown, step
        assert page.select_one("[aria-current=step]") is not None
    assert form(bob, world, Step.OBJECTIVE)["objectives.target"] == "25"


def test_a_step_that_changes_nothing_keeps_no_version(
    bob: Browser, rows: Session, world: World
) -> None:
    bob.post(f"{base(world)}/library", {"source": "appointment.fr"})
    before = len(versions(rows, world))
    for step, following in pairwise(Step):
        answer = bob.post(f"{base(world)}/steps/{step}", form(bob, world, step))
        assert (answer.status_code, answer.location) == (303, f"{base(world)}/steps/{following}")
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


def test_a_row_is_added_without_a_script_and_keeps_what_was_typed(
    bob: Browser, rows: Session, world: World
) -> None:
    before = len(versions(rows, world))
    sent = {
        **form(bob, world, Step.TARGET),
        "targets.segments[1].name": "Half ty",
        "targets.segments[1].score": "many",
        "row": "add:targets.segments[1].where",
    }
    page = read(bob.post(f"{base(world)}/steps/target", sent))
    assert sent_by(page)["targets.segments[1].name"] == "Half ty"
    assert sent_by(page)["targets.segments[1].score"] == "many"
    (focused,) = page.select("[autofocus]")
    assert str(focused["name"]).startswith("targets.segments[1].where[")
    assert page.select_one("details[open]") is not None
    assert len(versions(rows, world)) == before
    emptied = {**sent_by(page), "row": "remove:targets.exclusions[1]"}
    assert sent_by(read(bob.post(f"{base(world)}/steps/target", emptied)))


def test_what_is_wrong_in_a_row_is_shown_there_with_all_that_was_typed(
    bob: Browser, world: World
) -> None:
    name = "preparation.script.sections[1].blocks[1].say"
    sent = {**form(bob, world, Step.PREPARATION), name: "Bonjour {intrelocuteur}"}
    answer = bob.post(f"{base(world)}/steps/preparation", sent)
    assert answer.status_code == 422
    page = BeautifulSoup(answer.text, "html.parser")
    wrong = page.select_one("[aria-invalid=true]")
    assert wrong is not None and (wrong["name"], wrong.text) == (name, "\nBonjour {intrelocuteur}")
    assert wrong.find_parent("details", open=True) is not None
    assert page.select_one(f".problems a[href='#{name}']") is not None
    assert "Sections of the script, 1, What it holds, in order, 1, To say" in words(page)
    assert {k: v for k, v in sent_by(page).items() if k != "csrf_token"} == {
        k: v for k, v in sent.items() if k != "csrf_token"
    }


def test_an_expert_writes_a_step_as_in_a_file(bob: Browser, rows: Session, world: World) -> None:
    page = read(bob.get(f"{base(world)}/steps/target?as=file"))
    sent = sent_by(page)
    assert str(sent["targets.segments"]).startswith("- name: ")
    sent["targets.segments"] = "- {name: Lycées, where: [{field: effectif, at_least: 20}]}"
    assert bob.post(f"{base(world)}/steps/target", sent).status_code == 303
    assert "at_least: '20'" in versions(rows, world)[-1].text
    broken = bob.post(
        f"{base(world)}/steps/target", {**sent, "targets.segments": "- {name: Lycées"}
    )
    assert broken.status_code == 422 and "- {name: Lycées" in broken.text


@pytest.mark.parametrize(
    "order", ["remove:targets.segments[99]", "explode:targets.segments[1]", ""]
)
def test_an_order_that_no_button_sends_is_not_found(bob: Browser, world: World, order: str) -> None:
    sent = {**form(bob, world, Step.TARGET), "row": order}
    assert bob.post(f"{base(world)}/steps/target", sent).status_code == 404


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
        **{name: each for name, each in sent.items() if "segments" not in name},
        "targets.segments[1].name": "Lycées",
        "targets.segments[1].where[1].field": "Type_etablissement",
        "targets.segments[1].where[1].comparison": "equals",
        "targets.segments[1].where[1].compared": "Lycée",
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
    counted = {**sent, "leads": "7"}
    assert "the file holds 7" in words(read(bob.post(f"{place}/check", counted)))
    target = {**form(bob, world, Step.TARGET), "leads": "7"}
    panel = words(read(bob.post(f"{base(world)}/steps/target/check", target)))
    assert "the file holds 2" in panel


def test_the_kpi_step_says_which_figures_to_choose(bob: Browser, world: World) -> None:
    page = words(read(bob.get(f"{base(world)}/steps/kpis")))
    assert "A meeting booked is not a meeting held. Usual: 70 % to 85 %" in page
    assert "= meetings held ÷ meetings booked whose moment has come" in page
    assert "Used by: the teleprospector, the manager, the company" in page


def test_beside_each_threshold_of_the_test_wave_stands_what_is_usual(
    bob: Browser, rows: Session, world: World
) -> None:
    bob.post(f"{base(world)}/library", {"source": "appointment.en"})
    place = f"{base(world)}/steps/preparation"
    page, field = read(bob.get(place)), "preparation.test_wave.least.contact_rate"
    hint = page.select_one(f"[id='{field}-hint']")
    assert hint is not None and "The plan assumes" in hint.text and "(Gong, Belkins" in hint.text
    answer = bob.post(place, {**sent_by(page), field: "90 %"})
    assert answer.status_code == 422
    assert "a threshold of 90 %, above the" in " ".join(problems(answer))
    kept = {**sent_by(page), field: "5 %"}
    assert bob.post(place, kept).status_code == 303
    assert "contact_rate: 5 %" in versions(rows, world)[-1].text


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


def test_beside_the_forecast_stands_where_each_rate_comes_from(
    bob: Browser, rows: Session, world: World
) -> None:
    place, filled = f"{base(world)}/steps/{Step.OBJECTIVE}", form(bob, world, Step.OBJECTIVE)
    before = words(read(bob.post(f"{place}/forecast", filled)))
    assert "the plan's assumption" in before and "your last campaign" not in before
    at, called = world.now - timedelta(days=30), {"attempts": 2000, "contacts": 500}
    world.campaign.launched_at = at
    counters.add(rows, world.campaign.id, world.alice.id, at, called)
    rows.commit()
    after = words(read(bob.post(f"{place}/forecast", filled)))
    assert "Contact rate" in after and "your last campaign: 25 % (500 of 2,000)" in after
    world.bob.language = "fr"
    rows.commit()
    french = words(read(bob.post(f"{place}/forecast", filled)))
    assert "votre dernière campagne : 25 % (500 sur 2 000)" in french


def test_what_the_company_has_closed_is_in_the_panel_beside_the_step(
    bob: Browser, rows: Session, world: World
) -> None:
    place, filled = f"{base(world)}/steps/{Step.OBJECTIVE}", form(bob, world, Step.OBJECTIVE)
    easy = {**filled, "objectives.target": "1"}
    assert "Not feasible" not in words(read(bob.post(f"{place}/check", easy)))
    closed = Form({"kind": "closed", "closed": "FR"})
    law.hold(world.company.id, closed, world.carla.id, "en", clock.now())
    panel = words(read(bob.post(f"{place}/check", easy)))
    assert panel.count("Not feasible: no calling day") == 2
    assert "Not feasible: no calling day" in words(read(bob.get(place)))
    assert "Not feasible: no calling day" in words(read(bob.get(base(world))))


def test_counters_and_last_results_are_offered_by_their_words(
    bob: Browser, rows: Session, world: World
) -> None:
    own = (
        "kpis:\n",
        "kpis:\n  - kpi: talk_a_meeting\n    label: Conversation par rendez-vous\n    above: [talk_s, hold_s]\n"
        "    below: [meetings_booked]\n    unit: seconds\n    target: 900\n",
    )
    assert bob.post(base(world), {"text": plan_of(world, own)}).status_code == 303
    page = read(bob.get(f"{base(world)}/steps/kpis"))
    selects = page.select("select[name='kpis[1].above']")
    assert [each["aria-label"] for each in selects] == [f"What is counted {n}" for n in (1, 2, 3)]
    chosen = [each.select_one("option[selected]") for each in selects]
    assert [each.text if each else "" for each in chosen] == ["talk", "hold", ""]
    headings = [each["label"] for each in selects[0].select("optgroup")]
    assert headings == [
        "Prospect file", "Calls", "Results", "Time, in seconds", "Money", "To take away",
    ]  # fmt: skip
    before = len(versions(rows, world))
    bob.post(f"{base(world)}/steps/kpis", sent_by(page))
    assert len(versions(rows, world)) == before
    bob.post(f"{base(world)}/library", {"source": "appointment.fr"})
    page = read(bob.get(f"{base(world)}/steps/target"))
    (ticked,) = page.select("[name='targets.exclusions[2].compared'][checked]")
    assert ticked["value"] == "duplicate" and "Duplicate" in words(ticked.parent)  # type: ignore[arg-type]
