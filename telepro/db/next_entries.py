"""The first entries of a teleprospector's list: the lead at hand and the one after it."""

from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    DateTime,
    bindparam,
    case,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from telepro.db.calling import CallListEntry
from telepro.db.whom import Lead

RENEWED_BY = timedelta(minutes=1)  # a lease that gains less is left as it is


def first(
    session: Session, person_id: int, campaign_id: int, now: datetime, limit: int
) -> list[CallListEntry]:
    """The first entries of a list: an opened one first, then by tier and position."""
    asked = {"person": person_id, "campaign": campaign_id, "now": now, "count": limit}
    return [entry for entry, _lead in session.execute(_LOOK, asked)]


def open_first(
    session: Session, person_id: int, campaign_id: int, now: datetime, lease: timedelta
) -> list[CallListEntry]:
    """Open the first entry of a list and keep its lease alive; that one and the one after it.

    One statement, their leads included; it writes only when there is something to write. The
    entries are as they were before.
    """
    asked = {"person": person_id, "campaign": campaign_id, "now": now, "count": 2}
    found = session.execute(_OPEN, {**asked, "leased": now + lease})
    return [entry for entry, _lead in found]


def _moment(name: str) -> ColumnElement[datetime]:
    return bindparam(name, type_=DateTime(timezone=True))


_RANK = case({tier.value: rank for rank, tier in enumerate(Tier)}, value=CallListEntry.tier)
_ORDER = (CallListEntry.opened_at.nulls_last(), _RANK, CallListEntry.id)
_MINE = (
    select(CallListEntry.id, func.row_number().over(order_by=_ORDER).label("place"))
    .where(
        CallListEntry.person_id == bindparam("person", type_=BigInteger),
        CallListEntry.campaign_id == bindparam("campaign", type_=BigInteger),
        CallListEntry.ended_at.is_(None),
        CallListEntry.valid_until > _moment("now"),
    )
    .order_by(*_ORDER)
    .limit(bindparam("count", type_=BigInteger))
    .cte("mine")
)
_LOOK = (
    select(CallListEntry, Lead)
    .join(_MINE, _MINE.c.id == CallListEntry.id)
    .join(Lead, Lead.id == CallListEntry.lead_id)
    .order_by(_MINE.c.place)
)
_UNTIL = func.least(CallListEntry.clear_until, _moment("leased"))
_IS_RENEWED = CallListEntry.valid_until + RENEWED_BY < _UNTIL
_OPENED = (
    update(CallListEntry)
    .where(
        CallListEntry.id == select(_MINE.c.id).where(_MINE.c.place == 1).scalar_subquery(),
        CallListEntry.ended_at.is_(None),
        or_(CallListEntry.opened_at.is_(None), _IS_RENEWED),
    )
    .values(
        opened_at=func.coalesce(CallListEntry.opened_at, _moment("now")),
        valid_until=case((_IS_RENEWED, _UNTIL), else_=CallListEntry.valid_until),
    )
    .returning(CallListEntry.id)
    .cte("opened")
)
_OPEN = _LOOK.add_cte(_OPENED)
