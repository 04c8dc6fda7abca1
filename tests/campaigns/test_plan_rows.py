"""The lists of a plan are filled in as rows: what stands in them is in the plan, and what is wrong is at its field."""

from hypothesis import given
from hypothesis import strategies as st

from campaigns.plan import Plan, PlanProblems
from campaigns.plan.arranging import Act, Order, arrange, order_of
from campaigns.plan.comparing import compare
from campaigns.plan.editing import edited, shown
from campaigns.plan.fields import as_in_a_file
from campaigns.plan.lists import QUESTIONS, SECTIONS
from campaigns.plan.steps import Step
from campaigns.plan.typed import Typed, typed
from tests.campaigns.plan_forms import ACTIONS, PREPARATION, TARGET, after, full, wrong

ONE_SEGMENT = {
    "targets.segments[1].name": "Large",
    "targets.segments[1].score": "90",
    "targets.segments[1].where[1].field": "headcount",
    "targets.segments[1].where[1].comparison": "at_least",
    "targets.segments[1].where[1].compared": "250",
    "targets.segments[1].where[1].nomenclature": "",
}


def test_a_segment_is_filled_in_without_a_word_of_yaml() -> None:
    found = after(Step.TARGET, ONE_SEGMENT)
    assert isinstance(found, Plan)
    (segment,) = found.targets.segments
    assert (segment.name, segment.score, segment.rules[0].values) == ("Large", 90, ("250",))
    assert "Segments, Large: added" in " ".join(
        each.sentence("en") for each in compare(full(), found)
    )


def test_several_values_of_a_rule_stand_on_several_lines() -> None:
    rule = "targets.segments[1].where[1]"
    sent = {**ONE_SEGMENT, f"{rule}.comparison": "in", f"{rule}.compared": "250\r\n 500 \r\n"}
    found = after(Step.TARGET, sent)
    assert isinstance(found, Plan)
    assert found.targets.segments[0].rules[0].values == ("250", "500")


def test_a_rule_may_ask_that_a_field_is_empty() -> None:
    sent = {**ONE_SEGMENT, "targets.segments[1].where[1].comparison": "missing"}
    found = after(Step.TARGET, sent)
    assert isinstance(found, Plan)
    assert found.targets.segments[0].rules[0].operator == "missing"


def test_what_is_wrong_in_a_row_is_said_at_its_field() -> None:
    rule = "targets.segments[1].where[1]"
    assert wrong(Step.TARGET, {**ONE_SEGMENT, "targets.segments[1].score": "high"}) == [
        "targets.segments[1].score"
    ]
    assert wrong(Step.TARGET, {**ONE_SEGMENT, f"{rule}.compared": "many"}) == [f"{rule}.compared"]
    assert wrong(Step.TARGET, {**ONE_SEGMENT, f"{rule}.comparison": ""}) == [f"{rule}.comparison"]
    assert wrong(Step.TARGET, {"targets.segments.rows": ""}) == ["targets.segments"]
    hours = {"actions.hours[1].days": "mon-fri", "actions.hours[1].spans": "9h"}
    assert wrong(Step.ACTIONS, hours) == ["actions.hours[1].spans"]


def test_the_same_days_twice_are_said_at_the_second() -> None:
    row = {"days": "mon-fri", "spans": "09:00-12:00"}
    sent = {f"actions.hours[{n}].{key}": value for n in (1, 2) for key, value in row.items()}
    assert wrong(Step.ACTIONS, sent) == ["actions.hours[2].days"]


def test_hours_without_their_days_are_said_there() -> None:
    sent = {"actions.hours[1].days": "", "actions.hours[1].spans": "09:00-12:00"}
    found = after(Step.ACTIONS, sent)
    assert isinstance(found, PlanProblems)
    (problem,) = found.problems
    assert problem.place == "actions.hours[1].days"
    assert (problem.expected, problem.fix) == ("a choice of the list", "Add `Days`.")


def test_a_day_in_two_rows_is_named_in_words() -> None:
    sent = {
        "actions.hours[1].days": "mon-fri",
        "actions.hours[1].spans": "09:00-12:00",
        "actions.hours[2].days": "wed",
        "actions.hours[2].spans": "14:00-18:00",
    }
    found = after(Step.ACTIONS, sent)
    assert isinstance(found, PlanProblems)
    assert [each.found for each in found.problems] == ["hours of Wednesday for the second time"]


def test_a_blank_row_says_nothing() -> None:
    blank = {f"targets.segments[2].{key}": " " for key in ("name", "score")}
    found = after(Step.TARGET, {**ONE_SEGMENT, **blank})
    assert isinstance(found, Plan)
    assert len(found.targets.segments) == 1


def test_a_list_that_was_emptied_is_empty_and_one_not_sent_stays() -> None:
    found = after(Step.TARGET, {"targets.fit.rows": ""})
    assert isinstance(found, Plan)
    assert (found.targets.fit, found.targets.segments) == ((), full().targets.segments)


def test_a_new_question_gets_a_name_of_its_own() -> None:
    sent = {
        f"{QUESTIONS}[1].key": "decides",
        f"{QUESTIONS}[1].ask": "Do you decide?",
        f"{QUESTIONS}[2].ask": "Décidez-vous seul ?",
        f"{QUESTIONS}[3].ask": "Décidez-vous seul ?",
        f"{QUESTIONS}[4].ask": "1 or 2 sites?",
    }
    rows = typed(PREPARATION, sent)[QUESTIONS]
    assert [row["key"] for row in rows if isinstance(row, dict)] == [
        "decides", "decidez_vous_seul", "decidez_vous_seul_2", "n_1_or_2_sites",
    ]  # fmt: skip


