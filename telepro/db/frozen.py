"""What a campaign was frozen with: asked for once in a session, read once per process, since plans
never change."""

from functools import lru_cache

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems, read_plan
from campaigns.problems import Refused
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow

# Where a session keeps what it has read.
PLANS, OF_CAMPAIGNS = "plans", "plans of campaigns"


def plan_of(session: Session, campaign_id: int) -> Plan:
    """The plan that a campaign runs on."""
    of_campaigns: dict[int, Plan] = session.info.setdefault(OF_CAMPAIGNS, {})
    if campaign_id in of_campaigns:
        return of_campaigns[campaign_id]
    row = session.execute(_PLAN_OF, {"campaign": campaign_id}).one()
    return keep(session, campaign_id, row.plan_id, row.text)


def plan_of_public(session: Session, public_id: str) -> Plan:
    """The plan of a campaign by its public id."""
    campaign = session.scalars(select(Campaign.id).where(Campaign.public_id == public_id)).one()
    return plan_of(session, campaign)


def keep(session: Session, campaign_id: int, plan_id: int, text: str) -> Plan:
    """The plan of a campaign from its text, for whoever asked for it along with something else."""
    read = _read(text)
    session.info.setdefault(OF_CAMPAIGNS, {})[campaign_id] = read
    session.info.setdefault(PLANS, {})[plan_id] = read
    return read


def plan(session: Session, plan_id: int) -> Plan:
    """A plan by its row; its text was checked when it was stored."""
    # The text is long and the desk asks for it with every card: once a session is enough.
    known: dict[int, Plan] = session.info.setdefault(PLANS, {})
    if plan_id not in known:
        text = session.scalars(_TEXT, {"plan": plan_id}).one()
        known[plan_id] = _read(text)
    return known[plan_id]


_PLAN_OF = (
    select(Campaign.plan_id, PlanRow.text)
    .join(PlanRow, PlanRow.id == Campaign.plan_id)
    .where(Campaign.id == bindparam("campaign"))
)
_TEXT = select(PlanRow.text).where(PlanRow.id == bindparam("plan"))


@lru_cache(maxsize=256)
def _read(text: str) -> Plan:
    found = read_plan(text)
    if isinstance(found, PlanProblems):
        raise Refused(*found.problems)
    return found
