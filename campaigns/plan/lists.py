"""The lists of a plan as rows of fields: which columns each has, and which kinds of row."""

from collections.abc import Mapping

from campaigns.cadence import DEFAULT, Slot
from campaigns.call.motives import Motive
from campaigns.call.need_score import Criterion
from campaigns.dispositions import RULES, Disposition
from campaigns.dispositions.choices import ALWAYS_OFFERED, NEVER_OFFERED
from campaigns.follow_up.channels import Channel
from campaigns.follow_up.tasks import OwnerRole
from campaigns.kpi import CATALOGUE, Better, Unit
from campaigns.kpi.counter_words import SIGNED
from campaigns.pipeline import Stage
from campaigns.plan.fields import (
    COMPARED,
    COMPARISON,
    Shape,
    StepField,
    choice,
    figure,
    lines,
    marks,
    name,
    pairs,
    picks,
    rows,
    rules,
    sentence,
    text,
)
from campaigns.plan.parts import KpiReader, Operator
from campaigns.plan.reading_actions import DAYS
from campaigns.prospect_file.naf import Nomenclature
from campaigns.script import AnswerKind

QUESTIONS, OBJECTIONS = "preparation.script.questions", "preparation.script.objections"
SECTIONS = "preparation.script.sections"
RUNS_OF_DAYS = tuple(
    first if first == last else f"{first}-{last}"
    for start, first in enumerate(DAYS)
    for last in DAYS[start:]
)
YES_NO = ("yes", "no")

_RETRIED = list(dict.fromkeys(step.after for step in DEFAULT.steps))
_RECORDED = [code for code in RULES if code not in NEVER_OFFERED]
_FOLLOWED = [code for code in _RECORDED if RULES[code].suppress is None]
_RULE = (
    StepField("field"),
    choice(COMPARISON, Operator),
    lines(COMPARED, 2),
    choice("nomenclature", Nomenclature),
)
_BLOCKS: Mapping[str, tuple[StepField, ...]] = {
    "say": (sentence("title"), text("say", 3)),
    "ask": (StepField("ask", Shape.CHOICE, names=QUESTIONS),),
    "objection": (StepField("objection", Shape.CHOICE, names=OBJECTIONS),),
    "branch": (
        StepField("branch", Shape.CHOICE, names=QUESTIONS),
        pairs("routes", StepField("answer"), StepField("section", Shape.CHOICE, names=SECTIONS)),
    ),
    "legal": (StepField("rule"), text("legal", 3)),
    "end": (choice("end", Disposition),),
}
_STEERED = (
    figure("target"),
    figure("alarm"),
    lines("alarm_to", 2),
    marks("audience", KpiReader),
)
_KPIS: Mapping[str, tuple[StepField, ...]] = {
    "kpi": (
        StepField("kpi", Shape.CHOICE, tuple(each.key for each in CATALOGUE)),
        *_STEERED,
    ),
    "above": (
        name("kpi", "label"),
        sentence("label"),
        picks("above", SIGNED),
        picks("below", SIGNED),
        choice("unit", Unit),
        choice("better", Better),
        *_STEERED,
    ),
}

SEGMENTS = rows(
    "targets.segments",
    StepField("name"),
    StepField("score"),
    rules("where", *_RULE),
    title=("name",),
)
EXCLUSIONS = rules("targets.exclusions", sentence("reason"), *_RULE, title=("reason",))
FIT = rules("targets.fit", StepField("points"), *_RULE)
HOURS = pairs("actions.hours", StepField("days", Shape.CHOICE, RUNS_OF_DAYS), StepField("spans"))
CADENCE = rows(
    "actions.cadence",
    choice("after", tuple(_RETRIED)),
    StepField("wait", Shape.WAIT),
    StepField("attempt"),
    choice("slot", Slot),
    StepField("at_most_per_day"),
    title=("after", "attempt", "wait"),
)
CHANNELS = rows(
    "actions.channels",
    choice("after", tuple(_FOLLOWED)),
    StepField("attempt"),
    choice("channel", Channel),
    choice("owner", OwnerRole),
    StepField("within", Shape.WAIT),
    sentence("what"),
    title=("after", "channel", "what"),
)
POINTS = rows(
    "preparation.offer.points",
    text("feature"),
    text("advantage"),
    text("proof"),
    marks("motives", Motive),
    lines("profiles", 2),
    title=("feature",),
)
TARIFF = rows("preparation.offer.tariff", StepField("item"), figure("price"), StepField("unit"))
QUIZ = rows(
    "preparation.quiz.questions",
    name("key", "ask"),
    sentence("ask"),
    lines("choices", 3),
    sentence("right"),
    text("why"),
    title=("ask",),
)
DISCOVERY = rows(
    QUESTIONS,
    name("key", "ask"),
    text("ask"),
    choice("kind", AnswerKind),
    lines("choices", 3),
    title=("ask",),
)
CARDS = rows(
    OBJECTIONS,
    name("key", "label"),
    sentence("label"),
    text("cause"),
    text("dig"),
    text("restate"),
    text("answer", 3),
    text("proof"),
    text("check"),
    marks("motives", Motive),
    lines("profiles", 2),
    title=("label",),
)
NEED = rows(
    "preparation.need_score.criteria",
    choice("criterion", Criterion),
    StepField("question", Shape.CHOICE, names=QUESTIONS),
    lines("confirmed", 2),
    lines("weak", 2),
    title=("criterion", "question"),
)
SCRIPT = rows(
    SECTIONS,
    name("key", "title"),
    StepField("title"),
    StepField("presents_offer", Shape.CHOICE, YES_NO),
    StepField("blocks", Shape.ROWS, kinds=_BLOCKS),
    title=("title",),
)
OWN_DISPOSITIONS = rows(
    "preparation.dispositions",
    choice("code", tuple(_RECORDED)),
    StepField("label"),
    rows("reasons", name("code", "label"), StepField("label")),
    StepField("required_answers", Shape.MARKS, names=QUESTIONS),
    title=("code",),
)
STAGE_NAMES = pairs("preparation.stages", choice("stage", Stage), StepField("name"))
LEFT_OUT = StepField(
    "preparation.not_offered",
    Shape.MARKS,
    tuple(each for each in _RECORDED if each not in ALWAYS_OFFERED),
)
KPIS = StepField("kpis", Shape.ROWS, kinds=_KPIS, title=("kpi", "label", "target"))
# Columns that may stay empty: a habit of the trade stands in their place, or nothing.
OPTIONAL_COLUMNS = frozenset(
    {
        "targets.segments.score",
        *(f"targets.{each}.nomenclature" for each in ("segments.where", "exclusions", "fit")),
        *(f"actions.cadence.{each}" for each in ("attempt", "slot", "at_most_per_day")),
        "actions.channels.attempt",
        *(f"preparation.offer.points.{each}" for each in ("motives", "profiles")),
        "preparation.offer.tariff.unit",
        "preparation.quiz.questions.why",
        *(f"{QUESTIONS}.{each}" for each in ("kind", "choices")),
        *(f"{OBJECTIONS}.{each}" for each in ("proof", "motives", "profiles")),
        *(f"preparation.need_score.criteria.{each}" for each in ("confirmed", "weak")),
        *(f"{SECTIONS}.{each}" for each in ("presents_offer", "blocks.title")),
        *(f"preparation.dispositions.{each}" for each in ("label", "required_answers")),
        *(f"kpis.{each}" for each in ("alarm", "alarm_to", "audience", "unit", "better")),
    }
)
