"""Why an action on many prospects can't be done as it was asked, in words for the manager."""

from collections.abc import Mapping
from enum import StrEnum

from campaigns.problems import Problem
from campaigns.prospect_base.prospect_actions import LONGEST_TAG, MOST_AT_ONCE


class Trouble(StrEnum):
    """Each reason, under the field of the form that it is about."""

    NO_TAG = "tag"
    TOO_MANY = "found"
    NOBODY = "search"
    ONE_COMPANY = "company"
    CHANGED = "takes"
    TOO_LATE = "undo"


def problem(trouble: Trouble, language: str, **values: int) -> Problem:
    """Say it in French ("fr") or English ("en"); `number` and `before` are counts of prospects."""
    found, expected, fix = (text.format(**values) for text in _WORDS[trouble][language])
    return Problem(trouble, found, expected, fix)


_WORDS: Mapping[Trouble, Mapping[str, tuple[str, str, str]]] = {
    Trouble.NO_TAG: {
        "fr": (
            "rien",
            f"une étiquette de {LONGEST_TAG} signes au plus",
            "Écrivez l’étiquette, comme « salon de mars ».",
        ),
        "en": (
            "nothing",
            f"a tag of {LONGEST_TAG} characters at most",
            "Write the tag, such as “fair of March”.",
        ),
    },
    Trouble.TOO_MANY: {
        "fr": (
            "{number} prospects",
            f"{MOST_AT_ONCE} au plus à la fois, et moins de 500 quand ils sont trouvés par des mots",
            "Choisissez un fichier, une commune ou une étiquette de plus.",
        ),
        "en": (
            "{number} prospects",
            f"{MOST_AT_ONCE} at most at once, and fewer than 500 where words find them",
            "Choose a file, a town or a tag besides.",
        ),
    },
    Trouble.NOBODY: {
        "fr": ("personne", "un prospect au moins", "Cherchez autrement."),
        "en": ("nobody", "one prospect at least", "Search otherwise."),
    },
    Trouble.ONE_COMPANY: {
        "fr": (
            "plusieurs entreprises",
            "une seule : ce qu’elle exclut ne vaut que pour elle",
            "Choisissez l’entreprise dans la recherche.",
        ),
        "en": (
            "several companies",
            "one: what it excludes holds for itself alone",
            "Choose the company in the search.",
        ),
    },
    Trouble.CHANGED: {
        "fr": (
            "{number} prospects, et {before} quand vous avez regardé",
            "le même nombre que sur la page",
            "Relisez les chiffres et confirmez à nouveau.",
        ),
        "en": (
            "{number} prospects, and {before} when you looked",
            "the same number as on the page",
            "Read the figures again and confirm once more.",
        ),
    },
    Trouble.TOO_LATE: {
        "fr": (
            "une action qui ne s’annule pas, ou plus",
            "une action finie depuis moins de 24 heures",
            "Faites l’action contraire sur les mêmes prospects.",
        ),
        "en": (
            "an action that can’t be undone, or not any more",
            "one that ended less than 24 hours ago",
            "Do the opposite to the same prospects.",
        ),
    },
}
