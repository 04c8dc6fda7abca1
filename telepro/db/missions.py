"""Queries of missions, their terms and the versions of their plans; always within organisations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, func, select, update
from sqlalchemy.orm import Session, aliased

from campaigns.problems import NotFound
from campaigns.states import CampaignState, MissionState
from telepro.db.what_for import Campaign, Mission, MissionTerms, Plan
from telepro.db.who import Organisation

Organisations = Sequence[int]


@dataclass(frozen=True, slots=True)
class MissionLine:
    """A mission as a list shows it; `plan_version` is the newest, None without a plan."""

    public_id: str
    offer: str
    result: str
    company: str
    target: int
    deadline: date
    price_cents: int
    currency: str
    state: MissionState
    plan_version: int | None
    campaigns: int
    running: int


@dataclass(frozen=True, slots=True)
class PlanVersion:
    """A version of a plan as its history shows it."""

    public_id: str
    version: int
    created_at: datetime
    frozen_at: datetime | None


def of_company(session: Session, organisation_ids: Organisations, public_id: str) -> Mission | None:
    """A mission that one of these companies posted."""
    asked = select(Mission).where(
        Mission.public_id == public_id, Mission.organisation_id.in_(organisation_ids)
    )
    return session.scalars(asked).one_or_none()


def of_manager(session: Session, organisation_ids: Organisations, public_id: str) -> Mission | None:
    """A mission that one of these organisations manages."""
    asked = select(Mission).where(
        Mission.public_id == public_id, Mission.managed_by_id.in_(organisation_ids)
    )
    return session.scalars(asked).one_or_none()


def managed(session: Session, organisation_ids: Organisations, public_id: str) -> Mission:
    """A mission that one of these organisations manages; raises `NotFound` for any other."""
    mission = of_manager(session, organisation_ids, public_id)
    if mission is None:
        raise NotFound(public_id)
    return mission


def lines_of_company(session: Session, organisation_ids: Organisations) -> list[MissionLine]:
    """The missions that these companies posted, newest first; at most 200."""
    return _lines(session, _line_query().where(Mission.organisation_id.in_(organisation_ids)))


def lines_of_manager(session: Session, organisation_ids: Organisations) -> list[MissionLine]:
    """The missions that these organisations manage, newest first; at most 200."""
    return _lines(session, _line_query().where(Mission.managed_by_id.in_(organisation_ids)))


def companies_of_manager(
    session: Session, organisation_ids: Organisations
) -> Sequence[Organisation]:
    """The companies whose missions these organisations manage, by name."""
    managed = select(Mission.organisation_id).where(Mission.managed_by_id.in_(organisation_ids))
    asked = select(Organisation).where(Organisation.id.in_(managed)).order_by(Organisation.name)
    return session.scalars(asked).all()


def newest_terms(session: Session, mission_id: int) -> MissionTerms:
    """The terms that hold for new engagements."""
    asked = (
        select(MissionTerms)
        .where(MissionTerms.mission_id == mission_id)
        .order_by(MissionTerms.version.desc())
        .limit(1)
    )
    return session.scalars(asked).one()


def newest_plan(session: Session, mission_id: int) -> Plan | None:
    """The newest version of a mission's plan."""
    asked = select(Plan).where(Plan.mission_id == mission_id)
    return session.scalars(asked.order_by(Plan.version.desc()).limit(1)).one_or_none()


def newest_version(session: Session, mission_id: int) -> int:
    """The number of the newest version of a mission's plan; 0 without a plan."""
    asked = select(func.max(Plan.version)).where(Plan.mission_id == mission_id)
    return session.scalar(asked) or 0


def plan_version(session: Session, mission_id: int, version: int) -> Plan | None:
    """One version of a mission's plan."""
    asked = select(Plan).where(Plan.mission_id == mission_id, Plan.version == version)
    return session.scalars(asked).one_or_none()


def plan_versions(session: Session, mission_id: int) -> list[PlanVersion]:
    """Every version of a mission's plan, newest first; at most 100."""
    asked = (
        select(Plan.public_id, Plan.version, Plan.created_at, Plan.frozen_at)
        .where(Plan.mission_id == mission_id)
        .order_by(Plan.version.desc())
        .limit(100)
    )
    return [PlanVersion(*row) for row in session.execute(asked)]


def freeze(session: Session, plan_id: int, now: datetime) -> None:
    """Say that a campaign runs on this version, so that it never changes."""
    session.execute(
        update(Plan).where(Plan.id == plan_id, Plan.frozen_at.is_(None)).values(frozen_at=now)
    )


def locked(session: Session, mission_id: int) -> Mission:
    """The mission, held until this transaction ends: two versions can't get one number."""
    return session.scalars(select(Mission).where(Mission.id == mission_id).with_for_update()).one()


def _line_query() -> Select[Any]:
    company = aliased(Organisation)
    newest = select(func.max(Plan.version)).where(Plan.mission_id == Mission.id).scalar_subquery()
    campaigns = select(func.count()).where(Campaign.mission_id == Mission.id).scalar_subquery()
    running = (
        select(func.count())
        .where(Campaign.mission_id == Mission.id, Campaign.state == CampaignState.RUNNING)
        .scalar_subquery()
    )
    return (
        select(
            Mission.public_id,
            Mission.offer,
            Mission.result,
            company.name,
            Mission.target,
            Mission.deadline,
            Mission.price_cents,
            Mission.currency,
            Mission.state,
            newest,
            campaigns,
            running,
        )
        .select_from(Mission)
        .join(company, company.id == Mission.organisation_id)
        .order_by(Mission.id.desc())
        .limit(200)
    )


def _lines(session: Session, asked: Select[Any]) -> list[MissionLine]:
    return [MissionLine(*row) for row in session.execute(asked)]
