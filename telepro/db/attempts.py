"""Attempts and their live-call guard once they are written: locked, moved by guarded updates, released."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.orm import Session, contains_eager

from campaigns.attempts import AttemptState, CallResult, may_move
from telepro.db.calling import Attempt, Call, LiveCall
from telepro.db.who import WorkSession
from telepro.db.whom import Lead

LIVE = (AttemptState.PLACING, AttemptState.PLACED, AttemptState.UNKNOWN)


def locked(session: Session, public_id: str) -> Attempt | None:
    """An attempt with its lead, both locked in the one order: lead, then attempt."""
    return session.scalar(_LOCK, {"attempt": public_id})


# PostgreSQL locks the rows of `of` in the order in which it names them.
_LOCK = (
    select(Attempt)
    .join(Attempt.lead)
    .options(contains_eager(Attempt.lead))
    .where(Attempt.public_id == bindparam("attempt"))
    .with_for_update(of=(Lead, Attempt))
    .execution_options(populate_existing=True)
)


def release(session: Session, attempt_id: int) -> None:
    """Give number, lead and teleprospector free: the call is over."""
    session.execute(delete(LiveCall).where(LiveCall.attempt_id == attempt_id))


def let_person_go(session: Session, attempt_id: int) -> None:
    """Give the teleprospector free while number and lead stay guarded."""
    session.execute(
        update(LiveCall)
        .where(LiveCall.attempt_id == attempt_id)
        .values(person_id=None, section=None, note=None)
    )


def move(
    session: Session,
    attempt_id: int,
    from_states: Sequence[AttemptState],
    to: AttemptState,
    values: Mapping[str, Any],
) -> bool:
    """Move an attempt if it still is in one of `from_states`; False when it has moved on."""
    allowed = [state for state in from_states if may_move(state, to)]
    moved = session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id, Attempt.state.in_(allowed))
        .values(state=to, **values)
        .returning(Attempt.id)
    )
    return moved.first() is not None


def call_off(session: Session, lead_ids: Sequence[int], trouble: str, now: datetime) -> None:
    """Refuse what is intended for these leads; what is being placed at this instant is left."""
    waiting = (
        select(Attempt.id)
        .where(Attempt.lead_id.in_(lead_ids), Attempt.state == AttemptState.INTENDED)
        .with_for_update(skip_locked=True)
    )
    over = {"trouble": trouble, "ended_at": now, "result": CallResult.CANCELED}
    for attempt_id in session.scalars(waiting).all():
        move(session, attempt_id, (AttemptState.INTENDED,), AttemptState.REFUSED, over)
        release(session, attempt_id)


def bind_sid(session: Session, attempt_id: int, sid: str) -> None:
    """Note the carrier's id of an attempt that has none yet."""
    session.execute(
        update(Attempt).where(Attempt.id == attempt_id, Attempt.sid.is_(None)).values(sid=sid)
    )


def doubtful(session: Session, now: datetime, quiet: timedelta, limit: int) -> list[Attempt]:
    """Live attempts that nobody has heard of for `quiet`, and ended ones of which the carrier has
    said two different things; oldest first."""
    contradicted = select(Call.attempt_id).where(Call.conflict, ~Call.confirmed)
    return list(
        session.scalars(
            select(Attempt)
            .where(
                Attempt.state.in_(LIVE) | Attempt.id.in_(contradicted),
                Attempt.intended_at < now - quiet,
                (Attempt.checked_at.is_(None)) | (Attempt.checked_at < now - quiet),
            )
            .order_by(Attempt.intended_at)
            .limit(limit)
        )
    )


@dataclass(frozen=True, slots=True)
class Joining:
    """The conference a prospect should join, and what the call was made with."""

    conference: str
    recorded: str | None
    plan_id: int


def plan_of(session: Session, public_id: str) -> int | None:
    """The plan that an attempt was made with; None for an attempt nobody knows."""
    return session.scalar(select(Attempt.plan_id).where(Attempt.public_id == public_id))


def conference_of(session: Session, public_id: str) -> Joining | None:
    """The conference a live attempt's prospect should join, or None when nobody waits there."""
    found = session.execute(
        select(WorkSession.public_id, Attempt.recorded, Attempt.plan_id)
        .join(Attempt, Attempt.session_id == WorkSession.id)
        .join(LiveCall, LiveCall.attempt_id == Attempt.id)
        .where(
            Attempt.public_id == public_id,
            Attempt.state.in_(LIVE),
            # Whoever was let go may be talking to somebody else by now.
            LiveCall.person_id == Attempt.person_id,
            Attempt.hang_up_at.is_(None),
            WorkSession.ended_at.is_(None),
            WorkSession.leg_joined_at.is_not(None),
            WorkSession.leg_left_at.is_(None),
        )
    ).first()
    return Joining(*found) if found else None


def asked(session: Session, attempt_id: int, now: datetime) -> None:
    """Note that the carrier was asked about an attempt."""
    session.execute(update(Attempt).where(Attempt.id == attempt_id).values(checked_at=now))


def bound(session: Session, sids: Sequence[str]) -> frozenset[str]:
    """Which of these calls are known to belong to some attempt."""
    return frozenset(session.scalars(select(Attempt.sid).where(Attempt.sid.in_(sids))))


def company_of(session: Session, person_id: int, public_id: str) -> int | None:
    """On whose behalf a person made a call; None for a call of somebody else."""
    asked = select(Attempt.controller_id).where(
        Attempt.public_id == public_id, Attempt.person_id == person_id
    )
    return session.scalars(asked).one_or_none()
