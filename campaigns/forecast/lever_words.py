"""How a change of each kind is said, and why one is not offered, in French and English."""

from collections.abc import Mapping
from fractions import Fraction

from campaigns.funnel.steps import Words, both, trimmed

_NBSP = "\u00a0"
# "one" for a change of one unit, "more" for any other; {n} is the number as it is read.
LEVER_WORDS: Mapping[str, Mapping[str, Words]] = {
    "contact_rate": {
        "name": {"fr": "un meilleur taux de contact", "en": "a better contact rate"},
        "one": {
            "fr": "un taux de contact d’un point de plus",
            "en": "a contact rate one point higher",
        },
        "more": {
            "fr": "un taux de contact de {n} points de plus",
            "en": "a contact rate {n} points higher",
        },
    },
    "callers": {
        "name": {"fr": "plus de personnes", "en": "more people"},
        "one": {"fr": "une personne de plus", "en": "one more person"},
        "more": {"fr": "{n} personnes de plus", "en": "{n} more people"},
    },
    "hours_per_day": {
        "name": {"fr": "plus d’heures par jour", "en": "more hours a day"},
        "one": {
            "fr": "une heure de plus par jour et par personne",
            "en": "one more hour a day each",
        },
        "more": {"fr": "{n} h de plus par jour et par personne", "en": "{n} more hours a day each"},
    },
    "prospects": {
        "name": {"fr": "plus de fiches", "en": "more prospects"},
        "one": {"fr": "une fiche de plus", "en": "one more prospect"},
        "more": {"fr": "{n} fiches de plus", "en": "{n} more prospects"},
    },
    "end": {
        "name": {"fr": "une fin plus tardive", "en": "a later end"},
        "one": {"fr": "une fin un jour plus tard", "en": "an end one day later"},
        "more": {"fr": "une fin {n} jours plus tard", "en": "an end {n} days later"},
    },
    "attempts": {
        "name": {"fr": "plus de tentatives par fiche", "en": "more attempts per prospect"},
        "one": {"fr": "une tentative de plus par fiche", "en": "one more attempt per prospect"},
        "more": {
            "fr": "{n} tentatives de plus par fiche",
            "en": "{n} more attempts per prospect",
        },
    },
}
NOT_OFFERED: Mapping[str, Words] = {
    "never_enough": {
        "fr": "{lever}, à soi seul, n’y suffit pas",
        "en": "{lever} alone is never enough",
    },
    "day_is_full": {
        "fr": "{lever}, à soi seul, n’y suffit pas dans les heures où l’on peut appeler",
        "en": "{lever} alone is not enough within the hours in which one may call",
    },
    "law": {
        "fr": f"{{lever}}{_NBSP}: la loi l’interdit ({{rule}})",
        "en": "{lever}: the law forbids it ({rule})",
    },
}


def said(words: Mapping[str, Words], change: float) -> Words:
    """The change in words, in each language."""
    form = words["one"] if change == 1 else words["more"]
    return both(lambda language: form[language].format(n=trimmed(Fraction(str(change)), language)))
