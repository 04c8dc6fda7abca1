"""Until when the import of a prospect file may be undone, and what stays all the same."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from campaigns.problems import Problem
from campaigns.states import ImportState

UNDO_WITHIN = timedelta(hours=24)
UNDOABLE = frozenset({ImportState.DONE, ImportState.FAILED})
"""A file that failed half-way has brought prospects too."""


class Stays(StrEnum):
    """Why something that the import brought is not taken back."""

    CALLED = "called"
    ON_A_LIST = "on_a_list"
    IN_ANOTHER_FILE = "in_another_file"
    TOUCHED = "touched"
    CHANGED = "changed"


STAYS_WORDS: Mapping[Stays, Mapping[str, str]] = {
    Stays.CALLED: {
        "fr": "Déjà appelés : ils gardent leur histoire.",
        "en": "Called already: they keep their history.",
    },
    Stays.ON_A_LIST: {
        "fr": "Déjà distribués sur une liste d’appels.",
        "en": "Dealt to a call list already.",
    },
    Stays.IN_ANOTHER_FILE: {
        "fr": "Aussi dans un fichier importé depuis.",
        "en": "Also in a file that was imported since.",
    },
    Stays.TOUCHED: {
        "fr": "Complétés ou décidés par une personne depuis.",
        "en": "Completed or decided by a person since.",
    },
    Stays.CHANGED: {
        "fr": "Valeurs changées depuis, donc laissées.",
        "en": "Values changed since, so left alone.",
    },
}
"""Every reason in the order in which it is looked for; the first that holds is the one told."""


_TOO_LATE: Mapping[str, tuple[str, str, str]] = {
    "fr": (
        "un import qui ne peut plus être annulé",
        "un import terminé depuis moins de 24 heures",
        "Retirez de la campagne les fiches à ne pas appeler, ou terminez la campagne.",
    ),
    "en": (
        "an import that can’t be undone any more",
        "one that ended less than 24 hours ago",
        "Take the leads that should not be called out of the campaign, or end it.",
    ),
}


def too_late(language: str) -> Problem:
    """Why an import is not undone, in French ("fr") or English ("en")."""
    return Problem("import", *_TOO_LATE[language])


def undo_until(state: ImportState, finished_at: datetime | None) -> datetime | None:
    """The moment until which an import may be undone; None when it can't be, or not yet."""
    if finished_at is None or state not in UNDOABLE:
        return None
    return finished_at + UNDO_WITHIN


def may_undo(state: ImportState, finished_at: datetime | None, now: datetime) -> bool:
    """True within 24 hours of the import's end."""
    until = undo_until(state, finished_at)
    return until is not None and now < until
