"""Queries of orders about calls under way: the next to be carried out, and what came of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import Session

from campaigns.call.on_call import Order
from telepro.db.calling import Attempt
from telepro.db.other_legs import CallLeg, CallOrder
from telepro.db.what_for import Campaign
from telepro.db.who import WorkSession


def asked_before(session: Session, client_key: str) -> CallOrder | None:
    """What this very request asked before, if it did."""
    return session.scalar(select(CallOrder).where(CallOrder.client_key == client_key))


@dataclass(frozen=True, slots=True)
class Task:
    """An order that was taken to be carried out, with all that the carrier must be told."""

    id: int
    public_id: str
    order: Order
    detail: str
    room: str
    room_sid: str | None
    own_leg_sid: str | None
    language: str
    attempt: str | None
    attempt_sid: str | None
    caller_id: str | None
    leg: CallLeg | None
    worth_it: bool


def claim(session: Session, now: datetime) -> Task | None:
    """Take the oldest order that waits; a second taker finds it gone. None when none waits."""
    taken = session.execute(_CLAIM, {"now": now}).first()
    if taken is None:
        return None
    row: Any = session.execute(_TOLD, {"order": taken.id}).one()
    order, room, room_sid, leg_sid, language, attempt, sid, caller_id, leg = row
    return Task(
        order.id, order.public_id, order.order, order.detail, room, room_sid, leg_sid, language,
        attempt, sid, caller_id, leg, now <= order.good_until,
    )  # fmt: skip


def done(session: Session, order_id: int, now: datetime, problem: str | None = None) -> None:
    """Note that an order is dealt with, or what stood in its way."""
    session.execute(
        update(CallOrder)
        .where(CallOrder.id == order_id)
        .values(done_at=now, problem=problem and problem[:200])
    )


def keys_of(session: Session, order: str) -> str | None:
    """The keys that an order presses."""
    return session.scalar(
        select(CallOrder.detail).where(CallOrder.public_id == order, CallOrder.order == Order.KEYS)
    )


_waiting = (
    select(CallOrder.id)
    .where(CallOrder.taken_at.is_(None))
    .order_by(CallOrder.id)
    .limit(1)
    .with_for_update(skip_locked=True)
    .scalar_subquery()
)
_CLAIM = (
    update(CallOrder)
    .where(CallOrder.id == _waiting)
    .values(taken_at=bindparam("now"))
    .returning(CallOrder.id)
    .execution_options(synchronize_session=False)
)
_TOLD = (
    select(
        CallOrder,
        WorkSession.public_id,
        WorkSession.conference_sid,
        WorkSession.leg_sid,
        Campaign.language,
        Attempt.public_id,
        Attempt.sid,
        Attempt.caller_id,
        CallLeg,
    )
    .join(WorkSession, WorkSession.id == CallOrder.session_id)
    .join(Campaign, Campaign.id == WorkSession.campaign_id)
    .outerjoin(Attempt, Attempt.id == CallOrder.attempt_id)
    .outerjoin(CallLeg, CallLeg.id == CallOrder.leg_id)
    .where(CallOrder.id == bindparam("order"))
    .execution_options(populate_existing=True)
)
