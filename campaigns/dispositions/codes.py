"""The words for what came of a call, and the shape of all that a disposition means."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.follow_up.tasks import TaskRule
from campaigns.lead.closing import CloseReason


class Disposition(StrEnum):
    """The teleprospector's word on a call; the last one is ours, until a person has spoken."""

    NO_ANSWER = "no_answer"
    MACHINE = "machine"
    BUSY = "busy"
    WRONG_NUMBER = "wrong_number"
    FAX = "fax"
    ABANDONED = "abandoned"
    GATEKEEPER = "gatekeeper"
    AWAY = "away"
    CALLBACK = "callback"
    OUT_OF_TARGET = "out_of_target"
    DUPLICATE = "duplicate"
    LANGUAGE = "language"
    REFUSED_TO_LISTEN = "refused_to_listen"
    ARGUED_REFUSED = "argued_refused"
    DOCUMENTATION = "documentation"
    INTERESTED_LATER = "interested_later"
    MEETING = "meeting"
    QUOTE = "quote"
    SALE = "sale"
    DO_NOT_CALL = "do_not_call"
    DATA_REQUEST = "data_request"
    DECEASED = "deceased"
    NEEDS_WRAP_UP = "needs_wrap_up"


class DispositionKind(StrEnum):
    """The family of a disposition, as French practice counts it (CNA, CA, CA+)."""

    TECHNICAL = "technical"
    NOT_ARGUED = "not_argued"
    ARGUED = "argued"
    POSITIVE = "positive"
    LEGAL = "legal"


class Needs(StrEnum):
    """What must be recorded along with a disposition."""

    NOTHING = "nothing"
    CALLBACK_TIME = "callback_time"
    LATER_DATE = "later_date"
    MEETING = "meeting"
    REASON = "reason"
    SCOPE = "scope"


class SuppressionScope(StrEnum):
    """How far a suppression reaches: one contact, every phone of the prospect, or one number."""

    PERSON = "person"
    PROSPECT = "prospect"
    NUMBER = "number"


SCOPE_LABELS: Mapping[SuppressionScope, Mapping[str, str]] = {
    SuppressionScope.PERSON: {"fr": "Cette personne", "en": "This person"},
    SuppressionScope.PROSPECT: {"fr": "Tout l’établissement", "en": "The whole establishment"},
    SuppressionScope.NUMBER: {"fr": "Ce numéro", "en": "This number"},
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One chip of a disposition: why they refused, what they ask for."""

    code: str
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Conversation:
    """Two facts on an attempt, set while talking: was the offer heard, and by who decides."""

    argued: bool = False
    decision_maker: bool = False


@dataclass(frozen=True, slots=True)
class DispositionRule:
    """All that a disposition means.

    `contact`: the right person was reached. `argued`: it can't be recorded unless the offer was
    heard. `refusal`: the person said no in the conversation, which starts the legal rest
    (France, C. conso D.223-9). `key`: its digit at the desk. `next_phone`: this number is dead,
    another one of the prospect may live; `close` then holds only when none is left.
    """

    code: Disposition
    labels: Mapping[str, str]
    kind: DispositionKind
    key: int | None = None
    counts_as_attempt: bool = True
    contact: bool = False
    argued: bool = False
    refusal: bool = False
    needs: Needs = Needs.NOTHING
    reasons: tuple[Reason, ...] = ()
    suppress: SuppressionScope | None = None
    close: CloseReason | None = None
    next_phone: bool = False
    tasks: tuple[TaskRule, ...] = ()
