"""One call's life: what an attempt may become, and what the carrier's events add up to."""

from enum import StrEnum


class AttemptState(StrEnum):
    """How far the intention to ring somebody has come."""

    INTENDED = "intended"
    PLACING = "placing"
    PLACED = "placed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ENDED = "ended"


class CallStatus(StrEnum):
    """The carrier's words for a call; `initiated` is said by webhooks only."""

    QUEUED = "queued"
    INITIATED = "initiated"
    RINGING = "ringing"
    IN_PROGRESS = "in-progress"
    COMPLETED = "completed"
    BUSY = "busy"
    FAILED = "failed"
    NO_ANSWER = "no-answer"
    CANCELED = "canceled"


class CallResult(StrEnum):
    """The carrier's verdict on a finished call."""

    ANSWERED = "answered"
    NO_ANSWER = "no_answer"
    BUSY = "busy"
    FAILED = "failed"
    CANCELED = "canceled"
    MACHINE = "machine"
    ABANDONED = "abandoned"
