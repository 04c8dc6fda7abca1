"""Queries that keep the versions of plans, and those an organisation may start another plan from."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session

from campaigns.plan import Plan, digest
from campaigns.states import MissionState
from telepro.db import audit, missions
from telepro.db.results import Meeting
from telepro.db.what_for import Campaign, Mission
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Organisation
from telepro.db.whom import Lead


@dataclass(frozen=True, slots=True)
class PastPlan:
    """The newest plan of a mission, to start another one from; how many campaigns ran on it."""

    public_id: str
    offer: str
    company: str
    version: int
    created_at: datetime
    campaigns: int


@dataclass(frozen=True, slots=True)
class SegmentResult:
    """What a segment has brought: leads called, people reached, offers heard, meetings booked."""

    segment: str
    called: int
    contacts: int
    argued: int
    meetings: int


def keep(
    session: Session, mission: Mission, text: str, plan: Plan, by_id: int | None, now: datetime
) -> int:
    """Keep the text as the next version of a locked mission's plan; gives its number."""
    newest = missions.newest_plan(session, mission.id)
    version = newest.version + 1 if newest else 1
    session.add(
        PlanRow(
            mission_id=mission.id,
            version=version,
            text=text,
            digest=digest(plan),
            created_by_id=by_id,
            created_at=now,
        )
    )
    if mission.state is MissionState.POSTED:
        mission.state = MissionState.PLANNED
    subject, details = f"mission {mission.public_id}", {"version": version}
    audit.note(session, by_id, mission.organisation_id, "plan.written", subject, details, now)
    return version


def past(session: Session, organisation_ids: Sequence[int], but_mission: int) -> list[PastPlan]:
    """The newest plan of each other mission that these organisations manage; at most 50."""
    newest = (
        select(PlanRow.id)
        .join(Mission, Mission.id == PlanRow.mission_id)
        .where(Mission.managed_by_id.in_(organisation_ids), Mission.id != but_mission)
        .ext(distinct_on(PlanRow.mission_id))
        .order_by(PlanRow.mission_id.desc(), PlanRow.version.desc())
        .limit(50)
    )
    ran = select(func.count()).where(Campaign.mission_id == Mission.id).scalar_subquery()
    asked = (
        select(
            PlanRow.public_id,
            Mission.offer,
            Organisation.name,
            PlanRow.version,
            PlanRow.created_at,
            ran,
        )
        .join(Mission, Mission.id == PlanRow.mission_id)
        .join(Organisation, Organisation.id == Mission.organisation_id)
        .where(PlanRow.id.in_(newest))
        .order_by(PlanRow.created_at.desc())
    )
    return [PastPlan(*row) for row in session.execute(asked)]


def of_manager(session: Session, organisation_ids: Sequence[int], public_id: str) -> PlanRow | None:
    """A version of a plan of a mission that one of these organisations manages."""
    asked = (
        select(PlanRow)
        .join(Mission, Mission.id == PlanRow.mission_id)
        .where(PlanRow.public_id == public_id, Mission.managed_by_id.in_(organisation_ids))
    )
    return session.scalars(asked).one_or_none()


def results_by_segment(session: Session, mission_id: int) -> list[SegmentResult]:
    """What the segments of a mission's campaigns have brought, the most meetings per lead first."""
    booked = select(Meeting.lead_id).where(Meeting.lead_id == Lead.id).exists()
    called, meetings = func.count(), func.count().filter(booked)
    asked = (
        select(Lead.stratum, called, func.sum(Lead.contacts), func.sum(Lead.argued), meetings)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Campaign.mission_id == mission_id, Lead.attempts > 0)
        .group_by(Lead.stratum)
        .order_by((meetings * 1.0 / called).desc(), Lead.stratum)
        .limit(40)
    )
    return [SegmentResult(*row) for row in session.execute(asked)]
