"""The desk as values: session, lead at hand, next lead, call, what is unfinished, the day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session as Rows

from campaigns.attempts import CallResult
from campaigns.states import CampaignState, WorkState
from telepro.db import attempt_views, days, on_call, sessions
from telepro.db.attempt_views import AttemptView
from telepro.db.calling import Attempt
from telepro.db.cards import Card, cards
from telepro.db.days import Day
from telepro.db.engaged import Choice, PromisedCall
from telepro.db.masked_cards import masked
from telepro.db.next_entries import Entry
from telepro.db.on_call import OtherLeg
from telepro.db.what_for import Campaign
from telepro.db.who import WorkInterval, WorkSession
from telepro.db.whom import Lead

__all__ = ["Choice", "Desk", "Empty", "PromisedCall", "Session"]


@dataclass(frozen=True, slots=True)
class Session:
    """Work under way; `since` is when the state it is in began."""

    id: str
    campaign_id: str
    campaign_name: str
    campaign_state: CampaignState
    work_state: WorkState
    since: datetime
    conference_ready: bool
    others: tuple[OtherLeg, ...] = ()
    order_trouble: str | None = None
    carrier_down_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Empty:
    """Why there is nothing to call: a refusal's code, and until when if that is known."""

    code: str
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Desk:
    session: Session | None
    card: Card | None
    next_card: Card | None
    attempt: AttemptView | None
    unfinished: tuple[AttemptView, ...]
    day: Day | None
    empty: Empty | None


def desk(
    session: Rows,
    person_id: int,
    work: WorkSession | None,
    entries: Sequence[Entry],
    current: Attempt | None,
    now: datetime,
) -> Desk:
    """The whole desk of a person; without an open session there is nothing on it."""
    if work is None:
        return Desk(None, None, None, None, _unfinished(session, person_id), None, None)
    campaign = session.get_one(Campaign, work.campaign_id)
    made_with = current.script_id if current else None
    shown = [masked(card) for card in cards(session, entries, made_with)]
    return Desk(
        session=_session(session, work, campaign, now),
        card=shown[0] if shown else None,
        next_card=shown[1] if len(shown) > 1 else None,
        attempt=attempt_views.attempt(session, current) if current else None,
        unfinished=_unfinished(session, person_id),
        day=days.day_of(session, person_id, campaign, now),
        empty=None if shown else _why_empty(session, campaign, now),
    )


def _session(session: Rows, work: WorkSession, campaign: Campaign, now: datetime) -> Session:
    since = session.scalar(_SINCE, {"session": work.id})
    line = on_call.on_call(session, work.id, now)
    return Session(
        work.public_id,
        campaign.public_id,
        campaign.name,
        campaign.state,
        work.state,
        since or work.started_at,
        sessions.on_the_line(work),
        line.others,
        line.trouble,
        line.carrier_down_since,
    )


_SINCE = select(WorkInterval.started_at).where(
    WorkInterval.session_id == bindparam("session"), WorkInterval.ended_at.is_(None)
)


def _unfinished(session: Rows, person_id: int) -> tuple[AttemptView, ...]:
    """Calls that are over and of which their teleprospector has said nothing yet."""
    waiting = session.scalars(_UNFINISHED, {"person": person_id}).all()
    return attempt_views.views(session, waiting) if waiting else ()


_UNFINISHED = (
    select(Attempt.id)
    .where(
        Attempt.person_id == bindparam("person"),
        Attempt.ended_at.is_not(None),
        Attempt.settled_at.is_(None),
        Attempt.result.in_([CallResult.ANSWERED, CallResult.MACHINE]),
    )
    .order_by(Attempt.id)
    .limit(10)
)


def _why_empty(session: Rows, campaign: Campaign, now: datetime) -> Empty:
    """The commonest reason that keeps leads back, and the first moment at which one comes free."""
    if campaign.state is not CampaignState.RUNNING:
        return Empty("campaign_not_running", None)
    open_leads = (Lead.campaign_id == campaign.id, Lead.closed_at.is_(None), ~Lead.held)
    if session.scalar(select(Lead.id).where(*open_leads, Lead.blocked_by.is_(None)).limit(1)):
        soonest = session.scalar(
            select(func.min(Lead.next_call_at)).where(*open_leads, Lead.blocked_by.is_(None))
        )
        if soonest is not None and soonest > now:
            return Empty("not_due", soonest)
        return Empty("dealing", None)
    row = session.execute(
        select(Lead.blocked_by, func.min(Lead.blocked_until))
        .where(*open_leads)
        .group_by(Lead.blocked_by)
        .order_by(func.count().desc())
        .limit(1)
    ).first()
    return Empty(row[0] or "list_finished", row[1]) if row else Empty("list_finished", None)
