"""What was decided after a what-if: the plan's next version says it, and its campaign takes that over."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems, write_plan
from campaigns.problems import NotFound, Refused
from campaigns.steering import adoption, decided, decision_bounds, decisions_of, wished
from campaigns.steering.adoption_refusals import meanwhile, nothing_new, stands_against
from telepro.db import (
    adoptions,
    campaigns,
    frozen,
    law_changes,
    missions,
    plan_versions,
    transaction,
)
from telepro.db.what_for import Campaign
from telepro.db.what_for import Plan as PlanRow


@dataclass(frozen=True, slots=True)
class Wish:
    """The decisions that are wished, by their names in `Decisions`; the version that was seen as the
    campaign's and the mission's newest; who asks."""

    wishes: Mapping[str, Fraction]
    seen: int
    by_id: int | None


def apply(
    organisation_ids: tuple[int, ...], campaign_id: str, wish: Wish, language: str, now: datetime
) -> int:
    """Keep the decisions as the plan's next version and put the campaign on it; gives its number.

    Raises `NotFound` for another's campaign, `Refused` with everything that stands against it: also
    when the mission has a newer version than the one that was seen, which would be passed over.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        mission = missions.locked(session, campaign.mission_id)
        _is_as_seen(session, campaign, wish, language)
        plan = frozen.plan(session, campaign.plan_id)
        after = _decided(session, campaign, plan, wish, language, now)
        found = adoption(plan, after, language)
        adoptions.clear_the_way(session, campaign.id)
        version = plan_versions.keep(session, mission, write_plan(after), after, wish.by_id, now)
        newer = _kept(session, mission.id, version)
        if not adoptions.take_over(session, campaign, newer, found, wish.by_id, now):
            raise Refused(meanwhile(campaign.plan.version, wish.seen, language))
        return version


def _is_as_seen(session: Session, campaign: Campaign, wish: Wish, language: str) -> None:
    """The campaign runs on its mission's newest version, and that is the one that was seen."""
    runs_on = campaign.plan.version
    if ended := stands_against(campaign.state, runs_on, runs_on, language):
        raise Refused(*ended)
    for version in (runs_on, missions.newest_version(session, campaign.mission_id)):
        if version != wish.seen:
            raise Refused(meanwhile(version, wish.seen, language))


def _decided(
    session: Session, campaign: Campaign, plan: Plan, wish: Wish, language: str, now: datetime
) -> Plan:
    made, terms = decisions_of(plan), law_changes.terms(session, campaign.controller_id, now)
    decisions = wished(made, decision_bounds(plan, made, terms), wish.wishes)
    if decisions == made:
        raise Refused(nothing_new(language))
    found = decided(plan, decisions, language)
    if isinstance(found, PlanProblems):
        raise Refused(*found.problems)
    return found


def _kept(session: Session, mission_id: int, version: int) -> PlanRow:
    session.flush()
    found = missions.plan_version(session, mission_id, version)
    if found is None:
        raise NotFound(f"{mission_id}/{version}")
    return found
