"""The versions that an attempt freezes: plan, script, dispositions and terms as they stand."""

from dataclasses import dataclass

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from telepro.db.what_for import Campaign, DispositionSetVersion, Script


@dataclass(frozen=True, slots=True)
class Versions:
    """Row ids of what a campaign works with now."""

    plan_id: int
    terms_id: int
    script_id: int
    disposition_set_id: int


def versions_of(session: Session, campaign_id: int) -> Versions:
    """The newest versions of a campaign."""
    return Versions(*session.execute(_NEWEST, {"campaign": campaign_id}).one())


_NEWEST = select(
    Campaign.plan_id,
    Campaign.terms_id,
    select(func.max(Script.id)).where(Script.campaign_id == Campaign.id).scalar_subquery(),
    select(func.max(DispositionSetVersion.id))
    .where(DispositionSetVersion.campaign_id == Campaign.id)
    .scalar_subquery(),
).where(Campaign.id == bindparam("campaign"))
