"""A campaign's meetings as its manager sees them, and by which channels their prospects are written to."""

from dataclasses import asdict, dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.dialects.postgresql import insert

from campaigns.follow_up.reminders import SMS_COUNTRIES, Wishes
from campaigns.problems import Problem, Refused
from telepro.db import audit, campaigns, meeting_lines, meeting_subjects, transaction
from telepro.db.appointments import MessageSettings
from telepro.db.meeting_lines import MeetingLine
from telepro.db.what_for import Campaign

PAGE = 30


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a campaign's meetings, and what is written about them."""

    campaign: Campaign
    wishes: Wishes
    meetings: list[MeetingLine]
    has_more: bool
    contested: list[MeetingLine]


def of_campaign(
    managed_by: tuple[int, ...], campaign_id: str, before: tuple[datetime, str] | None
) -> Page:
    """A page of a campaign's meetings, the latest first; raises `NotFound` for one of others."""
    with transaction() as session:
        campaign = campaigns.managed(session, managed_by, campaign_id)
        found = meeting_lines.of_campaign(session, campaign.id, before, PAGE + 1)
        wishes = meeting_subjects.wishes_of(session, campaign.id)
        contested = meeting_lines.contested_in(session, campaign.id, PAGE)
        return Page(campaign, wishes, found[:PAGE], len(found) > PAGE, contested)


def managed(managed_by: tuple[int, ...], campaign_id: str) -> None:
    """Raise `NotFound` for a campaign of others."""
    with transaction() as session:
        campaigns.managed(session, managed_by, campaign_id)


def write_by(
    managed_by: tuple[int, ...],
    campaign_id: str,
    wishes: Wishes,
    numbers: tuple[str, ...],
    by_id: int,
    now: datetime,
) -> None:
    """Choose the channels for meetings booked from now on.

    Raises `NotFound`, and `Refused` for text messages where no number can send them or their rules
    have not been read for the campaign's country.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, managed_by, campaign_id)
        if wishes.sms and (problem := _why_no_texts(campaign, numbers)):
            raise Refused(problem)
        details = asdict(wishes)
        chosen = {**details, "changed_by_id": by_id, "changed_at": now}
        row = insert(MessageSettings).values(campaign_id=campaign.id, **chosen)
        session.execute(row.on_conflict_do_update(index_elements=["campaign_id"], set_=chosen))
        session.expire_all()
        subject, company = f"campaign {campaign.public_id}", campaign.controller_id
        audit.note(session, by_id, company, "campaign.messages", subject, details, now)


def _why_no_texts(campaign: Campaign, numbers: tuple[str, ...]) -> Problem | None:
    if campaign.country not in SMS_COUNTRIES:
        fix = _("Write by e-mail there.")
        return Problem("sms", campaign.country, ", ".join(sorted(SMS_COUNTRIES)), fix)
    if not numbers:
        fix = _("Have your administrator name one in TWILIO_SMS_FROM.")
        expected = _("a number of the account that can send and receive them")
        return Problem("sms", _("no number for text messages"), expected, fix)
    return None
