"""Queries of calls to our numbers: whom of ours the caller may want, and who is free to take it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, exists, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState, CallResult, CallStatus
from campaigns.call.inbound import Direction, InboundState, Seat
from campaigns.states import EntryEnd, WorkState
from telepro import ids
from telepro.db import call_lists
from telepro.db.calling import Attempt, Call, InboundCall, LiveCall
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation, WorkSession
from telepro.db.whom import Lead

# What an inbound attempt takes from the last call that we made to the same lead.
_SAME = (
    "campaign_id", "lead_id", "prospect_id", "contact_id", "phone_id", "e164", "controller_id",
    "entry_id", "deal_id", "plan_id", "script_id", "disposition_set_id", "terms_id", "number",
    "caller_id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ringing:
    """A call that rings at one of our numbers."""

    sid: str
    caller: str
    called: str


def before(session: Session, sid: str) -> InboundCall | None:
    """What was made of this very call when the carrier asked before, if it did."""
    return session.scalar(select(InboundCall).where(InboundCall.sid == sid))


def last_call(session: Session, ringing: Ringing, since: datetime) -> Attempt | None:
    """Our last call to whoever calls, from the number that they call."""
    return session.scalar(
        select(Attempt)
        .where(
            Attempt.e164 == ringing.caller,
            Attempt.caller_id == ringing.called,
            Attempt.intended_at > since,
            Attempt.direction == Direction.OUTBOUND,
            Attempt.sid.is_not(None),
        )
        .order_by(Attempt.intended_at.desc())
        .limit(1)
    )


def company_behind(session: Session, called: str) -> Organisation | None:
    """The company that shows this number, as far as its last call tells."""
    return session.scalar(
        select(Organisation)
        .join(Attempt, Attempt.controller_id == Organisation.id)
        .where(Attempt.caller_id == called)
        .order_by(Attempt.id.desc())
        .limit(1)
    )


def seats(session: Session, campaign: Campaign) -> list[Seat]:
    """Who is at work on a campaign: free, and idle since their last call ended."""
    busy = exists().where(LiveCall.person_id == WorkSession.person_id)
    wraps_up = exists().where(
        Attempt.person_id == WorkSession.person_id,
        Attempt.ended_at.is_not(None),
        Attempt.settled_at.is_(None),
        Attempt.result.in_([CallResult.ANSWERED, CallResult.MACHINE]),
    )
    on_the_line = and_(WorkSession.leg_joined_at.is_not(None), WorkSession.leg_left_at.is_(None))
    last = (
        select(func.max(Attempt.ended_at))
        .where(Attempt.person_id == WorkSession.person_id, Attempt.ended_at.is_not(None))
        .scalar_subquery()
    )
    rows = session.execute(
        select(
            WorkSession.person_id,
            and_(on_the_line, WorkSession.state == WorkState.READY, ~busy, ~wraps_up),
            last,
            WorkSession.started_at,
        ).where(WorkSession.campaign_id == campaign.id, WorkSession.ended_at.is_(None))
    )
    return [
        Seat(person, is_free, ended_at or began_at) for person, is_free, ended_at, began_at in rows
    ]


def connect(
    session: Session, last: Attempt, person_id: int, ringing: Ringing, now: datetime
) -> Attempt | None:
    """Give the call to somebody, whose desk opens the lead; None when they, or the lead, are in a
    call by now."""
    work = session.scalar(
        select(WorkSession).where(
            WorkSession.person_id == person_id, WorkSession.ended_at.is_(None)
        )
    )
    if work is None:
        return None
    taken = {"person_id": person_id, "session_id": work.id}
    with session.begin_nested() as attempt_to_take:
        attempt = _attempt(session, last, ringing, now, taken)
        attempt.state, attempt.placed_at = AttemptState.PLACED, now
        session.flush()
        if not _guarded(session, attempt, now):
            attempt_to_take.rollback()
            return None
    _hold(session, attempt, now)
    answered = {"started_at": now, "answered_at": now}
    session.add(
        Call(attempt_id=attempt.id, sid=ringing.sid, status=CallStatus.IN_PROGRESS, **answered)
    )
    session.flush()
    return attempt


def missed(session: Session, last: Attempt, ringing: Ringing, now: datetime) -> Attempt:
    """A call that nobody could take: over as it comes, to be settled by a promise to call back."""
    owner = {"person_id": last.person_id, "session_id": last.session_id}
    attempt = _attempt(session, last, ringing, now, owner)
    attempt.state, attempt.result = AttemptState.ENDED, CallResult.NO_ANSWER
    attempt.ended_at = now
    session.flush()
    return attempt


def keep(
    session: Session, ringing: Ringing, state: InboundState, attempt: Attempt | None, now: datetime
) -> None:
    """Note what became of the call, so that the carrier gets the same answer when it asks again."""
    row = insert(InboundCall).values(
        sid=ringing.sid,
        caller=ringing.caller,
        called=ringing.called,
        state=state,
        attempt_id=attempt.id if attempt else None,
        at=now,
    )
    session.execute(row.on_conflict_do_nothing())


def attempt_of(session: Session, sid: str) -> str | None:
    """The attempt that an inbound call was given to, by the carrier's id of the call."""
    return session.scalar(
        select(Attempt.public_id)
        .join(InboundCall, InboundCall.attempt_id == Attempt.id)
        .where(InboundCall.sid == sid, InboundCall.state == InboundState.CONNECTED)
    )


def _attempt(
    session: Session, last: Attempt, ringing: Ringing, now: datetime, whose: dict[str, int]
) -> Attempt:
    same: dict[str, Any] = {name: getattr(last, name) for name in _SAME}
    attempt = Attempt(
        **same,
        **whose,
        public_id=ids.public_id(),
        client_key=f"inbound {ringing.sid}",
        direction=Direction.INBOUND,
        sid=ringing.sid,
        fence=session.get_one(Lead, last.lead_id).fence,
        rules=[],
        state=AttemptState.PLACED,
        intended_at=now,
        dial_before=now,
        decision_maker=False,
        argued=False,
        counted={},
    )
    session.add(attempt)
    return attempt


def _guarded(session: Session, attempt: Attempt, now: datetime) -> bool:
    guard = insert(LiveCall).values(
        attempt_id=attempt.id,
        e164=attempt.e164,
        lead_id=attempt.lead_id,
        person_id=attempt.person_id,
        since=now,
    )
    made = guard.on_conflict_do_nothing().returning(LiveCall.attempt_id)
    return session.execute(made).first() is not None


def _hold(session: Session, attempt: Attempt, now: datetime) -> None:
    """The lead is in a call: off whatever list it stands on, and nobody else's next step counts."""
    call_lists.end_of_leads(session, [attempt.lead_id], EntryEnd.TAKEN_BACK, now)
    lead = session.get_one(Lead, attempt.lead_id, with_for_update=True, populate_existing=True)
    lead.held, lead.fence = True, lead.fence + 1
    attempt.fence = lead.fence
