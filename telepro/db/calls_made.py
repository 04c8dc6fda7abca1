"""What a teleprospector must know of the calls they made: how far one has come, which want a result."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState, CallResult
from telepro.db.calling import Attempt


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a call has come: over or not, how it ended, whether anything more is owed of it."""

    state: AttemptState
    result: CallResult | None
    is_over: bool
    is_settled: bool


def progress_of(session: Session, person_id: int, public_id: str) -> Progress | None:
    """How far an attempt of this teleprospector has come."""
    row = session.execute(
        select(Attempt.state, Attempt.result, Attempt.ended_at, Attempt.settled_at).where(
            Attempt.public_id == public_id, Attempt.person_id == person_id
        )
    ).first()
    return row and Progress(row[0], row[1], row[2] is not None, row[3] is not None)


def unfinished(session: Session, person_id: int) -> str | None:
    """The oldest call that is over and of which its teleprospector has said nothing yet."""
    return session.scalar(
        select(Attempt.public_id)
        .where(
            Attempt.person_id == person_id,
            Attempt.ended_at.is_not(None),
            Attempt.settled_at.is_(None),
            Attempt.result.in_([CallResult.ANSWERED, CallResult.MACHINE]),
        )
        .order_by(Attempt.id)
        .limit(1)
    )
