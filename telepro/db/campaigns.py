"""Queries of campaigns and of who works on them; always within organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, delete, func, select, update
from sqlalchemy.orm import Session

from campaigns.problems import NotFound
from campaigns.states import CampaignState, EngagementState, ImportState
from campaigns.teleprospector.presence import WeeklySpan
from telepro.db import presences
from telepro.db.counting import Alarm
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Availability, Engagement, Organisation, Person, WorkSession
from telepro.db.whom import Import, Lead


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """A campaign as a list shows it; `alarms` counts the figures beyond their limit while it runs."""

    public_id: str
    name: str
    company: str
    state: CampaignState
    leads: int
    at_work: int
    alarms: int
    created_at: datetime


@dataclass(frozen=True, slots=True)
class TeamLine:
    """A teleprospector engaged on a campaign's mission."""

    person_id: int
    public_id: str
    name: str
    email: str
    spoken: tuple[str, ...]
    state: EngagementState
    quiz_passed_at: datetime | None
    at_work: bool
    availability: tuple[WeeklySpan, ...]


def of_manager(
    session: Session, organisation_ids: Sequence[int], public_id: str
) -> Campaign | None:
    """A campaign that one of these organisations manages."""
    asked = select(Campaign).where(
        Campaign.public_id == public_id, Campaign.managed_by_id.in_(organisation_ids)
    )
    return session.scalars(asked).one_or_none()


def managed(session: Session, organisation_ids: Sequence[int], public_id: str) -> Campaign:
    """A campaign that one of these organisations manages; raises `NotFound` for any other."""
    campaign = of_manager(session, organisation_ids, public_id)
    if campaign is None:
        raise NotFound(public_id)
    return campaign


def of_company(session: Session, organisation_ids: Sequence[int]) -> Sequence[Campaign]:
    """The campaigns run on behalf of these companies, newest first; at most 200."""
    asked = select(Campaign).where(Campaign.controller_id.in_(organisation_ids))
    return session.scalars(asked.order_by(Campaign.id.desc()).limit(200)).all()


def by_id(session: Session, campaign_id: int) -> Campaign:
    """The campaign of that row id."""
    return session.get_one(Campaign, campaign_id)


def by_public_id(session: Session, public_id: str) -> Campaign | None:
    """Any campaign, for commands on the server itself."""
    return session.scalars(select(Campaign).where(Campaign.public_id == public_id)).one_or_none()


def lines(session: Session, organisation_ids: Sequence[int]) -> list[CampaignLine]:
    """The campaigns that these organisations manage and have not put away, newest first; at most 200."""
    asked = _line_query().where(Campaign.managed_by_id.in_(organisation_ids))
    rows = session.execute(asked.where(Campaign.archived_at.is_(None)))
    return [CampaignLine(*row) for row in rows]


def put_away(session: Session, organisation_ids: tuple[int, ...]) -> list[CampaignLine]:
    """Those that they have put away, newest first; at most 200."""
    asked = _line_query().where(Campaign.managed_by_id.in_(organisation_ids))
    rows = session.execute(asked.where(Campaign.archived_at.is_not(None)))
    return [CampaignLine(*row) for row in rows]


def lines_of_mission(session: Session, mission_id: int) -> list[CampaignLine]:
    """The campaigns of one mission, newest first."""
    asked = _line_query().where(Campaign.mission_id == mission_id)
    return [CampaignLine(*row) for row in session.execute(asked)]


def ids_of_mission(session: Session, mission_id: int) -> Sequence[int]:
    """The row ids of a mission's campaigns."""
    return session.scalars(select(Campaign.id).where(Campaign.mission_id == mission_id)).all()


def move(session: Session, campaign_id: int, source: CampaignState, target: CampaignState) -> bool:
    """Change a campaign's state if it is still in `source`; False when somebody was quicker."""
    moved = session.execute(
        update(Campaign)
        .where(Campaign.id == campaign_id, Campaign.state == source)
        .values(state=target)
        .returning(Campaign.id)
    )
    return moved.first() is not None


