"""What has to be done outside the call, by whom and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class OwnerRole(StrEnum):
    """Who carries a lead at a stage, or a task that an outcome opens."""

    MARKETING = "marketing"
    TELEPROSPECTOR = "teleprospector"
    FIELD_SALES = "field_sales"
    ACCOUNT_MANAGER = "account_manager"
    MANAGER = "manager"


OWNER_LABELS: Mapping[OwnerRole, Mapping[str, str]] = {
    OwnerRole.MARKETING: {"fr": "Le marketing", "en": "Marketing"},
    OwnerRole.TELEPROSPECTOR: {"fr": "Le téléprospecteur", "en": "The teleprospector"},
    OwnerRole.FIELD_SALES: {"fr": "Le commercial", "en": "The field sales person"},
    OwnerRole.ACCOUNT_MANAGER: {"fr": "Le responsable du compte", "en": "The account manager"},
    OwnerRole.MANAGER: {"fr": "Le responsable de la campagne", "en": "The campaign manager"},
}


class Workplace(StrEnum):
    """From where somebody sees to tasks."""

    AGENCY = "agency"
    COMPANY = "company"
    DESK = "desk"


CARRIED_AT: Mapping[Workplace, frozenset[OwnerRole]] = {
    Workplace.AGENCY: frozenset(),
    Workplace.COMPANY: frozenset({OwnerRole.FIELD_SALES, OwnerRole.ACCOUNT_MANAGER}),
    Workplace.DESK: frozenset({OwnerRole.TELEPROSPECTOR}),
}
"""Whose tasks are seen from where; none named: everybody's, as whoever manages a campaign answers for all."""


class TaskChange(StrEnum):
    """What may be said of a task."""

    DONE = "done"
    NOT_NEEDED = "not_needed"
    REOPEN = "reopen"


class TaskKind(StrEnum):
    SEND_DOCUMENTS = "send_documents"
    CONFIRM_MEETING = "confirm_meeting"
    REMIND_MEETING = "remind_meeting"
    MOVE_MEETING = "move_meeting"
    ANSWER_PROSPECT = "answer_prospect"
    PREPARE_QUOTE = "prepare_quote"
    COLLECT_SIGNATURE = "collect_signature"
    ANSWER_DATA_REQUEST = "answer_data_request"
    FIND_A_KEEPER = "find_a_keeper"


class CountedFrom(StrEnum):
    """The moment from which a task's delay runs."""

    OUTCOME = "outcome"
    MEETING = "meeting"


TASK_LABELS: Mapping[TaskKind, Mapping[str, str]] = {
    TaskKind.SEND_DOCUMENTS: {"fr": "Envoyer la documentation", "en": "Send the documents"},
    TaskKind.CONFIRM_MEETING: {"fr": "Confirmer le rendez-vous", "en": "Confirm the meeting"},
    TaskKind.REMIND_MEETING: {"fr": "Rappeler le rendez-vous", "en": "Remind of the meeting"},
    TaskKind.MOVE_MEETING: {"fr": "Déplacer le rendez-vous", "en": "Move the meeting"},
    TaskKind.ANSWER_PROSPECT: {"fr": "Répondre au prospect", "en": "Answer the prospect"},
    TaskKind.PREPARE_QUOTE: {"fr": "Établir le devis", "en": "Prepare the quote"},
    TaskKind.COLLECT_SIGNATURE: {"fr": "Faire signer l’accord", "en": "Get the agreement signed"},
    TaskKind.ANSWER_DATA_REQUEST: {
        "fr": "Répondre à la demande de droits",
        "en": "Answer the data request",
    },
    TaskKind.FIND_A_KEEPER: {
        "fr": "Trouver qui peut tenir le rappel promis",
        "en": "Find somebody who can keep the promised callback",
    },
}


@dataclass(frozen=True, slots=True)
class TaskRule:
    """A task that a disposition opens; `delay` is negative for what must happen before a meeting."""

    kind: TaskKind
    owner: OwnerRole
    delay: timedelta
    counted_from: CountedFrom = CountedFrom.OUTCOME

    def due_at(self, outcome_at: datetime, meeting_at: datetime | None) -> datetime:
        """The moment it is due, never before the outcome that opens it."""
        start = meeting_at if self.counted_from is CountedFrom.MEETING else outcome_at
        return max(outcome_at, (start or outcome_at) + self.delay)
