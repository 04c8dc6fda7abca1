"""One call's life: what an attempt may become, and what the carrier's events add up to.

The carrier's webhooks come late, twice and in any order. What is known of a call is therefore a
join-semilattice: each event is a small piece of knowledge, `join` puts two pieces together, and
any order and any repetition give the same whole.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar

from campaigns.dispositions import Disposition

# A call that was not handed to the carrier by then is not made: the person has moved on.
DIAL_WITHIN = timedelta(seconds=5)
# A call whose fate is unknown may still ring somebody; longer than any pause of a process.
UNKNOWN_IS_LIVE_FOR = timedelta(minutes=10)
# Whoever pressed F2 need not wait so long: by then the carrier has answered, or has been asked.
UNKNOWN_HOLDS_PERSON_FOR = timedelta(seconds=30)


class AttemptState(StrEnum):
    """How far the intention to ring somebody has come."""

    INTENDED = "intended"
    PLACING = "placing"
    PLACED = "placed"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    ENDED = "ended"


# Refused: by the carrier, or by us before anything was sent (too late, hung up). Back to intended
# only from a 429, of which the carrier says that nothing was processed; never from unknown. A
# webhook may report the end before the carrier's own reply to the order has come.
ATTEMPT_MOVES: Mapping[AttemptState, frozenset[AttemptState]] = {
    AttemptState.INTENDED: frozenset({AttemptState.PLACING, AttemptState.REFUSED}),
    AttemptState.PLACING: frozenset(
        {
            AttemptState.INTENDED,
            AttemptState.PLACED,
            AttemptState.REFUSED,
            AttemptState.UNKNOWN,
            AttemptState.ENDED,
        }
    ),
    AttemptState.UNKNOWN: frozenset(
        {AttemptState.PLACED, AttemptState.REFUSED, AttemptState.ENDED}
    ),
    AttemptState.PLACED: frozenset({AttemptState.ENDED}),
    AttemptState.REFUSED: frozenset({AttemptState.ENDED}),
    AttemptState.ENDED: frozenset(),
}
LIVE = frozenset(
    {AttemptState.INTENDED, AttemptState.PLACING, AttemptState.PLACED, AttemptState.UNKNOWN}
)


def may_move(source: AttemptState, target: AttemptState) -> bool:
    """Whether an attempt may go from one state to another."""
    return target in ATTEMPT_MOVES[source]


def is_live(state: AttemptState) -> bool:
    """Whether somebody's phone may be ringing, or about to, because of this attempt."""
    return state in LIVE


def dial_before(now: datetime, clear_until: datetime) -> datetime:
    """The moment by which a call intended `now` must be at the carrier, or is not made.

    A call that is allowed to the last second of the legal hours must not ring after it.
    """
    return min(now + DIAL_WITHIN, clear_until)


def in_time(dial_before: datetime, now: datetime) -> bool:
    """Whether an intended call may still be handed to the carrier."""
    return now < dial_before


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


# The status only rises. Two different ends of one call never come from a healthy carrier; the
# higher one stands until the carrier is asked, so that a conversation is never lost.
RANK: Mapping[CallStatus, int] = {
    CallStatus.QUEUED: 0,
    CallStatus.INITIATED: 1,
    CallStatus.RINGING: 2,
    CallStatus.IN_PROGRESS: 3,
    CallStatus.FAILED: 4,
    CallStatus.CANCELED: 5,
    CallStatus.NO_ANSWER: 6,
    CallStatus.BUSY: 7,
    CallStatus.COMPLETED: 8,
}
RESULTS: Mapping[CallStatus, CallResult] = {
    CallStatus.COMPLETED: CallResult.ANSWERED,
    CallStatus.BUSY: CallResult.BUSY,
    CallStatus.FAILED: CallResult.FAILED,
    CallStatus.NO_ANSWER: CallResult.NO_ANSWER,
    CallStatus.CANCELED: CallResult.CANCELED,
}
TERMINAL = frozenset(RESULTS)
Known = TypeVar("Known", int, str)
HUMAN = "human"
UNSURE = "unknown"


@dataclass(frozen=True, slots=True)
class CallEvent:
    """One thing that the carrier says about a call.

    `sequence` is its place among the webhooks fired for this call; None means that we asked the
    carrier. It orders nothing: the rank of the status does that.
    """

    status: CallStatus
    sequence: int | None
    at: datetime
    duration_seconds: int | None = None
    answered_by: str | None = None
    sip_code: str | None = None


