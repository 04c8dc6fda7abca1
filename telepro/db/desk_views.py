"""The desk as values: session, lead at hand, next lead, call, what is unfinished, the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import and_, bindparam, exists, func, select
from sqlalchemy.orm import Session as Rows
from sqlalchemy.orm import aliased

from campaigns.attempts import AttemptState, CallResult, CallStatus
from campaigns.dispositions import Disposition
from campaigns.states import CampaignState, WorkState
from telepro.db import days, sessions
from telepro.db.calling import Attempt, Call, CallListEntry
from telepro.db.cards import Card, cards
from telepro.db.columns import among
from telepro.db.days import Day
from telepro.db.eligibility import Judgeable
from telepro.db.engaged import Choice, PromisedCall
from telepro.db.results import Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import WorkInterval, WorkSession
from telepro.db.whom import Contact, Lead, Phone, Prospect

__all__ = ["AttemptView", "Choice", "Desk", "Empty", "Phase", "PromisedCall", "Session"]


class Phase(StrEnum):
    """A call as the person who makes it lives it."""

    INTENDED = "intended"
    RINGING = "ringing"
    CONNECTED = "connected"
    ENDED = "ended"
    REFUSED = "refused"


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


@dataclass(frozen=True, slots=True)
class AttemptView:
    """A call as the desk shows it; times in UTC, seconds are the carrier's."""

    id: str
    entry_id: str
    lead_name: str
    phase: Phase
    since: datetime
    answered_at: datetime | None
    ended_at: datetime | None
    seconds: int
    result: CallResult | None
    trouble: str | None
    decision_maker: bool
    argued: bool
    recorded: Disposition | None


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
    entries: Sequence[CallListEntry],
    current: Attempt | None,
    now: datetime,
) -> Desk:
    """The whole desk of a person; without an open session there is nothing on it."""
    if work is None:
        return Desk(None, None, None, None, _unfinished(session, person_id), None, None)
    campaign = session.get_one(Campaign, work.campaign_id)
    shown = cards(session, entries)
    return Desk(
        session=_session(session, work, campaign),
        card=shown[0] if shown else None,
        next_card=shown[1] if len(shown) > 1 else None,
        attempt=attempt(session, current) if current else None,
        unfinished=_unfinished(session, person_id),
        day=days.day_of(session, person_id, campaign, now),
        empty=None if shown else _why_empty(session, campaign, now),
    )


def attempt(session: Rows, row: Attempt) -> AttemptView:
    """One attempt as the desk shows it."""
    session.flush()
    return _views(session, [row.id])[0]


def _views(session: Rows, attempt_ids: Sequence[int]) -> tuple[AttemptView, ...]:
    return tuple(_view(*row) for row in session.execute(_VIEWS, {"attempts": list(attempt_ids)}))


def _view(
    row: Attempt, entry: str, name: str, call: Call | None, recorded: Disposition | None
) -> AttemptView:
    return AttemptView(
        id=row.public_id,
        entry_id=entry,
        lead_name=name,
        phase=_phase(row, call),
        since=row.intended_at,
        answered_at=call.answered_at if call else None,
        ended_at=row.ended_at,
        seconds=(call.duration_seconds or 0) if call else 0,
        result=row.result,
        trouble=row.trouble,
        decision_maker=row.decision_maker,
        argued=row.argued,
        recorded=recorded,
    )


_later = aliased(Outcome)
_VIEWS = (
    select(Attempt, CallListEntry.public_id, Prospect.name, Call, Outcome.disposition)
    .join(CallListEntry, CallListEntry.id == Attempt.entry_id)
    .join(Prospect, Prospect.id == Attempt.prospect_id)
    .outerjoin(Call, Call.attempt_id == Attempt.id)
    .outerjoin(
        Outcome,
        and_(Outcome.attempt_id == Attempt.id, ~exists().where(_later.supersedes_id == Outcome.id)),
    )
    .where(among(Attempt.id, "attempts"))
    .order_by(Attempt.id)
)


def phone_row(session: Rows, lead_id: int, public_id: str | None) -> int | None:
    """The row of a number of this lead's own prospect, or None for the first one."""
    return session.scalar(
        select(Phone.id)
        .join(Lead, Lead.prospect_id == Phone.prospect_id)
        .where(Lead.id == lead_id, Phone.public_id == public_id)
    )


def contact_row(session: Rows, prospect_id: int, public_id: str | None) -> int | None:
    """The row of the person to ask for: the one chosen, else the first who decides."""
    own = select(Contact.id).where(Contact.prospect_id == prospect_id)
    if public_id is not None:
        return session.scalar(own.where(Contact.public_id == public_id))
    return session.scalar(own.order_by(Contact.decision_maker.desc(), Contact.position).limit(1))


def on_own_list(known: Judgeable) -> Judgeable:
    """The same facts, seen by the teleprospector on whose own list the lead stands."""
    return replace(known, facts=replace(known.facts, on_a_list=False))


def _session(session: Rows, work: WorkSession, campaign: Campaign) -> Session:
    since = session.scalar(
        select(WorkInterval.started_at).where(
            WorkInterval.session_id == work.id, WorkInterval.ended_at.is_(None)
        )
    )
    return Session(
        work.public_id,
        campaign.public_id,
        campaign.name,
        campaign.state,
        work.state,
        since or work.started_at,
        sessions.on_the_line(work),
    )


PHASES = {
    AttemptState.INTENDED: Phase.INTENDED,
    AttemptState.PLACING: Phase.INTENDED,
    AttemptState.PLACED: Phase.RINGING,
    AttemptState.UNKNOWN: Phase.RINGING,
    AttemptState.REFUSED: Phase.REFUSED,
    AttemptState.ENDED: Phase.ENDED,
}


def _phase(row: Attempt, call: Call | None) -> Phase:
    phase = PHASES[row.state]
    talking = call is not None and call.status is CallStatus.IN_PROGRESS
    return Phase.CONNECTED if talking and phase is Phase.RINGING else phase


def _unfinished(session: Rows, person_id: int) -> tuple[AttemptView, ...]:
    """Calls that are over and of which their teleprospector has said nothing yet."""
    waiting = session.scalars(_UNFINISHED, {"person": person_id}).all()
    return _views(session, waiting) if waiting else ()


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
