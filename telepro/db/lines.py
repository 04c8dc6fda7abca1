"""The teleprospector's line: what is known of a session's legs, and the time that was lost without one.

Whoever calls these holds the lock of the session's row, so its intervals are cut by one at a time.
"""

from collections import Counter as Tally
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.call import lines as rules
from campaigns.call.lines import Gap, Leg, LineLoss
from campaigns.figures.totals import of_interval
from campaigns.states import WorkState
from telepro.db import sessions
from telepro.db.who import SessionLeg, WorkInterval, WorkSession

Moved = Iterable[tuple[Mapping[str, str], datetime]]  # conference messages, each with its moment
NETWORK = "network"
MEANT_TO_WORK = frozenset({WorkState.READY, WorkState.LINE_LOST})


def follow(session: Session, work: WorkSession, moved: Moved) -> Mapping[str, int]:
    """Follow the session's own leg through these messages, whatever came before them; what its
    intervals then add to the totals."""
    own = [(payload, at) for payload, at in moved if sessions.is_own_leg(payload)]
    if not own:
        return {}
    known = [*_known(work), *(_told(work, payload, at) for payload, at in own)]
    for payload, at in own:
        sessions.leg_moved(work, payload, at)
    for leg in known:
        session.connection().execute(_KEEP, leg)
    return redraw(session, work)


def explain(session: Session, work: WorkSession, leg: str, loss: LineLoss) -> Mapping[str, int]:
    """Keep why a leg was lost, as the page saw it; a leg of another session changes nothing."""
    said = update(SessionLeg).where(SessionLeg.session_id == work.id, SessionLeg.sid == leg)
    session.execute(said.values(loss=loss))
    return redraw(session, work)


def redraw(session: Session, work: WorkSession) -> Mapping[str, int]:
    """Cut the time in which somebody meant to work at the losses of their line; what that adds to
    the totals. Done again it changes nothing."""
    lost = rules.gaps(_legs(session, work))
    added: Tally[str] = Tally()
    for meant, rows in groupby(_intervals(session, work), lambda row: row.state in MEANT_TO_WORK):
        if meant:
            added.update(_recut(session, work, list(rows), lost))
    return {name: change for name, change in added.items() if change}


def _recut(
    session: Session, work: WorkSession, rows: list[WorkInterval], lost: Sequence[Gap]
) -> Tally[str]:
    """Make intervals that follow each other what the losses say; the change in what they add."""
    ended_by = rows[-1].ended_by
    pieces = rules.cut(rows[0].started_at, rows[-1].ended_at, lost)
    added: Tally[str] = Tally()
    added.subtract(_seconds(rows))
    for row in rows[len(pieces) :]:
        session.delete(row)
    session.flush()
    kept = rows[: len(pieces)]
    kept += [_interval(work) for _ in pieces[len(kept) :]]
    for row, piece in zip(kept, pieces, strict=True):
        row.started_at, row.ended_at = piece.begins, piece.ends
        row.state, row.reason = piece.state, piece.reason
        row.ended_by = ended_by if piece is pieces[-1] else NETWORK
    # One interval of a session is open at a time: the old one is closed before another is written.
    session.flush()
    session.add_all(kept)
    session.flush()
    if pieces[-1].ends is None:
        work.state = pieces[-1].state
    added.update(_seconds(kept))
    return added


def _seconds(rows: Iterable[WorkInterval]) -> Tally[str]:
    sums: Tally[str] = Tally()
    for row in rows:
        sums.update(of_interval(row.state, row.started_at, row.ended_at))
    return sums


def _interval(work: WorkSession) -> WorkInterval:
    return WorkInterval(session_id=work.id, person_id=work.person_id, campaign_id=work.campaign_id)


def _intervals(session: Session, work: WorkSession) -> Sequence[WorkInterval]:
    # By their person, whose index it is; what was looked at before may be old.
    return session.scalars(
        select(WorkInterval)
        .where(WorkInterval.person_id == work.person_id, WorkInterval.session_id == work.id)
        .order_by(WorkInterval.started_at, WorkInterval.id)
        .execution_options(populate_existing=True)
    ).all()


def _legs(session: Session, work: WorkSession) -> list[Leg]:
    known = select(SessionLeg.joined_at, SessionLeg.left_at, SessionLeg.loss)
    return [Leg(*row) for row in session.execute(known.where(SessionLeg.session_id == work.id))]


def _known(work: WorkSession) -> Iterable[dict[str, Any]]:
    """What the session itself knows of its newest leg, which may be older than the table of all."""
    if work.leg_sid is not None:
        yield {
            "session_id": work.id,
            "sid": work.leg_sid,
            "joined_at": work.leg_joined_at,
            "left_at": work.leg_left_at,
            "loss": None,
        }


def _told(work: WorkSession, payload: Mapping[str, str], at: datetime) -> dict[str, Any]:
    has_left = payload.get("StatusCallbackEvent") == sessions.LEFT
    return {
        "session_id": work.id,
        "sid": payload["CallSid"],
        "joined_at": None if has_left else at,
        "left_at": at if has_left else None,
        "loss": rules.presumed(at, work.last_seen_at) if has_left else None,
    }


_NEW = insert(SessionLeg)
# The first word on each moment stands, whatever comes later or again.
_KEEP = _NEW.on_conflict_do_update(
    index_elements=[SessionLeg.session_id, SessionLeg.sid],
    set_={
        "joined_at": func.least(SessionLeg.joined_at, _NEW.excluded.joined_at),
        "left_at": func.least(SessionLeg.left_at, _NEW.excluded.left_at),
        "loss": func.coalesce(SessionLeg.loss, _NEW.excluded.loss),
    },
)
