"""What a manager may write to somebody at work, and what the person may answer with one press."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from campaigns.problems import Problem

LONGEST = 200  # signs: read at a glance between two calls
MOST_WAITING = 5  # unanswered lines on one desk; who has not read five needs no sixth
KEPT_FOR = timedelta(days=1)


class Reply(StrEnum):
    """What a teleprospector answers to a line of their manager."""

    UNDERSTOOD = "understood"
    LISTEN_TO_ME = "listen_to_me"
    CALL_ME = "call_me"


REPLY_LABELS: Mapping[Reply, Mapping[str, str]] = {
    Reply.UNDERSTOOD: {"fr": "C’est noté", "en": "Got it"},
    Reply.LISTEN_TO_ME: {"fr": "Écoutez mon prochain appel", "en": "Listen to my next call"},
    Reply.CALL_ME: {"fr": "Parlons-en après", "en": "Let us talk afterwards"},
}


REVIEW_WAITS: Mapping[str, str] = {
    "fr": "J’ai réécouté un de vos appels : ma revue vous attend sous « Revues ».",
    "en": "I listened to a call of yours again: my review waits under “Reviews”.",
}
"""What somebody at work is told when a review is sent to them."""


class Unfit(StrEnum):
    """Why a line is not sent."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    AWAY = "away"
    TOO_MANY = "too_many"


# Each: what was found, what was expected, what to do.
_WORDS: Mapping[Unfit, Mapping[str, tuple[str, str, str]]] = {
    Unfit.EMPTY: {
        "fr": ("rien", "une ligne de 200 signes au plus", "Écrivez ce qui aiderait maintenant."),
        "en": ("nothing", "a line of 200 signs at most", "Write what would help now."),
    },
    Unfit.TOO_LONG: {
        "fr": (
            "plus de 200 signes",
            "une ligne de 200 signes au plus",
            "Gardez l’essentiel ; le reste se dit de vive voix.",
        ),
        "en": (
            "more than 200 signs",
            "a line of 200 signs at most",
            "Keep the one thing that matters; say the rest in person.",
        ),
    },
    Unfit.AWAY: {
        "fr": (
            "une personne qui n’est pas au travail",
            "quelqu’un au travail sur cette campagne",
            "Attendez qu’elle ait commencé, ou écrivez-lui un courriel.",
        ),
        "en": (
            "somebody who is not at work",
            "somebody at work on this campaign",
            "Wait until they have begun, or send them a mail.",
        ),
    },
    Unfit.TOO_MANY: {
        "fr": (
            "cinq messages sans réponse",
            "quelqu’un qui a eu le temps de les lire",
            "Attendez une réponse : la personne est peut-être en ligne.",
        ),
        "en": (
            "five messages without an answer",
            "somebody who had the time to read them",
            "Wait for an answer: they may be on the line.",
        ),
    },
}


def one_line(text: str) -> str:
    """A message as it is kept: on one line, without blanks at its ends."""
    return " ".join(text.split())


def unfit(text: str, *, at_work: bool, waiting: int) -> Unfit | None:
    """Why a line (see `one_line`) is not sent to somebody who has `waiting` unanswered ones, or None."""
    if not at_work:
        return Unfit.AWAY
    if not text:
        return Unfit.EMPTY
    if len(text) > LONGEST:
        return Unfit.TOO_LONG
    return Unfit.TOO_MANY if waiting >= MOST_WAITING else None


def problem(why: Unfit, language: str) -> Problem:
    """The same in French ("fr") or English ("en")."""
    found, expected, fix = _WORDS[why][language]
    return Problem("text", found, expected, fix)
