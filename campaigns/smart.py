"""Whether an objective is SMART: specific, measurable, achievable, relevant and time-bound, each in words.

Nothing here refuses a plan. It says what a person who has prospected for years would ask about it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from campaigns.funnel import Funnel, reverse_funnel, working_days
from campaigns.funnel.steps import StepUnit, shown
from campaigns.kpi import CATALOGUE
from campaigns.law.own_terms import Term
from campaigns.plan.document import Plan
from campaigns.plan.parts import Metric
from campaigns.spelling import fold

Words = Mapping[str, str]


class Letter(StrEnum):
    """The five criteria (G. T. Doran, Management Review, November 1981)."""

    SPECIFIC = "specific"
    MEASURABLE = "measurable"
    ACHIEVABLE = "achievable"
    RELEVANT = "relevant"
    TIME_BOUND = "time_bound"


class Verdict(StrEnum):
    """What is said of one criterion."""

    MET = "met"
    TO_SHARPEN = "to_sharpen"


LETTER_LABELS: Mapping[Letter, Words] = {
    Letter.SPECIFIC: {"fr": "Spécifique", "en": "Specific"},
    Letter.MEASURABLE: {"fr": "Mesurable", "en": "Measurable"},
    Letter.ACHIEVABLE: {"fr": "Atteignable", "en": "Achievable"},
    Letter.RELEVANT: {"fr": "Réaliste et utile", "en": "Relevant"},
    Letter.TIME_BOUND: {"fr": "Temporel", "en": "Time-bound"},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One criterion: whether it is met, and why or what to ask."""

    letter: Letter
    verdict: Verdict
    words: Words

    @property
    def label(self) -> Words:
        """The name of the criterion."""
        return LETTER_LABELS[self.letter]


# Words that two honest people read differently, folded; a criterion that rests on one is disputed.
_VAGUE = frozenset(
    [
        "interesse",
        "interessee",
        "interesses",
        "interessees",
        "motive",
        "motivee",
        "pertinent",
        "pertinente",
        "qualite",
        "serieux",
        "serieuse",
        "bon",
        "bonne",
        "rapidement",
        "eventuellement",
        "chaud",
        "tiede",
        "interested",
        "motivated",
        "relevant",
        "quality",
        "serious",
        "good",
        "soon",
        "warm",
        "hot",
        "possibly",
        "maybe",
    ]
)
_FEWEST_CRITERIA = 2
# The figures that show whether a result of that kind comes in.
_MEASURES: Mapping[Metric, frozenset[str]] = {
    Metric.MEETINGS: frozenset({"show_rate", "acceptance_rate", "cost_per_meeting"}),
    Metric.MEETINGS_BOOKED: frozenset(
        {"transformation_rate", "meetings_per_hour", "dials_per_meeting"}
    ),
    Metric.QUALIFIED_LEADS: frozenset({"transformation_rate", "cost_per_lead"}),
    Metric.QUOTES: frozenset({"transformation_rate", "value_per_hour", "cost_per_argued"}),
    Metric.SALES: frozenset({"win_rate", "cost_per_win"}),
}
# Cents an hour; about the French gross minimum wage of 2026. Below it nobody able calls for long.
_LEAST_AN_HOUR = 1200
_FEWEST_DAYS, _MOST_DAYS = 5, 132


def smart(
    plan: Plan, callable_prospects: int | None = None, terms: tuple[Term, ...] = ()
) -> tuple[Finding, ...]:
    """The five findings on a plan's objective; `callable_prospects` is what the file holds, if known.

    `terms` is what the company and compliance have set beside the law.
    """
    funnel = reverse_funnel(plan, callable_prospects, terms)
    return tuple(judge(plan, funnel) for judge in _JUDGES)


def _specific(plan: Plan, funnel: Funnel) -> Finding:
    criteria = plan.objectives.accepted_when
    vague = [each for each in criteria if _VAGUE & set(fold(each).split("_"))]
    if vague:
        return _asks(Letter.SPECIFIC, _ASKED["vague"], criterion=vague[0])
    if len(criteria) < _FEWEST_CRITERIA:
        return _asks(Letter.SPECIFIC, _ASKED["one_criterion"])
    return _met(Letter.SPECIFIC, _MET["specific"], count=len(criteria))


def _measurable(plan: Plan, funnel: Funnel) -> Finding:
    measures = _MEASURES[plan.objectives.metric]
    steered = {each.kpi for each in plan.kpis}
    if steered.isdisjoint(measures):
        return _asks(Letter.MEASURABLE, _no_measure(measures))
    if not any(each.alarm is not None for each in plan.kpis):
        return _asks(Letter.MEASURABLE, _ASKED["no_alarm"])
    return _met(Letter.MEASURABLE, _MET["measurable"], target=plan.objectives.target)


