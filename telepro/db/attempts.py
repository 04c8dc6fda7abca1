"""Attempts and their live-call guard: written before anything rings, moved by guarded updates."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.attempts import AttemptState, CallResult, may_move
from telepro.db.calling import Attempt, Call, LiveCall
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession
from telepro.db.whom import Lead

LIVE = (AttemptState.PLACING, AttemptState.PLACED, AttemptState.UNKNOWN)


def by_client_key(session: Session, key: str) -> Attempt | None:
    """The attempt that this request made before, if it did."""
    return session.scalar(select(Attempt).where(Attempt.client_key == key))


def of_person(session: Session, person_id: int, public_id: str) -> Attempt | None:
    """An attempt of this teleprospector, unlocked."""
    return session.scalar(
        select(Attempt).where(Attempt.public_id == public_id, Attempt.person_id == person_id)
    )


def locked(session: Session, public_id: str) -> Attempt | None:
    """An attempt with its lead, both locked in the one order: lead, then attempt."""
    theirs = select(Attempt.lead_id).where(Attempt.public_id == public_id).scalar_subquery()
    lead = session.scalar(select(Lead.id).where(Lead.id == theirs).with_for_update())
    if lead is None:
        return None
    return session.scalar(
        select(Attempt)
        .where(Attempt.public_id == public_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def call_of(session: Session, attempt_id: int) -> Call | None:
    """The carrier's side of an attempt, locked."""
    return session.scalar(select(Call).where(Call.attempt_id == attempt_id).with_for_update())


def guard(session: Session, attempt: Attempt) -> bool:
    """Take number, lead and teleprospector for one live call; False when any of them has one."""
    taken = session.execute(
        insert(LiveCall)
        .values(
            attempt_id=attempt.id,
            e164=attempt.e164,
            lead_id=attempt.lead_id,
            person_id=attempt.person_id,
            since=attempt.intended_at,
        )
        .on_conflict_do_nothing()
        .returning(LiveCall.attempt_id)
    )
    return taken.first() is not None


def in_a_call(session: Session, person_id: int) -> bool:
    """True while a call of this teleprospector may be ringing or talking."""
    live = select(LiveCall.attempt_id).where(LiveCall.person_id == person_id)
    return session.scalar(live) is not None


def release(session: Session, attempt_id: int) -> None:
    """Give number, lead and teleprospector free: the call is over."""
    session.execute(delete(LiveCall).where(LiveCall.attempt_id == attempt_id))


def let_person_go(session: Session, attempt_id: int) -> None:
    """Give the teleprospector free while number and lead stay guarded."""
    session.execute(
        update(LiveCall).where(LiveCall.attempt_id == attempt_id).values(person_id=None)
    )


