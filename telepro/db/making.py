"""Writes a mission with its terms and first plan, and a campaign with everything that it runs on."""

from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.missions import Brief
from campaigns.plan import Plan, digest
from campaigns.plan.writing_scripts import script_tree
from campaigns.states import CampaignState
from telepro import ids
from telepro.db import missions
from telepro.db.what_for import (
    Campaign,
    DispositionSetVersion,
    Mission,
    MissionTerms,
    Script,
    StageName,
)
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Organisation


def mission(
    session: Session,
    company: Organisation,
    managed_by_id: int,
    brief: Brief,
    currency: str,
    now: datetime,
) -> Mission:
    """Write what a company asks for, and the first version of its terms."""
    made = Mission(
        organisation_id=company.id,
        managed_by_id=managed_by_id,
        offer=brief.offer,
        audience_text=brief.audience_text,
        result=brief.result,
        target=brief.target,
        deadline=brief.deadline,
        price_cents=brief.price_cents,
        currency=currency,
        language=brief.language,
        created_at=now,
    )
    session.add(made)
    session.flush()
    session.add(_terms(made, brief, now))
    return made


def first_plan(
    session: Session, mission_id: int, text: str, plan: Plan, by_id: int | None, now: datetime
) -> PlanRow:
    """Write the first version of a mission's plan, `text` being what `plan` was read from."""
    made = PlanRow(
        mission_id=mission_id,
        version=1,
        text=text,
        digest=digest(plan),
        created_by_id=by_id,
        created_at=now,
    )
    session.add(made)
    session.flush()
    return made


def campaign(
    session: Session, mission: Mission, version: PlanRow, plan: Plan, name: str, now: datetime
) -> Campaign:
    """Write a campaign on a version of its mission's plan, frozen with its script and dispositions."""
    made = Campaign(
        mission_id=mission.id,
        plan_id=version.id,
        terms_id=missions.newest_terms(session, mission.id).id,
        controller_id=mission.organisation_id,
        managed_by_id=mission.managed_by_id,
        name=name,
        state=CampaignState.DRAFT,
        language=plan.language,
        country=plan.country,
        time_zone=mission.organisation.time_zone,
        seed=ids.seed(),
        created_at=now,
    )
    session.add(made)
    session.flush()
    _freeze(session, made, plan, now)
    missions.freeze(session, version.id, now)
    return made


def _terms(mission: Mission, brief: Brief, now: datetime) -> MissionTerms:
    return MissionTerms(
        mission_id=mission.id,
        version=1,
        price_cents=mission.price_cents,
        currency=mission.currency,
        result=mission.result,
        created_at=now,
        answer_hours=brief.answer_hours,
        manager_decides=brief.manager_decides,
    )


def _freeze(session: Session, campaign: Campaign, plan: Plan, now: datetime) -> None:
    offered = plan.disposition_set()
    codes = {"codes": [str(code) for code in offered.rules]}
    tree = script_tree(plan.script)
    session.add_all(
        (
            Script(campaign_id=campaign.id, version=1, body=tree, created_at=now),
            DispositionSetVersion(campaign_id=campaign.id, version=1, body=codes, created_at=now),
            *(
                StageName(campaign_id=campaign.id, stage=stage, name=name)
                for stage, name in plan.preparation.stages.items()
            ),
        )
    )
