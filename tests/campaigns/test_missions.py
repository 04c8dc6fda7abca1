from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.missions import Brief, BriefProblems, plan_from_brief, read_brief
from campaigns.plan import Plan, read_plan

TODAY = date(2026, 11, 23)
FORM = {
    "offer": "Ateliers scientifiques en classe",
    "audience_text": "Directions d'écoles, collèges et lycées",
    "result": "- Le décideur est présent\n- Une date est fixée",
    "target": "25",
    "deadline": "2027-02-05",
    "price": "60,00",
    "language": "fr",
}


def brief_of(**changes: str) -> Brief:
    found = read_brief(FORM | changes, TODAY, "fr")
    assert isinstance(found, Brief), found
    return found


def problems_of(**changes: str) -> list[str]:
    found = read_brief(FORM | changes, TODAY, "fr")
    assert isinstance(found, BriefProblems)
    return [problem.place for problem in found.problems]


def test_seven_fields_make_a_brief() -> None:
    assert brief_of() == Brief(
        "Ateliers scientifiques en classe",
        "Directions d'écoles, collèges et lycées",
        "- Le décideur est présent\n- Une date est fixée",
        25,
        date(2027, 2, 5),
        6000,
        "fr",
    )


def test_an_empty_form_has_seven_problems() -> None:
    found = read_brief({}, TODAY, "en")
    assert isinstance(found, BriefProblems)
    assert [problem.place for problem in found.problems] == list(FORM)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("target", "0"),
        ("target", "douze"),
        ("deadline", "2026-11-23"),
        ("deadline", "2026-02-30"),
        ("deadline", "2028-11-25"),
        ("price", "0"),
        ("price", "-5"),
        ("price", "55.001"),
        ("language", "de"),
        ("offer", "x" * 2001),
        ("result", "-\n-"),
        ("result", "critère\n" * 21),
        ("result", "x" * 201),
    ],
)
def test_a_field_that_makes_no_sense_is_named(field: str, value: str) -> None:
    assert problems_of(**{field: value}) == [field]


def test_problems_are_said_in_the_reader_s_language() -> None:
    found = read_brief(FORM | {"deadline": "2026-01-01"}, TODAY, "en")
    assert isinstance(found, BriefProblems)
    assert found.problems[0].fix == "Choose a later deadline."


@pytest.mark.parametrize("language", ["fr", "en"])
def test_a_brief_pre_fills_a_whole_valid_plan(language: str) -> None:
    plan = read_plan(plan_from_brief(brief_of(language=language), TODAY))
    assert isinstance(plan, Plan)
    assert plan.language == plan.script.language == language
    assert plan.objectives.accepted_when == ("Le décideur est présent", "Une date est fixée")
    assert (plan.objectives.target, plan.objectives.price_cents) == (25, 6000)
    assert (plan.objectives.start, plan.objectives.end) == (TODAY, date(2027, 2, 5))
    assert plan.targets.segments[0].name == FORM["audience_text"]
    assert len(plan.script.sections) == 5


def test_a_start_after_the_deadline_becomes_the_deadline() -> None:
    plan = read_plan(plan_from_brief(brief_of(), date(2027, 6, 1)))
    assert isinstance(plan, Plan)
    assert plan.objectives.start == plan.objectives.end


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=300))
def test_any_brief_that_is_accepted_gives_a_plan_that_is_read(
    offer: str, audience: str, result: str
) -> None:
    found = read_brief(
        FORM | {"offer": offer, "audience_text": audience, "result": result}, TODAY, "en"
    )
    if isinstance(found, Brief):
        assert isinstance(read_plan(plan_from_brief(found, TODAY)), Plan)


def test_the_longest_mission_still_makes_a_plan() -> None:
    brief = brief_of(deadline="2028-11-24")
    assert isinstance(read_plan(plan_from_brief(brief, TODAY)), Plan)
