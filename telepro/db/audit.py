"""Keeps who did what to what as a chain of hashes, so that no row can be changed or lost unseen."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from telepro.db.counting import AuditRow
from telepro.db.who import Organisation, Person

FIRST = "0" * 64
ONE_WRITER = 7_236_210  # the advisory lock under which the chain grows
BATCH = 1000


@dataclass(frozen=True, slots=True)
class Sought:
    """Which rows are looked for; what is empty or None narrows nothing."""

    who: str = ""
    """Part of a name or an address."""
    begins: Sequence[str] = ()
    """How the acts begin, any of them."""
    since: datetime | None = None
    until: datetime | None = None
    before: int | None = None
    """The row at which the page before ended."""


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A row of the journal as a person reads it."""

    id: int
    at: datetime
    actor: str | None
    organisation: str | None
    action: str
    subject: str
    details: Mapping[str, Any]


def note(
    session: Session,
    actor_id: int | None,
    organisation_id: int | None,
    action: str,
    subject: str,
    details: Mapping[str, Any],
    now: datetime,
) -> None:
    """Add a row to the chain; writers wait for one another until their transaction ends.

    `action` reads as "campaign.launched", `subject` as "campaign 5f0c…"; `details` holds plain
    JSON values. Call it last in a transaction, so that the wait is short.
    """
    session.execute(select(func.pg_advisory_xact_lock(ONE_WRITER)))
    last = session.scalar(select(AuditRow.hash).order_by(AuditRow.id.desc()).limit(1))
    row = AuditRow(
        organisation_id=organisation_id,
        actor_id=actor_id,
        action=action,
        subject=subject,
        details=dict(details),
        at=now,
        previous_hash=last or FIRST,
        hash="",
    )
    row.hash = hash_of(row)
    session.add(row)
    session.flush()


def hash_of(row: AuditRow) -> str:
    """SHA-256 of the row before and of everything this one says."""
    said = {
        "previous": row.previous_hash,
        "organisation": row.organisation_id,
        "actor": row.actor_id,
        "action": row.action,
        "subject": row.subject,
        "details": row.details,
        "at": int(row.at.timestamp() * 1_000_000),
    }
    return sha256(json.dumps(said, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def first_broken(session: Session) -> int | None:
    """The number of the first row that does not follow from the one before; None for a whole chain.

    Reads all of it, a batch at a time.
    """
    expected = FIRST
    for row in _chain(session):
        if row.previous_hash != expected or row.hash != hash_of(row):
            return row.id
        expected = row.hash
    return None


def lines(session: Session, sought: Sought, limit: int) -> Sequence[AuditLine]:
    """The rows sought, the newest first."""
    asked = (
        select(AuditRow, Person.name, Organisation.name)
        .select_from(AuditRow)
        .outerjoin(Person, Person.id == AuditRow.actor_id)
        .outerjoin(Organisation, Organisation.id == AuditRow.organisation_id)
        .where(*_narrowed(sought))
        .order_by(AuditRow.id.desc())
        .limit(limit)
    )
    return [_line(row, actor, organisation) for row, actor, organisation in session.execute(asked)]


def _narrowed(sought: Sought) -> Iterator[ColumnElement[bool]]:
    if sought.who:
        name, address = (
            column.icontains(sought.who, autoescape=True) for column in (Person.name, Person.email)
        )
        yield name | address
    if sought.begins:
        yield or_(*(AuditRow.action.startswith(each, autoescape=True) for each in sought.begins))
    if sought.since:
        yield AuditRow.at >= sought.since
    if sought.until:
        yield AuditRow.at < sought.until
    if sought.before is not None:
        yield AuditRow.id < sought.before


def _line(row: AuditRow, actor: str | None, organisation: str | None) -> AuditLine:
    return AuditLine(row.id, row.at, actor, organisation, row.action, row.subject, row.details)


def _chain(session: Session) -> Iterator[AuditRow]:
    last = 0
    while rows := session.scalars(
        select(AuditRow).where(AuditRow.id > last).order_by(AuditRow.id).limit(BATCH)
    ).all():
        yield from rows
        last = rows[-1].id
        _release(session, rows)


def _release(session: Session, rows: Iterable[AuditRow]) -> None:
    for row in rows:
        session.expunge(row)
