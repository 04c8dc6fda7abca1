"""Queries of what is signed before a campaign is launched: which point, by whom, when."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db.what_for import LaunchSign
from telepro.db.who import Person


@dataclass(frozen=True, slots=True)
class Sign:
    """A signed point; `by` is empty for what a command on the server signed."""

    point: str
    by: str
    at: datetime


def signs(session: Session, campaign_id: int) -> Sequence[Sign]:
    """What has been signed, in the order of signing."""
    asked = (
        select(LaunchSign.point, Person.name, LaunchSign.signed_at)
        .outerjoin(Person, Person.id == LaunchSign.signed_by_id)
        .where(LaunchSign.campaign_id == campaign_id)
        .order_by(LaunchSign.id)
    )
    return [Sign(point, name or "", at) for point, name, at in session.execute(asked)]


def sign(
    session: Session, campaign_id: int, points: Iterable[str], by_id: int | None, now: datetime
) -> None:
    """Sign these points; one that is signed keeps the name that stands beside it."""
    rows = [
        {"campaign_id": campaign_id, "point": point, "signed_by_id": by_id, "signed_at": now}
        for point in dict.fromkeys(points)
    ]
    if rows:
        statement = insert(LaunchSign).values(rows)
        session.execute(statement.on_conflict_do_nothing(index_elements=["campaign_id", "point"]))


def withdraw(session: Session, campaign_id: int, point: str) -> bool:
    """Take a signature back; False when there was none."""
    gone = session.execute(
        delete(LaunchSign)
        .where(LaunchSign.campaign_id == campaign_id, LaunchSign.point == point)
        .returning(LaunchSign.id)
    )
    return gone.first() is not None
