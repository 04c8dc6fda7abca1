"""Seats: who may be dealt to on a campaign, and who is still there when the deal is written."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import ColumnElement, Subquery, and_, func, select, true
from sqlalchemy.orm import Session

from campaigns.states import CampaignState, EngagementState, WorkState
from telepro.db.calling import CallListEntry
from telepro.db.columns import among
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, Person, WorkSession

AT_WORK = (WorkState.READY, WorkState.PAUSED)


class Quiz(StrEnum):
    """Whether a plan deals only to those who passed the quiz on its offer."""

    REQUIRED = "required"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A teleprospector at work on a campaign, with the number of leads they hold."""

    person_id: int
    public_id: str
    languages: frozenset[str]
    held: int


def seats(session: Session, campaign_id: int, quiz: Quiz) -> list[OpenSeat]:
    """Who is at work on the campaign, on the line, engaged, and how many leads each holds."""
    prepared = Engagement.quiz_passed_at.is_not(None) if quiz is Quiz.REQUIRED else true()
    held = _held(campaign_id)
    count = func.coalesce(held.c.count, 0)
    rows = session.execute(
        select(WorkSession.person_id, Person.public_id, Person.spoken, count)
        .join(Person, Person.id == WorkSession.person_id)
        .outerjoin(held, held.c.person_id == WorkSession.person_id)
        .join(Campaign, Campaign.id == WorkSession.campaign_id)
        .join(Engagement, _engaged())
        .where(_at_work(campaign_id), prepared)
        .order_by(WorkSession.person_id)
    )
    return [
        OpenSeat(person, public_id, frozenset(spoken), count)
        for person, public_id, spoken, count in rows
    ]


def still_there(session: Session, campaign_id: int, person_ids: Collection[int | None]) -> set[int]:
    """Those people who may be dealt to at this instant, and who can't leave before the deal is written.

    A sign-out, an end of engagement or a pause that is under way wins: its rows are locked, and
    skipped here, because waiting for them while holding leads is how a deadlock begins.
    """
    found = session.scalars(
        select(WorkSession.person_id)
        .join(Campaign, Campaign.id == WorkSession.campaign_id)
        .join(Engagement, _engaged())
        .where(_at_work(campaign_id), among(WorkSession.person_id, "people"))
        .with_for_update(read=True, of=(WorkSession, Campaign, Engagement), skip_locked=True),
        {"people": [each for each in person_ids if each is not None]},
    )
    return set(found)


def _at_work(campaign_id: int) -> ColumnElement[bool]:
    return and_(
        WorkSession.campaign_id == campaign_id,
        WorkSession.ended_at.is_(None),
        WorkSession.state.in_(AT_WORK),
        WorkSession.leg_left_at.is_(None),
        Campaign.state == CampaignState.RUNNING,
    )


def _engaged() -> ColumnElement[bool]:
    return and_(
        Engagement.person_id == WorkSession.person_id,
        Engagement.mission_id == Campaign.mission_id,
        Engagement.state == EngagementState.ACTIVE,
    )


def _held(campaign_id: int) -> Subquery:
    """How many leads of a campaign stand on each list, counted at once.

    One by one, a planner that thinks no entry is open reads the index of all that are for each.
    """
    return (
        select(CallListEntry.person_id, func.count().label("count"))
        .where(CallListEntry.campaign_id == campaign_id, CallListEntry.ended_at.is_(None))
        .group_by(CallListEntry.person_id)
        .subquery("held")
    )
