"""Why a lead leaves the calling for good, in the words that a board and a report use.

A lead is closed when no call of its own is to come. Nurturing is not a reason: such a lead keeps
a date for its next call. A booked meeting and a request for a quote are reasons, because the next
step belongs to somebody else, while the lead itself goes on through the pipeline.
"""

from collections.abc import Mapping
from enum import StrEnum


class CloseReason(StrEnum):
    """What ended the calling of a lead."""

    MEETING_SET = "meeting_set"
    HANDED_OVER = "handed_over"
    WON = "won"
    LOST = "lost"
    REFUSED = "refused"
    OPPOSED = "opposed"
    DATA_REQUEST = "data_request"
    INVALID = "invalid"
    DECEASED = "deceased"
    OUT_OF_TARGET = "out_of_target"
    DUPLICATE = "duplicate"
    EXHAUSTED = "exhausted"


CLOSE_LABELS: Mapping[CloseReason, Mapping[str, str]] = {
    CloseReason.MEETING_SET: {"fr": "Rendez-vous pris", "en": "Meeting booked"},
    CloseReason.HANDED_OVER: {"fr": "Transmise aux commerciaux", "en": "Handed over to sales"},
    CloseReason.WON: {"fr": "Gagnée", "en": "Won"},
    CloseReason.LOST: {"fr": "Perdue", "en": "Lost"},
    CloseReason.REFUSED: {"fr": "Refus", "en": "Refused"},
    CloseReason.OPPOSED: {"fr": "Ne plus appeler", "en": "Do not call again"},
    CloseReason.DATA_REQUEST: {
        "fr": "En attente d’une demande de droits",
        "en": "Waiting for a data request",
    },
    CloseReason.INVALID: {"fr": "Aucun numéro valable", "en": "No working number"},
    CloseReason.DECEASED: {"fr": "Personne décédée", "en": "Deceased"},
    CloseReason.OUT_OF_TARGET: {"fr": "Hors cible", "en": "Out of target"},
    CloseReason.DUPLICATE: {"fr": "Doublon ou déjà client", "en": "Duplicate or customer"},
    CloseReason.EXHAUSTED: {"fr": "Injoignable", "en": "Could not be reached"},
}
