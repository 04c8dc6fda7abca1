"""Promises that come due soon and for which nobody has been asked to find a keeper yet."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, not_, or_, select, text
from sqlalchemy.orm import Session

from campaigns.follow_up.tasks import OwnerRole, TaskKind
from campaigns.states import CampaignState
from telepro.db.results import Callback, Task
from telepro.db.what_for import Campaign


def soon(session: Session, now: datetime, until: datetime, most: int) -> Sequence[Callback]:
    """Promises of running campaigns that come due by then, earliest first."""
    asked = (
        select(Callback)
        .join(Campaign, Campaign.id == Callback.campaign_id)
        .where(
            text("callbacks.state = 'promised'"),
            Callback.due_at > now,
            Callback.due_at <= until,
            Campaign.state == CampaignState.RUNNING,
            Campaign.archived_at.is_(None),
            ~_is_asked(),
        )
        .order_by(Callback.due_at, Callback.id)
        .limit(most)
    )
    return session.scalars(asked).all()


def ask(session: Session, promise: Callback) -> None:
    """Ask the manager to find somebody, by the moment at which the call is promised."""
    session.add(
        Task(
            lead_id=promise.lead_id,
            outcome_id=promise.outcome_id,
            kind=TaskKind.FIND_A_KEEPER,
            owner_role=OwnerRole.MANAGER,
            due_at=promise.due_at,
        )
    )


def is_needless() -> ColumnElement[bool]:
    """True for a task to find a keeper of a promise that stands no more."""
    # By the lead, and the state spelled as in their partial index: one look, however many there are.
    stands = exists().where(
        Callback.lead_id == Task.lead_id,
        Callback.outcome_id == Task.outcome_id,
        text("callbacks.state = 'promised'"),
    )
    return and_(Task.kind == TaskKind.FIND_A_KEEPER, not_(stands))


def _is_asked() -> ColumnElement[bool]:
    """Somebody was asked for this very moment; what a change of the promise took back counts no more."""
    taken_back = and_(Task.withdrawn_at.is_not(None), Task.closed_by_id.is_(None))
    return exists().where(
        Task.outcome_id == Callback.outcome_id,
        Task.kind == TaskKind.FIND_A_KEEPER,
        Task.due_at == Callback.due_at,
        or_(not_(taken_back), Task.done_at.is_not(None)),
    )
