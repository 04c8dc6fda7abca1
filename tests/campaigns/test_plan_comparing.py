"""What changed between two plans, in words that a manager can read to the company."""

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.plan import Plan, read_new_plan
from campaigns.plan.comparing import ChangeKind, compare
from campaigns.plan.labels import LABELS
from tests.campaigns.full_plan import full_text
from tests.campaigns.plans import plan_of


def full(*changes: tuple[str, str]) -> Plan:
    found = read_new_plan(full_text(*changes))
    assert isinstance(found, Plan), found
    return found


def said(*changes: tuple[str, str], language: str = "en") -> list[str]:
    return [change.sentence(language) for change in compare(full(), full(*changes))]


def test_the_same_plan_has_no_change() -> None:
    assert compare(full(), full()) == ()


def test_comments_spaces_and_the_order_of_keys_are_no_change() -> None:
    moved = ("audience: B2B\n", "audience:    B2B # business\n")
    assert said(moved) == []


def test_a_number_is_said_before_and_after() -> None:
    assert said(("target: 20", "target: 25")) == ["How many: 20 → 25"]
    assert said(("target: 20", "target: 25"), language="fr") == ["Nombre visé : 20 → 25"]


def test_a_segment_is_known_by_its_name() -> None:
    changes = said(("name: Everybody\n", "name: Everybody\n      score: 80\n"))
    assert changes == ["Segments, Everybody, Score: 50 → 80"]


def test_a_segment_that_comes_and_one_that_goes() -> None:
    gone, come = said(("name: Everybody", "name: Workshops"))
    assert gone.startswith(
        "Segments, Everybody: removed, Name of the segment Everybody, Score 50, Who"
    )
    assert come.startswith(
        "Segments, Workshops: added, Name of the segment Workshops, Score 50, Who"
    )
    assert gone.endswith("…")


def test_a_wait_is_known_by_its_outcome_and_attempt() -> None:
    assert said(("wait: 4 hours", "wait: 2 hours")) == [
        "Cadence, No answer 1, Call again after: 4 hours → 2 hours"
    ]


def test_codes_days_and_waits_are_said_in_french() -> None:
    changes = (("wait: 4 hours", "wait: 1 day"), ("end: 2026-12-18", "end: 2027-03-12"))
    assert said(*changes, language="fr") == [
        "Dernier jour d’appel : 18 déc. 2026 → 12 mars 2027",
        "Cadence de relance, Ne répond pas 1, Rappeler au bout de : 4 heures → 1 jour",
    ]


def test_a_criterion_that_is_added() -> None:
    criterion = "    - The person decides\n"
    assert said((criterion, criterion + "    - A date is fixed\n")) == [
        "Accepted when, A date is fixed: added, A date is fixed"
    ]


def test_an_objection_card_is_known_by_its_key() -> None:
    assert said(("label: Too dear", "label: Too expensive")) == [
        "Objection cards, price, What the prospect says: Too dear → Too expensive"
    ]


def test_a_figure_is_known_by_its_name() -> None:
    assert said(("target: 15 %, alarm: 10 %", "target: 18 %, alarm: 10 %")) == [
        "KPIs, Contact rate, Target: 15 % → 18 %"
    ]


def test_another_order_is_said_as_such() -> None:
    changes = compare(full(), full(("[One contact in ten calls, No complaint]", "[No complaint, One contact in ten calls]")))  # fmt: skip
    assert [change.kind for change in changes] == [ChangeKind.MOVED]
    assert changes[0].sentence("en") == "Go on if: in another order"


def test_a_part_that_is_dropped_is_one_change() -> None:
    changes = compare(full(), plan_of())
    assert any(change.place == "preparation.need_score" for change in changes)
    assert all(change.sentence("fr") and change.sentence("en") for change in changes)


def test_going_back_undoes_each_change() -> None:
    there, back = compare(full(), plan_of()), compare(plan_of(), full())
    kinds = {ChangeKind.ADDED: ChangeKind.REMOVED, ChangeKind.REMOVED: ChangeKind.ADDED}
    assert {(c.place, c.kind) for c in there} == {
        (c.place, kinds.get(c.kind, c.kind)) for c in back
    }


@settings(deadline=None, max_examples=50)
@given(st.integers(1, 999), st.integers(0, 100))
def test_two_changes_are_two_sentences(target: int, score: int) -> None:
    changes = said(
        ("target: 20", f"target: {target}"), ("name: Everybody\n", f"name: Everybody\n      score: {score}\n")
    )  # fmt: skip
    assert len(changes) == (target != 20) + (score != 50)


def test_every_label_exists_in_both_languages() -> None:
    assert all(words["fr"] and words["en"] for words in LABELS.values())
