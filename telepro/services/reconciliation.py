"""What the carrier knows and we don't: lost replies and lost webhooks are asked for, never guessed.

An answer goes through the inbox like a webhook, so that there is one way by which a call's status
changes and nothing here can overwrite a terminal one.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime

from campaigns.attempts import (
    TERMINAL,
    UNKNOWN_HOLDS_PERSON_FOR,
    UNKNOWN_IS_LIVE_FOR,
    AttemptState,
    CallResult,
)
from telepro.db import attempts, inbox, sessions, transaction
from telepro.db.calling import Attempt
from telepro.telephony.carrier import Carrier, CarrierCall, TelephonyError
from telepro.telephony.webhooks import key_of

QUIET = timedelta(seconds=45)  # half a minute of ringing, and the way of the messages
BATCH = 100
CALL = "call"
CONFERENCE = "conference"
NEVER_ARRIVED = "never_arrived"


@dataclass(frozen=True, slots=True)
class Reconciled:
    """How many live attempts were asked about, how many the carrier's answer changed, how many
    remain unknown."""

    checked: int
    changed: int
    unknown: int


def check(
    tell_time: Callable[[], datetime], carrier: Carrier, quiet: timedelta = QUIET
) -> Reconciled:
    """Ask the carrier about every live attempt that has been silent for `quiet`."""
    with transaction() as session:
        doubtful = attempts.doubtful(session, tell_time(), quiet, BATCH)
    checked = changed = unknown = 0
    for attempt in doubtful:
        try:
            call = _ask(attempt, carrier)
        except TelephonyError:
            _asked(attempt, tell_time())
            unknown += 1
            continue
        checked += 1
        changed += _learn(attempt, call, tell_time())
        unknown += call is None
    return Reconciled(checked, changed, unknown)


def check_lines(tell_time: Callable[[], datetime], carrier: Carrier) -> int:
    """Ask about the lines of people whose page is silent; how many had been lost unheard.

    A lost message would leave somebody at work for ever, and leads would be dealt to an empty chair.
    """
    with transaction() as session:
        silent = sessions.silent_lines(session, tell_time() - QUIET, BATCH)
    return sum(_was_lost(public_id, leg, carrier, tell_time()) for public_id, leg in silent)


def _was_lost(public_id: str, leg: str, carrier: Carrier, now: datetime) -> bool:
    try:
        call = carrier.fetch(leg)
    except TelephonyError:
        return False
    if call is None or call.status not in TERMINAL:
        return False
    payload = {
        "CallSid": leg,
        "StatusCallbackEvent": "participant-leave",
        "ParticipantLabel": f"{sessions.LABEL}{public_id}",
        "Timestamp": format_datetime(call.ended_at or now),
    }
    key = key_of("asked", f"{public_id}|{leg}", payload)
    with transaction() as session:
        return inbox.put(session, CONFERENCE, public_id, key, payload, now)


def _ask(attempt: Attempt, carrier: Carrier) -> CarrierCall | None:
    if attempt.sid:
        return carrier.fetch(attempt.sid)
    since = (attempt.placing_at or attempt.intended_at) - timedelta(seconds=2)
    found = carrier.find(attempt.e164, attempt.caller_id, since)
    with transaction() as session:
        taken = attempts.bound(session, [call.sid for call in found])
    ours = [call for call in found if call.sid not in taken]
    return ours[-1] if ours else None


def _learn(attempt: Attempt, call: CarrierCall | None, now: datetime) -> bool:
    if call is None:
        return _not_found(attempt, now)
    payload = _as_message(call, now)
    with transaction() as session:
        attempts.bind_sid(session, attempt.id, call.sid)
        key = key_of("asked", f"{attempt.public_id}|{call.status}", payload)
        kept = inbox.put(session, CALL, attempt.public_id, key, payload, now)
        attempts.asked(session, attempt.id, now)
    return kept


def _not_found(attempt: Attempt, now: datetime) -> bool:
    """Nothing at the carrier: unknown until the quarantine is over, then ended as never placed.

    Number and lead stay guarded until then; the teleprospector is let go long before.
    """
    over = now - attempt.intended_at > UNKNOWN_IS_LIVE_FOR
    with transaction() as session:
        attempts.asked(session, attempt.id, now)
        if now - attempt.intended_at > UNKNOWN_HOLDS_PERSON_FOR:
            attempts.let_person_go(session, attempt.id)
        if not over:
            return attempts.move(
                session, attempt.id, (AttemptState.PLACING,), AttemptState.UNKNOWN, {}
            )
        values = {"ended_at": now, "result": CallResult.FAILED, "trouble": NEVER_ARRIVED}
        # A call that the carrier once named is over; one that it never knew was never placed.
        end = AttemptState.ENDED if attempt.sid else AttemptState.REFUSED
        gone = attempts.move(session, attempt.id, attempts.LIVE, end, values)
        if gone:
            attempts.release(session, attempt.id)
        return gone


def _asked(attempt: Attempt, now: datetime) -> None:
    with transaction() as session:
        attempts.asked(session, attempt.id, now)


def _as_message(call: CarrierCall, now: datetime) -> dict[str, str]:
    payload = {"CallSid": call.sid, "CallStatus": call.status}
    payload["Timestamp"] = format_datetime(call.ended_at or call.started_at or now)
    if call.duration_seconds is not None:
        payload["CallDuration"] = str(call.duration_seconds)
    if call.answered_by:
        payload["AnsweredBy"] = call.answered_by
    return payload