def test_rows_of_several_kinds_keep_their_kind() -> None:
    rows = shown(full(), PREPARATION)[SECTIONS]
    assert isinstance(rows, list)
    blocks = rows[0]["blocks"]
    assert isinstance(blocks, list)
    assert [each["row_kind"] for each in blocks] == ["say", "legal", "ask"]


def test_a_list_may_be_given_as_the_piece_of_yaml_that_a_file_has() -> None:
    fields = [as_in_a_file(each) for each in TARGET]
    as_text = shown(full(), fields)
    assert str(as_text["targets.fit"]).startswith("- points: 20\n")
    assert edited(full(), TARGET, as_text, "en") == full()


def test_numbers_that_nobody_would_send_make_few_rows() -> None:
    sent = {f"targets.segments[{n}].where[999].field": "x" for n in (0, 7, 998)}
    rows = typed(TARGET, sent)["targets.segments"]
    assert len(rows) == 3


def test_a_row_is_added_moved_and_removed() -> None:
    values = shown(full(), ACTIONS)
    added = arrange(ACTIONS, values, Order(Act.ADD, "actions.cadence"))
    assert added is not None and added.goes_on == "actions.cadence[3].after"
    moved = arrange(ACTIONS, added.values, Order(Act.UP, "actions.cadence[2]"))
    assert moved is not None and moved.goes_on == "down:actions.cadence[1]"
    assert [str(each["wait"]) for each in rows_of(moved.values)] == ["1 day", "4 hours", ""]
    left = arrange(ACTIONS, moved.values, Order(Act.REMOVE, "actions.cadence[3]"))
    assert left is not None and left.goes_on == "remove:actions.cadence[2]"


def rows_of(values: dict[str, Typed]) -> list[dict[str, Typed]]:
    rows = values["actions.cadence"]
    assert isinstance(rows, list)
    return rows


def test_a_block_of_a_section_is_added_by_its_kind() -> None:
    order = order_of(f"add:{SECTIONS}[1].blocks:ask")
    assert order == Order(Act.ADD, f"{SECTIONS}[1].blocks", "ask")
    found = arrange(PREPARATION, shown(full(), PREPARATION), order)
    assert found is not None and found.goes_on == f"{SECTIONS}[1].blocks[4].ask"


def test_an_order_that_no_button_sends_changes_nothing() -> None:
    values = shown(full(), ACTIONS)
    assert order_of("explode:actions.cadence[1]") is None and order_of("up:") is None
    for place in (
        "actions.cadence[9]",
        "actions.cadence[1].wait[1]",
        "name[1]",
        "actions.cadence[0]",
        "targets.fit[1]",
    ):
        assert arrange(ACTIONS, values, Order(Act.REMOVE, place)) is None


PLACES = st.sampled_from(
    [f"{SECTIONS}[{n}]" for n in (1, 2)]
    + [f"{SECTIONS}[{n}].blocks[{m}]" for n in (1, 2) for m in (1, 2)]
)


@given(st.lists(st.tuples(st.sampled_from([Act.UP, Act.DOWN]), PLACES), max_size=12))
def test_no_order_of_moves_loses_a_word(moves: list[tuple[Act, str]]) -> None:
    values = shown(full(), PREPARATION)
    before = words_in(values[SECTIONS])
    for act, place in moves:
        found = arrange(PREPARATION, values, Order(act, place))
        values = found.values if found else values
    assert words_in(values[SECTIONS]) == before


def words_in(value: Typed) -> list[str]:
    if isinstance(value, str):
        return [value]
    return sorted(word for row in value for each in row.values() for word in words_in(each))


def test_what_is_ticked_may_all_be_unticked() -> None:
    ticked = after(Step.PREPARATION, {"preparation.not_offered": "sale\nquote"})
    assert isinstance(ticked, Plan)
    assert ticked.preparation.not_offered == ("sale", "quote")
    none = typed(PREPARATION, {"preparation.not_offered.rows": ""})
    assert none == {"preparation.not_offered": ""}


def test_a_table_that_is_wrong_as_a_whole_is_said_at_its_first_field() -> None:
    kept_long = {"actions.recording.purpose": "quality", "actions.recording.keep_days": "3000"}
    assert wrong(Step.ACTIONS, kept_long) == ["actions.recording.purpose"]


def test_a_figure_of_ones_own_is_composed_of_counters_that_are_chosen_one_after_the_other() -> None:
    sent = {
        "kpis[1].row_kind": "above",
        "kpis[1].label": "Production hours for a meeting",
        "kpis[1].above": "logged_s\n-break_s\n",
        "kpis[1].below": "meetings_booked\n",
        "kpis[1].unit": "seconds",
        "kpis[1].better": "lower",
        "kpis[1].target": "36000",
    }
    plan = after(Step.KPIS, sent)
    assert isinstance(plan, Plan)
    (kpi,) = plan.kpis
    assert kpi.own is not None
    assert (kpi.own.above, kpi.own.below) == (("logged_s", "-break_s"), ("meetings_booked",))
    assert kpi.own.definition == {
        "fr": "(connexion − pauses) ÷ rendez-vous pris",
        "en": "(time signed in − breaks) ÷ meetings booked",
    }
