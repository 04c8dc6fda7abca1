"""A campaign at a moment, as steering and its forecast see it: plan, counters, where it stands, the rules."""

from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns import steering as rules
from campaigns.forecast import Given
from campaigns.kpi import Counters
from campaigns.law.own_terms import Term
from campaigns.plan import Plan
from campaigns.steering import ListNow, carried_over, worked
from telepro.db import frozen, law_changes, steered, tally, totals
from telepro.db.steered import Steering
from telepro.db.what_for import Campaign

SECONDS_PER_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Standing:
    """A campaign at a moment: its plan, counters, where it stands, and what is set beside the law.

    `added` are the hours that changes of its team have added to those worked.
    """

    plan: Plan
    counted: Counters
    steering: Steering
    local: datetime
    terms: tuple[Term, ...]
    added: Fraction

    def case(self, leads: ListNow) -> Given:
        """Its forecast's input, with this list."""
        gone = self.steering.elapsed
        return rules.under_way(
            self.plan, self.counted, gone, leads, self.local, self.terms, self.added
        )

    def on(self, plan: Plan) -> "Standing":
        """The same with other decisions in its plan, as it stands once it runs on that one."""
        hours = worked(self.plan.objectives.metric, self.counted).hours
        added = carried_over(hours, self.added, self.plan, plan)
        return replace(self, plan=plan, added=added)


def standing(session: Session, campaign: Campaign, now: datetime) -> Standing:
    """A campaign as it stands now."""
    plan = frozen.plan(session, campaign.plan_id)
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, plan, kept, now)
    found = steered.steering(session, campaign, plan, counted, now)
    local = now.astimezone(ZoneInfo(campaign.time_zone))
    terms = law_changes.terms(session, campaign.controller_id, now)
    added = Fraction(campaign.added_seconds or 0, SECONDS_PER_HOUR)
    return Standing(plan, counted, found, local, terms, added)
