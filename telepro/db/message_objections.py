"""Who wants no more messages of a company: addresses and numbers, kept as fingerprints only."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db import suppressions
from telepro.db.appointments import MessageObjection


def add(session: Session, organisation_id: int, address: str, now: datetime) -> bool:
    """Write to this address no more; False when it had objected before."""
    row = insert(MessageObjection).values(
        organisation_id=organisation_id, fingerprint=_fingerprint(address), at=now
    )
    added = session.execute(row.on_conflict_do_nothing().returning(MessageObjection.at))
    return added.first() is not None


def stands(session: Session, organisation_id: int, address: str) -> bool:
    """Whether this address wants no messages of the company."""
    of_address = exists().where(
        MessageObjection.organisation_id == organisation_id,
        MessageObjection.fingerprint == _fingerprint(address),
    )
    return bool(session.scalar(select(of_address)))


def _fingerprint(address: str) -> str:
    """Of messages alone: the same number may still be called."""
    return suppressions.fingerprint(f"messages:{address.strip().lower()}")
