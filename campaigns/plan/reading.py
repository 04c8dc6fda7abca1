"""Reads a plan out of its text: every problem at once, each at its line."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.countries import is_country
from campaigns.dispositions import RULES, Reason
from campaigns.dispositions.choices import ALWAYS_OFFERED, NEVER_OFFERED
from campaigns.kpi import CATALOGUE, Better, Unit, kpi_named
from campaigns.law.rules import Sector
from campaigns.pipeline import Stage
from campaigns.plan.document import Plan, default_actions
from campaigns.plan.forms import Form, Notes
from campaigns.plan.kinds import (
    AMOUNT,
    CODE,
    LINE,
    PARAGRAPH,
    PERCENTAGE,
    YES_NO,
    Kind,
    choice,
    decimal,
    line,
)
from campaigns.plan.parts import (
    Currency,
    KpiTarget,
    Offer,
    OfferPoint,
    OwnDisposition,
    Preparation,
)
from campaigns.plan.reading_actions import read_actions
from campaigns.plan.reading_calls import check_calls
from campaigns.plan.reading_objectives import read_objectives, read_targets
from campaigns.plan.reading_scripts import note_repeats, note_unknown, read_script
from campaigns.plan.sense import SENSE
from campaigns.plan.source import parse
from campaigns.problems import Problem, Refused
from campaigns.prospects import Audience
from campaigns.script import with_notices


class Language(StrEnum):
    """The languages in which a plan may be written and a prospect called."""

    FR = "fr"
    EN = "en"


# Left out: what a plan can't withdraw, because a person may object or hang up in any call.
_WITHDRAWABLE = choice(code for code in RULES if code not in ALWAYS_OFFERED | NEVER_OFFERED)
_RECORDABLE = choice(code for code in RULES if code not in NEVER_OFFERED)
_COUNT = decimal(0, 100_000)
_KPI_KEY = Kind(
    lambda written: written.strip() if kpi_named(written.strip()) else None,
    "",
    dict.fromkeys(("fr", "en"), ", ".join(kpi.key for kpi in CATALOGUE)),
    tuple(kpi.key for kpi in CATALOGUE),
)
_ANY_VALUE: Kind[Fraction] = Kind(lambda written: Fraction(0), Fraction(0), LINE.expected)
_KPI_VALUES: Mapping[Unit, Kind[Fraction]] = {
    Unit.PERCENT: PERCENTAGE,
    Unit.PER_HOUR: _COUNT,
    Unit.RATIO: _COUNT,
    Unit.SECONDS: _COUNT,
    Unit.CENTS: AMOUNT,
    Unit.CENTS_PER_HOUR: AMOUNT,
}


@dataclass(frozen=True, slots=True)
class PlanProblems:
    """Everything that is wrong with a plan, from its first line to its last."""

    problems: tuple[Problem, ...]


def read_plan(text: str, language: str = "en") -> Plan | PlanProblems:
    """Read a plan written in YAML, or name every problem in it.

    `language` (`fr` or `en`) is that of the reader of the problems, not of the plan. At most 1 MB,
    50 levels and 20 000 values; anchors, aliases and tags are refused, no object is ever built.
    """
    try:
        tree = parse(text, language)
    except Refused as refused:
        return PlanProblems(refused.problems)
    notes = Notes(language)
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
        targets=read_targets(form.form("targets")),
        actions=actions,
        preparation=_preparation(form.form("preparation"), language, country, audience),
        kpis=_kpis(form),
    )


def _country(form: Form) -> str:
    code = form.value("country", line(40))
    if code and not is_country(code):
        form.note("country", SENSE["country"], found=code)
    return code


def _preparation(form: Form, language: Language, country: str, audience: Audience) -> Preparation:
    script = read_script(form.form("script"), language.value)
    questions = [question.key for question in script.questions]
    own = tuple(_own(each, questions) for each in form.forms("dispositions", most=30))
    note_repeats(form, "dispositions", [each.code for each in own])
    return Preparation(
        offer=_offer(form.form("offer")),
        script=with_notices(script, country, audience),
        dispositions=own,
        not_offered=form.values("not_offered", _WITHDRAWABLE, most=len(RULES)),
        checklist=form.values("checklist", LINE, most=40),
        quiz_required=form.optional("quiz_required", YES_NO, False),
        stages=_stages(form),
    )


def _offer(form: Form) -> Offer:
    return Offer(
        form.value("name", LINE),
        form.value("promise", PARAGRAPH),
        tuple(_point(each) for each in form.forms("points", 1, 20)),
        form.values("limits", PARAGRAPH, most=20),
    )


def _point(form: Form) -> OfferPoint:
    return OfferPoint(
        form.value("feature", PARAGRAPH),
        form.value("advantage", PARAGRAPH),
        form.value("proof", PARAGRAPH),
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


def _kpis(form: Form) -> tuple[KpiTarget, ...]:
    kpis = tuple(_kpi(each) for each in form.forms("kpis", 1, len(CATALOGUE)))
    note_repeats(form, "kpis", [each.kpi for each in kpis])
    return kpis


def _kpi(form: Form) -> KpiTarget:
    key = form.value("kpi", _KPI_KEY)
    kpi = kpi_named(key)
    # Of a KPI that nobody knows, the values are taken as they stand: its name is problem enough.
    kind = _KPI_VALUES[kpi.unit] if kpi else _ANY_VALUE
    target, alarm = form.value("target", kind), form.optional("alarm", kind, None)
    if kpi and alarm is not None and _stricter(kpi.better, alarm - target):
        _note_alarm(form)
    return KpiTarget(key, target, alarm)


def _note_alarm(form: Form) -> None:
    if form.is_sound("target", "alarm"):
        written = {name: form.value(name, LINE) for name in ("alarm", "target")}
        form.note("alarm", SENSE["alarm_side"], **written)


def _stricter(better: Better, gap: Fraction) -> bool:
    return gap > 0 if better is Better.HIGHER else gap < 0
