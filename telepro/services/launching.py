"""Signs the points of a campaign's checklist before its launch: whoever signs stands beside the point."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import CampaignState
from telepro.db import audit, campaigns, frozen, launching, transaction
from telepro.db.what_for import Campaign


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs which point of which campaign, within which organisations."""

    organisation_ids: tuple[int, ...]
    campaign_id: str
    point: str
    by_id: int | None


def sign(signing: Signing, now: datetime) -> None:
    """Sign a point; raises `NotFound` for a point that the plan hasn't, `Refused` after the launch."""
    with transaction() as session:
        campaign = _draft(session, signing)
        launching.sign(session, campaign.id, [signing.point], signing.by_id, now)
        _note(session, campaign, signing, "launch.point_signed", now)


def withdraw(signing: Signing, now: datetime) -> None:
    """Take a signature back; nothing happens where there is none. Raises like `sign`."""
    with transaction() as session:
        campaign = _draft(session, signing)
        if launching.withdraw(session, campaign.id, signing.point):
            _note(session, campaign, signing, "launch.point_withdrawn", now)


def _draft(session: Session, signing: Signing) -> Campaign:
    campaign = campaigns.managed(session, signing.organisation_ids, signing.campaign_id)
    if signing.point not in frozen.plan(session, campaign.plan_id).preparation.checklist:
        raise NotFound(f"{signing.campaign_id}/{signing.point[:60]}")
    if campaign.state is not CampaignState.DRAFT:
        fix = _("What was signed for the launch stays as it was.")
        raise Refused(Problem("checklist", str(campaign.state), str(CampaignState.DRAFT), fix))
    return campaign


def _note(session: Session, campaign: Campaign, signing: Signing, what: str, now: datetime) -> None:
    details = {"point": signing.point}
    subject, company = f"campaign {campaign.public_id}", campaign.controller_id
    audit.note(session, signing.by_id, company, what, subject, details, now)
