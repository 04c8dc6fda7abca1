"""Says in one sentence whether a plan's means reach its objective, and what is missing if not."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from campaigns.funnel.steps import StepUnit, Words, count, shown


@dataclass(frozen=True, slots=True)
class Need:
    """What a plan needs and has; `callers_needed` is None when no day is left to call on."""

    hours: Fraction
    capacity: Fraction
    callers: int
    callers_needed: int | None
    end: date
    prospects: int
    callable_prospects: int | None


_SENTENCES: Mapping[str, Words] = {
    "feasible": {
        "fr": "Faisable : il faut {hours} d'appels d'ici au {end}, l'équipe en offre {capacity}.",
        "en": "Feasible: {hours} of calls are needed by {end}, the team has {capacity}.",
    },
    "enough_prospects": {
        "fr": " Il faut {prospects} fiches appelables, le fichier en compte {held}.",
        "en": " {prospects} callable prospects are needed, the file holds {held}.",
    },
    "no_day": {
        "fr": "Pas faisable : aucun jour d'appel avant le {end}.",
        "en": "Not feasible: no calling day before {end}.",
    },
    "hours": {
        "fr": "Pas faisable : il faut {hours} d'appels d'ici au {end}, l'équipe en offre {capacity}. "
        "Il faudrait {callers_needed} téléprospecteurs au lieu de {callers}.",
        "en": "Not feasible: {hours} of calls are needed by {end}, the team has {capacity}. "
        "It would take {callers_needed} teleprospectors instead of {callers}.",
    },
    "prospects": {
        "fr": "Pas faisable : il faut {prospects} fiches appelables, le fichier en compte {held}.",
        "en": "Not feasible: {prospects} callable prospects are needed, the file holds {held}.",
    },
    "also_prospects": {
        "fr": " Il manque aussi {lacking} fiches appelables.",
        "en": " {lacking} callable prospects are lacking too.",
    },
}


def verdict(need: Need) -> tuple[bool, Words]:
    """Whether hours and prospects suffice, and the sentence that says so."""
    short_of_hours = need.hours > need.capacity
    lacking = _lacking(need)
    if short_of_hours:
        code = "hours" if need.callers_needed is not None else "no_day"
    else:
        code = "prospects" if lacking else "feasible"
    also = _also(code, need, lacking)
    return code == "feasible", {
        language: _sentence(code, need, language)
        + (_sentence(also, need, language) if also else "")
        for language in ("fr", "en")
    }


def _also(code: str, need: Need, lacking: int) -> str:
    """What is said of the prospects beside the hours, where the file is known; "" where nothing is."""
    if need.callable_prospects is None or code == "prospects":
        return ""
    if code == "feasible":
        return "enough_prospects"
    return "also_prospects" if lacking else ""


def _lacking(need: Need) -> int:
    held = need.callable_prospects
    return 0 if held is None else max(0, need.prospects - held)


def _sentence(code: str, need: Need, language: str) -> str:
    return _SENTENCES[code][language].format(
        hours=shown(_hours_shown(need), StepUnit.HOURS, language),
        capacity=shown(Fraction(int(need.capacity)), StepUnit.HOURS, language),
        end=_day(need.end, language),
        callers=need.callers,
        callers_needed=need.callers_needed,
        prospects=count(need.prospects, language),
        held=count(need.callable_prospects or 0, language),
        lacking=count(_lacking(need), language),
    )


def _hours_shown(need: Need) -> Fraction:
    """Rounded, but never so that a shortage reads as a tie or enough as too little."""
    rounded, capacity = round(need.hours), int(need.capacity)
    if need.hours > need.capacity:
        return Fraction(max(rounded, capacity + 1))
    return Fraction(min(rounded, capacity))


def _day(day: date, language: str) -> str:
    return f"{day:%d/%m/%Y}" if language == "fr" else f"{day.day} {day:%B %Y}"
