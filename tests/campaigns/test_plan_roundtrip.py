"""Whatever a plan says, writing it and reading it again changes nothing."""

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.cadence import CadenceStep, Slot
from campaigns.dispositions import Disposition
from campaigns.plan import Plan, digest, read_plan, write_plan
from campaigns.plan.kinds import LINE, PARAGRAPH
from campaigns.plan.parts import Exclusion, Operator, Rule, Segment, Targets
from campaigns.script import Question, Route, Say
from campaigns.windows import Hours, Span
from tests.campaigns.plans import plan_of

ANY_TEXT = st.text(st.characters(), min_size=1, max_size=120).map(str.strip)
LINES = ANY_TEXT.filter(lambda text: LINE.read(text) == text)
PARAGRAPHS = ANY_TEXT.filter(lambda text: PARAGRAPH.read(text) == text and "{" not in text)
TRICKY = st.sampled_from(
    ["null", "~", "no", "01000", "1e3", "a: b", "# x", "- a", "{x", "[", "'", '"', "|", "%", "@", "é",
     "a #b", "2026-11-30", "12:30", "=", "<<", "*a", "&a", "!t", "?", "x" * 199, "mot " * 40 + "fin"]
)  # fmt: skip
NAMES = LINES | TRICKY
SHARES = st.integers(1, 1_000_000).map(lambda n: Fraction(n, 1_000_000))
RULES = st.one_of(
    st.builds(Rule, NAMES, st.sampled_from([Operator.MISSING, Operator.PRESENT])),
    st.builds(Rule, NAMES, st.just(Operator.EQUALS), st.tuples(NAMES)),
    st.builds(
        Rule,
        NAMES,
        st.sampled_from([Operator.IN, Operator.STARTS_WITH]),
        st.lists(NAMES, min_size=1, max_size=4).map(tuple),
    ),
)
SPANS = st.lists(st.integers(0, 1440), min_size=2, max_size=4, unique=True).map(
    lambda minutes: tuple(
        Span(opens, closes)
        for opens, closes in zip(sorted(minutes)[::2], sorted(minutes)[1::2], strict=False)
    )
)
STEPS = st.builds(
    CadenceStep,
    st.sampled_from([Disposition.BUSY, Disposition.NO_ANSWER, Disposition.CALLBACK]),
    st.integers(1, 300).map(lambda days: timedelta(days=days)),
    st.none() | st.integers(1, 50),
    st.sampled_from(Slot),
    st.none() | st.integers(1, 20),
)


def again(plan: Plan) -> Plan:
    found = read_plan(write_plan(plan))
    assert isinstance(found, Plan), found
    return found


@settings(deadline=None, max_examples=60)
@given(
    NAMES,
    st.lists(NAMES, min_size=1, max_size=3),
    st.integers(0, 10**9),
    st.dates(date(2026, 11, 30), date(2028, 11, 1)),
)
def test_objectives_survive(name: str, criteria: list[str], cents: int, end: date) -> None:
    plan = plan_of()
    objectives = replace(plan.objectives, accepted_when=tuple(criteria), price_cents=cents, end=end)
    changed = replace(plan, name=name, objectives=objectives)
    assert again(changed) == changed


@settings(deadline=None, max_examples=60)
@given(st.lists(RULES, max_size=3), st.lists(st.builds(Exclusion, NAMES, RULES), max_size=2), NAMES)
def test_targets_survive(rules: list[Rule], exclusions: list[Exclusion], name: str) -> None:
    plan = plan_of()
    targets = Targets((Segment(name, 7, tuple(rules)),), tuple(exclusions))
    changed = replace(plan, targets=targets)
    assert again(changed) == changed


@settings(deadline=None, max_examples=60)
@given(
    st.lists(SPANS, min_size=6, max_size=6),
    st.lists(STEPS, min_size=1, max_size=4),
    st.integers(1, 366 * 24 * 60),
    SHARES,
)
def test_actions_survive(
    days: list[tuple[Span, ...]], steps: list[CadenceStep], minutes: int, rate: Fraction
) -> None:
    plan = plan_of()
    actions = replace(
        plan.actions,
        hours=Hours((*days, ())),
        cadence=tuple(steps),
        minimum_gap=timedelta(minutes=minutes),
    )
    stated = replace(plan.objectives.assumptions.contact_rate, value=rate)
    assumptions = replace(plan.objectives.assumptions, contact_rate=stated)
    objectives = replace(plan.objectives, assumptions=assumptions)
    changed = replace(plan, actions=actions, objectives=objectives)
    assert again(changed) == changed
    assert digest(again(changed)) == digest(changed)


@settings(deadline=None, max_examples=60)
@given(PARAGRAPHS | TRICKY.filter(lambda text: "{" not in text), NAMES)
def test_scripts_survive(said: str, title: str) -> None:
    plan = plan_of()
    first, *others = plan.script.sections
    section = replace(first, title=title, blocks=(*first.blocks, Say(said, title)))
    script = replace(plan.script, sections=(section, *others))
    changed = replace(plan, preparation=replace(plan.preparation, script=script))
    assert again(changed) == changed


def test_yes_and_no_survive_as_answers() -> None:
    block = '          - {branch: decides, routes: {"yes": offer, "no": opening}}\n'
    plan = plan_of(("          - end: meeting\n", block + "          - end: meeting\n"))
    branch = plan.script.sections[1].blocks[1]
    assert getattr(branch, "routes", None) == (Route("yes", "offer"), Route("no", "opening"))
    assert again(plan) == plan
    assert plan.script.question("decides") == Question(
        "decides", "Do you decide?", plan.script.questions[0].kind
    )
