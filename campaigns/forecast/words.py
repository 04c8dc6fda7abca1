"""The one sentence of a forecast: range, chance, date, cost, what binds, the smallest change that would do."""

from collections.abc import Mapping
from datetime import date
from fractions import Fraction

from campaigns.forecast.binding import BINDING_WORDS, Binding
from campaigns.forecast.figures import Figures
from campaigns.forecast.given import Given
from campaigns.forecast.levers import Fix, Lever
from campaigns.funnel.chain import chain
from campaigns.funnel.steps import Words, both, count, priced, share, trimmed
from campaigns.plan.document import Plan

_NBSP = "\u00a0"
_SENTENCES: Mapping[str, Words] = {
    "range": {
        "fr": f"Avec {{callers}} et {{hours}} d’appels par jour en tout, vous atteindrez {{low}} à {{high}} "
        f"{{results}} d’ici au {{end}} (huit chances sur dix){_NBSP}; {{target}} a {{chance}} de chances",
        "en": "With {callers} and {hours} of calls a day in all you will reach {low} to {high} "
        "{results} by {end} (eight chances in ten); {target} has a chance of {chance}",
    },
    "finish": {"fr": ", vers le {finish}", "en": ", about {finish}"},
    "cost": {"fr": ", pour {cost}", "en": ", for {cost}"},
    "binding": {
        "fr": f"{_NBSP}; ce qui limite{_NBSP}: {{binding}}",
        "en": "; what holds it back: {binding}",
    },
    "fix": {
        "fr": f"{_NBSP}; le plus petit changement qui suffit{_NBSP}: {{fix}} ({{p_fix}})",
        "en": "; the smallest single change that would do: {fix} ({p_fix})",
    },
    "no_fix": {
        "fr": f"{_NBSP}; aucun changement n’y suffit à lui seul",
        "en": "; no single change would do",
    },
    "no_day": {
        "fr": "Aucun jour d’appel d’ici au {end}",
        "en": "There is no day to call on until {end}",
    },
}
_CALLERS: Mapping[str, tuple[str, str]] = {
    "fr": ("{n} personne", "{n} personnes"),
    "en": ("{n} person", "{n} people"),
}


def sentence(case: Given, figures: Figures, held: Binding, fixes: tuple[Fix, ...]) -> Words:
    """The forecast in one sentence, in French and English; what binds only where something does."""
    return both(lambda language: "".join(_parts(case, figures, held, fixes, language)) + ".")


def smallest(fixes: tuple[Fix, ...]) -> Fix | None:
    """The smallest change that a manager decides; a better rate, which nobody decides, where there is none."""
    decided = [fix for fix in fixes if fix.lever is not Lever.CONTACT_RATE]
    return min(decided or fixes, key=_size, default=None)


def _size(fix: Fix) -> float:
    return fix.size


def _parts(
    case: Given, figures: Figures, held: Binding, fixes: tuple[Fix, ...], language: str
) -> list[str]:
    head = _head(case, figures, language)
    if held is Binding.NOTHING:
        return head
    words = BINDING_WORDS[held][language]
    return [*head, _SENTENCES["binding"][language].format(binding=words), _fix(fixes, language)]


def _head(case: Given, figures: Figures, language: str) -> list[str]:
    plan = case.plan
    end = day_in_words(plan.objectives.end, language)
    if figures.hours_a_day is None:
        return [_SENTENCES["no_day"][language].format(end=end)]
    one, more = _CALLERS[language]
    people = len(case.callers)
    within = _SENTENCES["range"][language].format(
        callers=(one if people == 1 else more).format(n=people),
        hours=trimmed(Fraction(round(figures.hours_a_day, 1)), language) + f"{_NBSP}h",
        low=count(figures.p10, language),
        high=count(figures.p90, language),
        results=chain(plan.objectives)[0].label[language],
        end=end,
        target=count(plan.objectives.target, language),
        chance=in_percent(figures.p_reach, language),
    )
    return [within, *_date_and_cost(plan, figures, language)]


def _date_and_cost(plan: Plan, figures: Figures, language: str) -> list[str]:
    said = []
    if figures.finish_p50 is not None:
        finish = day_in_words(figures.finish_p50, language)
        said.append(_SENTENCES["finish"][language].format(finish=finish))
    cost = priced(figures.cost_p50, plan.currency, language)
    said.append(_SENTENCES["cost"][language].format(cost=cost))
    return said


def _fix(fixes: tuple[Fix, ...], language: str) -> str:
    fix = smallest(fixes)
    if fix is None:
        return _SENTENCES["no_fix"][language]
    chance = in_percent(fix.p_reach, language)
    return _SENTENCES["fix"][language].format(fix=fix.words[language], p_fix=chance)


def in_percent(chance: float, language: str) -> str:
    """A chance as a whole percentage, as a person reads it."""
    return share(to_a_percent(chance), language)


def to_a_percent(chance: float) -> Fraction:
    """A chance to the next percent; certainty is not promised by draws: above 99 % or below 1 %."""
    percent = Fraction(min(max(round(chance * 100), 0), 100), 100)
    if 0 < chance < 1:
        percent = min(max(percent, Fraction(1, 100)), Fraction(99, 100))
    return percent


def day_in_words(day: date, language: str) -> str:
    """A day as a sentence names it."""
    return f"{day:%d/%m/%Y}" if language == "fr" else f"{day.day} {day:%B %Y}"
