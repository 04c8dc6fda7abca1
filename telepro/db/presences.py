"""When the teleprospectors of a mission are there: the hours they offer to it, and when they are away."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, delete, exists, select
from sqlalchemy.orm import Session

from campaigns.states import EngagementState
from campaigns.teleprospector.presence import Away, Presence, WeeklySpan
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Absence, Availability, Engagement, Organisation, Person, WorkSession

# Whoever plans more absences than that is on no mission any more.
MOST_ABSENCES = 50


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on a mission: when they are there, and whether they work on it right now."""

    person_id: int
    public_id: str
    name: str
    presence: Presence
    at_work: bool


@dataclass(frozen=True, slots=True)
class Offered:
    """What a person offers to one mission of theirs."""

    engagement_id: str
    offer: str
    company: str
    week: tuple[WeeklySpan, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """An absence as the person who planned it sees it."""

    id: str
    away: Away


def team(session: Session, campaign: Campaign, since: datetime) -> list[Member]:
    """Who is on the mission of a campaign, by name, with absences that end after `since`; at most 500."""
    works = exists().where(
        WorkSession.person_id == Person.id,
        WorkSession.campaign_id == campaign.id,
        WorkSession.ended_at.is_(None),
    )
    rows = session.execute(
        select(Engagement.id, Person.id, Person.public_id, Person.name, works)
        .join(Person, Person.id == Engagement.person_id)
        .where(
            Engagement.mission_id == campaign.mission_id,
            Engagement.state == EngagementState.ACTIVE,
            Person.disabled_at.is_(None),
        )
        .order_by(Person.name, Person.id)
        .limit(500)
    ).all()
    weeks = weeks_of(session, [row[0] for row in rows])
    away = _away(session, [row[1] for row in rows], since)
    return [
        Member(person, public, name, Presence(weeks.get(engaged, ()), away.get(person, ())), works)
        for engaged, person, public, name, works in rows
    ]


def of_person(session: Session, person_id: int, mission_id: int, since: datetime) -> Presence:
    """When one person is there for a mission."""
    asked = select(Engagement.id).where(
        Engagement.person_id == person_id, Engagement.mission_id == mission_id
    )
    engaged = session.scalars(asked).all()
    weeks = weeks_of(session, engaged)
    away = _away(session, [person_id], since)
    return Presence(weeks.get(engaged[0], ()) if engaged else (), away.get(person_id, ()))


def offered(session: Session, person_id: int) -> list[Offered]:
    """What a person offers to each mission that they are on; at most 50."""
    rows = session.execute(
        select(Engagement.id, Engagement.public_id, Mission.offer, Organisation.name)
        .join(Mission, Mission.id == Engagement.mission_id)
        .join(Organisation, Organisation.id == Mission.organisation_id)
        .where(Engagement.person_id == person_id, Engagement.state == EngagementState.ACTIVE)
        .order_by(Mission.offer, Engagement.id)
        .limit(50)
    ).all()
    weeks = weeks_of(session, [row[0] for row in rows])
    return [Offered(public, offer, name, weeks.get(i, ())) for i, public, offer, name in rows]


def engagement_of(session: Session, person_id: int, public_id: str) -> Engagement | None:
    """A mission that a person is on, as their own engagement."""
    asked = select(Engagement).where(
        Engagement.public_id == public_id,
        Engagement.person_id == person_id,
        Engagement.state == EngagementState.ACTIVE,
    )
    return session.scalar(asked.with_for_update())


def absences(session: Session, person_id: int, since: datetime) -> list[Planned]:
    """When a person is away, absences that are over left out."""
    return [
        Planned(row.public_id, Away(row.starts_at, row.ends_at))
        for row in session.scalars(_absences([person_id], since))
    ]


def forget_absence(session: Session, person_id: int, public_id: str) -> bool:
    """Take an absence of a person back; False when they have none of that id."""
    mine = (Absence.public_id == public_id, Absence.person_id == person_id)
    return session.execute(delete(Absence).where(*mine).returning(Absence.id)).first() is not None


def weeks_of(
    session: Session, engagement_ids: Collection[int]
) -> dict[int, tuple[WeeklySpan, ...]]:
    """The hours offered under each engagement, from Monday on."""
    asked = (
        select(Availability)
        .where(Availability.engagement_id.in_(engagement_ids))
        .order_by(Availability.weekday, Availability.starts)
    )
    found: dict[int, tuple[WeeklySpan, ...]] = {}
    for row in session.scalars(asked):
        span = WeeklySpan(row.weekday, row.starts, row.ends, row.time_zone)
        found[row.engagement_id] = (*found.get(row.engagement_id, ()), span)
    return found


def _away(
    session: Session, person_ids: Sequence[int], since: datetime
) -> dict[int, tuple[Away, ...]]:
    found: dict[int, tuple[Away, ...]] = {}
    for row in session.scalars(_absences(person_ids, since)):
        found[row.person_id] = (*found.get(row.person_id, ()), Away(row.starts_at, row.ends_at))
    return found


def _absences(person_ids: Sequence[int], since: datetime) -> Select[Absence]:
    return (
        select(Absence)
        .where(Absence.person_id.in_(person_ids), Absence.ends_at > since)
        .order_by(Absence.starts_at, Absence.id)
        .limit(MOST_ABSENCES * max(len(person_ids), 1))
    )