def claim_next(session: Session, now: datetime) -> Attempt | None:
    """Take the oldest intended attempt for placing; a second taker finds it gone."""
    chosen = (
        select(Attempt.id)
        .where(Attempt.state == AttemptState.INTENDED)
        .order_by(Attempt.intended_at)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return session.scalar(
        update(Attempt)
        .where(Attempt.id == chosen, Attempt.state == AttemptState.INTENDED)
        .values(state=AttemptState.PLACING, placing_at=now)
        .returning(Attempt)
        .execution_options(populate_existing=True)
    )


def refuse_late(session: Session, now: datetime, trouble: str) -> list[tuple[str, str]]:
    """Refuse whatever was intended and is too late now, all at once; (person, campaign) of each."""
    late = (
        select(Attempt.id)
        .where(Attempt.state == AttemptState.INTENDED, Attempt.dial_before < now)
        .with_for_update(skip_locked=True)
    )
    refused = list(
        session.scalars(
            update(Attempt)
            .where(Attempt.id.in_(late))
            .values(
                state=AttemptState.REFUSED,
                trouble=trouble,
                ended_at=now,
                result=CallResult.FAILED,
            )
            .returning(Attempt.id)
        )
    )
    if not refused:
        return []
    session.execute(delete(LiveCall).where(LiveCall.attempt_id.in_(refused)))
    return _topics(session, refused)


def _topics(session: Session, attempt_ids: Sequence[int]) -> list[tuple[str, str]]:
    shown = (
        select(Person.public_id, Campaign.public_id)
        .select_from(Attempt)
        .join(Person, Person.id == Attempt.person_id)
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .where(Attempt.id.in_(attempt_ids))
    )
    return [(person, campaign) for person, campaign in session.execute(shown)]


def move(
    session: Session,
    attempt_id: int,
    from_states: Sequence[AttemptState],
    to: AttemptState,
    values: Mapping[str, Any],
) -> bool:
    """Move an attempt if it still is in one of `from_states`; False when it has moved on."""
    allowed = [state for state in from_states if may_move(state, to)]
    moved = session.execute(
        update(Attempt)
        .where(Attempt.id == attempt_id, Attempt.state.in_(allowed))
        .values(state=to, **values)
        .returning(Attempt.id)
    )
    return moved.first() is not None


def call_off(session: Session, lead_ids: Sequence[int], trouble: str, now: datetime) -> None:
    """Refuse what is intended for these leads; what is being placed at this instant is left."""
    waiting = (
        select(Attempt.id)
        .where(Attempt.lead_id.in_(lead_ids), Attempt.state == AttemptState.INTENDED)
        .with_for_update(skip_locked=True)
    )
    over = {"trouble": trouble, "ended_at": now, "result": CallResult.CANCELED}
    for attempt_id in session.scalars(waiting).all():
        move(session, attempt_id, (AttemptState.INTENDED,), AttemptState.REFUSED, over)
        release(session, attempt_id)


def bind_sid(session: Session, attempt_id: int, sid: str) -> None:
    """Note the carrier's id of an attempt that has none yet."""
    session.execute(
        update(Attempt).where(Attempt.id == attempt_id, Attempt.sid.is_(None)).values(sid=sid)
    )


def claim_hang_up(session: Session, now: datetime) -> Attempt | None:
    """Take one live call whose teleprospector hung up, so that the carrier is told once."""
    chosen = (
        select(Attempt.id)
        .where(
            Attempt.state.in_(LIVE),
            Attempt.hang_up_at.is_not(None),
            Attempt.hung_up_at.is_(None),
            Attempt.sid.is_not(None),
        )
        .order_by(Attempt.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .scalar_subquery()
    )
    return session.scalar(
        update(Attempt)
        .where(Attempt.id == chosen)
        .values(hung_up_at=now)
        .returning(Attempt)
        .execution_options(populate_existing=True)
    )


def doubtful(session: Session, now: datetime, quiet: timedelta, limit: int) -> list[Attempt]:
    """Live attempts that nobody has heard of for `quiet`, and ended ones of which the carrier has
    said two different things; oldest first."""
    contradicted = select(Call.attempt_id).where(Call.conflict, ~Call.confirmed)
    return list(
        session.scalars(
            select(Attempt)
            .where(
                Attempt.state.in_(LIVE) | Attempt.id.in_(contradicted),
                Attempt.intended_at < now - quiet,
                (Attempt.checked_at.is_(None)) | (Attempt.checked_at < now - quiet),
            )
            .order_by(Attempt.intended_at)
            .limit(limit)
        )
    )


def conference_of(session: Session, public_id: str) -> str | None:
    """The conference a live attempt's prospect should join, or None when nobody waits there."""
    return session.scalar(
        select(WorkSession.public_id)
        .join(Attempt, Attempt.session_id == WorkSession.id)
        .join(LiveCall, LiveCall.attempt_id == Attempt.id)
        .where(
            Attempt.public_id == public_id,
            Attempt.state.in_(LIVE),
            # Whoever was let go may be talking to somebody else by now.
            LiveCall.person_id == Attempt.person_id,
            Attempt.hang_up_at.is_(None),
            WorkSession.ended_at.is_(None),
            WorkSession.leg_joined_at.is_not(None),
            WorkSession.leg_left_at.is_(None),
        )
    )


def topics_of(session: Session, attempt: Attempt) -> tuple[str, str]:
    """(person, campaign) public ids of an attempt: whose pages have something new."""
    person = select(Person.public_id).where(Person.id == attempt.person_id)
    campaign = select(Campaign.public_id).where(Campaign.id == attempt.campaign_id)
    found = session.execute(select(person.scalar_subquery(), campaign.scalar_subquery())).one()
    return found[0], found[1]


def asked(session: Session, attempt_id: int, now: datetime) -> None:
    """Note that the carrier was asked about an attempt."""
    session.execute(update(Attempt).where(Attempt.id == attempt_id).values(checked_at=now))


def next_number(session: Session, lead_id: int) -> int:
    """The number of a lead's next attempt, from 1; the lead is locked by whoever asks."""
    last = session.scalar(select(func.max(Attempt.number)).where(Attempt.lead_id == lead_id))
    return (last or 0) + 1


def bound(session: Session, sids: Sequence[str]) -> frozenset[str]:
    """Which of these calls are known to belong to some attempt."""
    return frozenset(session.scalars(select(Attempt.sid).where(Attempt.sid.in_(sids))))
