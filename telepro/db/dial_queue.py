"""What waits for the dialer: intended attempts, those that came too late, calls to be hung up.

The dialer asks again and again, so its statements are written once and pass by the unit of work.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, DateTime, bindparam, case, delete, func, select, update
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState, CallResult, may_move
from telepro.db.attempts import LIVE
from telepro.db.calling import Attempt, CarrierPace, CarrierState, LiveCall
from telepro.db.columns import among
from telepro.db.other_legs import CallOrder
from telepro.db.what_for import Campaign
from telepro.db.who import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many attempts wait to be placed, how many came too late for it, how many calls to be ended,
    how many orders about calls under way wait.

    `next_turn` is when the account's next call may be ordered, None when it never had one;
    `down_since` is since when its carrier is away, None while it answers.
    """

    in_time: int
    late: int
    hung_up: int
    orders: int = 0
    next_turn: datetime | None = None
    down_since: datetime | None = None

    @property
    def steps(self) -> int:
        """How often the dialer must turn: once for each, and once for all that are late."""
        return self.in_time + self.hung_up + self.orders + bool(self.late)

    @property
    def not_to_be_made(self) -> bool:
        """Whether some are to be refused: they are too late, or the carrier is away."""
        return bool(self.late or (self.in_time and self.down_since))


def waiting(session: Session, account: str, now: datetime) -> Waiting:
    """What waits for the dialer of an account, without taking any of it."""
    return Waiting(*session.execute(_WAITING, {"account": account, "now": now}).one())


def claim_next(session: Session, now: datetime) -> Attempt | None:
    """Take the oldest intended attempt for placing; a second taker finds it gone."""
    return session.scalars(_CLAIM, {"now": now}).first()


def refuse_late(session: Session, now: datetime, trouble: str) -> list[tuple[str, str]]:
    """Refuse whatever was intended and is too late now, all at once; (person, campaign) of each."""
    return _refused(session, now, now, trouble)


def refuse_all(session: Session, now: datetime, trouble: str) -> list[tuple[str, str]]:
    """Refuse whatever was intended, all at once; (person, campaign) of each."""
    return _refused(session, datetime.max.replace(tzinfo=UTC), now, trouble)


def _refused(
    session: Session, before: datetime, now: datetime, trouble: str
) -> list[tuple[str, str]]:
    values = {"before": before, "now": now, "trouble": trouble}
    refused = session.scalars(_REFUSE, values).all()
    if not refused:
        return []
    session.execute(delete(LiveCall).where(LiveCall.attempt_id.in_(refused)))
    shown = session.execute(_TOPICS, {"attempts": refused})
    return [(person, campaign) for person, campaign in shown]


def placed(session: Session, attempt_id: int, sid: str, now: datetime) -> None:
    """Note the carrier's id of an attempt that it took, unless a message came first and told more."""
    session.scalars(_PLACED, {"attempt": attempt_id, "known_as": sid, "now": now}).first()


def claim_hang_up(session: Session, now: datetime) -> Attempt | None:
    """Take one live call whose teleprospector hung up, so that the carrier is told once."""
    return session.scalars(_CLAIM_HANG_UP, {"now": now}).first()


_T: Any = Attempt.__table__
_NOW = bindparam("now", type_=DateTime(timezone=True))


def _moved(which: ColumnElement[bool], values: Mapping[str, Any]) -> Any:
    """An update that gives the attempts as they are afterwards."""
    found = select(Attempt).from_statement(update(_T).where(which).values(values).returning(_T))
    return found.execution_options(populate_existing=True)


def _first(order: Any, *where: ColumnElement[bool]) -> Any:
    """The first attempt of these that nobody else is taking at this moment."""
    chosen = select(_T.c.id).where(*where).order_by(order).limit(1)
    return _T.c.id == chosen.with_for_update(skip_locked=True).scalar_subquery()


def _unless_moved_on(to: AttemptState, value: Any, otherwise: Any) -> Any:
    """`value` where an attempt may still come to a state, else what it has."""
    before: Sequence[AttemptState] = [state for state in AttemptState if may_move(state, to)]
    return case((_T.c.state.in_(before), value), else_=otherwise)


_HUNG_UP = (
    _T.c.state.in_(LIVE),
    _T.c.hang_up_at.is_not(None),
    _T.c.hung_up_at.is_(None),
    _T.c.sid.is_not(None),
)
_INTENDED = _T.c.state == AttemptState.INTENDED
_WAITING = select(
    select(func.count()).where(_INTENDED, _T.c.dial_before >= _NOW).scalar_subquery(),
    select(func.count()).where(_INTENDED, _T.c.dial_before < _NOW).scalar_subquery(),
    select(func.count()).where(*_HUNG_UP).scalar_subquery(),
    select(func.count()).where(CallOrder.taken_at.is_(None)).scalar_subquery(),
    select(CarrierPace.next_turn)
    .where(CarrierPace.account_sid == bindparam("account"))
    .scalar_subquery(),
    select(CarrierState.down_since)
    .where(CarrierState.account_sid == bindparam("account"))
    .scalar_subquery(),
)
_CLAIM = _moved(
    _first(_T.c.intended_at, _INTENDED),
    {"state": AttemptState.PLACING, "placing_at": _NOW},
)
_CLAIM_HANG_UP = _moved(_first(_T.c.id, *_HUNG_UP), {"hung_up_at": _NOW})
_PLACED = _moved(
    _T.c.id == bindparam("attempt"),
    {
        "sid": func.coalesce(_T.c.sid, bindparam("known_as")),
        "state": _unless_moved_on(AttemptState.PLACED, AttemptState.PLACED, _T.c.state),
        "placed_at": _unless_moved_on(AttemptState.PLACED, _NOW, _T.c.placed_at),
    },
)
_BEFORE = bindparam("before", type_=DateTime(timezone=True))
_LATE = (
    select(_T.c.id).where(_INTENDED, _T.c.dial_before < _BEFORE).with_for_update(skip_locked=True)
)
_REFUSE = (
    update(_T)
    .where(_T.c.id.in_(_LATE))
    .values(
        state=AttemptState.REFUSED,
        trouble=bindparam("trouble"),
        ended_at=_NOW,
        result=CallResult.FAILED,
    )
    .returning(_T.c.id)
)
_TOPICS = (
    select(Person.public_id, Campaign.public_id)
    .select_from(Attempt)
    .join(Person, Person.id == Attempt.person_id)
    .join(Campaign, Campaign.id == Attempt.campaign_id)
    .where(among(Attempt.id, "attempts"))
)
