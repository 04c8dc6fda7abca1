"""The first entries of a teleprospector's list: the lead at hand and the one after it.

They are values, not rows of a session: opening writes in the same statement, and to make objects of
rows takes longer than to find them.
"""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Entry:
    """A lead on a list: whose it is, why it was dealt and until when it may be called; `fence` is the
    lead's, of which a later deal has a higher one."""

    public_id: str
    lead_id: int
    campaign_id: int
    person_id: int | None
    tier: Tier
    reason: str
    clear_until: datetime
    fence: int


def first(
    session: Session, person_id: int, campaign_id: int, now: datetime, limit: int
) -> list[Entry]:
    """The first entries of a list: an opened one first, then by tier and position."""
    asked = {"person": person_id, "campaign": campaign_id, "now": now, "count": limit}
    return [Entry(*row) for row in session.connection().execute(_LOOK, asked)]


def open_first(
    session: Session, person_id: int, campaign_id: int, now: datetime, lease: timedelta
) -> list[Entry]:
    """Open the first entry of a list and keep its lease alive; that one and the one after it.

    One statement, their leads included; it writes only when there is something to write.
    """
    asked = {"person": person_id, "campaign": campaign_id, "now": now, "count": 2}
    found = session.connection().execute(_OPEN, {**asked, "leased": now + lease})
    return [Entry(*row) for row in found]


def of_call(session: Session, entry_id: int) -> Entry:
    """The entry that a call was made from, ended or not."""
    return Entry(*session.execute(_OF_CALL, {"entry": entry_id}).one())


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
_SHOWN = (
    CallListEntry.public_id,
    CallListEntry.lead_id,
    CallListEntry.campaign_id,
    CallListEntry.person_id,
    CallListEntry.tier,
    CallListEntry.reason,
    CallListEntry.clear_until,
    Lead.fence,
)
_OF_CALL = (
    select(*_SHOWN)
    .join(Lead, Lead.id == CallListEntry.lead_id)
    .where(CallListEntry.id == bindparam("entry"))
)
_LOOK = (
    select(*_SHOWN)
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
