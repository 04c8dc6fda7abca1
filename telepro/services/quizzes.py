"""The quiz on the offer at the desk: who passes it is dealt leads, who doesn't reads why and tries again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.plan import Plan
from campaigns.problems import NotFound
from campaigns.states import EngagementState
from campaigns.teleprospector.quiz import Marked, Quiz, mark
from telepro.db import audit, campaigns, frozen, people, transaction
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement


@dataclass(frozen=True, slots=True)
class Sitting:
    """A quiz in front of a teleprospector, with the plan whose offer it is about."""

    campaign: Campaign
    plan: Plan
    quiz: Quiz
    passed_at: datetime | None


def opened(person_id: int, campaign_id: str) -> Sitting:
    """The quiz of a campaign on which they are engaged; raises `NotFound` where there is none."""
    with transaction() as session:
        campaign, engagement = _engaged(session, person_id, campaign_id)
        plan = frozen.plan(session, campaign.plan_id)
        return Sitting(campaign, plan, _quiz(plan, campaign_id), engagement.quiz_passed_at)


def answer(person_id: int, campaign_id: str, given: Mapping[str, str], now: datetime) -> Marked:
    """Mark a try and note it; the first one that passes opens the leads. Raises like `opened`."""
    with transaction() as session:
        campaign, engagement = _engaged(session, person_id, campaign_id)
        marked = mark(_quiz(frozen.plan(session, campaign.plan_id), campaign_id), given)
        if marked.is_passed and engagement.quiz_passed_at is None:
            engagement.quiz_passed_at = now
            campaigns.let_judge_again(session, campaign.id)
        what = "quiz.passed" if marked.is_passed else "quiz.missed"
        details = {"right": marked.right, "needed": marked.needed}
        subject, company = f"campaign {campaign.public_id}", campaign.controller_id
        audit.note(session, person_id, company, what, subject, details, now)
        return marked


def _engaged(session: Session, person_id: int, campaign_id: str) -> tuple[Campaign, Engagement]:
    campaign = campaigns.by_public_id(session, campaign_id)
    found = campaign and people.engagement(session, person_id, campaign.mission_id)
    if campaign is None or not found or found.state is EngagementState.ENDED:
        raise NotFound(campaign_id)
    return campaign, found


def _quiz(plan: Plan, campaign_id: str) -> Quiz:
    if plan.preparation.quiz is None:
        raise NotFound(f"{campaign_id}/quiz")
    return plan.preparation.quiz
