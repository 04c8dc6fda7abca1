"""What a practice is made of: the script, the objections and the results of a campaign one is engaged on,
or of a plan that one writes."""

from dataclasses import dataclass

from campaigns.plan import Plan, PlanProblems, read_plan
from campaigns.problems import NotFound
from campaigns.states import CampaignState
from campaigns.templates import TemplateKind
from telepro.db import engaged, frozen, missions, transaction
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation
from telepro.files import plan_templates


@dataclass(frozen=True, slots=True)
class Material:
    """A campaign to practise on; without an id it is the plan of a mission, or the one that ships, for
    who has no campaign."""

    campaign_id: str
    campaign_name: str
    principal: str
    can_start: bool
    plan: Plan
    mission_id: str = ""


def material(person_id: int, campaign_id: str, language: str) -> Material:
    """The campaign asked for, else the first of those a person is engaged on, else what ships.

    Raises `NotFound` for a campaign that they are not engaged on.
    """
    with transaction() as session:
        if campaign_id:
            asked = engaged.campaign(session, person_id, campaign_id)
            if asked is None:
                raise NotFound(campaign_id)
            found = [asked]
        else:
            mine = engaged.campaigns(session, person_id)
            found = sorted(mine, key=lambda one: (one.state != CampaignState.RUNNING, one.name))
        if not found:
            return _shipped(language)
        principal = session.get_one(Organisation, found[0].controller_id).name
        return _of(found[0], principal, frozen.plan_of(session, found[0].id))


def of_plan(organisation_ids: tuple[int, ...], mission_id: str) -> Material:
    """The newest plan of a mission that these organisations manage, whether a campaign runs on it or none.

    Raises `NotFound` for another's mission or one without a plan.
    """
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        newest = missions.newest_plan(session, mission.id)
        if newest is None:
            raise NotFound(f"{mission_id}/plan")
        plan = frozen.plan(session, newest.id)
        return Material("", plan.name, mission.organisation.name, False, plan, mission.public_id)


def _of(campaign: Campaign, principal: str, plan: Plan) -> Material:
    is_running = campaign.state is CampaignState.RUNNING
    return Material(campaign.public_id, campaign.name, principal, is_running, plan)


def _shipped(language: str) -> Material:
    plan = read_plan(plan_templates.text_of(TemplateKind.APPOINTMENT, language))
    if isinstance(plan, PlanProblems):
        raise NotFound(language)
    return Material("", plan.name, "", False, plan)
