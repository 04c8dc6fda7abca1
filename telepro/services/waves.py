"""Signs off a campaign's test wave on its figures, so that the rest of the file is called."""

from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.figures import wave
from campaigns.problems import Problem, Refused
from telepro.db import audit, campaigns, frozen, outbox, tally, totals, transaction, waves
from telepro.db.what_for import Campaign


def sign(
    organisation_ids: tuple[int, ...], campaign_id: str, by_id: int | None, now: datetime
) -> None:
    """Let the rest of the file be called; the figures that were read stay with the signature.

    Raises `NotFound` for another's campaign, `Refused` while the wave is not made, or when somebody
    has signed it off already.
    """
    with transaction() as session:
        campaign = campaigns.managed(session, organisation_ids, campaign_id)
        figures = _figures(session, campaign, now)
        if not waves.sign(session, campaign.id, by_id, figures, now):
            raise Refused(_nothing_to_sign())
        campaigns.let_judge_again(session, campaign.id)
        company, topic = campaign.controller_id, "campaign.test_wave_signed"
        payload = {"campaign": campaign.public_id}
        outbox.tell(session, company, campaign.id, topic, payload, now)
        audit.note(session, by_id, company, topic, f"campaign {campaign_id}", figures, now)


def _figures(session: Session, campaign: Campaign, now: datetime) -> dict[str, list[int]]:
    plan = frozen.plan(session, campaign.plan_id)
    kept = totals.of_campaign(session, campaign.id)
    counted = tally.count(session, campaign, plan, kept, now)
    return {line.key: [line.hits, line.cases] for line in wave.lines(plan, counted)}


def _nothing_to_sign() -> Problem:
    fix = _("Wait until the board says that the wave is made.")
    return Problem("wave", _("no test wave that waits"), _("one whose calls were all made"), fix)
