"""Queries that move an import from step to step, each by one guarded update."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from campaigns.prospect_file.row_problems import RowCode
from campaigns.states import ImportState
from telepro.db.whom import Import


def unattended(session: Session, state: ImportState, silent_since: datetime) -> list[int]:
    """The imports in this state that no process is at: none yet, or one that fell silent."""
    asked = select(Import.id).where(Import.state == state, _free(silent_since))
    return list(session.scalars(asked.order_by(Import.id)))


def unconfirmed(session: Session, before: datetime) -> Sequence[Import]:
    """The files that were looked at before that moment and that nobody has begun or dropped since."""
    waits = Import.state == ImportState.CHECKED
    long_ago = func.coalesce(Import.beat_at, Import.created_at) < before
    return session.scalars(select(Import).where(waits, long_ago).order_by(Import.id)).all()


def refused_erased(session: Session, since: datetime) -> Sequence[Import]:
    """The files read since then in which somebody stood who was erased."""
    asked = select(Import).where(
        Import.finished_at >= since, Import.reasons.has_key(str(RowCode.ERASED))
    )
    return session.scalars(asked).all()


def take(
    session: Session, import_id: int, state: ImportState, silent_since: datetime, now: datetime
) -> bool:
    """Take an import to work on it; False when another process has it or it has moved on."""
    return _update(
        session,
        Import.id == import_id,
        Import.state == state,
        _free(silent_since),
        values={"beat_at": now},
    )


def go_on(session: Session, import_id: int, state: ImportState, **values: Any) -> bool:
    """Write what was done so far; False when the import has moved on meanwhile."""
    return _update(session, Import.id == import_id, Import.state == state, values=values)


def move(
    session: Session,
    import_id: int,
    sources: Collection[ImportState],
    target: ImportState,
    **values: Any,
) -> bool:
    """Change the state, if it still is one of `sources`; nobody is at the import then."""
    return _update(
        session,
        Import.id == import_id,
        Import.state.in_(sources),
        values={"state": target, "beat_at": None, **values},
    )


def _update(session: Session, *conditions: Any, values: dict[str, Any]) -> bool:
    moved = session.execute(update(Import).where(*conditions).values(**values).returning(Import.id))
    return moved.first() is not None


def _free(silent_since: datetime) -> Any:
    return or_(Import.beat_at.is_(None), Import.beat_at < silent_since)
