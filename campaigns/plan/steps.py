"""The six steps in which a plan is built on a screen, and which values each of them asks for."""

from collections.abc import Mapping
from enum import StrEnum

from campaigns.call.need_score import Framework
from campaigns.call.recording import NoticeBy, Purpose
from campaigns.plan.fields import Shape, StepField, choice, figure, lines, sentence, text
from campaigns.plan.lists import (
    CADENCE,
    CARDS,
    CHANNELS,
    DISCOVERY,
    EXCLUSIONS,
    FIT,
    HOURS,
    KPIS,
    LEFT_OUT,
    NEED,
    OWN_DISPOSITIONS,
    POINTS,
    QUIZ,
    SCRIPT,
    SEGMENTS,
    STAGE_NAMES,
    TARIFF,
    YES_NO,
)
from campaigns.plan.parts import Currency, Metric, Order
from campaigns.plan.reading_actions import OFFERED_MODES
from campaigns.plan.trial import RATES as TRIED
from campaigns.prospects import Audience, Basis

Words = Mapping[str, str]


class Step(StrEnum):
    """The steps in their order."""

    OBJECTIVE = "objective"
    TARGET = "target"
    ACTIONS = "actions"
    PREPARATION = "preparation"
    KPIS = "kpis"
    LAUNCH = "launch"


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
        "fr": "Tout est-il prêt, et qui l’atteste ?",
        "en": "Is everything ready, and who says so?",
    },
}


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
# Choices that a plan may leave open altogether, so that there is something to choose for that.
MAY_BE_UNSAID = frozenset(
    {
        "preparation.legal.basis",
        "preparation.need_score.framework",
        "actions.recording.purpose",
        "actions.recording.notice",
    }
)
FIELDS: Mapping[Step, tuple[StepField, ...]] = {
    Step.OBJECTIVE: (
        StepField("name"),
        choice("audience", Audience),
        choice("objectives.metric", Metric),
        figure("objectives.target"),
        StepField("objectives.start", Shape.DAY),
        StepField("objectives.end", Shape.DAY),
        figure("objectives.price"),
        choice("currency", Currency),
        lines("objectives.accepted_when"),
        *(
            shape(f"objectives.assumptions.{rate}.{key}")
            for rate in _RATES
            for key, shape in (("value", figure), ("origin", sentence))
        ),
    ),
    Step.TARGET: (
        SEGMENTS,
        EXCLUSIONS,
        FIT,
    ),
    Step.ACTIONS: (
        HOURS,
        StepField("actions.resources.callers"),
        figure("actions.resources.hours_per_day"),
        figure("actions.resources.hourly_cost"),
        figure("actions.resources.file_cost"),
        StepField("actions.max_attempts"),
        StepField("actions.cap.attempts"),
        StepField("actions.cap.days"),
        StepField("actions.minimum_gap", Shape.WAIT),
        StepField("actions.refusal_rest_days"),
        CADENCE,
        CHANNELS,
        choice("actions.dial_mode", OFFERED_MODES),
        StepField("actions.preview_seconds"),
        StepField("actions.caller_id"),
        StepField("actions.ring_seconds"),
        text("actions.machine_message"),
        choice("actions.recording.purpose", Purpose),
        figure("actions.recording.share"),
        StepField("actions.recording.keep_days"),
        choice("actions.recording.notice", NoticeBy),
        figure("actions.fresh_share"),
        choice("actions.order", Order),
        StepField("actions.call_lists.low_water"),
        StepField("actions.call_lists.high_water"),
        StepField("actions.callback_grace", Shape.WAIT),
    ),
    Step.PREPARATION: (
        StepField("preparation.offer.name"),
        StepField("preparation.offer.version"),
        text("preparation.offer.promise"),
        POINTS,
        lines("preparation.offer.limits"),
        TARIFF,
        choice("preparation.legal.basis", Basis),
        text("preparation.legal.because"),
        StepField("preparation.test_wave.calls"),
        *(figure(f"preparation.test_wave.least.{rate}") for rate in TRIED),
        lines("preparation.test_wave.go_on_if", 3),
        lines("preparation.checklist", 6),
        StepField("preparation.quiz_required", Shape.CHOICE, YES_NO),
        StepField("preparation.quiz.needed"),
        QUIZ,
        DISCOVERY,
        choice("preparation.need_score.framework", Framework),
        StepField("preparation.need_score.qualified_from"),
        NEED,
        CARDS,
        SCRIPT,
        OWN_DISPOSITIONS,
        LEFT_OUT,
        STAGE_NAMES,
    ),
    Step.KPIS: (KPIS,),
    Step.LAUNCH: (),
}
