"""A manager moves a lead by hand, with what the move must say, and takes it back within seconds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.pipeline import Stage
from campaigns.pipeline.by_hand import UNDONE_AT_LATEST, HandMove, choices, refused
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import MoveCause
from telepro.db import (
    aftermath,
    audit,
    counters,
    frozen,
    leads,
    outbox,
    stage_decisions,
    transaction,
)
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Prospect

Labels = Mapping[str, str] | str


@dataclass(frozen=True, slots=True)
class Mover:
    """Who moves leads, for which organisations, and in which language to answer."""

    person_id: int
    organisation_ids: tuple[int, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class MovePage:
    """A lead with the stages to which it may be moved."""

    campaign: Campaign
    lead: Lead
    prospect: str
    choices: Sequence[Stage]
    labels: Mapping[Stage, Labels]


@dataclass(frozen=True, slots=True)
class Moved:
    """A lead that was moved a moment ago, and from where to where."""

    lead_id: str
    campaign_id: str
    prospect: str
    source: Labels
    target: Labels


def opened(mover: Mover, lead_id: str) -> MovePage:
    """Where a lead stands and may be moved; raises `NotFound` for one of others."""
    with transaction() as session:
        lead, campaign = _own(session, mover, lead_id)
        prospect = session.get_one(Prospect, lead.prospect_id)
        labels = _labels(session, campaign)
        return MovePage(campaign, lead, prospect.name, choices(lead.stage), labels)


def move(mover: Mover, lead_id: str, seen: Stage, asked: HandMove, now: datetime) -> str:
    """Move a lead from the stage in which it was seen; the campaign's public id.

    Raises `NotFound` for a lead of others, `Refused` when it has moved on meanwhile, where the table
    has no such move, and for what the move has to say.
    """
    with transaction() as session:
        lead, campaign = _locked(session, mover, lead_id)
        if lead.stage is not seen:
            raise Refused(_moved_on(_words(session, campaign, lead.stage, mover)))
        today = now.astimezone(ZoneInfo(campaign.time_zone)).date()
        if problems := refused(seen, asked, today, mover.language):
            raise Refused(*problems)
        stage_decisions.keep(session, lead, asked, mover.person_id, now)
        _follow(session, mover, lead, "lead.moved", seen, now)
        return campaign.public_id


def undo(mover: Mover, lead_id: str, now: datetime) -> str:
    """Take one's own last move of a lead back, by a move of its own; the campaign's public id.

    Raises `NotFound` for a lead of others, `Refused` when it is too late or the lead has moved on.
    """
    with transaction() as session:
        lead, campaign = _locked(session, mover, lead_id)
        since = now - UNDONE_AT_LATEST
        last = stage_decisions.last_of(session, lead.id, mover.person_id, since)
        if last is None:
            raise Refused(_too_late())
        left = lead.stage
        stage_decisions.take_back(session, lead, last, mover.person_id, now)
        _follow(session, mover, lead, "lead.moved_back", left, now)
        return campaign.public_id


def just_moved(mover: Mover, lead_id: str, now: datetime) -> Moved | None:
    """The lead's last move if this person may still take it back; None otherwise."""
    with transaction() as session:
        found = leads.of_manager(session, mover.organisation_ids, lead_id)
        if found is None:
            return None
        lead, campaign = found
        since = now - UNDONE_AT_LATEST
        last = stage_decisions.last_of(session, lead.id, mover.person_id, since)
        if last is None or last.from_stage is None:
            return None
        prospect, labels = session.get_one(Prospect, lead.prospect_id), _labels(session, campaign)
        places = labels[last.from_stage], labels[last.to_stage]
        return Moved(lead.public_id, campaign.public_id, prospect.name, *places)


def _follow(
    session: Session, mover: Mover, lead: Lead, topic: str, left: Stage, now: datetime
) -> None:
    changed = aftermath.follow_decision(session, lead, now)
    counters.add(session, lead.campaign_id, mover.person_id, now, {}, changed)
    payload = {"lead": lead.public_id, "from": left, "stage": lead.stage, "by": MoveCause.BY_HAND}
    outbox.tell(session, lead.controller_id, lead.campaign_id, topic, payload, now)
    details = {"from": left, "to": lead.stage}
    subject = f"lead {lead.public_id}"
    audit.note(session, mover.person_id, lead.controller_id, topic, subject, details, now)


def _own(session: Session, mover: Mover, lead_id: str) -> tuple[Lead, Campaign]:
    found = leads.of_manager(session, mover.organisation_ids, lead_id)
    if found is None:
        raise NotFound(lead_id)
    return found


def _locked(session: Session, mover: Mover, lead_id: str) -> tuple[Lead, Campaign]:
    lead, campaign = _own(session, mover, lead_id)
    asked = select(Lead).where(Lead.id == lead.id).with_for_update()
    session.scalars(asked.execution_options(populate_existing=True)).one()
    return lead, campaign


def _labels(session: Session, campaign: Campaign) -> Mapping[Stage, Labels]:
    return frozen.plan(session, campaign.plan_id).stage_labels()


def _words(session: Session, campaign: Campaign, stage: Stage, mover: Mover) -> str:
    label = _labels(session, campaign)[stage]
    return label if isinstance(label, str) else label[mover.language]


def _moved_on(stage: str) -> Problem:
    found = _("a lead that has meanwhile moved to “%(stage)s”", stage=stage)
    fix = _("Look at it again and decide anew; nothing was changed.")
    return Problem("to", found, _("the stage that you saw"), fix)


def _too_late() -> Problem:
    fix = _("Move the lead by “Move to…” instead.")
    found = _("a move that can no longer be taken back")
    return Problem("undo", found, _("your own last move, a few seconds old"), fix)
