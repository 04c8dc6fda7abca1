"""Queries of the totals: what all hours of a campaign add up to, and how many of what there are now."""

from collections.abc import Mapping

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from campaigns.figures import totals
from campaigns.figures.counting import change
from campaigns.figures.totals import Filed
from campaigns.pipeline import MeetingStatus
from telepro.db.calling import Attempt
from telepro.db.counting import Total
from telepro.db.results import Meeting, Outcome
from telepro.db.whom import Lead


def of_campaign(session: Session, campaign_id: int) -> dict[str, int]:
    """Each total of a campaign by name."""
    asked = (
        select(Total.name, func.sum(Total.value))
        .where(Total.campaign_id == campaign_id)
        .group_by(Total.name)
    )
    return {name: int(value) for name, value in session.execute(asked)}


def of_lead(lead: Lead) -> Mapping[str, int]:
    """What a lead counts for as it stands."""
    return totals.of_lead(Filed(lead.stage, lead.closed_reason, lead.attempts, lead.contacts))


def of_case(lead: Lead, attempt: Attempt, standing: Outcome | None) -> Mapping[str, int]:
    """What a lead counts for with one of its attempts and the outcome of it that stands."""
    said = totals.of_outcome(standing.disposition if standing else None)
    return {**of_lead(lead), **said, **of_wrap_up(attempt)}


def of_move(meeting: Meeting, old: MeetingStatus, new: MeetingStatus) -> dict[str, int]:
    """What changes when a meeting moves from one status to another."""
    before, after = (totals.of_meeting(status, meeting.accepted_at) for status in (old, new))
    return change(before, after)


def of_wrap_up(attempt: Attempt) -> Mapping[str, int]:
    """What the wrap-up of an attempt counts for."""
    return totals.of_wrap_up(attempt.result, attempt.ended_at, attempt.settled_at)
