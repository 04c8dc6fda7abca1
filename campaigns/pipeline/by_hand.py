"""Which moves a person may make without a call, what each must say, and how long it can be taken back.

A meeting and an objection are no moves of the hand: the one has a moment and people, the other keeps
numbers off every list. Both have a place of their own.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from campaigns.pipeline.moves import MOVES
from campaigns.pipeline.objections import Evidence, objections
from campaigns.pipeline.stages import STAGES, Stage
from campaigns.problems import Problem

UNDO_FOR = timedelta(seconds=10)
# The page's ten seconds begin when it is drawn, and a slow line takes some of them.
UNDONE_AT_LATEST = timedelta(seconds=15)
FURTHEST = timedelta(days=730)


class Asks(StrEnum):
    """What a move has to say beside where to."""

    REASON = "because"
    DOCUMENT = "document"
    LATER_ON = "later_on"


ASKS: Mapping[Stage, Asks] = {
    Stage.LOST: Asks.REASON,
    Stage.NOT_INTERESTED: Asks.REASON,
    Stage.WON: Asks.DOCUMENT,
    Stage.NURTURING: Asks.LATER_ON,
}
# Where a stage is reached instead: what was expected, and what to do.
ELSEWHERE: Mapping[Stage, Mapping[str, tuple[str, str]]] = {
    Stage.MEETING_SET: {
        "fr": (
            "un rendez-vous avec sa date et ses participants",
            "Enregistrez-le comme résultat d’un appel.",
        ),
        "en": (
            "a meeting with its moment and its people",
            "Record it as the outcome of a call.",
        ),
    },
    Stage.OPPOSED: {
        "fr": (
            "une opposition, qui retire aussi le numéro de toutes les listes",
            "Utilisez « Ne plus jamais appeler » sur la page de la fiche.",
        ),
        "en": (
            "an objection, which also takes the number off every list",
            "Use “Never call again” on the lead's page.",
        ),
    },
}
_NO_DAY: Mapping[str, tuple[str, str, str]] = {
    "fr": (
        "aucun jour à venir",
        "le jour où reprendre contact, dans les deux ans",
        "Indiquez quand rappeler.",
    ),
    "en": (
        "no day to come",
        "the day to get in touch again, within two years",
        "Say when to call again.",
    ),
}


@dataclass(frozen=True, slots=True)
class HandMove:
    """A move as a person asks for it: where to, and what they say of it."""

    target: Stage
    reason: str = ""
    document_id: str = ""
    later_on: date | None = None


def choices(source: Stage) -> tuple[Stage, ...]:
    """The stages to which a person may move a lead that stands in this one, in the board's order."""
    return tuple(stage for stage in STAGES if stage in MOVES[source] and stage not in ELSEWHERE)


def refused(source: Stage, asked: HandMove, today: date, language: str) -> tuple[Problem, ...]:
    """All that forbids a move, in "fr" or "en"; nothing when it may be made.

    `today` is the campaign's. A problem's place is the field that it stands in.
    """
    if asked.target in ELSEWHERE and asked.target in MOVES[source]:
        expected, fix = ELSEWHERE[asked.target][language]
        return (Problem("to", STAGES[asked.target].labels[language], expected, fix),)
    evidence = Evidence(reason=asked.reason or None, document_id=asked.document_id or None)
    found = objections(source, asked.target, evidence, language)
    place = ASKS.get(asked.target, "to") if asked.target in MOVES[source] else "to"
    problems = [replace(each, place=str(place)) for each in found]
    if ASKS.get(asked.target) is Asks.LATER_ON and not _is_to_come(asked.later_on, today):
        problems.append(Problem(Asks.LATER_ON, *_NO_DAY[language]))
    return tuple(problems)


def _is_to_come(day: date | None, today: date) -> bool:
    return day is not None and today < day <= today + FURTHEST
