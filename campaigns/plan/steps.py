"""The six steps in which a plan is built on a screen: which values each of them asks for, and how."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.plan.parts import Currency, Metric, Order
from campaigns.plan.reading_actions import OFFERED_MODES
from campaigns.prospects import Audience, Basis

Words = Mapping[str, str]


class Shape(StrEnum):
    """How a value is asked for: on a line, as one item to a line, by choice, or as a piece of YAML."""

    LINE = "line"
    LINES = "lines"
    CHOICE = "choice"
    BLOCK = "block"


class Step(StrEnum):
    """The steps in their order."""

    OBJECTIVE = "objective"
    TARGET = "target"
    ACTIONS = "actions"
    PREPARATION = "preparation"
    KPIS = "kpis"
    LAUNCH = "launch"


@dataclass(frozen=True, slots=True)
class StepField:
    """A value of the plan by its path of keys; an empty one leaves the key out."""

    path: str
    shape: Shape = Shape.LINE
    choices: tuple[str, ...] = ()
    rows: int = 4


STEP_LABELS: Mapping[Step, Words] = {
    Step.OBJECTIVE: {"fr": "Objectif", "en": "Objective"},
    Step.TARGET: {"fr": "Cible", "en": "Target"},
    Step.ACTIONS: {"fr": "Actions", "en": "Actions"},
    Step.PREPARATION: {"fr": "Préparation", "en": "Preparation"},
    Step.KPIS: {"fr": "Indicateurs", "en": "KPIs"},
    Step.LAUNCH: {"fr": "Lancement", "en": "Launch"},
}
STEP_QUESTIONS: Mapping[Step, Words] = {
    Step.OBJECTIVE: {
        "fr": "Combien de quoi, pour quand, à quel prix, et sur quelles hypothèses ?",
        "en": "How many of what, by when, at which price, on which assumptions?",
    },
    Step.TARGET: {
        "fr": "Qui appeler, qui laisser de côté, et qui appeler d’abord ?",
        "en": "Whom to call, whom to leave out, and whom to call first?",
    },
    Step.ACTIONS: {
        "fr": "Quand, combien de fois, avec qui, et que fait-on sans téléphone ?",
        "en": "When, how often, with whom, and what is done without the phone?",
    },
    Step.PREPARATION: {
        "fr": "Que faut-il savoir, dire et avoir prêt avant le premier appel ?",
        "en": "What must be known, said and ready before the first call?",
    },
    Step.KPIS: {
        "fr": "À quoi voit-on que cela marche, et à partir de quand agit-on ?",
        "en": "What shows that it works, and from where on does somebody act?",
    },
    Step.LAUNCH: {
        "fr": "Tout est-il prêt, et par qui l’a-t-on su ?",
        "en": "Is everything ready, and who says so?",
    },
}


def _lines(path: str, rows: int = 4) -> StepField:
    return StepField(path, Shape.LINES, rows=rows)


def _block(path: str, rows: int = 8) -> StepField:
    return StepField(path, Shape.BLOCK, rows=rows)


def _choice(path: str, codes: type[StrEnum] | tuple[StrEnum, ...]) -> StepField:
    return StepField(path, Shape.CHOICE, tuple(code.value for code in codes))


_RATES = (
    "contact_rate",
    "argumentation",
    "transformation",
    "dials_per_hour",
    "show_rate",
    "proposal_rate",
    "win_rate",
)
# Without these a plan is no plan; everything else has a habit of the trade in its place, or none.
NEEDED = frozenset(
    {
        "name",
        "objectives.target",
        "objectives.start",
        "objectives.end",
        "objectives.price",
        "objectives.accepted_when",
        *(
            f"objectives.assumptions.{rate}.{key}"
            for rate in _RATES[:4]
            for key in ("value", "origin")
        ),
        "targets.segments",
        "actions.resources.callers",
        "actions.resources.hours_per_day",
        "preparation.offer.name",
        "preparation.offer.promise",
        "preparation.offer.points",
        "preparation.script.sections",
        "kpis",
    }
)
FIELDS: Mapping[Step, tuple[StepField, ...]] = {
    Step.OBJECTIVE: (
        StepField("name"),
        _choice("audience", Audience),
        _choice("objectives.metric", Metric),
        StepField("objectives.target"),
        StepField("objectives.start"),
        StepField("objectives.end"),
        StepField("objectives.price"),
        _choice("currency", Currency),
        _lines("objectives.accepted_when"),
        *(
            StepField(f"objectives.assumptions.{rate}.{key}")
            for rate in _RATES
            for key in ("value", "origin")
        ),
    ),
    Step.TARGET: (
        _block("targets.segments", 14),
        _block("targets.exclusions", 6),
        _block("targets.fit", 6),
    ),
    Step.ACTIONS: (
        _block("actions.hours", 4),
        StepField("actions.max_attempts"),
        StepField("actions.cap.attempts"),
        StepField("actions.cap.days"),
        StepField("actions.minimum_gap"),
        StepField("actions.refusal_rest_days"),
        _block("actions.cadence", 12),
        _block("actions.channels", 8),
        _choice("actions.dial_mode", OFFERED_MODES),
        StepField("actions.caller_id"),
        StepField("actions.ring_seconds"),
        StepField("actions.fresh_share"),
        _choice("actions.order", Order),
        StepField("actions.callback_grace"),
        StepField("actions.resources.callers"),
        StepField("actions.resources.hours_per_day"),
        StepField("actions.resources.hourly_cost"),
        StepField("actions.resources.file_cost"),
    ),
    Step.PREPARATION: (
        StepField("preparation.offer.name"),
        StepField("preparation.offer.version"),
        StepField("preparation.offer.promise"),
        _block("preparation.offer.points", 12),
        _lines("preparation.offer.limits"),
        _block("preparation.offer.tariff", 6),
        _choice("preparation.legal.basis", Basis),
        StepField("preparation.legal.because"),
        StepField("preparation.test_wave.calls"),
        _lines("preparation.test_wave.go_on_if", 3),
        _lines("preparation.checklist", 6),
        StepField("preparation.quiz_required", Shape.CHOICE, ("yes", "no")),
        _block("preparation.quiz", 12),
        _block("preparation.script.questions", 12),
        _block("preparation.need_score", 10),
        _block("preparation.script.objections", 16),
        _block("preparation.script.sections", 24),
        _block("preparation.dispositions", 8),
    ),
    Step.KPIS: (_block("kpis", 18),),
    Step.LAUNCH: (),
}
