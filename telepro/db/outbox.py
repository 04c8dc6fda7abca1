"""Writes what others may want to know, in the transaction that makes it true."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from telepro.db.counting import OutboxEvent


def tell(
    session: Session,
    organisation_id: int,
    campaign_id: int | None,
    topic: str,
    payload: Mapping[str, Any],
    now: datetime,
) -> None:
    """Put one event out; `payload` holds ids and codes, never a name or a number to call."""
    session.add(
        OutboxEvent(
            organisation_id=organisation_id,
            campaign_id=campaign_id,
            topic=topic,
            payload=dict(payload),
            created_at=now,
        )
    )
