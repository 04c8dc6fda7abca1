"""What a person may ask of the data held about them, by when it is answered, and in which steps.

GDPR, articles 12 (a month, two more where it is complex, and one must know who asks), 15 (access) and
17 (erasure). An erasure leaves a fingerprint, so that whoever asked is not called again (article 21).
"""

from calendar import monthrange
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

MONTHS, MORE_MONTHS = 1, 2

Labels = Mapping[str, str]


class RequestKind(StrEnum):
    """What the person asks for."""

    ACCESS = "access"
    ERASURE = "erasure"


class RequestState(StrEnum):
    """How far a request is."""

    OPEN = "open"
    CHECKED = "checked"
    DONE = "done"
    REFUSED = "refused"


class IdentityCheck(StrEnum):
    """How one knows that it is the person themselves; a copy of a document is never kept."""

    IN_OUR_CALL = "in_our_call"
    CALLED_BACK = "called_back"
    WROTE_FROM_KNOWN_ADDRESS = "wrote_from_known_address"
    DOCUMENT_SEEN = "document_seen"


class RefusalGround(StrEnum):
    """Why a request is not granted; the person is told, and whom they can complain to (12(4))."""

    NOT_THE_PERSON = "not_the_person"
    UNFOUNDED = "unfounded"
    WITHDRAWN = "withdrawn"


MOVES: Mapping[RequestState, frozenset[RequestState]] = {
    RequestState.OPEN: frozenset({RequestState.CHECKED, RequestState.REFUSED}),
    RequestState.CHECKED: frozenset({RequestState.DONE, RequestState.REFUSED}),
    RequestState.DONE: frozenset(),
    RequestState.REFUSED: frozenset(),
}


def due_at(received_at: datetime, zone: str, months: int = MONTHS) -> datetime:
    """The end of the term: the same day so many months later, or that month's last; same time of day.

    Days are those of `zone`, the company's. Regulation 1182/71, article 3(2)(c).
    """
    local = received_at.astimezone(ZoneInfo(zone))
    years, month = divmod(local.month - 1 + months, 12)
    year, month = local.year + years, month + 1
    day = min(local.day, monthrange(year, month)[1])
    return local.replace(year=year, month=month, day=day).astimezone(received_at.tzinfo)


def may_move(state: RequestState, target: RequestState) -> bool:
    """True when a request in `state` may become `target`: nothing is handed out or erased unchecked."""
    return target in MOVES[state]


KIND_LABELS: Mapping[RequestKind, Labels] = {
    RequestKind.ACCESS: {"fr": "Accès aux données", "en": "Access to the data"},
    RequestKind.ERASURE: {"fr": "Effacement", "en": "Erasure"},
}
STATE_LABELS: Mapping[RequestState, Labels] = {
    RequestState.OPEN: {"fr": "Identité à vérifier", "en": "Identity to check"},
    RequestState.CHECKED: {"fr": "À traiter", "en": "To be answered"},
    RequestState.DONE: {"fr": "Traitée", "en": "Done"},
    RequestState.REFUSED: {"fr": "Refusée", "en": "Refused"},
}
CHECK_LABELS: Mapping[IdentityCheck, Labels] = {
    IdentityCheck.IN_OUR_CALL: {
        "fr": "Demandé pendant notre appel à ce numéro",
        "en": "Asked in our call to this number",
    },
    IdentityCheck.CALLED_BACK: {
        "fr": "Rappelé au numéro du fichier, par la personne qui traite la demande",
        "en": "Called back on the number on file, by whoever answers the request",
    },
    IdentityCheck.WROTE_FROM_KNOWN_ADDRESS: {
        "fr": "Écrit depuis l’adresse du fichier",
        "en": "Written from the address on file",
    },
    IdentityCheck.DOCUMENT_SEEN: {
        "fr": "Justificatif vu, non conservé",
        "en": "Document seen, not kept",
    },
}
REFUSAL_LABELS: Mapping[RefusalGround, Labels] = {
    RefusalGround.NOT_THE_PERSON: {
        "fr": "L’identité n’a pas pu être établie",
        "en": "The identity could not be established",
    },
    RefusalGround.UNFOUNDED: {
        "fr": "Demande infondée ou excessive",
        "en": "Unfounded or excessive request",
    },
    RefusalGround.WITHDRAWN: {"fr": "Demande retirée", "en": "Request withdrawn"},
}
KEPT_LABELS: tuple[Labels, ...] = (
    {
        "fr": "Empreintes du numéro et de la fiche, pour ne plus jamais appeler ni réinscrire (art. 21)",
        "en": "Fingerprints of the number and the record, so as never to call or enrol again (art. 21)",
    },
    {
        "fr": "Appels, résultats et durées sans nom, numéro ni note : compteurs, rémunération, preuves d’équité",
        "en": "Calls, outcomes and durations without name, number or note: counters, pay, proofs of fairness",
    },
    {
        "fr": "Le journal des actions, qui ne nomme que des identifiants",
        "en": "The journal of actions, which names ids only",
    },
)
