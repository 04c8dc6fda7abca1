"""What each action of a manager does to a batch of prospects, and how it is taken back."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, delete, exists, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session, aliased

from campaigns.prospect_base.prospect_actions import Action
from telepro.db import objections, suppressions
from telepro.db.set_aside import ProspectAction, ProspectRecheck, ProspectTag
from telepro.db.whom import Lead, Prospect, Suppression

Step = Callable[[Session, ProspectAction, Sequence[int], datetime], None]
StepBack = Callable[[Session, ProspectAction, Sequence[int], datetime], int]


def _exclude(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> None:
    asked = select(Prospect.id, Prospect.public_id).where(Prospect.id.in_(ids))
    named = {row.id: row.public_id for row in session.execute(asked)}
    suppressions.exclude(session, action, named, now)
    objections.take_back_prospects(session, action.organisation_id, ids, now)


def _give_back(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> None:
    _lift(session, action, now, Suppression.prospect_id.in_(ids))


def _tag(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> None:
    company, tag = action.organisation_id, action.tag
    rows = [
        {
            "organisation_id": company,
            "prospect_id": each,
            "tag": tag,
            "action_id": action.id,
            "created_at": now,
        }
        for each in ids
    ]
    session.execute(upsert(ProspectTag).values(rows).on_conflict_do_nothing())


def _untag(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> None:
    carried = ProspectTag.prospect_id.in_(ids), ProspectTag.tag == action.tag
    session.execute(delete(ProspectTag).where(*carried))


def _recheck(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> None:
    again = {"action_id": action.id, "asked_at": now}
    company = action.organisation_id
    rows = [{"organisation_id": company, "prospect_id": each, **again} for each in ids]
    listed = upsert(ProspectRecheck).values(rows)
    session.execute(listed.on_conflict_do_update(index_elements=["prospect_id"], set_=again))


def _unexclude(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> int:
    mine = Suppression.action_id == action.id
    return _lift(session, action, now, mine, Suppression.prospect_id.in_(ids))


def _exclude_again(
    session: Session, action: ProspectAction, ids: Sequence[int], now: datetime
) -> int:
    other = aliased(Suppression)
    stands = exists().where(
        other.organisation_id == Suppression.organisation_id,
        other.scope == Suppression.scope,
        other.fingerprint == Suppression.fingerprint,
        other.lifted_at.is_(None),
    )
    back = (
        update(Suppression)
        .where(Suppression.given_back_id == action.id, Suppression.prospect_id.in_(ids), ~stands)
        .values(lifted_at=None, given_back_id=None)
        .returning(Suppression.prospect_id)
    )
    excluded = _numbers(session.scalars(back))
    objections.take_back_prospects(session, action.organisation_id, excluded, now)
    return len(excluded)


def _untag_mine(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> int:
    mine = ProspectTag.action_id == action.id, ProspectTag.prospect_id.in_(ids)
    gone = delete(ProspectTag).where(*mine).returning(ProspectTag.prospect_id)
    return len(session.scalars(gone).all())


def _tag_again(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> int:
    _tag(session, action, ids, now)
    return len(ids)


def _unlist(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> int:
    mine = ProspectRecheck.action_id == action.id, ProspectRecheck.prospect_id.in_(ids)
    gone = delete(ProspectRecheck).where(*mine).returning(ProspectRecheck.prospect_id)
    return len(session.scalars(gone).all())


def _lift(
    session: Session, action: ProspectAction, now: datetime, *which: ColumnElement[bool]
) -> int:
    """Lift exclusions of managers, never an objection; their leads are judged anew at the next deal."""
    excluded = (
        Suppression.organisation_id == action.organisation_id,
        Suppression.action_id.is_not(None),
        Suppression.lifted_at.is_(None),
        *which,
    )
    lifted = (
        update(Suppression)
        .where(*excluded)
        .values(lifted_at=now, given_back_id=action.id)
        .returning(Suppression.prospect_id)
    )
    back = _numbers(session.scalars(lifted))
    session.execute(
        update(Lead)
        .where(
            Lead.prospect_id.in_(back),
            Lead.blocked_by.is_not(None),
            Lead.blocked_until.is_(None),
            Lead.closed_at.is_(None),
        )
        .values(blocked_by=None)
    )
    return len(back)


def _numbers(ids: Iterable[int | None]) -> list[int]:
    return [each for each in ids if each is not None]


DO: Mapping[Action, Step] = {
    Action.EXCLUDE: _exclude,
    Action.GIVE_BACK: _give_back,
    Action.TAG: _tag,
    Action.UNTAG: _untag,
    Action.RECHECK: _recheck,
}
UNDO: Mapping[Action, StepBack] = {
    Action.EXCLUDE: _unexclude,
    Action.GIVE_BACK: _exclude_again,
    Action.TAG: _untag_mine,
    Action.UNTAG: _tag_again,
    Action.RECHECK: _unlist,
}
