"""What a campaign was frozen with: asked for once in a session, read once per process, since plans
never change."""

from functools import lru_cache

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems, read_plan
from campaigns.problems import Refused
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow


def plan_of(session: Session, campaign_id: int) -> Plan:
    """The plan that a campaign runs on."""
    known = session.info.setdefault("plan of campaign", {})
    if campaign_id not in known:
        asked = select(Campaign.plan_id).where(Campaign.id == campaign_id)
        known[campaign_id] = session.scalars(asked).one()
    return plan(session, known[campaign_id])


def plan(session: Session, plan_id: int) -> Plan:
    """A plan by its row; its text was checked when it was stored."""
    # The text is long and the desk asks for it with every card: once a session is enough.
    known: dict[int, Plan] = session.info.setdefault("plans", {})
    if plan_id not in known:
        text = session.scalars(select(PlanRow.text).where(PlanRow.id == plan_id)).one()
        known[plan_id] = _read(text)
    return known[plan_id]


@lru_cache(maxsize=256)
def _read(text: str) -> Plan:
    found = read_plan(text)
    if isinstance(found, PlanProblems):
        raise Refused(*found.problems)
    return found
