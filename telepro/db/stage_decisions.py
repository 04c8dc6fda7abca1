"""The moves that people made by hand: which stand, which is the last, and a lead's way to where they lead."""

from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from campaigns.lead.standing import Decision
from campaigns.pipeline.by_hand import HandMove
from campaigns.states import MoveCause
from telepro.db.results import StageMove
from telepro.db.whom import Lead

_later = aliased(StageMove)
_STANDS = ~exists().where(_later.undoes_id == StageMove.id)
_BY_HAND = (StageMove.cause == MoveCause.BY_HAND, StageMove.undoes_id.is_(None))


def of_lead(session: Session, lead_id: int) -> list[Decision]:
    """The decisions about a lead that stand, in their order."""
    asked = select(StageMove.to_stage, StageMove.at, StageMove.later_on).where(
        StageMove.lead_id == lead_id, *_BY_HAND, _STANDS
    )
    return [Decision(*row) for row in session.execute(asked.order_by(StageMove.id))]


def last_of(session: Session, lead_id: int, by_id: int, since: datetime) -> StageMove | None:
    """The last move of a lead, if this person made it by hand, not before then; None otherwise."""
    asked = select(StageMove).where(StageMove.lead_id == lead_id).order_by(StageMove.id.desc())
    found = session.scalars(asked.limit(1)).first()
    is_theirs = (
        found is not None
        and found.cause is MoveCause.BY_HAND
        and found.undoes_id is None
        and found.by_id == by_id
        and found.at >= since
    )
    return found if is_theirs else None


def keep(session: Session, lead: Lead, asked: HandMove, by_id: int, now: datetime) -> None:
    """Write a decision down; the lead itself stays where it is."""
    session.add(
        StageMove(
            lead_id=lead.id,
            campaign_id=lead.campaign_id,
            from_stage=lead.stage,
            to_stage=asked.target,
            cause=MoveCause.BY_HAND,
            by_id=by_id,
            reason=asked.reason or None,
            document_id=asked.document_id or None,
            later_on=asked.later_on,
            at=now,
        )
    )
    lead.moved_by_hand = True
    session.flush()


def take_back(session: Session, lead: Lead, move: StageMove, by_id: int, now: datetime) -> None:
    """Write the move down that undoes this one."""
    session.add(
        StageMove(
            lead_id=lead.id,
            campaign_id=lead.campaign_id,
            from_stage=lead.stage,
            to_stage=move.from_stage,
            cause=MoveCause.BY_HAND,
            by_id=by_id,
            undoes_id=move.id,
            at=now,
        )
    )
    session.flush()