def let_judge_again(session: Session, campaign_id: int) -> None:
    """Lift what the last deal noted against leads of this campaign, so that they are judged anew."""
    session.execute(
        update(Lead)
        .where(Lead.campaign_id == campaign_id, Lead.blocked_by.is_not(None))
        .values(blocked_by=None, blocked_until=None)
    )


def let_company_judge_again(session: Session, controller_id: int) -> None:
    """The same, for every lead that is called on behalf of a company."""
    session.execute(
        update(Lead)
        .where(Lead.controller_id == controller_id, Lead.blocked_by.is_not(None))
        .values(blocked_by=None, blocked_until=None)
    )


def let_everybody_judge_again(session: Session) -> None:
    """The same, for every lead there is."""
    session.execute(
        update(Lead).where(Lead.blocked_by.is_not(None)).values(blocked_by=None, blocked_until=None)
    )


def team(session: Session, campaign: Campaign) -> list[TeamLine]:
    """Who is engaged on the campaign's mission, by name, with their weekly hours."""
    working = select(WorkSession.id).where(
        WorkSession.person_id == Person.id,
        WorkSession.campaign_id == campaign.id,
        WorkSession.ended_at.is_(None),
    )
    asked = (
        select(Engagement, Person, working.exists())
        .join(Person, Person.id == Engagement.person_id)
        .where(Engagement.mission_id == campaign.mission_id)
        .where(Engagement.state != EngagementState.ENDED)
        .order_by(Person.name, Person.id)
        .limit(500)
    )
    rows = session.execute(asked).all()
    hours = presences.weeks_of(session, [engagement.id for engagement, _person, _works in rows])
    return [
        _team_line(engagement, person, hours.get(engagement.id, ()), at_work=works)
        for engagement, person, works in rows
    ]


def _team_line(
    engagement: Engagement, person: Person, hours: tuple[WeeklySpan, ...], *, at_work: bool
) -> TeamLine:
    return TeamLine(
        person.id,
        person.public_id,
        person.name,
        person.email,
        tuple(person.spoken),
        engagement.state,
        engagement.quiz_passed_at,
        at_work,
        hours,
    )


def set_availability(session: Session, engagement_id: int, spans: Sequence[WeeklySpan]) -> None:
    """Replace the weekly hours of an engagement."""
    session.execute(delete(Availability).where(Availability.engagement_id == engagement_id))
    session.add_all(
        Availability(
            engagement_id=engagement_id,
            weekday=span.weekday,
            starts=span.starts,
            ends=span.ends,
            time_zone=span.time_zone,
        )
        for span in spans
    )


def imports_of_company(session: Session, organisation_id: int) -> Sequence[Import]:
    """The prospect files of a company, newest first; at most 100."""
    asked = select(Import).where(Import.organisation_id == organisation_id)
    return session.scalars(asked.order_by(Import.id.desc()).limit(100)).all()


def files_ready(session: Session, organisation_id: int, public_ids: Sequence[str]) -> list[Import]:
    """These files of a company, all read to their end; raises `NotFound` for any other."""
    asked = select(Import).where(
        Import.organisation_id == organisation_id,
        Import.public_id.in_(public_ids),
        Import.state == ImportState.DONE,
    )
    found = list(session.scalars(asked))
    if len(found) != len(set(public_ids)):
        raise NotFound(", ".join(public_ids))
    return found


def _line_query() -> Select[*tuple[Any, ...]]:
    leads = _number(Lead.campaign_id == Campaign.id)
    at_work = _number(WorkSession.campaign_id == Campaign.id, WorkSession.ended_at.is_(None))
    runs = Campaign.state == CampaignState.RUNNING
    alarms = _number(Alarm.campaign_id == Campaign.id, Alarm.ended_at.is_(None), runs)
    return (
        select(
            Campaign.public_id,
            Campaign.name,
            Organisation.name,
            Campaign.state,
            leads,
            at_work,
            alarms,
            Campaign.created_at,
        )
        .select_from(Campaign)
        .join(Mission, Mission.id == Campaign.mission_id)
        .join(Organisation, Organisation.id == Mission.organisation_id)
        .order_by(Campaign.id.desc())
        .limit(200)
    )


def _number(*conditions: ColumnElement[bool]) -> ScalarSelect[int]:
    return select(func.count()).where(*conditions).scalar_subquery()
