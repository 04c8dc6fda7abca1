"""Queries of the filters that managers keep: their own, and those that they share with their agency."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from telepro.db.set_aside import SavedFilter


def seen_by(session: Session, person_id: int, agencies: Sequence[int]) -> Sequence[SavedFilter]:
    """One's own filters, and those that colleagues share, by name."""
    asked = select(SavedFilter).where(_seen(person_id, agencies))
    return session.scalars(asked.order_by(func.lower(SavedFilter.name), SavedFilter.id)).all()


def one(
    session: Session, person_id: int, agencies: Sequence[int], public_id: str
) -> SavedFilter | None:
    """One filter, if this person sees it."""
    asked = select(SavedFilter).where(
        SavedFilter.public_id == public_id, _seen(person_id, agencies)
    )
    return session.scalars(asked).one_or_none()


def _seen(person_id: int, agencies: Sequence[int]) -> Any:
    mine = SavedFilter.owner_id == person_id
    return SavedFilter.agency_id.in_(agencies) & or_(mine, SavedFilter.shared.is_(True))


def number_of(session: Session, person_id: int) -> int:
    """How many filters a person keeps."""
    asked = select(func.count()).where(SavedFilter.owner_id == person_id)
    return int(session.scalar(asked) or 0)
