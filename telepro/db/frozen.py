"""What campaigns and attempts are frozen with: asked for once, read once per process, since a version of
a plan never changes. Which version a campaign runs on may, from one transaction to the next."""

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
    of_campaigns = _of_campaigns(session)
    if campaign_id not in of_campaigns:
        row = session.execute(_PLAN_OF, {"campaign": campaign_id}).one()
        of_campaigns[campaign_id] = keep(session, row.plan_id, row.text)
    return of_campaigns[campaign_id]


def plan_of_public(session: Session, public_id: str) -> Plan:
    """The plan of a campaign by its public id."""
    campaign = session.scalars(select(Campaign.id).where(Campaign.public_id == public_id)).one()
    return plan_of(session, campaign)


def keep(session: Session, plan_id: int, text: str) -> Plan:
    """A plan from its text, for whoever asked for it along with something else."""
    read = _read(text)
    session.info.setdefault(PLANS, {})[plan_id] = read
    return read


def forget(session: Session, campaign_id: int) -> None:
    """Ask anew which version a campaign runs on: it has just taken another one over."""
    _of_campaigns(session).pop(campaign_id, None)


def plan(session: Session, plan_id: int) -> Plan:
    """A plan by its row; its text was checked when it was stored."""
    # The text is long and the desk asks for it with every card: once a session is enough.
    known: dict[int, Plan] = session.info.setdefault(PLANS, {})
    if plan_id not in known:
        text = session.scalars(_TEXT, {"plan": plan_id}).one()
        known[plan_id] = _read(text)
    return known[plan_id]


def _of_campaigns(session: Session) -> dict[int, Plan]:
    """What is known in the transaction under way; what an earlier one found may hold no more."""
    under_way = session.get_transaction()
    of, known = session.info.get(OF_CAMPAIGNS, (None, {}))
    if under_way is None or of is not under_way:
        known = {}
        session.info[OF_CAMPAIGNS] = (under_way, known)
    found: dict[int, Plan] = known
    return found


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
