"""A plan is built in six steps over the same YAML: what a form gives is in the plan, and what is wrong is at its field."""

import pytest

from campaigns.plan import Plan, PlanProblems, read_new_plan
from campaigns.plan.comparing import compare
from campaigns.plan.editing import edited, shown
from campaigns.plan.fields import Shape
from campaigns.plan.labels import LABELS
from campaigns.plan.steps import FIELDS, STEP_LABELS, STEP_QUESTIONS, Step
from campaigns.templates import TemplateKind
from telepro.files.plan_templates import text_of
from tests.campaigns.full_plan import full_text


def full() -> Plan:
    found = read_new_plan(full_text())
    assert isinstance(found, Plan)
    return found


def template(kind: TemplateKind, language: str) -> Plan:
    found = read_new_plan(text_of(kind, language))
    assert isinstance(found, Plan)
    return found


def after(step: Step, **given: str) -> Plan | PlanProblems:
    values = {path.replace("__", "."): value for path, value in given.items()}
    return edited(full(), FIELDS[step], values, "en")


def said(found: Plan | PlanProblems) -> list[str]:
    assert isinstance(found, Plan), found
    return [change.sentence("en") for change in compare(full(), found)]


@pytest.mark.parametrize("step", Step)
def test_what_a_step_shows_is_what_it_takes(step: Step) -> None:
    plan = full()
    assert edited(plan, FIELDS[step], shown(plan, FIELDS[step]), "en") == plan


@pytest.mark.parametrize("kind", TemplateKind)
@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_step_changes_a_template_by_itself(kind: TemplateKind, language: str) -> None:
    plan = template(kind, language)
    for step in Step:
        plan_again = edited(plan, FIELDS[step], shown(plan, FIELDS[step]), "fr")
        assert plan_again == plan, step


def test_a_number_that_is_typed_is_in_the_plan() -> None:
    assert said(after(Step.OBJECTIVE, objectives__target="35")) == ["How many: 20 → 35"]


def test_one_item_to_a_line() -> None:
    found = after(
        Step.OBJECTIVE, objectives__accepted_when="The person decides\r\n\r\nA date is fixed\r\n"
    )
    assert isinstance(found, Plan)
    assert found.objectives.accepted_when == ("The person decides", "A date is fixed")


def test_a_block_takes_the_yaml_of_a_file() -> None:
    found = after(
        Step.TARGET,
        targets__segments="- {name: Big, score: 90, where: [{field: headcount, at_least: 250}]}",
    )
    assert isinstance(found, Plan)
    assert [segment.name for segment in found.targets.segments] == ["Big"]


def test_an_empty_field_takes_its_key_away_and_the_table_it_empties() -> None:
    found = after(Step.PREPARATION, preparation__legal__basis="", preparation__legal__because="")
    assert isinstance(found, Plan)
    assert found.preparation.legal is None


@pytest.mark.parametrize(
    ("path", "written", "found"),
    [
        ("objectives.target", "many", "`many`"),
        ("objectives.end", "2026-02-30", "`2026-02-30`"),
        ("objectives.accepted_when", "", "0 item(s)"),
        ("targets.segments", "- {name: A, score: high}", "[1].score: `high`"),
        ("targets.segments", "- {name: A", "`- {name: A`"),
        ("targets.segments", "- &a {name: A}", "`&a`"),
        ("targets.segments", "- !!python/name:os.system x", "`tag:yaml.org,2002:python/name:os.system`"),
        ("actions.cadence", "- {after: busy}", "[1].wait: nothing"),
        ("preparation.checklist", "x" * 201, "[1]: `" + "x" * 60 + "`"),
        ("kpis", "- {kpi: smiles, target: 1}", "[1].kpi: `smiles`"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_field(path: str, written: str, found: str) -> None:
    step = next(step for step in Step if path in {each.path for each in FIELDS[step]})
    problems = edited(full(), FIELDS[step], {path: written}, "en")
    assert isinstance(problems, PlanProblems)
    assert [(each.place, each.found) for each in problems.problems] == [(path, found)]


def test_a_field_of_another_step_is_not_taken() -> None:
    assert said(edited(full(), FIELDS[Step.TARGET], {"objectives.target": "99"}, "en")) == []


def test_every_step_and_field_has_words_in_both_languages() -> None:
    for words in (*STEP_LABELS.values(), *STEP_QUESTIONS.values()):
        assert words["fr"] and words["en"]
    fields = [field for step in Step for field in FIELDS[step]]
    assert not [field.path for field in fields if field.path not in LABELS]
    assert all(field.choices for field in fields if field.shape is Shape.CHOICE)
