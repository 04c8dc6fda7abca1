"""Step 6 of a lead's journey: what the carrier said becomes the call's status, in any order.

A webhook only keeps the message. Applying it is a fold that gives the same result for every order
and number of repeats, one call a transaction.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import reduce
from typing import TypeVar

from sqlalchemy.orm import Session

from campaigns import attempts as rules
from campaigns.attempts import AttemptState, CallEvent, CallFacts, CallStatus
from telepro.crash import point
from telepro.db import aftermath, attempts, inbox, sessions, transaction
from telepro.db.calling import Attempt, Call, CallInbox

CALL = "call"
CONFERENCE = "conference"
UNKNOWN_ATTEMPT = "no attempt of this id"
OTHER_CALL = "another call than the attempt's own"
LARGEST = 10**6  # of any number that the carrier counts: messages of a call, seconds of a day

Read = TypeVar("Read")


def receive(kind: str, subject: str, key: str, payload: Mapping[str, str], now: datetime) -> bool:
    """Keep a signed message; False when this very message had come before."""
    with transaction() as session:
        kept = inbox.put(session, kind, subject, key, payload, now)
    point("F5 message kept, before the reply")
    return kept


def waiting() -> list[tuple[str, str]]:
    """(kind, subject) of messages to apply, oldest first, a hundred at a time."""
    with transaction() as session:
        return inbox.waiting_subjects(session, 100)


def apply(kind: str, subject: str, now: datetime) -> tuple[str, ...]:
    """Apply all that waits on one call or session; the topics of pages that have something new."""
    with transaction() as session:
        step = _apply_conference if kind == CONFERENCE else _apply_call
        topics = step(session, subject, now)
        point("F6 messages applied, before the commit")
    point("F7 messages applied, before anybody is told")
    return topics


def give_up(kind: str, subject: str, problem: str) -> None:
    """Count a try that failed on a bug or a poisoned message, so that the rest goes on."""
    with transaction() as session:
        inbox.failed(session, kind, subject, problem)


def _apply_call(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    attempt = attempts.locked(session, subject)
    call = attempts.call_of(session, attempt.id) if attempt else None
    rows = inbox.waiting_of(session, CALL, subject)
    point("F6 messages claimed, before they are applied")
    if attempt is None or not rows:
        inbox.applied(session, rows, now, UNKNOWN_ATTEMPT)
        return ()
    events = _understood(session, rows, lambda row: event_of(row.payload, row.received_at))
    if not events:
        return ()
    sid = attempt.sid or next(iter(events)).call_sid
    own = [row for row in events if row.call_sid == sid]
    if own:
        facts = reduce(rules.apply, (events[row] for row in own), _facts(call))
        _store(session, attempt, call, facts, str(sid))
    inbox.applied(session, own, now, None)
    inbox.applied(session, [row for row in events if row.call_sid != sid], now, OTHER_CALL)
    return attempts.topics_of(session, attempt)


def _understood(
    session: Session, rows: Sequence[CallInbox], read: Callable[[CallInbox], Read]
) -> dict[CallInbox, Read]:
    """Each message as read; one that makes no sense is set aside and keeps no other from its end."""
    understood: dict[CallInbox, Read] = {}
    for row in rows:
        try:
            understood[row] = read(row)
        except (ValueError, TypeError) as trouble:
            inbox.not_understood(session, row, f"{type(trouble).__name__}: {trouble}")
    return understood


def event_of(payload: Mapping[str, str], received_at: datetime) -> CallEvent:
    """A carrier's message as the domain reads it; its own timestamp counts, not our arrival's.

    Raises `ValueError` for a message that names no call or says nothing that can be.
    """
    if not payload.get("CallSid"):
        raise ValueError("no CallSid")
    return CallEvent(
        status=CallStatus(payload.get("CallStatus", "")),
        sequence=_whole(payload, "SequenceNumber"),
        at=moment_of(payload, received_at),
        duration_seconds=_whole(payload, "CallDuration"),
        answered_by=payload.get("AnsweredBy"),
        sip_code=payload.get("SipResponseCode"),
    )


def moment_of(payload: Mapping[str, str], received_at: datetime) -> datetime:
    """The carrier's own timestamp (RFC 2822), else the moment of arrival."""
    stamp = payload.get("Timestamp")
    if not stamp:
        return received_at
    at = parsedate_to_datetime(stamp)
    # RFC 2822 writes -0000 for a time in UTC of an unknown place, which is read without a zone.
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _whole(payload: Mapping[str, str], name: str) -> int | None:
    if name not in payload:
        return None
    number = int(payload[name])
    if not 0 <= number <= LARGEST:
        raise ValueError(f"{name} is {number}")
    return number


def _facts(call: Call | None) -> CallFacts:
    if call is None:
        return CallFacts()
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
    if attempt.sid is None:
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
    moments = _understood(session, rows, _leg_moment)
    for row, (_place, at) in sorted(moments.items(), key=lambda pair: pair[1]):
        sessions.leg_moved(work, row.payload, at)
    inbox.applied(session, list(moments), now, None)
    return sessions.topics_of(session, work)


def _leg_moment(row: CallInbox) -> tuple[int, datetime]:
    """A conference message's place among the others, and its moment."""
    return _whole(row.payload, "SequenceNumber") or 0, moment_of(row.payload, row.received_at)
