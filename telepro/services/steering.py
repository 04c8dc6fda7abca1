"""Steers a running campaign: why its leads wait, what its list still holds, its alarms."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.figures.watching import watched
from campaigns.funnel import attempts_allowed
from campaigns.kpi import Figure, Standing
from campaigns.plan import Plan
from campaigns.plan.parts import KpiTarget
from telepro import letters
from telepro.db import (
    alarms,
    campaigns,
    frozen,
    law_changes,
    list_states,
    mail,
    outbox,
    tally,
    totals,
    transaction,
)
from telepro.db.list_states import Look
from telepro.db.what_for import Campaign


@dataclass(frozen=True, slots=True)
class WhyPage:
    """Why the leads of a campaign wait, at a moment."""

    campaign: Campaign
    look: Look
    at: datetime


def why(organisation_ids: tuple[int, ...], campaign_id: str, now: datetime) -> WhyPage:
    """Every lead of a campaign under one reason; raises `NotFound` for another's campaign."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        plan = frozen.plan(session, campaign.plan_id)
        most = attempts_allowed(plan, law_changes.terms(session, campaign.controller_id, now))[0]
        look = list_states.look(session, campaign, most, now)
        return WhyPage(campaign, look, now)


def lists_to_look_at(since: datetime, limit: int) -> list[int]:
    """The row ids of running campaigns whose list nobody has looked at since then."""
    with transaction() as session:
        return list(list_states.not_looked_at(session, since, limit))


def look_at_list(campaign_row: int, now: datetime) -> None:
    """Note how many dials a campaign's list still holds, and how many of them no law keeps back."""
    with transaction() as session:
        campaign = session.get_one(Campaign, campaign_row)
        plan = frozen.plan(session, campaign.plan_id)
        most = attempts_allowed(plan, law_changes.terms(session, campaign.controller_id, now))[0]
        found = list_states.look(session, campaign, most, now)
        list_states.keep(session, campaign.id, found.room, now)


def figures_to_look_at() -> list[int]:
    """The row ids of the campaigns whose figures may raise an alarm."""
    with transaction() as session:
        return list(alarms.running(session))


def look_at_figures(campaign_row: int, now: datetime) -> list[str]:
    """Raise an alarm for each figure beyond its plan's limit and tell those whom the plan names, else the
    managers, once; end those of figures that are not, or not any more. Gives the keys of the figures that crossed it."""
    with transaction() as session:
        campaign = session.get_one(Campaign, campaign_row)
        plan = frozen.plan(session, campaign.plan_id)
        beyond = _beyond(session, campaign, plan, now)
        alarms.end_others(session, campaign.id, list(beyond), now)
        crossed = alarms.raise_new(session, campaign.id, list(beyond), now)
        for key in crossed:
            _tell(session, campaign, *beyond[key], now)
        return crossed


def _beyond(
    session: Session, campaign: Campaign, plan: Plan, now: datetime
) -> dict[str, tuple[Figure, KpiTarget]]:
    """The figures beyond their alarm limit, each with what the plan asks of it."""
    with_alarm = [target for target in plan.kpis if target.alarm is not None]
    if not with_alarm:
        return {}
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, plan, kept, now)
    return {
        each.asked.kpi: (each.figure, each.asked)
        for each in watched(with_alarm, counted)
        if each.standing is Standing.ALARM
    }


def _tell(
    session: Session, campaign: Campaign, read: Figure, target: KpiTarget, now: datetime
) -> None:
    """One letter a day and figure at most: a figure that trembles at its limit is no news each time."""
    payload = {"campaign": campaign.public_id, "kpi": read.key}
    company, topic = campaign.controller_id, "figure.alarm"
    outbox.tell(session, company, campaign.id, topic, payload, now)
    for person in alarms.told(session, campaign, target.alarm_to):
        letter = letters.alarm(person.language, campaign.name, read, target)
        key = f"alarm-{campaign.public_id}-{read.key}-{now:%Y-%m-%d}-{person.public_id}"
        mail.queue(session, key, person.email, letter, now)
