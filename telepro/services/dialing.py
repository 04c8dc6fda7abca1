"""Step 5 of a lead's journey: an intention becomes one call, or nothing, and never two.

Two short transactions with the carrier between them. Whoever is killed in between leaves an attempt
in *placing*, which nobody places again; the reconciler asks the carrier what became of it.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from campaigns.attempts import AttemptState, CallResult, in_time
from telepro.crash import point
from telepro.db import (
    attempts,
    audit,
    carrier_states,
    dial_queue,
    pace,
    samples,
    statement,
    transaction,
)
from telepro.db.calling import Attempt
from telepro.db.topics import topics_of
from telepro.telephony.carrier import Carrier, Order, TelephonyError, Trouble
from telepro.telephony.outage import Sign, is_away, sign_of
from telepro.telephony.pace import Pace

TOO_LATE = "too_late"
OUTAGE = "outage"
SAMPLE = "sample"


@dataclass(frozen=True, slots=True)
class Dialed:
    """One attempt that was taken up: what became of it and whose pages show it; `others` are those
    whom it tells that the carrier is away."""

    attempt: str
    state: AttemptState
    topics: tuple[str, ...]
    others: tuple[tuple[str, str], ...] = ()


def waiting(pace: Pace, now: datetime) -> dial_queue.Waiting:
    """What waits for the dialer at this moment, and when its account's next turn comes."""
    with statement() as session:
        return dial_queue.waiting(session, pace.account, now)


def refuse_late(now: datetime) -> list[tuple[str, str]]:
    """Refuse every intention whose moment has passed; (person, campaign) of each, for their pages.

    One by one they would take the dialer's time while those behind them grow too late as well.
    """
    with transaction() as session:
        return dial_queue.refuse_late(session, now, TOO_LATE)


def refuse_all(now: datetime) -> list[tuple[str, str]]:
    """Refuse every intention while the carrier is away; (person, campaign) of each, for their pages.

    Whoever pressed F2 learns at once that nothing rings, and the lead may be called again.
    """
    with transaction() as session:
        return dial_queue.refuse_all(session, now, OUTAGE)


def place_next(tell_time: Callable[[], datetime], carrier: Carrier) -> Dialed | None:
    """Place the oldest intended attempt; None when none waits. It stays intended when another
    dialer has the account's turn.

    The time is asked again just before the carrier is: a process that was paused in between must
    not ring somebody whose moment has passed.
    """
    with transaction() as session:
        attempt = dial_queue.claim_next(session, tell_time())
        if attempt is None:
            return None
        topics = topics_of(session, attempt)
        is_kept = carrier.rings_people and samples.is_sample(session, attempt.controller_id)
    point("F2 attempt claimed, before the carrier")
    turn = _turn(carrier.pace, tell_time())
    if turn is None:
        return _given_back(attempt, None, topics)
    now = tell_time()
    if is_kept or not in_time(attempt.dial_before, now):
        return _refused(attempt, SAMPLE if is_kept else TOO_LATE, now, topics)
    try:
        sid = carrier.place(_order(attempt))
    except TelephonyError as error:
        away = _counted(carrier.pace.account, error, now)
        return replace(_failed(attempt, error, now, topics), others=away)
    if turn.failures:
        _is_well(carrier.pace.account)
    point("F3 carrier called, before its id is stored")
    return _placed(attempt, sid, now, topics)


def hang_up_next(now: datetime, carrier: Carrier) -> str | None:
    """Tell the carrier to end one call whose teleprospector hung up; None when none waits."""
    with statement() as session:
        attempt = dial_queue.claim_hang_up(session, now)
    if attempt is None or attempt.sid is None:
        return None
    try:
        carrier.hang_up(attempt.sid)
    except TelephonyError:
        _hang_up_again(attempt)
    return attempt.public_id


def _turn(of: Pace, now: datetime) -> pace.Turn | None:
    with statement() as session:
        return pace.take_turn(session, of.account, of.spacing, now)


def _counted(account: str, error: TelephonyError, now: datetime) -> tuple[tuple[str, str], ...]:
    """Count a failed order against the carrier; who must be told when it counts as away by now."""
    sign = sign_of(error)
    if sign is Sign.NONE:
        return ()
    with transaction() as session:
        failures = carrier_states.failed(session, account, error.code)
        if not is_away(sign, failures) or not carrier_states.went_away(session, account, now):
            return ()
        told = carrier_states.whose_pages(session)
        audit.note(session, None, None, "carrier.away", "carrier", {"code": error.code}, now)
        return tuple(told)


def _is_well(account: str) -> None:
    with statement() as session:
        carrier_states.is_well(session, account)


def _order(attempt: Attempt) -> Order:
    return Order(
        attempt.public_id,
        attempt.e164,
        attempt.caller_id,
        attempt.ring_seconds,
        is_recorded=attempt.recorded is not None,
    )


def _placed(attempt: Attempt, sid: str, now: datetime, topics: tuple[str, ...]) -> Dialed:
    with statement() as session:
        dial_queue.placed(session, attempt.id, sid, now)
    point("F4 carrier's id stored, before the reply")
    return Dialed(attempt.public_id, AttemptState.PLACED, topics)


def _failed(
    attempt: Attempt, error: TelephonyError, now: datetime, topics: tuple[str, ...]
) -> Dialed:
    if error.trouble is Trouble.REFUSED:
        return _refused(attempt, f"carrier:{error.code}", now, topics)
    if error.trouble is Trouble.NOT_SENT:
        return _again(attempt, error, now, topics)
    with transaction() as session:
        attempts.move(
            session,
            attempt.id,
            (AttemptState.PLACING,),
            AttemptState.UNKNOWN,
            {"trouble": error.code},
        )
    return Dialed(attempt.public_id, AttemptState.UNKNOWN, topics)


def _again(
    attempt: Attempt, error: TelephonyError, now: datetime, topics: tuple[str, ...]
) -> Dialed:
    """Nothing was created, which is the one case in which the same attempt may be placed again."""
    if not in_time(attempt.dial_before, now + timedelta(seconds=1)):
        return _refused(attempt, f"carrier:{error.code}", now, topics)
    return _given_back(attempt, error.code, topics)


def _given_back(attempt: Attempt, trouble: str | None, topics: tuple[str, ...]) -> Dialed:
    with transaction() as session:
        attempts.move(
            session,
            attempt.id,
            (AttemptState.PLACING,),
            AttemptState.INTENDED,
            {"trouble": trouble, "placing_at": None},
        )
    return Dialed(attempt.public_id, AttemptState.INTENDED, topics)


def _refused(attempt: Attempt, trouble: str, now: datetime, topics: tuple[str, ...]) -> Dialed:
    with transaction() as session:
        moved = attempts.move(
            session,
            attempt.id,
            (AttemptState.PLACING, AttemptState.INTENDED),
            AttemptState.REFUSED,
            {"trouble": trouble, "ended_at": now, "result": CallResult.FAILED},
        )
        if moved:
            attempts.release(session, attempt.id)
    return Dialed(attempt.public_id, AttemptState.REFUSED, topics)


def _hang_up_again(attempt: Attempt) -> None:
    with transaction() as session:
        row = session.get(Attempt, attempt.id)
        if row is not None:
            row.hung_up_at = None
