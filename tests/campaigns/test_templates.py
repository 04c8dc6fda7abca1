"""The templates: whole plans of five kinds in two languages, that stand every test a plan of ours stands."""

import re
from datetime import date
from itertools import product

import pytest

from campaigns.funnel import reverse_funnel
from campaigns.plan import Plan, read_new_plan, write_plan
from campaigns.script import LegalNotice, ObjectionRef, Say, render, render_objections
from campaigns.smart import Verdict, smart
from campaigns.templates import (
    TEMPLATE_LABELS,
    TEMPLATE_USES,
    TemplateKind,
    next_monday,
    redated,
)
from telepro.files.plan_templates import FOLDER, text_of

ALL = list(product(TemplateKind, ("fr", "en")))
EACH = pytest.mark.parametrize(("kind", "language"), ALL, ids=lambda each: str(each))


def template(kind: TemplateKind, language: str) -> Plan:
    plan = read_new_plan(text_of(kind, language), language)
    assert isinstance(plan, Plan), plan
    return plan


def test_every_kind_ships_in_both_languages() -> None:
    names = {f"{kind}.{language}.yaml" for kind, language in ALL}
    assert {path.name for path in FOLDER.glob("*.yaml")} == names
    for words in (*TEMPLATE_LABELS.values(), *TEMPLATE_USES.values()):
        assert words["fr"] and words["en"]


@EACH
def test_a_template_is_smart(kind: TemplateKind, language: str) -> None:
    findings = smart(template(kind, language), callable_prospects=2500)
    assert [each.words[language] for each in findings if each.verdict is not Verdict.MET] == []


@EACH
def test_a_template_prepares_everything(kind: TemplateKind, language: str) -> None:
    preparation = template(kind, language).preparation
    assert preparation.quiz_required and preparation.quiz
    assert preparation.quiz.needed == 3
    assert preparation.need_score and preparation.legal and preparation.test_wave
    assert len(preparation.checklist) >= 6
    assert preparation.offer.limits and preparation.offer.version
    assert all(point.motives and point.profiles for point in preparation.offer.points)
    assert template(kind, language).targets.fit and template(kind, language).actions.channels


@EACH
def test_every_objection_has_its_moment_and_every_line_its_title(
    kind: TemplateKind, language: str
) -> None:
    script = template(kind, language).script
    blocks = list(script.blocks())
    assert {each.objection for each in blocks if isinstance(each, ObjectionRef)} == {
        card.key for card in script.objections
    }
    assert all(block.title for block in blocks if isinstance(block, Say))
    assert any(isinstance(block, LegalNotice) for block in script.sections[0].blocks)
    assert script.language == language


@EACH
def test_it_reads_well_for_a_prospect_of_whom_nothing_is_known(
    kind: TemplateKind, language: str
) -> None:
    script = template(kind, language).script
    said = " ".join(
        piece.text for section in render(script, {}) for piece in section.pieces if piece.text
    )
    said += " ".join(card.answer + card.dig for card in render_objections(script, {}))
    assert not re.search(r"[{}]|  | ,|\.\.", said)


@EACH
def test_the_conversation_lasts_less_than_four_minutes_of_reading(
    kind: TemplateKind, language: str
) -> None:
    seconds = sum(each.reading_seconds for each in render(template(kind, language).script, {}))
    assert 60 <= seconds <= 240


@pytest.mark.parametrize("kind", TemplateKind)
def test_both_languages_plan_the_same(kind: TemplateKind) -> None:
    fr, en = template(kind, "fr"), template(kind, "en")
    assert fr.objectives.target == en.objectives.target
    assert fr.actions.cadence == en.actions.cadence
    for mine, other in (
        (fr.script.sections, en.script.sections),
        (fr.script.questions, en.script.questions),
        (fr.script.objections, en.script.objections),
        (fr.targets.segments, en.targets.segments),
        (fr.preparation.offer.points, en.preparation.offer.points),
        (fr.kpis, en.kpis),
    ):
        assert len(mine) == len(other)
    assert reverse_funnel(fr).is_feasible is reverse_funnel(en).is_feasible


@EACH
def test_a_template_survives_writing(kind: TemplateKind, language: str) -> None:
    plan = template(kind, language)
    assert read_new_plan(write_plan(plan)) == plan


@EACH
def test_it_is_begun_on_another_day_and_lasts_as_long(kind: TemplateKind, language: str) -> None:
    before = template(kind, language).objectives
    moved = redated(text_of(kind, language), date(2028, 3, 6))
    plan = read_new_plan(moved)
    assert isinstance(plan, Plan)
    assert plan.objectives.start == date(2028, 3, 6)
    assert plan.objectives.end - plan.objectives.start == before.end - before.start
    assert "\n# 2. " in moved


def test_a_plan_begins_on_the_monday_after_a_whole_week() -> None:
    assert next_monday(date(2026, 11, 22)) == date(2026, 11, 30)
    assert next_monday(date(2026, 11, 23)) == date(2026, 12, 7)
    assert next_monday(date(2026, 11, 27)) == date(2026, 12, 7)
