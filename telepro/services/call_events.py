"""Step 6 of a lead's journey: what the carrier said becomes the call's status, in any order.

A webhook only keeps the message. Applying it is a fold that gives the same result for every order
and number of repeats, one call a transaction.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from email.utils import parsedate_to_datetime

from sqlalchemy.orm import Session

from campaigns import attempts as rules
from campaigns.attempts import AttemptState, CallEvent, CallFacts, CallStatus
from telepro.db import aftermath, attempts, inbox, sessions, transaction
from telepro.db.calling import Attempt, Call, CallInbox

CALL = "call"
CONFERENCE = "conference"
UNKNOWN_ATTEMPT = "no attempt of this id"
OTHER_CALL = "another call than the attempt's own"


def receive(kind: str, subject: str, key: str, payload: Mapping[str, str], now: datetime) -> bool:
    """Keep a signed message; False when this very message had come before."""
    with transaction() as session:
        return inbox.put(session, kind, subject, key, payload, now)


def waiting() -> list[tuple[str, str]]:
    """(kind, subject) of messages to apply, oldest first, a hundred at a time."""
    with transaction() as session:
        return inbox.waiting_subjects(session, 100)


def apply(kind: str, subject: str, now: datetime) -> tuple[str, ...]:
    """Apply all that waits on one call or session; the topics of pages that have something new."""
    with transaction() as session:
        if kind == CONFERENCE:
            return _apply_conference(session, subject, now)
        return _apply_call(session, subject, now)


def give_up(kind: str, subject: str, problem: str) -> None:
    """Count a try that failed on a bug or a poisoned message, so that the rest goes on."""
    with transaction() as session:
        inbox.failed(session, kind, subject, problem)


def _apply_call(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    attempt = attempts.locked(session, subject)
    call = attempts.call_of(session, attempt.id) if attempt else None
    rows = inbox.waiting_of(session, CALL, subject)
    if attempt is None or not rows:
        inbox.applied(session, rows, now, UNKNOWN_ATTEMPT)
        return ()
    own, foreign = _split(rows, attempt.sid or rows[0].call_sid)
    if own:
        _store(session, attempt, call, _folded(call, own), str(own[0].call_sid))
    inbox.applied(session, own, now, None)
    inbox.applied(session, foreign, now, OTHER_CALL)
    return attempts.topics_of(session, attempt)


def _split(
    rows: Sequence[CallInbox], sid: str | None
) -> tuple[Sequence[CallInbox], Sequence[CallInbox]]:
    return [r for r in rows if r.call_sid == sid], [r for r in rows if r.call_sid != sid]


def _folded(call: Call | None, rows: Sequence[CallInbox]) -> CallFacts:
    facts = _facts(call) if call else CallFacts()
    for row in rows:
        facts = rules.apply(facts, event_of(row.payload, row.received_at))
    return facts


def event_of(payload: Mapping[str, str], received_at: datetime) -> CallEvent:
    """A carrier's message as the domain reads it; its own timestamp counts, not our arrival's."""
    stamp = payload.get("Timestamp")
    return CallEvent(
        status=CallStatus(payload.get("CallStatus", "")),
        sequence=int(payload["SequenceNumber"]) if "SequenceNumber" in payload else None,
        at=parsedate_to_datetime(stamp) if stamp else received_at,
        duration_seconds=int(payload["CallDuration"]) if "CallDuration" in payload else None,
        answered_by=payload.get("AnsweredBy"),
        sip_code=payload.get("SipResponseCode"),
    )


def _facts(call: Call) -> CallFacts:
    return CallFacts(
        status=call.status,
        started_at=call.started_at,
        answered_at=call.answered_at,
        ended_at=call.ended_at,
        duration_seconds=call.duration_seconds,
        answered_by=call.answered_by,
        sip_code=call.sip_code,
        conflict=call.conflict,
        confirmed=call.confirmed,
    )


def _store(
    session: Session, attempt: Attempt, call: Call | None, facts: CallFacts, sid: str
) -> None:
    if call is None:
        call = Call(attempt_id=attempt.id, sid=sid)
        session.add(call)
    call.status = facts.status or CallStatus.QUEUED
    call.started_at = facts.started_at
    call.answered_at = facts.answered_at
    call.ended_at = facts.ended_at
    call.duration_seconds = facts.duration_seconds
    call.answered_by = facts.answered_by
    call.sip_code = facts.sip_code
    call.conflict = facts.conflict
    call.confirmed = facts.confirmed
    attempts.bind_sid(session, attempt.id, sid)
    result = rules.call_result(facts)
    if result is not None and facts.ended_at is not None:
        attempts.end(session, attempt, result, facts.ended_at)
        session.flush()
        aftermath.recount(session, attempt)
    elif attempt.state in (AttemptState.PLACING, AttemptState.UNKNOWN):
        attempt.state = AttemptState.PLACED


def _apply_conference(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    work = sessions.locked(session, subject)
    rows = inbox.waiting_of(session, CONFERENCE, subject)
    if work is None:
        inbox.applied(session, rows, now, "no session of this id")
        return ()
    for row in sorted(rows, key=lambda r: int(r.payload.get("SequenceNumber", 0))):
        sessions.leg_moved(work, row.payload, row.received_at)
    inbox.applied(session, rows, now, None)
    return sessions.topics_of(session, work)
