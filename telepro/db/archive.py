"""Queries of ended campaigns that are put away: the promises that stand in them, named, and their end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from campaigns.states import CallbackState
from telepro.db.results import Callback
from telepro.db.who import Person
from telepro.db.whom import Lead, Prospect

SHOWN = 100


@dataclass(frozen=True, slots=True)
class Promise:
    """A callback that was promised and not made: to whom, by whom (None: anybody), for when."""

    lead_id: str
    prospect: str
    owner: str | None
    due_at: datetime
    time_zone: str


def promises(session: Session, campaign_id: int) -> tuple[Sequence[Promise], int]:
    """The promises that stand in a campaign, earliest first, a hundred at most; and how many there are."""
    standing = (Callback.campaign_id == campaign_id, Callback.state == CallbackState.PROMISED)
    rows = session.execute(
        select(Lead.public_id, Prospect.name, Person.name, Callback.due_at, Callback.time_zone)
        .select_from(Callback)
        .join(Lead, Lead.id == Callback.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .outerjoin(Person, Person.id == Callback.owner_id)
        .where(*standing)
        .order_by(Callback.due_at, Callback.id)
        .limit(SHOWN)
    )
    number = session.scalar(select(func.count()).where(*standing)) or 0
    return [Promise(*row) for row in rows], number


def cancel_to_come(session: Session, campaign_id: int, now: datetime) -> int:
    """Call off the promises that are still to come; how many. Those overdue stay counted as missed."""
    cancelled = session.execute(
        update(Callback)
        .where(
            Callback.campaign_id == campaign_id,
            Callback.state == CallbackState.PROMISED,
            Callback.due_at > now,
        )
        .values(state=CallbackState.CANCELLED, closed_at=now)
        .returning(Callback.id)
    )
    return len(cancelled.all())
