"""The inbox of signed webhooks: kept once, waiting until applied."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, select, text, update
from sqlalchemy.orm import Session

from telepro.db.calling import CallInbox
from telepro.db.columns import among

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
    row = {
        "key": key,
        "account_sid": payload.get("AccountSid", ""),
        "kind": kind,
        "subject": subject,
        "call_sid": payload.get("CallSid"),
        # The carrier sends none, and PostgreSQL keeps none.
        "payload": json.dumps({name: value.replace("\0", "") for name, value in payload.items()}),
        "received_at": now,
    }
    return session.connection().execute(_PUT, row).first() is not None


# Written out: to build a statement takes longer than to run it, and the carrier waits.
_PUT = text(
    """
    insert into call_inbox (key, account_sid, kind, subject, call_sid, payload, received_at, tries)
    values (:key, :account_sid, :kind, :subject, :call_sid, cast(:payload as jsonb),
        cast(:received_at as timestamptz), 0)
    on conflict (key) do nothing returning id
    """
)


@dataclass(frozen=True, slots=True)
class Message:
    """A message that waits, locked until it is applied."""

    id: int
    subject: str
    call_sid: str | None
    payload: Mapping[str, str]
    received_at: datetime


def waiting_of(
    session: Session, kind: str, subjects: Sequence[str]
) -> Mapping[str, Sequence[Message]]:
    """The messages that wait, by subject, locked; call it after locking the subjects' own rows."""
    found: dict[str, list[Message]] = {subject: [] for subject in subjects}
    for row in session.execute(_WAITING_OF, {"kind": kind, "subjects": list(subjects)}):
        message = Message(*row)
        found[message.subject].append(message)
    return found


_WAITING_OF = (
    select(
        CallInbox.id,
        CallInbox.subject,
        CallInbox.call_sid,
        CallInbox.payload,
        CallInbox.received_at,
    )
    .where(CallInbox.kind == bindparam("kind"), among(CallInbox.subject, "subjects"), *WAITING)
    .order_by(CallInbox.id)
    .with_for_update()
)


def applied(
    session: Session, messages: Sequence[Message], now: datetime, problem: str | None
) -> None:
    """Mark messages as applied, with what was wrong with them if anything was."""
    if messages:
        session.execute(
            update(CallInbox)
            .where(among(CallInbox.id, "messages"))
            .values(applied_at=now, problem=problem)
            .execution_options(synchronize_session=False),
            {"messages": [message.id for message in messages]},
        )


def failed(session: Session, kind: str, subject: str, problem: str) -> None:
    """Count a failed try; after three the messages stay, unapplied and visible, as dead letters."""
    session.execute(
        update(CallInbox)
        .where(CallInbox.kind == kind, CallInbox.subject == subject, *WAITING)
        .values(tries=CallInbox.tries + 1, problem=problem[:500])
    )


def not_understood(session: Session, message: Message, problem: str) -> None:
    """Make one message a dead letter at once: to read it again would not help."""
    session.execute(
        update(CallInbox)
        .where(CallInbox.id == message.id)
        .values(tries=PATIENCE, problem=problem[:500])
    )
