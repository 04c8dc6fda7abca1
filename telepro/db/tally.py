"""Adds up every base counter of a campaign: those kept as totals, and those that rows tell."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from campaigns.figures.totals import LEADS
from campaigns.kpi import Counters
from campaigns.plan import Plan
from telepro.db import enrolment, meetings, reports, result_counts
from telepro.db.what_for import Campaign, MissionTerms

SECONDS_PER_HOUR = 3600
KNOWN = frozenset(field.name for field in fields(Counters))


def count(
    session: Session, campaign: Campaign, plan: Plan, kept: Mapping[str, int], now: datetime
) -> Counters:
    """The base counters of a campaign at `now`, from its first day on; `kept` are its totals."""
    terms = session.get_one(MissionTerms, campaign.terms_id)
    at_work = reports.seconds_at_work(session, campaign.id, kept, now)
    excluded, _finished = enrolment.counts(session, campaign.id)
    late = result_counts.late_in(session, campaign.id, now)
    accepted = kept.get("results_accepted", 0) + late
    owed_cents = accepted * terms.price_cents
    told = {
        **{name: value for name, value in kept.items() if name in KNOWN},
        **reports.promises(session, campaign.id, kept, now),
        **at_work,
        "records_loaded": kept.get(LEADS, 0) + sum(excluded.values()),
        "results_accepted": accepted,
        "meetings_pending": meetings.pending(session, campaign.id, now),
        "earned_cents": owed_cents,
        "cost_cents": _cost(plan, at_work["logged_s"], owed_cents),
    }
    return Counters(**told)


def _cost(plan: Plan, seconds: int, owed_cents: int) -> int:
    """Hours signed in at the plan's rate, the file, and the price of the accepted results."""
    resources = plan.actions.resources
    hours = Fraction(seconds, SECONDS_PER_HOUR)
    return round(hours * resources.hourly_cost_cents) + resources.file_cost_cents + owed_cents
