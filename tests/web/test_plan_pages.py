"""Bob builds a plan in six steps, starts it from the library and compares its versions."""

from itertools import pairwise

import pytest
from bs4 import BeautifulSoup
from sqlalchemy.orm import Session

from campaigns.plan import Plan, read_new_plan
from campaigns.plan.steps import FIELDS, Step
from tests.web.office import Browser, pages, rows
from tests.web.office_at_work import (
    bob,
    own_folder,
    plan_of,
    problems,
    read,
    tuesday_ten,
    words,
)
from tests.web.plan_forms import base, form, sent_by, versions
from tests.world import World

__all__ = ["bob", "own_folder", "pages", "rows", "tuesday_ten"]


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