def _no_measure(measures: frozenset[str]) -> Words:
    """Which figures would show the result, by the names that a manager chooses them by."""
    labels = [kpi.label for kpi in CATALOGUE if kpi.key in measures]
    return {
        language: text.format(known=", ".join(label[language] for label in labels))
        for language, text in _ASKED["no_measure"].items()
    }


def _achievable(plan: Plan, funnel: Funnel) -> Finding:
    verdict = Verdict.MET if funnel.is_feasible else Verdict.TO_SHARPEN
    return Finding(Letter.ACHIEVABLE, verdict, funnel.sentence)


def _relevant(plan: Plan, funnel: Funnel) -> Finding:
    worth = funnel.step("value_per_hour").value
    cost = plan.actions.resources.hourly_cost_cents
    least = max(cost, _LEAST_AN_HOUR)
    asked = _ASKED["below_cost" if cost > _LEAST_AN_HOUR else "below_wage"]
    said = asked if worth < least else _MET["relevant"]
    verdict = Verdict.TO_SHARPEN if worth < least else Verdict.MET
    words = {
        language: text.format(
            worth=shown(worth, StepUnit.CENTS, language),
            cost=shown(Fraction(least), StepUnit.CENTS, language),
            currency=plan.currency,
        )
        for language, text in said.items()
    }
    return Finding(Letter.RELEVANT, verdict, words)


def _time_bound(plan: Plan, funnel: Funnel) -> Finding:
    days = working_days(plan)
    if days < _FEWEST_DAYS:
        return _asks(Letter.TIME_BOUND, _ASKED["too_short"], days=days)
    if days > _MOST_DAYS:
        return _asks(Letter.TIME_BOUND, _ASKED["too_long"], days=days)
    each = max(1, round(plan.objectives.target * 5 / days))
    return _met(Letter.TIME_BOUND, _MET["time_bound"], days=days, each=each)


_JUDGES: tuple[Callable[[Plan, Funnel], Finding], ...] = (
    _specific,
    _measurable,
    _achievable,
    _relevant,
    _time_bound,
)
_ASKED: Mapping[str, Words] = {
    "vague": {
        "fr": "« {criterion} » se discute. Dites à quoi on le reconnaît : une fonction, un nombre, une date.",
        "en": "“{criterion}” can be disputed. Say what shows it: a role, a number, a date.",
    },
    "one_criterion": {
        "fr": "Un seul critère : ajoutez qui doit être là et ce qui doit être convenu.",
        "en": "A single criterion: add who must be there and what must be agreed.",
    },
    "no_measure": {
        "fr": "Aucun indicateur ne mesure ce résultat : ajoutez un de {known}.",
        "en": "No KPI measures this result: add one of {known}.",
    },
    "no_alarm": {
        "fr": "Aucun seuil d’alarme : dites à partir de quand quelqu’un doit agir.",
        "en": "No alarm limit: say from where on somebody must act.",
    },
    "below_cost": {
        "fr": "Une heure d’appel rapporte {worth} {currency} et en coûte {cost} : relevez le prix du "
        "résultat ou visez mieux.",
        "en": "An hour of calling earns {worth} {currency} and costs {cost}: raise the price of the "
        "result or aim better.",
    },
    "below_wage": {
        "fr": "Une heure d’appel rapporte {worth} {currency} : en dessous de {cost}, personne de "
        "capable n’appelle longtemps.",
        "en": "An hour of calling earns {worth} {currency}: below {cost} nobody able calls for long.",
    },
    "too_short": {
        "fr": "{days} jour(s) d’appel : trop peu pour rappeler les absents et corriger le tir.",
        "en": "{days} calling day(s): too few to call back who was away and to correct the aim.",
    },
    "too_long": {
        "fr": "{days} jours d’appel : coupez en étapes de trois mois, chacune avec son objectif.",
        "en": "{days} calling days: cut it into stages of three months, each with its objective.",
    },
}
_MET: Mapping[str, Words] = {
    "specific": {
        "fr": "{count} critères d’acceptation, sans mot qui se discute.",
        "en": "{count} criteria of acceptance, none with a word to dispute.",
    },
    "measurable": {
        "fr": "{target} résultats, avec des indicateurs qui les suivent et une alarme.",
        "en": "{target} results, with KPIs that follow them and an alarm.",
    },
    "relevant": {
        "fr": "Une heure d’appel rapporte {worth} {currency}.",
        "en": "An hour of calling earns {worth} {currency}.",
    },
    "time_bound": {
        "fr": "{days} jours d’appel, soit environ {each} résultat(s) par semaine.",
        "en": "{days} calling days, about {each} result(s) a week.",
    },
}


def _asks(letter: Letter, words: Words, **values: object) -> Finding:
    return Finding(letter, Verdict.TO_SHARPEN, _filled(words, values))


def _met(letter: Letter, words: Words, **values: object) -> Finding:
    return Finding(letter, Verdict.MET, _filled(words, values))


def _filled(words: Words, values: Mapping[str, object]) -> Words:
    return {language: text.format_map(values) for language, text in words.items()}
