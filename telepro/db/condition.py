"""Queries of a house as a whole: does its database answer with our tables, and what waits for how long."""

from datetime import datetime
from typing import Any

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState
from telepro.db.attempts import LIVE
from telepro.db.calling import Attempt, CallInbox, CallListEntry, LiveCall
from telepro.db.counting import Mail, OutboxEvent
from telepro.db.inbox import PATIENCE
from telepro.db.who import WorkSession

Gauges = dict[str, tuple[str, float]]
WAITING = (CallInbox.applied_at.is_(None), CallInbox.tries < PATIENCE)
DEAD = (CallInbox.applied_at.is_(None), CallInbox.tries >= PATIENCE)


def condition(session: Session) -> str:
    """ "ok" when the database can be written, else what is wrong; raises where our tables are not."""
    if session.scalar(text("select pg_is_in_recovery()")):
        return "read only"
    session.execute(text("select version_num from alembic_version"))
    return "ok"


def gauges(session: Session, now: datetime) -> Gauges:
    """Each gauge with its meaning and its value."""
    counted = {name: (words, _count(session, *what)) for name, words, *what in COUNTED}
    overdue = _count(
        session, CallListEntry, CallListEntry.ended_at.is_(None), CallListEntry.valid_until < now
    )
    return counted | {
        "inbox_lag_seconds": ("Age of the oldest waiting webhook", _inbox_lag(session, now)),
        "entries_overdue": ("Leads on call lists past their time", overdue),
    }


COUNTED: tuple[tuple[Any, ...], ...] = (
    ("inbox_waiting", "Webhooks kept and not applied yet", CallInbox, *WAITING),
    ("inbox_dead_letters", "Webhooks that could not be applied", CallInbox, *DEAD),
    ("outbox_waiting", "Events not told yet", OutboxEvent, OutboxEvent.published_at.is_(None)),
    ("mail_waiting", "Mails not sent yet", Mail, Mail.sent_at.is_(None)),
    (
        "orders_waiting",
        "Calls that wait for their turn at the carrier",
        Attempt,
        Attempt.state == AttemptState.INTENDED,
    ),
    ("live_calls", "Calls ringing or talking", LiveCall),
    ("attempts_live", "Attempts between intention and end", Attempt, Attempt.state.in_(LIVE)),
    (
        "attempts_unknown",
        "Calls whose fate the carrier has not told",
        Attempt,
        Attempt.state == AttemptState.UNKNOWN,
    ),
    ("entries_open", "Leads on call lists", CallListEntry, CallListEntry.ended_at.is_(None)),
    (
        "people_at_work",
        "Teleprospectors signed in to work",
        WorkSession,
        WorkSession.ended_at.is_(None),
    ),
)


def _count(session: Session, table: type, *conditions: object) -> float:
    counted = select(func.count()).select_from(table).where(*conditions)  # type: ignore[arg-type]
    return float(session.scalar(counted) or 0)


def _inbox_lag(session: Session, now: datetime) -> float:
    oldest = session.scalar(select(func.min(CallInbox.received_at)).where(*WAITING))
    return max(0.0, (now - oldest).total_seconds()) if oldest else 0.0
