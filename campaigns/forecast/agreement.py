"""Says why a funnel, which counts means, and a forecast, which counts chances, may judge a plan differently."""

from collections.abc import Mapping

from campaigns.forecast.answer import EVEN, Forecast
from campaigns.forecast.binding import BINDING_WORDS
from campaigns.forecast.words import in_percent
from campaigns.funnel import Funnel
from campaigns.funnel.steps import Words, both

_NBSP = "\u00a0"
_SENTENCES: Mapping[bool, Words] = {
    True: {
        "fr": "Le calcul à rebours dit «{_}faisable{_}»{_}: il compte des moyennes, chaque taux exactement "
        "comme il est écrit. La prévision compte des chances, avec des taux incertains, des jours inégaux "
        "et des prospects plus ou moins faciles à joindre{_}: l’objectif n’est atteint que dans {chance} "
        "des cas. Ce qui limite{_}: {binding}.",
        "en": "The funnel says “feasible”: it counts averages, every rate exactly as written. The forecast "
        "counts chances, with uncertain rates, unequal days and prospects more or less easy to reach: "
        "only {chance} of the runs reach the objective. What holds it back: {binding}.",
    },
    False: {
        "fr": "Le calcul à rebours dit «{_}pas faisable{_}»{_}: il compte des moyennes, chaque taux "
        "exactement comme il est écrit. La prévision joue aussi la cadence et l’incertitude des taux, et "
        "atteint l’objectif dans {chance} des cas{_}: c’est possible, sans marge.",
        "en": "The funnel says “not feasible”: it counts averages, every rate exactly as written. The "
        "forecast also plays the cadence and how uncertain the rates are, and reaches the objective in "
        "{chance} of the runs: possible, with nothing to spare.",
    },
}


def difference(funnel: Funnel, found: Forecast) -> Words | None:
    """Why the two differ on the same plan and the same leads; None where they say the same.

    They differ where the funnel calls feasible what is missed more often than reached, or the reverse.
    """
    if funnel.is_feasible is (found.p_reach >= EVEN):
        return None
    said = _SENTENCES[funnel.is_feasible]
    return both(
        lambda language: said[language].format(
            _=_NBSP,
            chance=in_percent(found.p_reach, language),
            binding=BINDING_WORDS[found.binding][language],
        )
    )
