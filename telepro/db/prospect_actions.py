"""Queries of what managers do to many prospects at once: whom it takes, a batch done, a batch undone."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    and_,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.orm import Session

from campaigns.pipeline import MeetingStatus
from campaigns.prospect_base.prospect_actions import (
    MOST_TAGS,
    Action,
    ActionState,
    Known,
    WhyNot,
    why_not,
)
from campaigns.states import CallbackState
from telepro.db.columns import INSTANT
from telepro.db.prospect_action_steps import DO, UNDO
from telepro.db.prospect_search import ProspectFilter, conditions
from telepro.db.results import Callback, Meeting, MeetingStatusRow
from telepro.db.set_aside import ProspectAction, ProspectActionItem, ProspectRecheck, ProspectTag
from telepro.db.whom import Lead, Prospect, Suppression

BATCH = 500
AT_WORK = (ActionState.WAITING, ActionState.UNDOING)


def count(session: Session, wanted: ProspectFilter) -> int:
    """How many prospects fit."""
    asked = select(func.count()).select_from(Prospect).where(*conditions(wanted))
    return int(session.scalar(asked) or 0)


def foreseen(
    session: Session, wanted: ProspectFilter, action: Action, tag: str, now: datetime
) -> Counter[WhyNot | None]:
    """How many of those who fit the action would take (under None), and leave out for which reason."""
    facts = _facts(tag, now)
    each = select(*facts).where(*conditions(wanted)).subquery()
    rows = session.execute(select(*each.c, func.count()).group_by(*each.c))
    told: Counter[WhyNot | None] = Counter()
    for *known, number in rows:
        told[why_not(action, Known(*known))] += number
    return told


def choose(session: Session, action: ProspectAction, wanted: ProspectFilter) -> None:
    """Write down whom an action was asked for, so that what fits later is not touched."""
    session.add(action)
    session.flush()
    chosen = select(literal(action.id), Prospect.id).where(*conditions(wanted))
    items = insert(ProspectActionItem).from_select(["action_id", "prospect_id"], chosen)
    session.execute(items)


def of_agencies(session: Session, agencies: Sequence[int], public_id: str) -> ProspectAction | None:
    """An action of these agencies."""
    asked = select(ProspectAction).where(
        ProspectAction.public_id == public_id, ProspectAction.agency_id.in_(agencies)
    )
    return session.scalars(asked).one_or_none()


def newest(session: Session, agencies: Sequence[int], limit: int) -> Sequence[ProspectAction]:
    """The latest actions of these agencies."""
    asked = select(ProspectAction).where(ProspectAction.agency_id.in_(agencies))
    return session.scalars(asked.order_by(ProspectAction.id.desc()).limit(limit)).all()


def unattended(session: Session, silent_since: datetime) -> list[int]:
    """The actions that wait to be done or undone, those whose process fell silent included."""
    asked = select(ProspectAction.id).where(_free(silent_since))
    return list(session.scalars(asked.order_by(ProspectAction.id)))


def take(session: Session, action_id: int, silent_since: datetime, now: datetime) -> bool:
    """Take an action to work on it; False when another process has it or it is over."""
    taken = update(ProspectAction).where(ProspectAction.id == action_id, _free(silent_since))
    given = taken.values(beat_at=now).returning(ProspectAction.id)
    return session.execute(given).first() is not None


def _free(silent_since: datetime) -> ColumnElement[bool]:
    beat = ProspectAction.beat_at
    return and_(ProspectAction.state.in_(AT_WORK), or_(beat.is_(None), beat < silent_since))


def next_batch(session: Session, action: ProspectAction, now: datetime) -> dict[int, WhyNot | None]:
    """The next prospects of an action, with the reason for which each is left out as it is now."""
    asked = (
        select(Prospect.id, *_facts(action.tag, now))
        .join(ProspectActionItem, ProspectActionItem.prospect_id == Prospect.id)
        .where(ProspectActionItem.action_id == action.id, Prospect.id > action.cursor)
        .order_by(Prospect.id)
        .limit(BATCH)
    )
    rows = session.execute(asked).all()
    return {key: why_not(action.action, Known(*known)) for key, *known in rows}


def do(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> None:
    """Do to these prospects what the action says, and note that it was done."""
    DO[action.action](session, action, ids, now)
    session.execute(
        update(ProspectActionItem)
        .where(ProspectActionItem.action_id == action.id, ProspectActionItem.prospect_id.in_(ids))
        .values(done_at=now)
    )


def done_after(session: Session, action: ProspectAction) -> Sequence[int]:
    """The next prospects to which the action was done, by row id."""
    asked = select(ProspectActionItem.prospect_id).where(
        ProspectActionItem.action_id == action.id,
        ProspectActionItem.done_at.is_not(None),
        ProspectActionItem.prospect_id > action.cursor,
    )
    return session.scalars(asked.order_by(ProspectActionItem.prospect_id).limit(BATCH)).all()


def undo(session: Session, action: ProspectAction, ids: Sequence[int], now: datetime) -> int:
    """Take back what the action did to these prospects, where it stands; gives to how many."""
    return UNDO[action.action](session, action, ids, now)


def _facts(tag: str, now: datetime) -> list[ColumnElement[bool]]:
    """What an action must know of the prospect at hand, in the order of `Known`."""
    stands = and_(
        Suppression.prospect_id == Prospect.id,
        Suppression.organisation_id == Prospect.organisation_id,
        Suppression.lifted_at.is_(None),
    )
    of_prospect, promised = (
        Lead.prospect_id == Prospect.id,
        Callback.state == CallbackState.PROMISED,
    )
    cancelled = exists().where(
        MeetingStatusRow.meeting_id == Meeting.id,
        MeetingStatusRow.status == MeetingStatus.CANCELLED,
    )
    to_come = and_(Meeting.starts_at > literal(now, INSTANT), ~cancelled)
    tags = ProspectTag.prospect_id == Prospect.id
    number = select(func.count()).where(tags).correlate(Prospect).scalar_subquery()
    listed = ProspectRecheck.prospect_id == Prospect.id
    facts: dict[str, ColumnElement[bool]] = {
        "excluded": exists().where(stands, Suppression.action_id.is_not(None)),
        "objected": exists().where(stands, Suppression.action_id.is_(None)),
        "promised": exists().where(of_prospect, Callback.lead_id == Lead.id, promised),
        "meeting": exists().where(of_prospect, Meeting.lead_id == Lead.id, to_come),
        "tagged": exists().where(tags, ProspectTag.tag == tag),
        "tags_full": number >= MOST_TAGS,
        "listed": exists().where(listed, ProspectRecheck.asked_at >= Prospect.updated_at),
    }
    return [fact.label(name) for name, fact in facts.items()]


def tags_of(session: Session, prospect_id: int) -> Sequence[str]:
    """The tags that a prospect carries, by name."""
    asked = select(ProspectTag.tag).where(ProspectTag.prospect_id == prospect_id)
    return session.scalars(asked.order_by(ProspectTag.tag)).all()


def tags_in_use(session: Session, companies: Sequence[int], limit: int) -> Sequence[str]:
    """The tags that prospects of these companies carry, by name."""
    asked = select(ProspectTag.tag).where(ProspectTag.organisation_id.in_(companies)).distinct()
    return session.scalars(asked.order_by(ProspectTag.tag).limit(limit)).all()
