"""Whose turn it is to order a call: one row per carrier account, which holds against any dialer."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, or_, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from telepro.db.calling import CarrierPace, CarrierState
from telepro.db.columns import INSTANT


@dataclass(frozen=True, slots=True)
class Turn:
    """An account's turn to order a call, with how many of its orders have failed in a row."""

    failures: int


def take_turn(session: Session, account: str, spacing: timedelta, now: datetime) -> Turn | None:
    """Take the account's turn, so that the next comes `spacing` later; None when it has not come."""
    turn = {"account": account, "now": now, "next_turn": now + spacing}
    taken = session.execute(_TAKE, turn).first()
    return Turn(taken.failures or 0) if taken else None


_ROW: Any = CarrierPace.__table__.c
_NOW = bindparam("now", type_=INSTANT)
_NEXT = bindparam("next_turn", type_=INSTANT)
_TAKE = (
    insert(CarrierPace)
    .values(account_sid=bindparam("account"), next_turn=_NEXT)
    .on_conflict_do_update(
        index_elements=[_ROW.account_sid],
        set_={"next_turn": _NEXT},
        where=or_(_ROW.next_turn <= _NOW, _ROW.next_turn > _NEXT),
    )
    .returning(
        _ROW.account_sid,
        select(CarrierState.failures)
        .where(CarrierState.account_sid == bindparam("account"))
        .scalar_subquery()
        .label("failures"),
    )
)
