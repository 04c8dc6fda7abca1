"""What forbids a move between stages: no such move, no reason, no signature, no newer consent."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from campaigns.pipeline.moves import MOVES
from campaigns.pipeline.stages import STAGES, Stage
from campaigns.problems import Problem

NEEDS_REASON = frozenset({Stage.LOST, Stage.NOT_INTERESTED})


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a move may have to show: a reason, a signed document, a consent newer than the refusal."""

    reason: str | None = None
    document_id: str | None = None
    opposed_at: datetime | None = None
    consent_at: datetime | None = None


class Objection(StrEnum):
    NO_SUCH_MOVE = "no_such_move"
    NO_NEWER_CONSENT = "no_newer_consent"
    NO_REASON = "no_reason"
    NO_SIGNATURE = "no_signature"


# Each: what was expected, and what to do about it.
WORDS: Mapping[str, Mapping[Objection, tuple[str, str]]] = {
    "fr": {
        Objection.NO_SUCH_MOVE: (
            "une étape qui suit « {source} »",
            "Choisissez l’une de celles-ci : {allowed}.",
        ),
        Objection.NO_NEWER_CONSENT: (
            "un consentement donné après l’opposition",
            "Laissez cette piste : seule la personne peut revenir sur son opposition.",
        ),
        Objection.NO_REASON: ("un motif", "Dites pourquoi la piste est perdue ou refusée."),
        Objection.NO_SIGNATURE: (
            "un document signé",
            "Joignez le devis ou la commande signés, puis recommencez.",
        ),
    },
    "en": {
        Objection.NO_SUCH_MOVE: (
            "a stage that follows “{source}”",
            "Choose one of these: {allowed}.",
        ),
        Objection.NO_NEWER_CONSENT: (
            "a consent given after the objection",
            "Leave this lead alone: only the person can take an objection back.",
        ),
        Objection.NO_REASON: ("a reason", "Say why the lead is lost or refused."),
        Objection.NO_SIGNATURE: (
            "a signed document",
            "Attach the signed quote or order, then try again.",
        ),
    },
}
NONE_LEFT: Mapping[str, str] = {"fr": "aucune", "en": "none"}


def may_move(source: Stage, target: Stage, evidence: Evidence | None = None) -> bool:
    """Whether a lead may go from one stage to another, given what there is to show for it."""
    return not _found(source, target, evidence or Evidence())


def objections(
    source: Stage, target: Stage, evidence: Evidence, language: str
) -> tuple[Problem, ...]:
    """All that forbids a move, in "fr" or "en"; nothing when it may be made."""
    labels = [STAGES[stage].labels[language] for stage in STAGES if stage in MOVES[source]]
    words = {
        "source": STAGES[source].labels[language],
        "allowed": ", ".join(labels) or NONE_LEFT[language],
    }
    found = STAGES[target].labels[language]
    return tuple(
        Problem("stage", found, expected.format(**words), fix.format(**words))
        for expected, fix in (WORDS[language][code] for code in _found(source, target, evidence))
    )


def _found(source: Stage, target: Stage, evidence: Evidence) -> list[Objection]:
    found = []
    if source is Stage.OPPOSED and target is Stage.TARGET:
        if not _consented_since(evidence):
            found.append(Objection.NO_NEWER_CONSENT)
    elif target not in MOVES[source]:
        found.append(Objection.NO_SUCH_MOVE)
    if target in NEEDS_REASON and not evidence.reason:
        found.append(Objection.NO_REASON)
    if target is Stage.WON and not evidence.document_id:
        found.append(Objection.NO_SIGNATURE)
    return found


def _consented_since(evidence: Evidence) -> bool:
    if evidence.opposed_at is None or evidence.consent_at is None:
        return False
    return evidence.consent_at > evidence.opposed_at
