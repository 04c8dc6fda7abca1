"""What a teleprospector must know of the calls they made: how far one has come, which want a result."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState, CallResult
from telepro.db.calling import Attempt, LiveCall
from telepro.db.who import WorkSession

REFUSAL_SHOWN_FOR = timedelta(seconds=20)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a call has come: over or not, how it ended, whether anything more is owed of it."""

    state: AttemptState
    result: CallResult | None
    is_over: bool
    is_settled: bool


def progress_of(session: Session, person_id: int, public_id: str) -> Progress | None:
    """How far an attempt of this teleprospector has come."""
    row = session.execute(_PROGRESS, {"attempt": public_id, "person": person_id}).first()
    return Progress(*row) if row else None


def unfinished(session: Session, person_id: int) -> str | None:
    """The oldest call that is over and of which its teleprospector has said nothing yet."""
    return session.scalar(_UNFINISHED, {"person": person_id})


# The desk asks for these more often than for anything else.
_MINE = Attempt.person_id == bindparam("person")
_PROGRESS = select(
    Attempt.state, Attempt.result, Attempt.ended_at.is_not(None), Attempt.settled_at.is_not(None)
).where(Attempt.public_id == bindparam("attempt"), _MINE)
_UNFINISHED = (
    select(Attempt.public_id)
    .where(
        _MINE,
        Attempt.ended_at.is_not(None),
        Attempt.settled_at.is_(None),
        Attempt.result.in_([CallResult.ANSWERED, CallResult.MACHINE]),
    )
    .order_by(Attempt.id)
    .limit(1)
)
_HELD = select(LiveCall.attempt_id).where(LiveCall.person_id == bindparam("person"))
_NEWEST = (
    select(Attempt)
    .where(_MINE, (Attempt.state != AttemptState.UNKNOWN) | Attempt.id.in_(_HELD))
    .order_by(Attempt.id.desc())
    .limit(1)
)


def left_alone(session: Session, before: datetime, limit: int) -> list[str]:
    """Answered attempts that ended before `before`, whose teleprospector recorded nothing and has
    no open session any more."""
    at_work = select(WorkSession.person_id).where(WorkSession.ended_at.is_(None))
    return list(
        session.scalars(
            select(Attempt.public_id)
            .where(
                Attempt.ended_at < before,
                Attempt.settled_at.is_(None),
                Attempt.person_id.not_in(at_work),
            )
            .order_by(Attempt.id)
            .limit(limit)
        )
    )


def at_hand(session: Session, person_id: int, now: datetime) -> Attempt | None:
    """The call that a teleprospector is in or has not wrapped up; else one that was refused a moment
    ago, so that they learn why nothing rings."""
    newest = session.scalar(_NEWEST, {"person": person_id})
    if newest is None or newest.settled_at is None:
        return newest
    just_now = newest.ended_at is not None and newest.ended_at > now - REFUSAL_SHOWN_FOR
    return newest if newest.state is AttemptState.REFUSED and just_now else None
