"""The plan's figures that are shown to the company and to whoever calls: those that are for them, no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from campaigns.figures.watching import Watched, label_of, shown_to, shown_to_one, told_to, watched
from campaigns.kpi import named
from campaigns.plan.parts import KpiReader
from campaigns.problems import NotFound
from telepro.db import (
    alarms,
    campaigns,
    counters,
    engaged,
    frozen,
    missions,
    tally,
    totals,
    transaction,
)
from telepro.db.what_for import Campaign

# Of one's own calls the last four weeks: what is older says little of today.
OWN_WEEKS = timedelta(weeks=4)


@dataclass(frozen=True, slots=True)
class OfCampaign:
    """The figures of a campaign that somebody is shown, and since when each has been beyond its limit."""

    campaign: Campaign
    figures: Sequence[Watched]
    alarms: Mapping[str, datetime]


@dataclass(frozen=True, slots=True)
class Told:
    """An alarm that stands, of which the plan tells the person who looks."""

    campaign: Campaign
    mission_id: str
    label: Mapping[str, str]
    since: datetime


def of_mission(
    organisation_ids: tuple[int, ...], mission_id: str, email: str, now: datetime
) -> list[OfCampaign]:
    """The figures of a mission's campaigns that are for its company, and those of whose alarm the person
    of that address is told. Raises `NotFound` for another company's mission."""
    with transaction() as session:
        mission = missions.of_company(session, organisation_ids, mission_id)
        if mission is None:
            raise NotFound(mission_id)
        found = []
        for campaign_id in campaigns.ids_of_mission(session, mission.id):
            campaign = session.get_one(Campaign, campaign_id)
            plan = frozen.plan(session, campaign.plan_id)
            ours = shown_to_one(plan, KpiReader.COMPANY, email)
            if ours:
                kept = totals.of_campaign(session, campaign.id)
                counted = tally.count(session, campaign, plan, kept, now)
                standing = alarms.standing(session, campaign.id)
                found.append(OfCampaign(campaign, watched(ours, counted), standing))
        return found


def alarms_told(organisation_ids: tuple[int, ...], email: str) -> list[Told]:
    """The alarms that stand in running campaigns of these companies, of which the plan tells that person."""
    with transaction() as session:
        found = []
        for campaign, mission_id in alarms.of_companies(session, organisation_ids):
            standing = alarms.standing(session, campaign.id)
            plan = frozen.plan(session, campaign.plan_id)
            for target in told_to(plan, email):
                if target.kpi in standing:
                    since = standing[target.kpi]
                    found.append(Told(campaign, mission_id, label_of(target), since))
        return found


def own(person_id: int, now: datetime) -> dict[str, Sequence[Watched]]:
    """By the public id of each campaign that a person is engaged on: the figures that are for whoever
    calls, as they stand for that person's own calls. Figures without a case are left out."""
    with transaction() as session:
        found: dict[str, Sequence[Watched]] = {}
        for campaign in engaged.campaigns(session, person_id):
            targets = shown_to(frozen.plan(session, campaign.plan_id), KpiReader.TELEPROSPECTOR)
            if targets:
                counted = counters.of_person(session, campaign.id, person_id, now - OWN_WEEKS, now)
                read = watched(targets, named(counted))
                found[campaign.public_id] = [each for each in read if each.figure.value is not None]
        return found
