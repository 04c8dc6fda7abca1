"""Another pass over the leads that could not be reached: seen by outcome and by rule first, then begun."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.dispositions import Disposition
from campaigns.lead import recycling
from campaigns.lead.recycling import LEAST_REST, OutcomeLine, RuleLine
from campaigns.problems import Problem, Refused
from campaigns.states import CampaignState
from telepro.db import audit, campaigns, lead_passes, outbox, transaction
from telepro.db.lead_passes import Found
from telepro.db.what_for import Campaign


@dataclass(frozen=True, slots=True)
class PassPage:
    """What another pass would bring: by last outcome and by rule; `resting` closed too lately."""

    campaign: Campaign
    rest: timedelta
    outcomes: tuple[OutcomeLine, ...]
    rules: tuple[RuleLine, ...]
    resting: int
    has_more: bool


@dataclass(frozen=True, slots=True)
class Wish:
    """Which leads to bring back: with these last outcomes, closed for at least so long; by whom."""

    outcomes: frozenset[Disposition]
    rest: timedelta
    by_id: int | None


def preview(
    organisation_ids: tuple[int, ...], campaign_id: str, rest: timedelta, now: datetime
) -> PassPage:
    """What another pass would bring, and which rules stand before it; nothing is changed."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        found = _found(session, campaign, rest, now)
        return PassPage(
            campaign=campaign,
            rest=max(rest, LEAST_REST),
            outcomes=recycling.by_outcome(found.leads),
            rules=recycling.by_rule(found.leads),
            resting=found.resting,
            has_more=found.has_more,
        )


def begin(organisation_ids: tuple[int, ...], campaign_id: str, wish: Wish, now: datetime) -> int:
    """Bring the leads back that the preview showed with these outcomes; how many came.

    Whom a rule keeps back for good stays closed. Raises `NotFound` for another's campaign, `Refused`
    for one that has ended, or without an outcome.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        if campaign.state is CampaignState.ENDED:
            raise Refused(_ended())
        if not wish.outcomes:
            raise Refused(_nothing_chosen())
        found = _found(session, campaign, wish.rest, now)
        chosen = (each for each in found.leads if each.last in wish.outcomes)
        leads = [each.lead_id for each in chosen if each.may_come_back]
        back = lead_passes.begin(session, campaign.id, leads, now)
        _note(session, campaign, wish, back, now)
        return back


def _found(session: Session, campaign: Campaign, rest: timedelta, now: datetime) -> Found:
    return lead_passes.exhausted(session, campaign.id, now - max(rest, LEAST_REST), now)


def _note(session: Session, campaign: Campaign, wish: Wish, back: int, now: datetime) -> None:
    company, topic = campaign.controller_id, "campaign.pass_begun"
    payload = {"campaign": campaign.public_id, "leads": back}
    outbox.tell(session, company, campaign.id, topic, payload, now)
    details = {"outcomes": sorted(wish.outcomes), "rest_days": wish.rest.days, "leads": back}
    subject = f"campaign {campaign.public_id}"
    audit.note(session, wish.by_id, company, topic, subject, details, now)


def _ended() -> Problem:
    fix = _("Make a new campaign of the mission and call the prospects there.")
    return Problem("state", _("a campaign that has ended"), _("one that may still call"), fix)


def _nothing_chosen() -> Problem:
    fix = _("Tick the outcomes whose leads are to be called again.")
    return Problem("outcomes", _("no outcome"), _("at least one"), fix)
