"""The chain of rates from the objective to the dials and hours that it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from campaigns.funnel.steps import Step, StepUnit, Words, both, share, trimmed
from campaigns.plan.parts import Assumption, Metric, Objectives


@dataclass(frozen=True, slots=True)
class _Link:
    """How one level of the chain follows from the level above: divided by a rate of the plan."""

    key: str
    rate: str
    label: Words
    unit: StepUnit = StepUnit.COUNT


_METRICS: Mapping[Metric, Words] = {
    Metric.MEETINGS: {"fr": "rendez-vous tenus", "en": "meetings held"},
    Metric.MEETINGS_BOOKED: {"fr": "rendez-vous pris", "en": "meetings booked"},
    Metric.QUALIFIED_LEADS: {"fr": "contacts qualifiés", "en": "qualified leads"},
    Metric.QUOTES: {"fr": "devis demandés", "en": "quotes requested"},
    Metric.SALES: {"fr": "ventes", "en": "sales"},
}
RATE_NAMES: Mapping[str, Words] = {
    "win_rate": {"fr": "taux de signature", "en": "win rate"},
    "proposal_rate": {"fr": "devis par rendez-vous tenu", "en": "proposals per meeting held"},
    "show_rate": {"fr": "taux de rendez-vous honorés", "en": "show rate"},
    "transformation": {"fr": "taux de transformation", "en": "conversion rate"},
    "argumentation": {"fr": "taux d'argumentation", "en": "argumentation rate"},
    "contact_rate": {"fr": "taux de contact", "en": "contact rate"},
    "dials_per_hour": {"fr": "appels par heure", "en": "dials per hour"},
}
_MEETING = (_Link("meetings_booked", "show_rate", _METRICS[Metric.MEETINGS_BOOKED]),)
_SALE = (
    _Link("proposals", "win_rate", {"fr": "devis remis", "en": "proposals made"}),
    _Link("meetings", "proposal_rate", _METRICS[Metric.MEETINGS]),
)
_CALLS = (
    _Link("argued", "transformation", {"fr": "contacts argumentés", "en": "argued contacts"}),
    _Link("contacts", "argumentation", {"fr": "contacts utiles", "en": "contacts"}),
    _Link("dials", "contact_rate", {"fr": "numérotations", "en": "dials"}),
    _Link(
        "hours",
        "dials_per_hour",
        {"fr": "heures d'appel", "en": "calling hours"},
        StepUnit.HOURS,
    ),
)
_CHAINS: Mapping[Metric, tuple[_Link, ...]] = {
    Metric.SALES: (*_SALE, *_MEETING, *_CALLS),
    Metric.MEETINGS: (*_MEETING, *_CALLS),
    Metric.MEETINGS_BOOKED: _CALLS,
    Metric.QUALIFIED_LEADS: _CALLS,
    Metric.QUOTES: _CALLS,
}


def chain(objectives: Objectives) -> tuple[Step, ...]:
    """From the results wanted down to dials and hours, one step for each rate."""
    metric = objectives.metric
    target = Fraction(objectives.target)
    origin = {"fr": "objectif du plan", "en": "the plan's objective"}
    none = {"fr": "", "en": ""}
    steps = [Step(str(metric), _METRICS[metric], target, StepUnit.COUNT, none, origin)]
    for link in _CHAINS[metric]:
        steps.append(_below(steps[-1], link, objectives))
    return tuple(steps)


def _below(above: Step, link: _Link, objectives: Objectives) -> Step:
    stated: Assumption = getattr(objectives.assumptions, link.rate)
    rate = both(lambda language: _rate(stated.value, link, language))
    name = RATE_NAMES[link.rate]
    formula = both(
        lambda language: (
            f"{above.label[language]} ÷ {name[language]} = "
            f"{above.shown(language)} ÷ {rate[language]}"
        )
    )
    origin = both(lambda language: f"{name[language]} = {rate[language]} ({stated.origin})")
    return Step(link.key, link.label, above.value / stated.value, link.unit, formula, origin)


def _rate(value: Fraction, link: _Link, language: str) -> str:
    is_pace = link.unit is StepUnit.HOURS
    return trimmed(value, language) if is_pace else share(value, language)
