"""What waits for whoever applies the carrier's messages: calls and sessions spoken of, calls to settle.

It is asked again and again, so one statement, written once, answers all of it.
"""

from dataclasses import dataclass

from sqlalchemy import BigInteger, bindparam, func, literal_column, select
from sqlalchemy.dialects.postgresql import aggregate_order_by
from sqlalchemy.orm import Session

from campaigns.attempts import CallResult
from telepro.db.calling import Attempt, CallInbox
from telepro.db.inbox import WAITING

MESSAGES_OF_ONE = 10  # of one call or session, more or less


@dataclass(frozen=True, slots=True)
class Waiting:
    """(kind, subject) of messages, oldest first, and whether a call is over that waits for nobody."""

    subjects: list[tuple[str, str]]
    some_to_settle: bool


def waiting(session: Session, limit: int) -> Waiting:
    """What waits, at most `limit` subjects of it; a message that failed too often is left."""
    asked = {"count": limit, "messages": limit * MESSAGES_OF_ONE}
    subjects, some = session.execute(_WAITING, asked).one()
    return Waiting([(kind, subject) for kind, subject in subjects or []], some)


def to_settle(session: Session, limit: int) -> list[str]:
    """Public ids of attempts that are over, have no outcome, and wait for no person's word."""
    return list(session.scalars(_TO_SETTLE, {"count": limit}))


_oldest = (
    select(CallInbox.id, CallInbox.kind, CallInbox.subject)
    .where(*WAITING)
    .order_by(CallInbox.id)
    .limit(bindparam("messages", type_=BigInteger))
    .subquery()
)
_spoken_of = (
    select(_oldest.c.kind, _oldest.c.subject, func.min(_oldest.c.id).label("first"))
    .group_by(_oldest.c.kind, _oldest.c.subject)
    .order_by(literal_column("first"))
    .limit(bindparam("count", type_=BigInteger))
    .subquery()
)
_SETTLES_ITSELF = (
    Attempt.ended_at.is_not(None),
    Attempt.settled_at.is_(None),
    Attempt.result.is_distinct_from(CallResult.ANSWERED),
    Attempt.result.is_distinct_from(CallResult.MACHINE),
)
_subject = func.jsonb_build_array(_spoken_of.c.kind, _spoken_of.c.subject)
_WAITING = select(
    select(func.jsonb_agg(aggregate_order_by(_subject, _spoken_of.c.first))).scalar_subquery(),
    select(Attempt.id).where(*_SETTLES_ITSELF).exists(),
)
_TO_SETTLE = (
    select(Attempt.public_id)
    .where(*_SETTLES_ITSELF)
    .order_by(Attempt.id)
    .limit(bindparam("count", type_=BigInteger))
)
