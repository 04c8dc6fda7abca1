"""The inbox of signed webhooks: kept once, waiting until applied."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db.calling import CallInbox

PATIENCE = 3
WAITING = (CallInbox.applied_at.is_(None), CallInbox.tries < PATIENCE)


def put(
    session: Session,
    kind: str,
    subject: str,
    key: str,
    payload: Mapping[str, str],
    now: datetime,
) -> bool:
    """Keep a message; False when this very message was kept before."""
    row = insert(CallInbox).values(
        key=key,
        account_sid=payload.get("AccountSid", ""),
        kind=kind,
        subject=subject,
        call_sid=payload.get("CallSid"),
        # The carrier sends none, and PostgreSQL keeps none.
        payload={name: value.replace("\0", "") for name, value in payload.items()},
        received_at=now,
        tries=0,
    )
    statement = row.on_conflict_do_nothing(index_elements=["key"]).returning(CallInbox.id)
    return session.execute(statement).first() is not None


def waiting_subjects(session: Session, limit: int) -> list[tuple[str, str]]:
    """(kind, subject) of messages that wait, oldest first; one that failed too often is left."""
    rows = session.execute(
        select(CallInbox.kind, CallInbox.subject, func.min(CallInbox.id))
        .where(*WAITING)
        .group_by(CallInbox.kind, CallInbox.subject)
        .order_by(func.min(CallInbox.id))
        .limit(limit)
    )
    return [(kind, subject) for kind, subject, _ in rows]


def waiting_of(session: Session, kind: str, subject: str) -> Sequence[CallInbox]:
    """The messages of one subject that wait, locked; call it after locking the subject's row."""
    return session.scalars(
        select(CallInbox)
        .where(CallInbox.kind == kind, CallInbox.subject == subject, *WAITING)
        .order_by(CallInbox.id)
        .with_for_update()
    ).all()


def applied(
    session: Session, rows: Sequence[CallInbox], now: datetime, problem: str | None
) -> None:
    """Mark messages as applied, with what was wrong with them if anything was."""
    if not rows:
        return
    session.execute(
        update(CallInbox)
        .where(CallInbox.id.in_([row.id for row in rows]))
        .values(applied_at=now, problem=problem)
    )


def failed(session: Session, kind: str, subject: str, problem: str) -> None:
    """Count a failed try; after three the messages stay, unapplied and visible, as dead letters."""
    session.execute(
        update(CallInbox)
        .where(CallInbox.kind == kind, CallInbox.subject == subject, *WAITING)
        .values(tries=CallInbox.tries + 1, problem=problem[:500])
    )


def not_understood(session: Session, row: CallInbox, problem: str) -> None:
    """Count a failed try of one message alone."""
    row.tries += 1
    row.problem = problem[:500]
