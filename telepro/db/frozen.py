"""What a campaign was frozen with, read once per process: plans never change."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems, read_plan
from campaigns.problems import Refused
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow


def plan_of(session: Session, campaign_id: int) -> Plan:
    """The plan that a campaign runs on."""
    return plan(
        session, session.scalars(select(Campaign.plan_id).where(Campaign.id == campaign_id)).one()
    )


def plan(session: Session, plan_id: int) -> Plan:
    """A plan by its row; its text was checked when it was stored."""
    return _read(session.scalars(select(PlanRow.text).where(PlanRow.id == plan_id)).one())


@lru_cache(maxsize=256)
def _read(text: str) -> Plan:
    found = read_plan(text)
    if isinstance(found, PlanProblems):
        raise Refused(*found.problems)
    return found
