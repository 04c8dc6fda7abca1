"""What people change of a promise without a call: its moment, its owner; as rows that the fold takes up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from campaigns.follow_up.tasks import TaskKind
from campaigns.lead.standing import PromiseChange
from campaigns.states import CallbackKind, CallbackState, EntryEnd
from telepro.db import call_lists
from telepro.db.columns import among
from telepro.db.outcomes import Numbered
from telepro.db.results import Callback, PromiseChangeRow, Task
from telepro.db.whom import Lead


@dataclass(frozen=True, slots=True)
class Change:
    """What is to become of a promise: when, whose (None: the team's), who says so and, given to the
    team, why."""

    due_at: datetime
    owner_id: int | None
    by_id: int
    reason: str | None = None


def of_standing(session: Session, standing: Sequence[Numbered]) -> list[PromiseChange]:
    """The changes of the promises that standing outcomes have made, in the order they were made in."""
    made = {it.outcome.id: it.number for it in standing if it.outcome.details.get("callback_at")}
    if not made:
        return []
    rows = session.execute(_OF_OUTCOMES, {"outcomes": list(made)})
    return [PromiseChange(made[outcome], due, owner, at) for outcome, due, owner, at in rows]


_OF_OUTCOMES = (
    select(
        Callback.outcome_id,
        PromiseChangeRow.due_at,
        PromiseChangeRow.owner_id,
        PromiseChangeRow.at,
    )
    .join(Callback, Callback.id == PromiseChangeRow.callback_id)
    .where(among(Callback.outcome_id, "outcomes"))
    .order_by(PromiseChangeRow.id)
)


def locked(session: Session, promise: Callback) -> Lead:
    """The lead of a promise, locked; the promise is then read anew."""
    asked = select(Lead).where(Lead.id == promise.lead_id).with_for_update()
    lead = session.scalars(asked.execution_options(populate_existing=True)).one()
    session.refresh(promise)
    return lead


def take_back(session: Session, lead: Lead, now: datetime) -> None:
    """Take a locked lead off whatever list it stands on; `held` then says whether it is in a call."""
    call_lists.end_of_leads(session, [lead.id], EntryEnd.TAKEN_BACK, now)
    session.refresh(lead)


def write(session: Session, promise: Callback, change: Change, now: datetime) -> bool:
    """Change a promise that still stands; False when it was kept or closed meanwhile.

    Whoever watches it is told again should it be late, and nobody need look for a keeper any more.
    """
    written = session.execute(
        update(Callback)
        .where(Callback.id == promise.id, Callback.state == CallbackState.PROMISED)
        .values(**_values(promise, change))
        .returning(Callback.id)
    )
    if written.first() is None:
        return False
    session.add(
        PromiseChangeRow(
            callback_id=promise.id,
            due_at=change.due_at,
            owner_id=change.owner_id,
            reason=change.reason,
            by_id=change.by_id,
            at=now,
        )
    )
    _find_no_keeper(session, promise, now)
    session.flush()
    return True


def _values(promise: Callback, change: Change) -> dict[str, Any]:
    local = change.due_at.astimezone(ZoneInfo(promise.time_zone))
    return {
        "due_at": change.due_at,
        "local_time": f"{local:%Y-%m-%dT%H:%M}",
        "owner_id": change.owner_id,
        "kind": CallbackKind.SHARED if change.owner_id is None else CallbackKind.PERSONAL,
        "alarmed_at": None,
    }


def _find_no_keeper(session: Session, promise: Callback, now: datetime) -> None:
    session.execute(
        update(Task)
        .where(
            Task.outcome_id == promise.outcome_id,
            Task.kind == TaskKind.FIND_A_KEEPER,
            Task.done_at.is_(None),
            Task.withdrawn_at.is_(None),
        )
        .values(withdrawn_at=now)
    )
