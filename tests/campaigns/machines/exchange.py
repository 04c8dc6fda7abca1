"""What happens at the carrier, whatever we hear of it: each call has one story, told in any order."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from hypothesis import strategies as st

from campaigns.attempts import TERMINAL, AttemptState, CallEvent, CallFacts, CallResult, CallStatus
from tests.campaigns.machines.clocked import SECOND

ENDS = st.sampled_from(sorted(TERMINAL))
ANSWERED_BY = st.sampled_from([None, "human", "machine_start", "unknown"])
REPLIES = st.sampled_from(
    ["placed", "placed", "lost", "refused", "busy", "killed before", "killed after"]
)


@dataclass(frozen=True)
class Fate:
    """What awaits an intention: its time in the queue, the carrier's reply, the end of the call."""

    queued: int
    reply: str
    end: CallStatus
    answered_by: str | None


FATES = st.builds(Fate, st.sampled_from([0, 0, 4]), REPLIES, ENDS, ANSWERED_BY)


@dataclass
class Line:
    """One consumer's number, and what the company remembers of it whatever becomes of the lead."""

    number: str
    lead_attempts: int = 0
    objected: bool = False
    refused_at: datetime | None = None
    rung: list[datetime] = field(default_factory=list)


@dataclass
class AttemptRow:
    """An intention, what we did about it and what we have heard of it."""

    line: Line
    person: int
    intended_at: datetime
    dial_before: datetime
    state: AttemptState = AttemptState.INTENDED
    facts: CallFacts = field(default_factory=CallFacts)
    heard: list[CallEvent] = field(default_factory=list)
    result: CallResult | None = None
    story: list[CallEvent] | None = None
    contradicted: bool = False


def story_of(at: datetime, end: CallStatus, answered_by: str | None) -> list[CallEvent]:
    """All that the carrier will say of a call that was created at this moment."""
    talked = end is CallStatus.COMPLETED
    events = [
        CallEvent(CallStatus.INITIATED, 0, at),
        CallEvent(CallStatus.RINGING, 1, at + 2 * SECOND),
    ]
    if talked:
        answered = CallEvent(CallStatus.IN_PROGRESS, 2, at + 9 * SECOND, answered_by=answered_by)
        events.append(answered)
    seconds = 40 if talked else 0
    ended_at = at + timedelta(seconds=9 + seconds)
    events.append(CallEvent(end, len(events), ended_at, duration_seconds=seconds, sip_code="200"))
    return events
