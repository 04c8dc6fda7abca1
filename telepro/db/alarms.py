"""Queries of alarms: a figure beyond its plan's limit raises one, which stands until it no longer is."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Select, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.states import CampaignState, Role
from telepro.db.counting import Alarm
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Membership, Person

MOST = 500


def running(session: Session) -> Sequence[int]:
    """The row ids of running campaigns, whose figures are to be looked at."""
    asked = select(Campaign.id).where(Campaign.state == CampaignState.RUNNING)
    return session.scalars(asked.order_by(Campaign.id).limit(MOST)).all()


def raise_new(session: Session, campaign_id: int, kpis: Sequence[str], now: datetime) -> list[str]:
    """Raise an alarm for each of these figures that has none yet; the figures of the new ones."""
    if not kpis:
        return []
    rows = [{"campaign_id": campaign_id, "kpi": kpi, "raised_at": now} for kpi in sorted(kpis)]
    new = insert(Alarm).values(rows).on_conflict_do_nothing().returning(Alarm.kpi)
    return list(session.scalars(new))


def end_others(session: Session, campaign_id: int, kpis: Sequence[str], now: datetime) -> None:
    """End the alarms of every figure that is not among these."""
    standing = (Alarm.campaign_id == campaign_id, Alarm.ended_at.is_(None))
    over = update(Alarm).where(*standing, Alarm.kpi.not_in(kpis)).values(ended_at=now)
    session.execute(over)


def standing(session: Session, campaign_id: int) -> Mapping[str, datetime]:
    """Since when each figure of a campaign has been beyond its limit, by its key."""
    asked = select(Alarm.kpi, Alarm.raised_at).where(
        Alarm.campaign_id == campaign_id, Alarm.ended_at.is_(None)
    )
    return {row.kpi: row.raised_at for row in session.execute(asked)}


def of_companies(
    session: Session, organisation_ids: Sequence[int]
) -> Sequence[tuple[Campaign, str]]:
    """Running campaigns on behalf of these companies in which an alarm stands, each with its mission."""
    standing = exists().where(Alarm.campaign_id == Campaign.id, Alarm.ended_at.is_(None))
    asked = (
        select(Campaign, Mission.public_id)
        .join(Mission, Mission.id == Campaign.mission_id)
        .where(Campaign.controller_id.in_(organisation_ids), standing)
        .where(Campaign.state == CampaignState.RUNNING)
        .order_by(Campaign.id)
        .limit(MOST)
    )
    return [(campaign, mission) for campaign, mission in session.execute(asked)]


def told(session: Session, campaign: Campaign, named: Sequence[str]) -> Sequence[Person]:
    """Who is told of an alarm: of the addresses that the plan names, those of the house that manages
    the campaign or of its company; the managers when it names none of them.

    An address of nobody here gets no figures: whoever left is not told any more.
    """
    of_both = (campaign.managed_by_id, campaign.controller_id)
    by_name = _people(of_both, Role.MANAGER, Role.COMPANY).where(
        func.lower(Person.email).in_(named)
    )
    managers = _people((campaign.managed_by_id,), Role.MANAGER)
    return session.scalars(by_name).all() or session.scalars(managers).all()


def _people(organisation_ids: Sequence[int], *roles: Role) -> Select[Person]:
    """Those who are in one of these organisations in one of these roles, and may sign in."""
    members = select(Membership.person_id).where(
        Membership.organisation_id.in_(organisation_ids),
        Membership.role.in_(roles),
        Membership.ended_at.is_(None),
    )
    return (
        select(Person)
        .where(Person.id.in_(members), Person.disabled_at.is_(None))
        .order_by(Person.id)
    )
