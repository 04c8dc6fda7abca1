"""A campaign under way takes over a newer version of its mission's plan, after saying what changes."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Refused
from campaigns.steering import Adoption, adoption
from campaigns.steering.adoption_refusals import meanwhile, nothing_new, stands_against
from telepro.db import adoptions, campaigns, frozen, missions, transaction
from telepro.db.what_for import Campaign, Mission
from telepro.db.what_for import Plan as PlanRow
from telepro.db.who import Person


@dataclass(frozen=True, slots=True)
class Wish:
    """The version to take over, the one that was seen as the campaign's, and who asks."""

    version: int
    seen: int
    by_id: int | None


@dataclass(frozen=True, slots=True)
class Offered:
    """A version of the mission's plan beside the one that its campaign runs on, and what would change.

    `by` wrote the newer one, empty where a command did.
    """

    campaign: Campaign
    mission: Mission
    current: PlanRow
    newer: PlanRow
    by: str
    adoption: Adoption


def offered(
    organisation_ids: tuple[int, ...], campaign_id: str, version: int | None, language: str
) -> Offered:
    """What taking over that version would change, or the newest; nothing is changed.

    Raises `NotFound` for another's campaign or a version that its mission has not.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        wanted = version or missions.newest_version(session, campaign.mission_id)
        newer = _version(session, campaign, wanted)
        writer = session.get(Person, newer.created_by_id) if newer.created_by_id else None
        return Offered(
            campaign=campaign,
            mission=campaign.mission,
            current=campaign.plan,
            newer=newer,
            by=writer.name if writer else "",
            adoption=_judged(session, campaign, newer, language),
        )


def adopt(
    organisation_ids: tuple[int, ...], campaign_id: str, wish: Wish, language: str, now: datetime
) -> None:
    """Put the campaign on that version.

    Raises `Refused` with everything that stands against it, also when the campaign runs on another
    version than the one that was seen.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        newer = _version(session, campaign, wish.version)
        if campaign.plan.version != wish.seen:
            raise Refused(meanwhile(campaign.plan.version, wish.seen, language))
        found = _judged(session, campaign, newer, language)
        if found.problems:
            raise Refused(*found.problems)
        if not found.taken:
            raise Refused(nothing_new(language))
        adoptions.clear_the_way(session, campaign.id)
        if not adoptions.take_over(session, campaign, newer, found, wish.by_id, now):
            raise Refused(meanwhile(campaign.plan.version, wish.seen, language))


def _version(session: Session, campaign: Campaign, number: int) -> PlanRow:
    found = missions.plan_version(session, campaign.mission_id, number)
    if found is None:
        raise NotFound(f"{campaign.public_id}/{number}")
    return found


def _judged(session: Session, campaign: Campaign, newer: PlanRow, language: str) -> Adoption:
    plan = frozen.plan(session, campaign.plan_id)
    found = adoption(plan, frozen.plan(session, newer.id), language)
    against = stands_against(campaign.state, campaign.plan.version, newer.version, language)
    return replace(found, problems=(*against, *found.problems))
