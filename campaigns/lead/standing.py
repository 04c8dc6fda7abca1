"""What is told of a lead, outcome by outcome, and where it then stands: the values of `progress`."""

from dataclasses import dataclass
from datetime import date, datetime

from campaigns.attempts import CallResult
from campaigns.cadence import DEFAULT, Cadence
from campaigns.dealing import Tier
from campaigns.dispositions import Disposition, SuppressionScope
from campaigns.lead.closing import CloseReason
from campaigns.pipeline import MeetingStatus, Stage


@dataclass(frozen=True, slots=True)
class StandingOutcome:
    """An outcome that nothing supersedes; a correction keeps the `at` of what it corrects. Of a call
    that the prospect made it is no attempt of ours. Its `cadence` is that of the plan which its attempt
    was made with: another plan that the campaign takes over later changes nothing of it."""

    attempt_number: int
    disposition: Disposition
    at: datetime
    phone_id: int
    call_result: CallResult | None = None
    argued: bool = False
    decision_maker: bool = False
    callback_at: datetime | None = None
    callback_flexible: bool = False
    callback_owner_id: int | None = None
    later_on: date | None = None
    scope: SuppressionScope | None = None
    reason: str | None = None
    document_id: str | None = None
    is_ours: bool = True
    cadence: Cadence = DEFAULT


@dataclass(frozen=True, slots=True)
class MeetingChange:
    """What became of the meeting that the outcome of this attempt booked."""

    attempt_number: int
    status: MeetingStatus
    at: datetime


@dataclass(frozen=True, slots=True)
class PromiseChange:
    """The promise that the outcome of this attempt made was moved, or given to somebody else (None:
    the team), by a person and without a call."""

    attempt_number: int
    due_at: datetime
    owner_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class PassBegun:
    """Another pass (the second is 2) over a lead whose attempts were used up by this one."""

    number: int
    after_attempt: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Decision:
    """A move that somebody made by hand and did not take back; `later_on` is the day to call again."""

    target: Stage
    at: datetime
    later_on: date | None = None


@dataclass(frozen=True, slots=True)
class StageMove:
    """One move, caused at `at` by the outcome of an attempt, by the meeting that it booked, or by hand."""

    source: Stage
    target: Stage
    at: datetime
    attempt_number: int


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a lead stands; `next_call_at` is None exactly when `closed` says why.

    `promised_in`: the attempt whose promise the next call keeps, if it keeps one; `attempts_before`:
    those of `attempts` that were made in earlier passes.
    """

    stage: Stage
    next_call_at: datetime | None
    tier: Tier
    callback_owner_id: int | None = None
    promised_in: int | None = None
    closed: CloseReason | None = None
    attempts: int = 0
    contacts: int = 0
    argued: int = 0
    last_outcome_at: datetime | None = None
    dead_phone_ids: frozenset[int] = frozenset()
    suppress: SuppressionScope | None = None
    attempts_before: int = 0
    moves: tuple[StageMove, ...] = ()
