"""Step 6 of a lead's journey: what the carrier said becomes the call's status, in any order.

A webhook only keeps the message. Applying it is a fold that gives the same result for every order
and number of repeats, many calls a transaction; where one of them fails, each in its own.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import itemgetter
from types import MappingProxyType
from typing import TypeVar

from sqlalchemy.orm import Session

from campaigns import attempts as rules
from campaigns.attempts import AttemptState, CallEvent, CallFacts, CallResult, CallStatus
from campaigns.call.on_call import LegState
from telepro.crash import point
from telepro.db import (
    counters,
    event_queue,
    frozen,
    inbox,
    lines,
    on_call,
    recordings,
    sessions,
    statement,
    together,
    transaction,
)
from telepro.db.calling import Attempt, Call
from telepro.db.inbox import Message
from telepro.db.message_events import MESSAGE, REPLY, apply_reply, apply_statuses
from telepro.db.topics import topics_of
from telepro.telephony.heard import event_of, moment_of, recording_of, whole

CALL = "call"
CONFERENCE = "conference"
LEG = "leg"
RECORDING = "recording"
UNKNOWN_ATTEMPT = "no attempt of this id"
OTHER_CALL = "another call than the attempt's own"
AT_ONCE = 100  # calls and sessions

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Heard:
    """A call of which the carrier said something: whose pages show it, and whether it is over."""

    topics: tuple[str, str]
    is_over: bool


Done = dict[int, str | None]  # messages that are applied, with what was wrong with them


def receive(kind: str, subject: str, key: str, payload: Mapping[str, str], now: datetime) -> bool:
    """Keep a signed message; False when this very message had come before."""
    kept = inbox.keep(kind, subject, key, payload, now)
    point("F5 message kept, before the reply")
    return kept


def waiting() -> event_queue.Waiting:
    """What is to be applied, `AT_ONCE` subjects at most, and whether anything is to be settled."""
    with statement() as session:
        return event_queue.waiting(session, AT_ONCE)


def apply(kind: str, subject: str, now: datetime) -> tuple[str, ...]:
    """Apply all that waits on one call or session; the topics of pages that have something new."""
    with transaction() as session:
        topics = STEPS[kind](session, subject, now)
        point("F6 messages applied, before the commit")
    point("F7 messages applied, before anybody is told")
    return topics


def apply_calls(subjects: Sequence[str], now: datetime) -> list[Heard]:
    """Apply all that waits on many calls, or nothing of it: who can't, applies one after the other."""
    with transaction() as session:
        heard = _apply_calls(session, subjects, now)
        point("F6 messages applied, before the commit")
    point("F7 messages applied, before anybody is told")
    return heard


def give_up(kind: str, subject: str, problem: str) -> None:
    """Count a try that failed on a bug or a poisoned message, so that the rest goes on."""
    with transaction() as session:
        inbox.failed(session, kind, subject, problem)


