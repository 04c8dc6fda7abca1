"""Work sessions: who is at work, whether their line is there, and what they did of their time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import and_, bindparam, func, select, update
from sqlalchemy.orm import Session

from campaigns.call.obstacles import Obstacle, refusal
from campaigns.figures.totals import of_interval
from campaigns.problems import Refused
from campaigns.states import WorkState
from telepro.db import people
from telepro.db.who import WorkInterval, WorkSession

LABEL = "session_"
LEFT = "participant-leave"


def open_of(session: Session, person_id: int) -> WorkSession | None:
    """The open session of a person, unlocked."""
    return session.scalar(_OPEN, {"person": person_id})


@dataclass(frozen=True, slots=True)
class AtWork:
    """An open session as its page needs it; `on_the_line` while the own leg sits in the conference."""

    person_id: int
    campaign_id: int
    state: WorkState
    on_the_line: bool


def seen(session: Session, person_id: int, now: datetime) -> AtWork | None:
    """Note that a person's page has just asked; their open session, or None for who has none."""
    row = session.execute(_SEEN, {"person": person_id, "at": now}).first()
    return AtWork(*row) if row else None


_MINE = (WorkSession.person_id == bindparam("person"), WorkSession.ended_at.is_(None))
_OPEN = select(WorkSession).where(*_MINE)
_SEEN = (
    update(WorkSession)
    .where(*_MINE)
    .values(last_seen_at=bindparam("at"))
    .returning(
        WorkSession.person_id,
        WorkSession.campaign_id,
        WorkSession.state,
        and_(WorkSession.leg_joined_at.is_not(None), WorkSession.leg_left_at.is_(None)),
    )
    .execution_options(synchronize_session=False)
)


def locked_open_of(session: Session, person_id: int) -> WorkSession | None:
    """The open session of a person, locked."""
    return session.scalar(_LOCK_OPEN, {"person": person_id})


_LOCK_OPEN = (
    select(WorkSession).where(*_MINE).with_for_update().execution_options(populate_existing=True)
)


def locked(session: Session, public_id: str) -> WorkSession | None:
    """A session by its public id, locked."""
    return session.scalar(
        select(WorkSession)
        .where(WorkSession.public_id == public_id)
        .with_for_update()
        .execution_options(populate_existing=True)
    )


def named(session: Session, public_id: str) -> WorkSession | None:
    """A session by its public id, unlocked."""
    return session.scalar(select(WorkSession).where(WorkSession.public_id == public_id))


def with_code(session: Session, code: str) -> str | None:
    """The open session whose line this code opens from any telephone; its public id."""
    return session.scalar(
        select(WorkSession.public_id).where(
            WorkSession.dial_in_code == code, WorkSession.ended_at.is_(None)
        )
    )


def open_conference(session: Session, public_id: str) -> str | None:
    """The conference of an open session, which carries the session's id as its name."""
    return session.scalar(
        select(WorkSession.public_id).where(
            WorkSession.public_id == public_id, WorkSession.ended_at.is_(None)
        )
    )


def on_the_line(work: WorkSession) -> bool:
    """True while the teleprospector's own leg sits in the conference."""
    return work.leg_joined_at is not None and work.leg_left_at is None


def has_lost_its_line(work: WorkSession) -> bool:
    """True once the teleprospector's own leg has left the conference and no other has come."""
    return work.leg_left_at is not None


def is_own_leg(payload: Mapping[str, str]) -> bool:
    """True for a message about the teleprospector's own leg, by the label that we gave it."""
    return "CallSid" in payload and payload.get("ParticipantLabel", "").startswith(LABEL)


def leg_moved(work: WorkSession, payload: Mapping[str, str], at: datetime) -> None:
    """Follow the teleprospector's leg, which moved at `at`; joining and leaving may come in either
    order.

    A newer leg replaces an older one; of one leg, leaving is final.
    """
    if not is_own_leg(payload):
        return
    sid = payload["CallSid"]
    if sid != work.leg_sid:
        if work.leg_joined_at is not None and at < work.leg_joined_at:
            return
        work.leg_sid, work.leg_joined_at, work.leg_left_at = sid, at, None
        work.conference_sid = payload.get("ConferenceSid")
    if payload.get("StatusCallbackEvent") == LEFT:
        work.leg_left_at = at


def silent_lines(session: Session, before: datetime, limit: int) -> list[tuple[str, str]]:
    """(session, leg) of open lines whose page has not asked for anything since `before`."""
    rows = session.execute(
        select(WorkSession.public_id, WorkSession.leg_sid)
        .where(
            WorkSession.ended_at.is_(None),
            WorkSession.leg_joined_at.is_not(None),
            WorkSession.leg_left_at.is_(None),
            WorkSession.last_seen_at < before,
        )
        .order_by(WorkSession.last_seen_at)
        .limit(limit)
    )
    return [(public_id, leg) for public_id, leg in rows if leg]


def change_state(
    session: Session, work: WorkSession, state: WorkState, reason: str | None, now: datetime
) -> Mapping[str, int]:
    """Close the running interval and open one of another state; what that adds to the totals."""
    added = close_interval(session, work, now, "person")
    work.state = state
    session.add(
        WorkInterval(
            session_id=work.id,
            person_id=work.person_id,
            campaign_id=work.campaign_id,
            state=state,
            reason=reason,
            started_at=now,
        )
    )
    return added


def close_interval(
    session: Session, work: WorkSession, now: datetime, ended_by: str
) -> Mapping[str, int]:
    """End the running interval of a session; the seconds that it adds to the campaign's totals."""
    # A session ends when its page was last seen, perhaps a moment before its line was lost.
    ended = session.execute(
        update(WorkInterval)
        .where(WorkInterval.session_id == work.id, WorkInterval.ended_at.is_(None))
        .values(ended_at=func.greatest(WorkInterval.started_at, now), ended_by=ended_by)
        .returning(WorkInterval.state, WorkInterval.started_at, WorkInterval.ended_at)
    ).first()
    session.flush()
    return of_interval(*ended) if ended else {}


def finish(
    session: Session, work: WorkSession, now: datetime, reason: str, ended_by: str
) -> Mapping[str, int]:
    """End a session and its running interval; the seconds that it adds to the campaign's totals.

    They are to be added when every lock on leads is taken.
    """
    added = close_interval(session, work, now, ended_by)
    work.ended_at, work.end_reason = now, reason
    return added


def working(session: Session, person_id: int) -> WorkSession:
    """The open session of a person, locked; raises `Refused` when they are not at work."""
    work = locked_open_of(session, person_id)
    if work is None:
        raise not_at_work(session, person_id)
    return work


def not_at_work(session: Session, person_id: int) -> Refused:
    """What a person is told who has no open session."""
    return refusal(Obstacle.NOT_AT_WORK, people.language_of(session, person_id))