@dataclass(frozen=True, slots=True)
class CallFacts:
    """All that is known of a call.

    `conflict`: webhooks told two different ends, so the carrier must be asked. `confirmed`: it was
    asked after the end, and its answer stands against any webhook.
    """

    status: CallStatus | None = None
    started_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    duration_seconds: int | None = None
    answered_by: str | None = None
    sip_code: str | None = None
    conflict: bool = False
    confirmed: bool = False


def apply(facts: CallFacts, event: CallEvent) -> CallFacts:
    """Add one event to what is known; in any order and any number the result is the same."""
    return join(facts, known_from(event))


def known_from(event: CallEvent) -> CallFacts:
    """What one event tells by itself."""
    ended = event.status in TERMINAL
    return CallFacts(
        status=event.status,
        started_at=None if ended else event.at,
        answered_at=event.at if event.status is CallStatus.IN_PROGRESS else None,
        ended_at=event.at if ended else None,
        duration_seconds=event.duration_seconds if ended else None,
        answered_by=event.answered_by,
        sip_code=event.sip_code if ended else None,
        confirmed=ended and event.sequence is None,
    )


def join(one: CallFacts, other: CallFacts) -> CallFacts:
    """Put two pieces of knowledge about the same call together.

    The moments on the way are the earliest heard of. The end and the duration come with the status
    that stands and from no other event. The join is commutative, associative and idempotent.
    """
    top = max(_level(one), _level(other))
    ends = [facts for facts in (one, other) if _level(facts) == top]
    standing = ends[0]
    disputed = one.conflict or other.conflict or _end_differently(one, other)
    return CallFacts(
        status=standing.status,
        started_at=_least(one.started_at, other.started_at),
        answered_at=_least(one.answered_at, other.answered_at),
        ended_at=_least(*(facts.ended_at for facts in ends)),
        duration_seconds=_most(*(facts.duration_seconds for facts in ends)),
        answered_by=_surest(one.answered_by, other.answered_by),
        sip_code=_most(one.sip_code, other.sip_code),
        conflict=disputed and not standing.confirmed,
        confirmed=standing.confirmed,
    )


def call_result(facts: CallFacts, abandoned_at: datetime | None = None) -> CallResult | None:
    """The carrier's verdict, or None while the call lives.

    `abandoned_at` is the moment at which a person answered and nobody was there for them.
    """
    if facts.status is None or facts.status not in TERMINAL:
        return None
    if facts.status is not CallStatus.COMPLETED:
        return RESULTS[facts.status]
    if facts.answered_by not in (None, HUMAN, UNSURE):
        return CallResult.MACHINE
    return CallResult.ANSWERED if abandoned_at is None else CallResult.ABANDONED


SETTLED: Mapping[CallResult, Disposition] = {
    CallResult.NO_ANSWER: Disposition.NO_ANSWER,
    CallResult.CANCELED: Disposition.NO_ANSWER,
    CallResult.FAILED: Disposition.NO_ANSWER,
    CallResult.BUSY: Disposition.BUSY,
    CallResult.MACHINE: Disposition.MACHINE,
    CallResult.ABANDONED: Disposition.ABANDONED,
    CallResult.ANSWERED: Disposition.NEEDS_WRAP_UP,
}
# RFC 3261: not found, gone, address incomplete, does not exist anywhere. A 5xx is the network's
# own trouble and says nothing about the number.
DEAD_NUMBER_CODES = frozenset({"404", "410", "484", "604"})


def needs_person(result: CallResult) -> bool:
    """Whether only a teleprospector can say what came of the call."""
    return result is CallResult.ANSWERED


def settled_disposition(result: CallResult, sip_code: str | None) -> Disposition:
    """What the network alone knows of the outcome; for an answered call, that a person must tell."""
    if result is CallResult.FAILED and sip_code in DEAD_NUMBER_CODES:
        return Disposition.WRONG_NUMBER
    return SETTLED[result]


def _level(facts: CallFacts) -> tuple[bool, int]:
    return facts.confirmed, -1 if facts.status is None else RANK[facts.status]


def _end_differently(one: CallFacts, other: CallFacts) -> bool:
    both_ended = one.status in TERMINAL and other.status in TERMINAL
    return both_ended and one.status is not other.status


def _least(*moments: datetime | None) -> datetime | None:
    return min((at for at in moments if at is not None), default=None)


def _most(*values: Known | None) -> Known | None:
    return max((value for value in values if value is not None), default=None)


def _surest(one: str | None, other: str | None) -> str | None:
    """Of two verdicts on who answered, the one that knows more: a machine, a person, unsure."""
    heard = [by for by in (one, other) if by is not None]
    return max(heard, key=lambda by: (by != UNSURE, by != HUMAN, by), default=None)