def _apply_call(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    return next((each.topics for each in _apply_calls(session, [subject], now)), ())


def _apply_calls(session: Session, subjects: Sequence[str], now: datetime) -> list[Heard]:
    known = together.locked(session, subjects)
    waiting = inbox.waiting_of(session, CALL, subjects)
    point("F6 messages claimed, before they are applied")
    done: Done = {}
    heard: dict[Attempt, CallFacts] = {}
    for subject, messages in waiting.items():
        if subject not in known:
            done |= dict.fromkeys((message.id for message in messages), UNKNOWN_ATTEMPT)
        elif own := _of_its_own_call(session, known[subject].attempt, messages, done):
            facts = _facts(known[subject].call)
            heard[known[subject].attempt] = reduce(rules.apply, own, facts)
    with session.no_autoflush:
        calls = _move_on(session, heard, {each.attempt.id: each.call for each in known.values()})
        told = [
            Heard(each.topics, each.is_over) for each in known.values() if each.attempt in heard
        ]
        together.write(session, list(heard), calls, done, now)
    return told


def _move_on(
    session: Session, heard: Mapping[Attempt, CallFacts], known: Mapping[int, Call | None]
) -> dict[int, Call]:
    """Bring calls, attempts and counters to what has been heard; the calls by attempt."""
    calls = {
        attempt.id: _with(
            facts, known.get(attempt.id) or Call(attempt_id=attempt.id, sid=attempt.sid)
        )
        for attempt, facts in heard.items()
    }
    over: dict[Attempt, tuple[CallResult, datetime]] = {}
    for attempt, facts in heard.items():
        result = rules.call_result(facts)
        if result is not None and facts.ended_at is not None:
            over[attempt] = result, facts.ended_at
        elif attempt.state in (AttemptState.PLACING, AttemptState.UNKNOWN):
            attempt.state = AttemptState.PLACED
    together.recount(session, list(over), calls, together.end(over))
    return calls


def _of_its_own_call(
    session: Session, attempt: Attempt, messages: Sequence[Message], done: Done
) -> list[CallEvent]:
    """What the carrier said of the attempt's call.

    A message may come before the carrier's reply to the order. It then says which call is the
    attempt's, provided that the call goes to the attempt's number.
    """
    read = _understood(session, messages, lambda row: event_of(row.payload, row.received_at))
    if attempt.sid is None:
        ours = (
            message.call_sid for message, _ in read if message.payload.get("To") == attempt.e164
        )
        attempt.sid = next(ours, None)
    for message, _event in read:
        done[message.id] = None if message.call_sid == attempt.sid else OTHER_CALL
    return [event for message, event in read if message.call_sid == attempt.sid]


def _understood(
    session: Session, messages: Sequence[Message], read: Callable[[Message], Read]
) -> list[tuple[Message, Read]]:
    """Each message as read; one that makes no sense is set aside and keeps no other from its end."""
    understood: list[tuple[Message, Read]] = []
    for message in messages:
        try:
            understood.append((message, read(message)))
        except (ValueError, TypeError) as trouble:
            inbox.not_understood(session, message, f"{type(trouble).__name__}: {trouble}")
    return understood


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


def _with(facts: CallFacts, call: Call) -> Call:
    call.status = facts.status or CallStatus.QUEUED
    call.started_at = facts.started_at
    call.answered_at = facts.answered_at
    call.ended_at = facts.ended_at
    call.duration_seconds = facts.duration_seconds
    call.answered_by = facts.answered_by
    call.sip_code = facts.sip_code
    call.conflict = facts.conflict
    call.confirmed = facts.confirmed
    return call


def _apply_conference(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    work = sessions.locked(session, subject)
    messages = inbox.waiting_of(session, CONFERENCE, [subject])[subject]
    if work is None:
        inbox.applied(session, messages, now, "no session of this id")
        return ()
    moments = _understood(session, messages, _leg_moment)
    moved = [(each.payload, at) for each, (_place, at) in sorted(moments, key=itemgetter(1))]
    for payload, at in moved:
        _other_leg_moved(session, payload, at)
    added = lines.follow(session, work, moved)
    if sessions.has_lost_its_line(work):
        on_call.let_ringing_go(session, work, now)
    counters.add(session, work.campaign_id, work.person_id, now, {}, added)
    inbox.applied(session, [message for message, _ in moments], now, None)
    return topics_of(session, work)


def _leg_moment(message: Message) -> tuple[int, datetime]:
    """A conference message's place among the others, and its moment."""
    at = moment_of(message.payload, message.received_at)
    return whole(message.payload, "SequenceNumber") or 0, at


# What a conference says of a leg that is neither the prospect's nor the teleprospector's.
MOVES: Mapping[str, LegState] = MappingProxyType(
    {"participant-join": LegState.JOINED, "participant-leave": LegState.LEFT}
)
ON_ITS_WAY: Mapping[CallStatus, LegState] = MappingProxyType(
    {
        CallStatus.QUEUED: LegState.ASKED,
        CallStatus.INITIATED: LegState.ASKED,
        CallStatus.RINGING: LegState.RINGING,
        CallStatus.IN_PROGRESS: LegState.RINGING,
        CallStatus.COMPLETED: LegState.LEFT,
    }
)
"""What a status of a third leg says of it; every other one says that nobody came."""


def _other_leg_moved(session: Session, payload: Mapping[str, str], at: datetime) -> None:
    found = on_call.leg_of_label(payload.get("ParticipantLabel", ""))
    moved = MOVES.get(payload.get("StatusCallbackEvent", ""))
    if found and moved:
        on_call.leg_heard(session, found[1], moved, payload.get("CallSid"), at)


def _apply_leg(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    messages = inbox.waiting_of(session, LEG, [subject])[subject]
    work = None
    for message, event in _understood(session, messages, _event_of):
        state = ON_ITS_WAY.get(event.status, LegState.FAILED)
        problem = str(event.status) if state is LegState.FAILED else None
        work = on_call.leg_heard(session, subject, state, message.call_sid, event.at, problem)
    inbox.applied(session, messages, now, None if work else "no leg of this id")
    return topics_of(session, work) if work else ()


def _apply_recording(session: Session, subject: str, now: datetime) -> tuple[str, ...]:
    attempt = recordings.attempt_of(session, subject)
    messages = inbox.waiting_of(session, RECORDING, [subject])[subject]
    if attempt is None:
        inbox.applied(session, messages, now, UNKNOWN_ATTEMPT)
        return ()
    plan = frozen.plan(session, attempt.plan_id)
    understood = _understood(
        session, messages, lambda row: recording_of(row.payload, row.received_at)
    )
    for _message, said in understood:
        recordings.told(session, attempt, said, plan.actions.recording, now)
    inbox.applied(session, [message for message, _ in understood], now, None)
    return topics_of(session, attempt)


def _event_of(message: Message) -> CallEvent:
    return event_of(message.payload, message.received_at)


STEPS: Mapping[str, Callable[[Session, str, datetime], tuple[str, ...]]] = MappingProxyType(
    {
        CALL: _apply_call,
        CONFERENCE: _apply_conference,
        LEG: _apply_leg,
        RECORDING: _apply_recording,
        MESSAGE: apply_statuses,
        REPLY: apply_reply,
    }
)
