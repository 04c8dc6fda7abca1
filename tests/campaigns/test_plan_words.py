"""What a plan's forms say, they say in the words of the page, in both languages."""

from campaigns.kpi.counter_words import COUNTER_GROUPS, COUNTER_LABELS, SIGNED
from campaigns.plan import Plan, PlanProblems
from campaigns.plan.choice_words import CHOICES, FILE_HINTS, HINTS
from campaigns.plan.fields import Shape, StepField
from campaigns.plan.labels import LABELS
from campaigns.plan.lists import OPTIONAL_COLUMNS
from campaigns.plan.row_choices import COLUMN_CHOICES
from campaigns.plan.row_hints import COLUMN_HINTS
from campaigns.plan.row_labels import COLUMN_LABELS, ROW_NAMES
from campaigns.plan.steps import FIELDS, Step
from campaigns.plan.writing_values import duration_in, figure_in
from tests.campaigns.plan_forms import after


def columns(asked: StepField, path: str) -> list[tuple[str, StepField]]:
    """Every column of a list and of the lists in it, with its path."""
    kinds = asked.kinds.values() if asked.kinds else (asked.columns,)
    direct = [(f"{path}.{each.path}", each) for kind in kinds for each in kind]
    return direct + [one for at, each in direct if each.is_list for one in columns(each, at)]


def test_every_list_column_and_choice_has_its_words_in_both_languages() -> None:
    labels, choices = {**LABELS, **COLUMN_LABELS}, {**CHOICES, **COLUMN_CHOICES}
    lists = [each for step in Step for each in FIELDS[step] if each.is_list]
    assert not [each.path for each in lists if each.path not in HINTS]
    known = [one for each in lists for one in columns(each, each.path)]
    assert not [path for path, each in known if each.shape is not Shape.NAME and path not in labels]
    codes = [
        (path, code) for path, each in known for code in each.choices if "nomenclature" not in path
    ]
    assert not [(path, code) for path, code in codes if code not in choices[path]]
    asked = [each for step in Step for each in FIELDS[step] if each.path != "currency"]
    assert not [each.path for each in asked if set(each.choices) - set(choices.get(each.path, {}))]
    every_list = [(each.path, each) for each in lists] + [one for one in known if one[1].is_list]
    rows = [
        name
        for path, each in every_list
        for name in ([f"{path}.{kind}" for kind in each.kinds] or [path])
    ]
    assert not [name for name in rows if name not in ROW_NAMES]
    assert {*COLUMN_HINTS, *OPTIONAL_COLUMNS} <= {path for path, _each in known}
    assert set(FILE_HINTS) <= {each.path for each in lists}
    for words in (*COLUMN_LABELS.values(), *COLUMN_HINTS.values(), *ROW_NAMES.values()):
        assert words["fr"] and words["en"]


def test_figures_have_the_decimal_sign_of_the_page() -> None:
    assert [figure_in("fr", each) for each in ("110.00", "12.5 %", "20")] == [
        "110,00",
        "12,5 %",
        "20",
    ]
    assert figure_in("en", "110.00") == "110.00"


def test_a_duration_is_said_in_the_language_of_the_page() -> None:
    assert [duration_in("fr", each) for each in ("1 day", "4 hours", "15 minutes")] == [
        "1 jour",
        "4 heures",
        "15 minutes",
    ]
    assert duration_in("fr", "90 min") == "90 min"
    assert duration_in("en", "4 hours") == "4 hours"


def test_what_came_of_the_last_call_is_compared_by_its_words_or_its_code() -> None:
    sent = {
        "targets.exclusions[1].reason": "Called in vain",
        "targets.exclusions[1].field": "Dernier résultat",
        "targets.exclusions[1].comparison": "in",
        "targets.exclusions[1].compared": "Répondeur\nbusy\nNo answer",
        "targets.exclusions[1].nomenclature": "",
    }
    plan = after(Step.TARGET, sent)
    assert isinstance(plan, Plan)
    assert plan.targets.exclusions[0].rule.values == ("machine", "busy", "no_answer")
    mistyped = {**sent, "targets.exclusions[1].compared": "No anser"}
    found = after(Step.TARGET, mistyped)
    assert isinstance(found, PlanProblems)
    (problem,) = found.problems
    assert (problem.place, problem.found) == ("targets.exclusions[1].compared", "`No anser`")


def test_every_counter_stands_under_one_heading_in_both_languages() -> None:
    listed = [code for _heading, codes in COUNTER_GROUPS for code in codes]
    assert sorted(listed) == sorted(SIGNED) == sorted(COUNTER_LABELS)
    for words in (*COUNTER_LABELS.values(), *(heading for heading, _codes in COUNTER_GROUPS)):
        assert words["fr"] and words["en"]
    assert COUNTER_LABELS["-break_s"] == {"fr": "moins pauses", "en": "less breaks"}
