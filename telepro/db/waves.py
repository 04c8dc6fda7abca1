"""Queries of test waves: how many calls one still allows, when it is made, who signed it off."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, literal_column, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState
from campaigns.call.inbound import Direction
from campaigns.dealing.cards import CALLBACKS
from campaigns.plan import Plan
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.what_for import WaveState
from telepro.db.who import Person


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave that nobody has signed off: its calls, those made, leads on call lists besides promises."""

    calls: int
    made: int
    waiting: int

    @property
    def left(self) -> int:
        """How many leads may still be dealt."""
        return max(0, self.calls - self.made - self.waiting)

    @property
    def is_made(self) -> bool:
        """Whether all its calls were made."""
        return self.made >= self.calls


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed a wave off, when and on which figures; nobody where it ran before waves were held."""

    at: datetime
    by: str | None
    figures: dict[str, Any]


def unsigned(session: Session, campaign_id: int, plan: Plan) -> Wave | None:
    """The wave that holds a campaign's deals back; None without one, or once it is signed off.

    No more attempts are counted than the wave has calls.
    """
    wave = plan.preparation.test_wave
    if wave is None or signed(session, campaign_id) is not None:
        return None
    placed = (
        select(literal_column("1"))
        .where(
            Attempt.campaign_id == campaign_id,
            Attempt.direction == Direction.OUTBOUND,
            Attempt.state != AttemptState.REFUSED,
        )
        .limit(wave.calls)
        .subquery()
    )
    waiting = select(func.count()).where(
        CallListEntry.campaign_id == campaign_id,
        CallListEntry.ended_at.is_(None),
        CallListEntry.tier.not_in(sorted(CALLBACKS)),
    )
    made = session.scalar(select(func.count()).select_from(placed)) or 0
    return Wave(wave.calls, made, session.scalar(waiting) or 0)


def close(session: Session, campaign_id: int, now: datetime) -> bool:
    """Note that a wave is made; True for the first who does."""
    row = insert(WaveState).values(campaign_id=campaign_id, full_at=now, figures={})
    done = session.execute(row.on_conflict_do_nothing().returning(WaveState.campaign_id))
    return done.first() is not None


def sign(
    session: Session, campaign_id: int, by_id: int | None, figures: dict[str, Any], now: datetime
) -> bool:
    """Sign off a wave that is made and not signed yet; False when there is none."""
    signing = (
        update(WaveState)
        .where(WaveState.campaign_id == campaign_id, WaveState.signed_at.is_(None))
        .values(signed_by_id=by_id, signed_at=now, figures=figures)
        .returning(WaveState.campaign_id)
    )
    return session.execute(signing).first() is not None


def signed(session: Session, campaign_id: int) -> Signed | None:
    """Who signed the wave of a campaign off; None while nobody has."""
    asked = (
        select(WaveState.signed_at, Person.name, WaveState.figures)
        .outerjoin(Person, Person.id == WaveState.signed_by_id)
        .where(WaveState.campaign_id == campaign_id, WaveState.signed_at.is_not(None))
    )
    row = session.execute(asked).first()
    return Signed(*row) if row else None
