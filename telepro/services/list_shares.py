"""States what part of a campaign's dials each of its lists is to have."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _

from campaigns.dealing.lists import WHOLE
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import audit, campaigns, list_shares, transaction


def state(
    organisation_ids: tuple[int, ...],
    campaign_id: str,
    shares: Mapping[str, int],
    by_id: int | None,
    now: datetime,
) -> None:
    """Give the files of a campaign, by their public ids, these percentages; none of them: no shares.

    A file without one is called when the others are used up. Raises `NotFound` for another's
    campaign or a file that is not in it, `Refused` for shares that are not a hundred together.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        if shares and not _is_whole(shares):
            raise Refused(_not_whole(shares))
        known = list_shares.ids_of_files(session, campaign.id)
        if unknown := [file for file in shares if file not in known]:
            raise NotFound(unknown[0])
        list_shares.state(session, campaign.id, {known[file]: n for file, n in shares.items()})
        subject, company = f"campaign {campaign.public_id}", campaign.controller_id
        audit.note(session, by_id, company, "campaign.shares", subject, dict(shares), now)


def _is_whole(shares: Mapping[str, int]) -> bool:
    return min(shares.values()) >= 0 and sum(shares.values()) == WHOLE


def _not_whole(shares: Mapping[str, int]) -> Problem:
    found = _("%(sum)d percent together", sum=sum(shares.values()))
    fix = _("Change a share, or leave all of them empty to call by the plan's order alone.")
    return Problem("shares", found, _("100 percent, none below 0"), fix)
