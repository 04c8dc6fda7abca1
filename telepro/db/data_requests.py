"""What people asked of the data held about them: rows without a word about the person, and their queries."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import ForeignKey, Index, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from campaigns.prospect_base.data_requests import (
    IdentityCheck,
    RefusalGround,
    RequestKind,
    RequestState,
    due_at,
)
from telepro.db import audit
from telepro.db.columns import Base, PublicId, RowId, code
from telepro.db.who import Organisation, Person
from telepro.db.whom import Import, Prospect


class DataRequest(Base):
    """A request of access or erasure about one prospect; `certificate` says what was done of it.

    It holds no name, number or note, so that it outlives what it asks to erase.
    """

    __tablename__ = "data_requests"
    __table_args__ = (
        Index("ix_data_requests_company", "organisation_id", "state", "due_at"),
        Index(
            "uq_data_requests_standing",
            "prospect_id",
            "kind",
            unique=True,
            postgresql_where=text("closed_at is null"),
        ),
    )
    id: Mapped[RowId]
    public_id: Mapped[PublicId]
    organisation_id: Mapped[int] = mapped_column(ForeignKey("organisations.id"))
    prospect_id: Mapped[int] = mapped_column(ForeignKey("prospects.id"))
    kind: Mapped[RequestKind] = mapped_column(code(RequestKind))
    state: Mapped[RequestState] = mapped_column(code(RequestState))
    received_at: Mapped[datetime]
    due_at: Mapped[datetime]
    extended_at: Mapped[datetime | None]
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("people.id"))
    identity: Mapped[IdentityCheck | None] = mapped_column(code(IdentityCheck))
    refused_for: Mapped[RefusalGround | None] = mapped_column(code(RefusalGround))
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("people.id"))
    certificate: Mapped[dict[str, Any] | None]


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request as a list shows it."""

    public_id: str
    kind: RequestKind
    state: RequestState
    prospect: str
    company: str
    received_at: datetime
    due_at: datetime
    closed_at: datetime | None
    opened_by: str


def lines(session: Session, companies: Sequence[int], limit: int) -> list[RequestLine]:
    """The requests to these companies: those that wait, the most urgent first, then those that are over."""
    asked = (
        select(
            DataRequest.public_id,
            DataRequest.kind,
            DataRequest.state,
            Prospect.name,
            Organisation.name,
            DataRequest.received_at,
            DataRequest.due_at,
            DataRequest.closed_at,
            Person.name,
        )
        .join(Prospect, Prospect.id == DataRequest.prospect_id)
        .join(Organisation, Organisation.id == DataRequest.organisation_id)
        .join(Person, Person.id == DataRequest.opened_by_id)
        .where(DataRequest.organisation_id.in_(companies))
        .order_by(DataRequest.closed_at.desc().nulls_first(), DataRequest.due_at)
        .limit(limit)
    )
    return [RequestLine(*row) for row in session.execute(asked)]


def of_companies(session: Session, companies: Sequence[int], public_id: str) -> DataRequest | None:
    """A request to one of these companies, locked until the transaction ends."""
    asked = select(DataRequest).where(
        DataRequest.public_id == public_id, DataRequest.organisation_id.in_(companies)
    )
    return session.scalars(asked.with_for_update()).one_or_none()


def waiting(session: Session, prospect_id: int, kind: RequestKind) -> DataRequest | None:
    """The request of that kind that waits for this prospect, if there is one."""
    asked = select(DataRequest).where(
        DataRequest.prospect_id == prospect_id,
        DataRequest.kind == kind,
        DataRequest.closed_at.is_(None),
    )
    return session.scalars(asked).one_or_none()


def of_prospect(session: Session, prospect_id: int) -> Sequence[DataRequest]:
    """The requests about a prospect, newest first."""
    asked = select(DataRequest).where(DataRequest.prospect_id == prospect_id)
    return session.scalars(asked.order_by(DataRequest.id.desc()).limit(20)).all()


def begin(
    session: Session, prospect: Prospect, kind: RequestKind, by_id: int, now: datetime
) -> DataRequest:
    """Write a new request; it is due in a month of the company's days."""
    company = session.get_one(Organisation, prospect.organisation_id)
    row = DataRequest(
        organisation_id=company.id,
        prospect_id=prospect.id,
        kind=kind,
        state=RequestState.OPEN,
        received_at=now,
        due_at=due_at(now, company.time_zone),
        opened_by_id=by_id,
    )
    session.add(row)
    session.flush()
    return row


def note(
    session: Session,
    person_id: int,
    row: DataRequest,
    what: str,
    details: Mapping[str, Any],
    now: datetime,
) -> None:
    """Write a step of a request into the journal, last in its transaction."""
    subject, company = f"data request {row.public_id}", row.organisation_id
    audit.note(session, person_id, company, f"data_request.{what}", subject, details, now)


def certificate(
    row: DataRequest,
    counts: Mapping[str, int],
    fingerprints: int,
    files: Sequence[Import],
    now: datetime,
) -> dict[str, Any]:
    """What an erasure has done: rows by table, fingerprints left, files whose kept copies went."""
    return {
        "request": row.public_id,
        "identity": row.identity,
        "received_at": row.received_at.isoformat(),
        "at": now.isoformat(),
        "rows": dict(counts),
        "fingerprints": fingerprints,
        "files": [each.public_id for each in files],
    }


def digest(certified: Mapping[str, Any]) -> str:
    """The SHA-256 under which the journal knows a certificate."""
    return sha256(json.dumps(certified, sort_keys=True).encode()).hexdigest()
