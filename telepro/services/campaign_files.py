"""The prospect files that feed a campaign: those in it, those that could be, and taking more in."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import CampaignState, ImportState
from telepro.db import campaigns, enrolment, list_shares, missions, transaction
from telepro.db.intake import Enrolment
from telepro.db.list_shares import ListLine
from telepro.db.whom import Import


@dataclass(frozen=True, slots=True)
class FileLine:
    """A prospect file, and its enrolment where it went into the campaign, with its dials and share, and
    how many of its leads nobody has called yet."""

    file: Import
    enrolment: Enrolment | None
    figures: ListLine | None = None
    fresh: int = 0

    @property
    def can_join(self) -> bool:
        """Whether its prospects may be taken in: all of them, or those it has brought since."""
        is_under_way = self.enrolment is not None and self.enrolment.finished_at is None
        return self.file.state is ImportState.DONE and not is_under_way


def of_mission(organisation_ids: tuple[int, ...], mission_id: str) -> Sequence[Import]:
    """The prospect files of the mission's company, newest first."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        return campaigns.imports_of_company(session, mission.organisation_id)


def of_campaign(
    organisation_ids: tuple[int, ...], campaign_id: str, now: datetime
) -> list[FileLine]:
    """Every prospect file of the campaign's company, with what of it went into the campaign."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        taken = {each.import_id: each for each in enrolment.of_campaign(session, campaign.id)}
        lines = {line.file_id: line for line in list_shares.lines(session, campaign, now)}
        fresh = list_shares.fresh(session, campaign.id)
        known = campaigns.imports_of_company(session, campaign.controller_id)
        return [
            FileLine(
                file, taken.get(file.id), lines.get(file.public_id), fresh.get(file.public_id, 0)
            )
            for file in known
        ]


def add(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    import_ids: tuple[str, ...],
    by_id: int | None,
    now: datetime,
) -> None:
    """Ask for the prospects of more files in a campaign, running or not."""
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        if campaign.state is CampaignState.ENDED:
            raise Refused(_ended())
        files = campaigns.files_ready(session, campaign.controller_id, import_ids)
        enrolment.request(session, campaign.id, [file.id for file in files], by_id, now)


def _ended() -> Problem:
    return Problem(
        "state",
        _("a campaign that has ended"),
        _("one that may still call"),
        _("Make a new campaign of the mission and take the file into that."),
    )
