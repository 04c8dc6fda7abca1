"""What a company's earlier campaigns tell of the rates of a plan that is being built."""

from collections.abc import Sequence
from datetime import datetime

from campaigns.forecast import Past, Wave, told_by
from campaigns.plan import Plan
from telepro.db import earlier, transaction
from telepro.db.earlier import Earlier

_DAYS_A_YEAR = 365.25


def of_plan(
    organisation_ids: Sequence[int], company_id: int, plan: Plan, now: datetime
) -> tuple[Past, ...]:
    """The company's campaigns of the plan's audience that these organisations manage, the newest first.

    Those of somebody else's agency are not told, although they were called for the same company.
    """
    with transaction() as session:
        found = earlier.campaigns(session, company_id, organisation_ids, plan.audience, now)
    return tuple(_past(each, plan) for each in found)


def _past(campaign: Earlier, plan: Plan) -> Past:
    objectives = plan.objectives
    days = (objectives.start - campaign.last).days
    return Past(
        told_by(campaign.plan.objectives.metric, objectives.metric, campaign.counted),
        Wave(campaign.people, campaign.days, campaign.by_attempt),
        max(days, 0) / _DAYS_A_YEAR,
    )
