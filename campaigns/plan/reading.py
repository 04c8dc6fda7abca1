"""Reads a plan out of its text: every problem at once, each at its line."""

from dataclasses import dataclass
from enum import StrEnum

from campaigns.dispositions import RULES, Reason
from campaigns.dispositions.choices import ALWAYS_OFFERED, NEVER_OFFERED
from campaigns.law.rules import Sector
from campaigns.pipeline import Stage
from campaigns.plan.document import Plan, default_actions
from campaigns.plan.forms import Form, Notes, Reading
from campaigns.plan.kinds import CODE, LINE, YES_NO, choice, line
from campaigns.plan.parts import Assumptions, Currency, OwnDisposition, Preparation
from campaigns.plan.reading_actions import read_actions
from campaigns.plan.reading_calls import check_calls
from campaigns.plan.reading_kpis import read_kpis
from campaigns.plan.reading_objectives import read_objectives
from campaigns.plan.reading_preparing import (
    read_legal,
    read_need_score,
    read_offer,
    read_quiz,
)
from campaigns.plan.reading_scripts import note_repeats, note_unknown, read_script
from campaigns.plan.reading_targets import read_targets
from campaigns.plan.reading_trial import read_test_wave
from campaigns.plan.sense import SENSE
from campaigns.plan.sense_preparing import PREPARING
from campaigns.plan.source import parse
from campaigns.problems import Problem, Refused
from campaigns.prospect_file.countries import is_country
from campaigns.prospects import Audience
from campaigns.script import with_notices


class Language(StrEnum):
    """The languages in which a plan may be written and a prospect called."""

    FR = "fr"
    EN = "en"


# Left out: what a plan can't withdraw, because a person may object or hang up in any call.
_WITHDRAWABLE = choice(code for code in RULES if code not in ALWAYS_OFFERED | NEVER_OFFERED)
_RECORDABLE = choice(code for code in RULES if code not in NEVER_OFFERED)


@dataclass(frozen=True, slots=True)
class PlanProblems:
    """Everything that is wrong with a plan, from its first line to its last."""

    problems: tuple[Problem, ...]


def read_new_plan(text: str, language: str = "en") -> Plan | PlanProblems:
    """Read a plan that is being written: also what older plans may say is a problem, if it can't be meant."""
    return read_plan(text, language, Reading.NEW)


def read_plan(
    text: str, language: str = "en", reading: Reading = Reading.KEPT
) -> Plan | PlanProblems:
    """Read a plan written in YAML, or name every problem in it.

    `language` (`fr` or `en`) is that of the reader of the problems, not of the plan. At most 1 MB,
    50 levels and 20 000 values; anchors, aliases and tags are refused, no object is ever built.
    """
    try:
        tree = parse(text, language)
    except Refused as refused:
        return PlanProblems(refused.problems)
    notes = Notes(language, reading)
    plan = _plan(Form(tree, "", notes))
    problems = notes.problems()
    return PlanProblems(problems) if problems else plan


def _plan(form: Form) -> Plan:
    language = form.value("language", choice(Language))
    country = _country(form)
    audience = form.value("audience", choice(Audience))
    objectives, acting = read_objectives(form.form("objectives")), form.form("actions")
    actions = read_actions(acting, country, default_actions(audience))
    check_calls(acting, actions, country, audience, objectives.start)
    return Plan(
        name=form.value("name", LINE),
        language=language.value,
        country=country,
        currency=form.value("currency", choice(Currency)),
        audience=audience,
        sector=form.optional("sector", choice(Sector), Sector.OTHER),
        objectives=objectives,
        targets=read_targets(form.form("targets"), country),
        actions=actions,
        preparation=_preparation(
            form.form("preparation"), language, country, audience, objectives.assumptions
        ),
        kpis=read_kpis(form),
    )


def _country(form: Form) -> str:
    code = form.value("country", line(40))
    if code and not is_country(code):
        form.note("country", SENSE["country"], found=code)
    return code


def _preparation(
    form: Form, language: Language, country: str, audience: Audience, assumed: Assumptions
) -> Preparation:
    script = read_script(form.form("script"), language.value)
    questions = [question.key for question in script.questions]
    own = tuple(_own(each, questions) for each in form.forms("dispositions", most=30))
    note_repeats(form, "dispositions", [each.code for each in own])
    quiz, quiz_required = read_quiz(form), form.optional("quiz_required", YES_NO, False)
    if quiz_required and quiz is None:
        form.note_new("quiz_required", PREPARING["no_quiz"])
    return Preparation(
        offer=read_offer(form.form("offer")),
        script=with_notices(script, country, audience),
        dispositions=own,
        not_offered=form.values("not_offered", _WITHDRAWABLE, most=len(RULES)),
        checklist=form.values("checklist", LINE, most=40),
        quiz_required=quiz_required,
        stages=_stages(form),
        quiz=quiz,
        need_score=read_need_score(form, script.questions),
        legal=read_legal(form, country, audience),
        test_wave=read_test_wave(form, assumed),
    )


def _own(form: Form, questions: list[str]) -> OwnDisposition:
    required = form.values("required_answers", CODE, most=20)
    for key in required:
        note_unknown(form, "required_answers", key, questions)
    reasons = tuple(_reason(each) for each in form.forms("reasons", most=20))
    note_repeats(form, "reasons", [reason.code for reason in reasons])
    label = form.optional("label", line(40), None)
    return OwnDisposition(form.value("code", _RECORDABLE), label, reasons, required)


def _reason(form: Form) -> Reason:
    label = form.value("label", line(60))
    return Reason(form.value("code", CODE), {"fr": label, "en": label})


def _stages(form: Form) -> dict[Stage, str]:
    named = form.optional_form("stages")
    if named is None:
        return {}
    return {stage: named.value(stage, line(40)) for stage in Stage if named.has(stage)}
