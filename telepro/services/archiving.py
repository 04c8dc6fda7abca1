"""Puts ended campaigns away, their standing promises named first, and brings them back among the others."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.problems import Problem, Refused
from campaigns.states import CampaignState
from telepro.db import archive, audit, campaigns, outbox, transaction
from telepro.db.archive import Promise
from telepro.db.campaigns import CampaignLine
from telepro.db.what_for import Campaign


@dataclass(frozen=True, slots=True)
class ArchivePage:
    """A campaign to be put away: the promises that stand in it (the earliest), and how many there are."""

    campaign: Campaign
    promises: Sequence[Promise]
    number: int


def of_manager(organisation_ids: tuple[int, ...]) -> list[CampaignLine]:
    """The campaigns that these organisations have put away, newest first."""
    with transaction() as session:
        return campaigns.put_away(session, organisation_ids)


def page(organisation_ids: tuple[int, ...], campaign_id: str) -> ArchivePage:
    """What putting a campaign away leaves unkept; raises `NotFound` for another's."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        return ArchivePage(campaign, *archive.promises(session, campaign.id))


def put_away(
    organisation_ids: tuple[int, ...], campaign_id: str, by_id: int | None, now: datetime
) -> None:
    """Take an ended campaign out of the lists; everything of it stays to be read.

    Promises still to come are called off. Raises `NotFound`, and `Refused` for one that has not ended.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        if campaign.state is not CampaignState.ENDED:
            raise Refused(_not_ended(campaign.state))
        if campaign.archived_at is None:
            campaign.archived_at = now
            cancelled = archive.cancel_to_come(session, campaign.id, now)
            _note(session, campaign, by_id, "campaign.archived", {"promises": cancelled}, now)


def bring_back(
    organisation_ids: tuple[int, ...], campaign_id: str, by_id: int | None, now: datetime
) -> None:
    """Show a campaign among the others again; it stays ended. Raises `NotFound`."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        if campaign.archived_at is not None:
            campaign.archived_at = None
            _note(session, campaign, by_id, "campaign.brought_back", {}, now)


def _note(
    session: Session,
    campaign: Campaign,
    by_id: int | None,
    what: str,
    details: dict[str, object],
    now: datetime,
) -> None:
    company, payload = campaign.controller_id, {"campaign": campaign.public_id}
    outbox.tell(session, company, campaign.id, what, payload, now)
    subject = f"campaign {campaign.public_id}"
    audit.note(session, by_id, company, what, subject, details, now)


def _not_ended(state: CampaignState) -> Problem:
    fix = _("End the campaign first; then nobody is called any more.")
    return Problem("state", str(state), _("a campaign that has ended"), fix)
