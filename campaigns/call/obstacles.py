"""What stands in the way of something asked at the desk, in words for the person who asked."""

from collections.abc import Mapping
from enum import StrEnum

from campaigns.problems import Problem, Refused


class Obstacle(StrEnum):
    """Why the desk can't do what was asked, apart from law and plan."""

    NOT_AT_WORK = "session"
    LEAD_GONE = "lead"
    NUMBER_IN_A_CALL = "number_in_a_call"
    STILL_IN_A_CALL = "still_in_a_call"
    LINE_DOWN = "line"
    THEIR_LINE_DOWN = "their_line"
    NEVER_PLACED = "attempt"
    KEY_USED = "client_key"
    NO_NAME = "name"
    BAD_EMAIL = "email"
    DAY_FULL = "day_full"
    SLOT_TAKEN = "slot"
    PROMISE_GONE = "callback"
    LEAD_IN_A_CALL = "lead_in_a_call"
    NO_ABSENCE = "away_until"
    TOO_MANY_ABSENCES = "absences"


# Each: what was found, what was expected, what to do.
WORDS: Mapping[Obstacle, Mapping[str, tuple[str, str, str]]] = {
    Obstacle.NOT_AT_WORK: {
        "fr": (
            "aucun travail en cours",
            "une mission sur laquelle vous travaillez",
            "Choisissez une mission et commencez.",
        ),
        "en": (
            "no work under way",
            "a mission that you work on",
            "Choose a mission and start to work.",
        ),
    },
    Obstacle.LEAD_GONE: {
        "fr": (
            "une fiche qui n’est plus sur votre liste",
            "une fiche de votre propre liste",
            "Appelez la fiche qui s’affiche maintenant.",
        ),
        "en": (
            "a lead that is no longer on your list",
            "a lead of your own list",
            "Call the lead that is shown now.",
        ),
    },
    Obstacle.NUMBER_IN_A_CALL: {
        "fr": ("ce numéro est déjà en ligne", "un numéro libre", "Prenez la fiche suivante."),
        "en": ("this number is in a call", "a free number", "Take the next lead."),
    },
    Obstacle.STILL_IN_A_CALL: {
        "fr": (
            "votre appel précédent n’est pas encore terminé",
            "un appel à la fois",
            "Attendez un instant, puis appelez.",
        ),
        "en": (
            "your previous call is not over yet",
            "one call at a time",
            "Wait a moment, then call.",
        ),
    },
    Obstacle.LINE_DOWN: {
        "fr": (
            "votre ligne n’est pas ouverte",
            "une ligne ouverte",
            "Attendez un instant, ou rechargez la page pour la rouvrir.",
        ),
        "en": (
            "your line is not connected",
            "a connected line",
            "Wait a moment, or reload the page to connect it again.",
        ),
    },
    Obstacle.THEIR_LINE_DOWN: {
        "fr": (
            "la ligne de cette personne n’est pas ouverte",
            "quelqu’un qui est en ligne",
            "Attendez qu’elle soit revenue en ligne.",
        ),
        "en": (
            "this person's line is not connected",
            "somebody on the line",
            "Wait until they are back on the line.",
        ),
    },
    Obstacle.NEVER_PLACED: {
        "fr": (
            "un appel qui n’a pas eu lieu",
            "un appel passé",
            "Rappelez la fiche, ou passez-la.",
        ),
        "en": (
            "a call that never took place",
            "a call that was placed",
            "Call the lead again or skip it.",
        ),
    },
    Obstacle.KEY_USED: {
        "fr": (
            "une clé qui a servi pour autre chose",
            "une clé nouvelle pour chaque appel et chaque résultat",
            "Rechargez la page et recommencez.",
        ),
        "en": (
            "a key that was used for something else",
            "a new key for each call and each outcome",
            "Reload the page and do it again.",
        ),
    },
    Obstacle.NO_NAME: {
        "fr": ("rien", "le nom de la personne", "Demandez qui décide et notez le nom."),
        "en": ("nothing", "the person's name", "Ask who decides and write the name."),
    },
    Obstacle.BAD_EMAIL: {
        "fr": (
            "ce qui n’est pas une adresse e-mail",
            "une adresse e-mail",
            "Faites-la épeler de nouveau.",
        ),
        "en": ("what is no e-mail address", "an e-mail address", "Ask for it letter by letter."),
    },
    Obstacle.DAY_FULL: {
        "fr": (
            "tous les appels que la société permet par personne et par jour",
            "moins d’appels aujourd’hui",
            "La fiche reste à vous. Reprenez demain, ou prévenez votre responsable.",
        ),
        "en": (
            "all the calls that the company allows a person in a day",
            "fewer calls today",
            "The lead stays yours. Go on tomorrow, or tell your campaign manager.",
        ),
    },
    Obstacle.SLOT_TAKEN: {
        "fr": (
            "un créneau qui vient d’être pris",
            "un créneau libre",
            "Proposez-en un autre : la liste vient d’être rafraîchie.",
        ),
        "en": (
            "a slot that was taken a moment ago",
            "a free slot",
            "Suggest another one: the list is fresh.",
        ),
    },
    Obstacle.PROMISE_GONE: {
        "fr": (
            "un rappel qui vient d’être passé ou annulé",
            "un rappel encore promis",
            "Rechargez la page pour voir où en est la fiche.",
        ),
        "en": (
            "a callback that was made or called off a moment ago",
            "a callback that is still promised",
            "Reload the page to see where the lead stands.",
        ),
    },
    Obstacle.LEAD_IN_A_CALL: {
        "fr": (
            "un prospect que quelqu’un appelle en ce moment",
            "un prospect que personne n’appelle",
            "Attendez le résultat de cet appel : il dira ce que devient le rappel.",
        ),
        "en": (
            "a prospect whom somebody is calling right now",
            "a prospect whom nobody is calling",
            "Wait for the result of that call: it says what becomes of the callback.",
        ),
    },
    Obstacle.NO_ABSENCE: {
        "fr": (
            "aucune durée à venir",
            "un début, puis une fin encore à venir, un an plus tard au plus",
            "Corrigez les deux moments.",
        ),
        "en": (
            "no stretch of time to come",
            "a beginning, then an end still to come, a year later at most",
            "Correct the two moments.",
        ),
    },
    Obstacle.TOO_MANY_ABSENCES: {
        "fr": (
            "cinquante absences déjà prévues",
            "moins de cinquante",
            "Retirez celles qui n’auront pas lieu, ou réunissez-en plusieurs.",
        ),
        "en": (
            "fifty absences planned already",
            "fewer than fifty",
            "Take back those that will not be, or make one of several.",
        ),
    },
}


def problem(obstacle: Obstacle, language: str) -> Problem:
    """The obstacle in French ("fr") or English ("en")."""
    found, expected, fix = WORDS[obstacle][language]
    return Problem(str(obstacle), found, expected, fix)


def refusal(obstacle: Obstacle, language: str) -> Refused:
    """The refusal to raise for one obstacle."""
    return Refused(problem(obstacle, language))
