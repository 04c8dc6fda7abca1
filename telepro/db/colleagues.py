"""Queries of the people of a company who take over calls."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from telepro.db.other_legs import Colleague
from telepro.db.what_for import Campaign


def of_company(session: Session, organisation_id: int) -> list[Colleague]:
    """Who of a company may be called, by name."""
    return list(session.scalars(_CURRENT.where(Colleague.organisation_id == organisation_id)))


def of_campaign(session: Session, campaign_id: str) -> list[Colleague]:
    """Who may be brought into the calls of a campaign: people of the company it calls for."""
    mine = Campaign.controller_id == Colleague.organisation_id
    asked = _CURRENT.join(Campaign, mine).where(Campaign.public_id == campaign_id)
    return list(session.scalars(asked))


def one(session: Session, organisation_id: int, public_id: str) -> Colleague | None:
    """One of a company's, while they may still be called."""
    mine = Colleague.organisation_id == organisation_id
    return session.scalar(_CURRENT.where(mine, Colleague.public_id == public_id))


def retire(session: Session, organisation_id: int, public_id: str, now: datetime) -> str | None:
    """Take somebody off the list; their name, None when nobody of that id is on it."""
    return session.scalar(
        update(Colleague)
        .where(
            Colleague.organisation_id == organisation_id,
            Colleague.public_id == public_id,
            Colleague.retired_at.is_(None),
        )
        .values(retired_at=now)
        .returning(Colleague.name)
    )


_CURRENT = (
    select(Colleague).where(Colleague.retired_at.is_(None)).order_by(Colleague.name, Colleague.id)
)
