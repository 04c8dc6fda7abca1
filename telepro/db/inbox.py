"""The inbox of signed webhooks: kept once, waiting until applied."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Connection, bindparam, select, text, update
from sqlalchemy.exc import InterfaceError, OperationalError, TimeoutError
from sqlalchemy.orm import Session

from telepro.db import by_itself, is_free, statement
from telepro.db.calling import CallInbox
from telepro.db.columns import among
from telepro.gathering import Gathering

PATIENCE = 3
AT_ONCE = 100  # messages that one statement keeps
TOGETHER = "telepro.inbox"
# What is wrong with the server, or with the way to it, is wrong for every message.
EVERYBODYS = (OperationalError, InterfaceError, TimeoutError)
WAITING = (CallInbox.applied_at.is_(None), CallInbox.tries < PATIENCE)

Row = dict[str, Any]


def put(
    session: Session,
    kind: str,
    subject: str,
    key: str,
    payload: Mapping[str, str],
    now: datetime,
) -> bool:
    """Keep a message; False when this very message was kept before."""
    return _put(session.connection(), [_row(kind, subject, key, payload, now)])[0]


def keep(kind: str, subject: str, key: str, payload: Mapping[str, str], now: datetime) -> bool:
    """Keep a message as `put` does, in one transaction with those that come at the same moment; it
    is durable when this returns. Where something is under way already, it takes part in it."""
    if not is_free():
        with statement() as session:
            return put(session, kind, subject, key, payload, now)
    together: Gathering[Row, bool] = current_app.extensions[TOGETHER]
    return together.do(_row(kind, subject, key, payload, now))


def install(app: Flask) -> None:
    """Have the messages that reach `app` at the same moment kept by one statement."""
    app.extensions[TOGETHER] = Gathering(_put_by_themselves, AT_ONCE, EVERYBODYS)


def _put_by_themselves(rows: Sequence[Row]) -> list[bool]:
    with by_itself() as connection:
        return _put(connection, rows)


def _put(connection: Connection, rows: Sequence[Row]) -> list[bool]:
    # In one order, so that two who keep the same two messages wait for each other in one direction.
    sent = json.dumps(sorted(rows, key=itemgetter("key")))
    new = set(connection.execute(_PUT, {"sent": sent}).scalars())
    return [_taken(new, row["key"]) for row in rows]


def _taken(new: set[str], key: str) -> bool:
    """True for the first of those that came with this key, if it is new."""
    was_new = key in new
    new.discard(key)
    return was_new


def _row(kind: str, subject: str, key: str, payload: Mapping[str, str], now: datetime) -> Row:
    # The carrier sends none, and PostgreSQL keeps none.
    clean = {name: value.replace("\0", "") for name, value in payload.items()}
    return {
        "key": key,
        "account_sid": clean.get("AccountSid", ""),
        "kind": kind,
        "subject": subject,
        "call_sid": clean.get("CallSid"),
        "payload": clean,
        "received_at": now.isoformat(),
    }


# Written out: to build a statement takes longer than to run it, and the carrier waits.
_PUT = text(
    """
    insert into call_inbox (key, account_sid, kind, subject, call_sid, payload, received_at, tries)
    select key, account_sid, kind, subject, call_sid, payload, received_at, 0
    from jsonb_to_recordset(cast(:sent as jsonb)) as sent (key text, account_sid text, kind text,
        subject text, call_sid text, payload jsonb, received_at timestamptz)
    on conflict (key) do nothing returning key
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
