"""Queries of a carrier account's health: how many orders failed in a row, and since when it is away."""

from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db.calling import CarrierState
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession


def failed(session: Session, account: str, trouble: str) -> int:
    """Count an order that failed; how many have in a row now."""
    return int(session.execute(_FAILED, {"account": account, "trouble": trouble}).scalar_one())


def went_away(session: Session, account: str, now: datetime) -> bool:
    """Note that the carrier is away; False when that was known."""
    return _changed(session, account, CarrierState.down_since.is_(None), {"down_since": now})


def is_well(session: Session, account: str) -> None:
    """An order went through: whatever failed before it is forgotten."""
    _changed(session, account, CarrierState.failures > 0, {"failures": 0})


def came_back(session: Session, account: str) -> bool:
    """Note that the carrier answers again; False when it was not away."""
    well: dict[str, Any] = {"down_since": None, "failures": 0, "trouble": None}
    return _changed(session, account, CarrierState.down_since.is_not(None), well)


def down_since(session: Session, account: str) -> datetime | None:
    """Since when an account's carrier is away; None while it answers."""
    asked = select(CarrierState.down_since).where(CarrierState.account_sid == account)
    return session.scalar(asked)


def any_down_since(session: Session) -> datetime | None:
    """Since when a carrier is away, whichever account it serves; None while all answer."""
    return session.scalar(select(func.min(CarrierState.down_since)))


def whose_pages(session: Session) -> list[tuple[str, str]]:
    """(person, campaign) of everybody at work: whoever must learn that calls stop, or go on."""
    rows = session.execute(
        select(Person.public_id, Campaign.public_id)
        .select_from(WorkSession)
        .join(Person, Person.id == WorkSession.person_id)
        .join(Campaign, Campaign.id == WorkSession.campaign_id)
        .where(WorkSession.ended_at.is_(None))
    )
    return [(person, campaign) for person, campaign in rows]


def _changed(session: Session, account: str, where: Any, values: dict[str, Any]) -> bool:
    changed = session.execute(
        update(CarrierState)
        .where(CarrierState.account_sid == account, where)
        .values(**values)
        .returning(CarrierState.account_sid)
    )
    return changed.first() is not None


_ROW: Any = CarrierState.__table__.c
_FAILED = (
    insert(CarrierState)
    .values(account_sid=bindparam("account"), failures=1, trouble=bindparam("trouble"))
    .on_conflict_do_update(
        index_elements=[_ROW.account_sid],
        set_={"failures": _ROW.failures + 1, "trouble": bindparam("trouble")},
    )
    .returning(_ROW.failures)
)
