"""What holds a campaign's calls, and a company's: countries, caps, hidden numbers, money; and the stop."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from campaigns.numbers.costs import is_spent
from campaigns.numbers.destinations import Caps, caps_of
from campaigns.numbers.limits import MASKED, CampaignLimits
from campaigns.problems import NotFound
from campaigns.states import CampaignState, StopCause
from telepro.db import audit, call_lists, campaigns, outbox, people, spending, transaction
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation


@dataclass(frozen=True, slots=True)
class CompanyLimits:
    """A company with the caps that its calls are held to."""

    company: Organisation
    caps: Caps


def change(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    wanted: CampaignLimits,
    by_id: int,
    now: datetime,
) -> None:
    """Hold a campaign's calls to these limits from now on; raises `NotFound` for another's.

    A campaign that was stopped because it had spent its money stays so until somebody resumes it.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        campaign.destinations = list(wanted.destinations)
        campaign.mask_numbers = MASKED[wanted.masking]
        campaign.caller_id_cap = wanted.caller_id_cap
        campaign.spend_cap_cents = wanted.spend_cap_cents
        session.flush()
        if wanted.spend_cap_cents is not None:
            spending.count(session, campaign.id, now)
        campaigns.let_judge_again(session, campaign.id)
        subject, company = f"campaign {campaign.public_id}", campaign.controller_id
        details = _told(wanted)
        audit.note(session, by_id, company, "campaign.limits", subject, details, now)


def spent(organisation_ids: tuple[int, ...], campaign_id: str, now: datetime) -> int:
    """What a campaign's calls have cost by our prices, in cents, its last minutes included."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        spending.count(session, campaign.id, now)
        return spending.cents(session, campaign.id)


def of_company(company_id: str) -> CompanyLimits:
    """What a company's calls are held to; raises `NotFound`."""
    with transaction() as session:
        company = _company(session, company_id)
        return CompanyLimits(company, caps_of(company.calling_limits))


def change_company(
    company_id: str, caps: Mapping[str, int], masks: bool | None, by_id: int, now: datetime
) -> str:
    """Hold all calls for a company to these caps, hide numbers from callers or not; its name."""
    with transaction() as session:
        company = _company(session, company_id)
        company.calling_limits, company.mask_numbers = dict(caps), bool(masks)
        session.flush()
        for campaign in campaigns.of_company(session, [company.id]):
            campaigns.let_judge_again(session, campaign.id)
        details = {**caps, "mask_numbers": str(bool(masks)).lower()}
        subject = f"organisation {company.public_id}"
        audit.note(session, by_id, company.id, "organisation.limits", subject, details, now)
        return company.name


def to_look_at() -> list[int]:
    """The row ids of running campaigns that may not cost more than so much."""
    with transaction() as session:
        return list(spending.with_cap(session))


def stop_if_spent(campaign_row: int, now: datetime) -> str | None:
    """Pause a campaign whose calls have cost what they may; its public id, None where it goes on.

    Calls under way go on to their end: it may cost more by as much as they do.
    """
    with transaction() as session:
        spending.count(session, campaign_row, now)
        campaign = session.get_one(Campaign, campaign_row)
        cents = spending.cents(session, campaign_row)
        if not is_spent(cents, campaign.spend_cap_cents):
            return None
        if not campaigns.move(session, campaign.id, CampaignState.RUNNING, CampaignState.PAUSED):
            return None
        campaign.stopped_because = StopCause.SPEND_CAP
        call_lists.end_of_campaign(session, campaign.id, now)
        _tell(session, campaign, cents, now)
        return campaign.public_id


def _tell(session: Session, campaign: Campaign, cents: int, now: datetime) -> None:
    company, topic = campaign.controller_id, "campaign.stopped"
    payload = {"campaign": campaign.public_id, "because": str(StopCause.SPEND_CAP)}
    outbox.tell(session, company, campaign.id, topic, payload, now)
    details = {
        "because": str(StopCause.SPEND_CAP),
        "spent_cents": cents,
        "cap_cents": campaign.spend_cap_cents,
    }
    audit.note(session, None, company, topic, f"campaign {campaign.public_id}", details, now)


def _told(wanted: CampaignLimits) -> dict[str, Any]:
    return {
        "destinations": list(wanted.destinations),
        "masking": str(wanted.masking),
        "caller_id_cap": wanted.caller_id_cap or 0,
        "spend_cap_cents": wanted.spend_cap_cents or 0,
    }


def _company(session: Session, company_id: str) -> Organisation:
    company = people.organisation(session, company_id)
    if company is None:
        raise NotFound(company_id)
    return company
