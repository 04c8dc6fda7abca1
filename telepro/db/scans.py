"""Counts the rows of a campaign one by one: what its counters and totals must say.

Nothing that a person waits for reads a whole campaign. This is for who checks what is kept: the
nightly comparison, the simulation and the tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    DateTime,
    Select,
    Text,
    and_,
    cast,
    exists,
    extract,
    func,
    literal,
    null,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import Session, aliased

from campaigns.attempts import CallResult
from campaigns.figures.totals import LEADS, NEVER_CALLABLE, ON_TIME, RESTING, SAID, STAGE, WINS
from campaigns.pipeline import MeetingStatus, Stage
from campaigns.states import CallbackState
from telepro.db.calling import Attempt
from telepro.db.counting import Counter, Total
from telepro.db.results import Callback, Meeting, MeetingStatusRow, Outcome
from telepro.db.who import WorkInterval
from telepro.db.whom import Lead


@dataclass(frozen=True, slots=True)
class Differences:
    """What would have to be added to what is kept: by hour, person and name; and to totals by name."""

    hours: Mapping[tuple[datetime, int, str], int]
    totals: Mapping[str, int]

    def __bool__(self) -> bool:
        return bool(self.hours or self.totals)


def totals(session: Session, campaign_id: int) -> dict[str, int]:
    """Each total of a campaign that is not zero, counted."""
    told = _all(_by_hour(campaign_id), campaign_id)
    return {name: int(value) for name, value in session.execute(select(told)) if value}


def differences(session: Session, campaign_id: int) -> Differences:
    """Where the kept counters and totals of a campaign differ from its rows, under one snapshot."""
    told = _by_hour(campaign_id)
    rows = session.execute(union_all(_of_hours(told, campaign_id), _of_totals(told, campaign_id)))
    hours: dict[tuple[datetime, int, str], int] = {}
    totals: dict[str, int] = {}
    for hour, person_id, name, missing in rows:
        if hour is None:
            totals[name] = int(missing)
        else:
            hours[hour, person_id, name] = int(missing)
    return Differences(hours, totals)


def _by_hour(campaign_id: int) -> CTE:
    """What the attempts of a campaign count for, by hour and person."""
    each = func.jsonb_each_text(Attempt.counted).table_valued("key", "value")
    hour = func.date_trunc("hour", Attempt.intended_at, "UTC")
    value = func.sum(cast(each.c.value, BigInteger))
    return (
        select(
            hour.label("hour"), Attempt.person_id, each.c.key.label("name"), value.label("value")
        )
        .select_from(Attempt)
        .join(each, true())
        .where(Attempt.campaign_id == campaign_id)
        .group_by(hour, Attempt.person_id, each.c.key)
        .cte("by_hour")
    )


def _of_hours(told: CTE, campaign_id: int) -> Select[Any]:
    kept = select(Counter).where(Counter.campaign_id == campaign_id).cte("kept_hours")
    same = and_(
        kept.c.hour == told.c.hour,
        kept.c.person_id == told.c.person_id,
        kept.c.name == told.c.name,
    )
    missing = func.coalesce(told.c.value, 0) - func.coalesce(kept.c.value, 0)
    return (
        select(
            func.coalesce(told.c.hour, kept.c.hour),
            func.coalesce(told.c.person_id, kept.c.person_id),
            func.coalesce(told.c.name, kept.c.name),
            missing,
        )
        .select_from(told.join(kept, same, full=True))
        .where(missing != 0)
    )


def _of_totals(by_hour: CTE, campaign_id: int) -> Select[Any]:
    told = _all(by_hour, campaign_id)
    kept = (
        select(Total.name, func.sum(Total.value).label("value"))
        .where(Total.campaign_id == campaign_id)
        .group_by(Total.name)
        .cte("kept_totals")
    )
    missing = func.coalesce(told.c.value, 0) - func.coalesce(kept.c.value, 0)
    return (
        select(
            cast(null(), DateTime(timezone=True)),
            cast(null(), BigInteger),
            func.coalesce(told.c.name, kept.c.name),
            missing,
        )
        .select_from(told.join(kept, kept.c.name == told.c.name, full=True))
        .where(missing != 0)
    )


def _all(by_hour: CTE, campaign_id: int) -> CTE:
    """Every total by name: what all hours come to, and what belongs to no hour."""
    parts = union_all(
        select(by_hour.c.name, by_hour.c.value),
        _leads(campaign_id),
        _outcomes(campaign_id),
        _wrap_up(campaign_id),
        _promises(campaign_id),
        _meetings(campaign_id),
        _at_work(campaign_id),
    ).subquery()
    value = func.sum(parts.c.value).label("value")
    return select(parts.c.name, value).group_by(parts.c.name).cte("told")


def _leads(campaign_id: int) -> CompoundSelect[Any]:
    alike = (
        Lead.stage,
        Lead.closed_reason.label("closed"),
        (Lead.attempts > 0).label("worked"),
        (Lead.contacts > 0).label("contacted"),
    )
    leads = (
        select(*alike, func.count().label("number"))
        .where(Lead.campaign_id == campaign_id)
        .group_by(*alike)
        .cte("filed")
    )

    def those(name: str, condition: ColumnElement[bool]) -> Select[Any]:
        return select(literal(name), leads.c.number).where(condition)

    return union_all(
        those(LEADS, true()),
        select(literal(STAGE) + cast(leads.c.stage, Text), leads.c.number),
        those("records_callable", leads.c.worked | _may_be_called(leads.c.closed)),
        those("records_worked", leads.c.worked),
        those("records_contacted", leads.c.contacted),
        those("records_closed", leads.c.closed.is_not(None)),
        those("wins", leads.c.stage.in_(sorted(WINS))),
        those("losses", leads.c.stage == Stage.LOST),
    )


def _may_be_called(closed: ColumnElement[Any]) -> ColumnElement[bool]:
    return closed.is_(None) | closed.not_in(sorted(NEVER_CALLABLE))


def _outcomes(campaign_id: int) -> Select[str, int]:
    later = aliased(Outcome)
    return (
        select(literal(SAID) + cast(Outcome.disposition, Text), func.count())
        .where(
            Outcome.campaign_id == campaign_id, ~exists().where(later.supersedes_id == Outcome.id)
        )
        .group_by(Outcome.disposition)
    )


def _wrap_up(campaign_id: int) -> Select[str, int]:
    return select(
        literal("wrap_s"),
        func.sum(func.greatest(_seconds(Attempt.ended_at, Attempt.settled_at), 0)),
    ).where(
        Attempt.campaign_id == campaign_id,
        Attempt.result == CallResult.ANSWERED,
        Attempt.ended_at.is_not(None),
        Attempt.settled_at.is_not(None),
    )


def _promises(campaign_id: int) -> CompoundSelect[Any]:
    off = func.abs(extract("epoch", Callback.closed_at - Callback.due_at))
    called = (Callback.campaign_id == campaign_id, Callback.state == CallbackState.CALLED)
    return union_all(
        select(literal("promises_called"), func.count()).where(*called),
        select(literal("promises_on_time"), func.count()).where(
            *called, off <= ON_TIME.total_seconds()
        ),
    )


def _meetings(campaign_id: int) -> CompoundSelect[Any]:
    newest = (
        select(MeetingStatusRow.status)
        .where(MeetingStatusRow.meeting_id == Meeting.id)
        .order_by(MeetingStatusRow.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    own = Meeting.campaign_id == campaign_id
    return union_all(
        select(literal("meetings_held"), func.count()).where(own, newest == MeetingStatus.HELD),
        select(literal("results_accepted"), func.count()).where(
            own, Meeting.accepted_at.is_not(None)
        ),
    )


def _at_work(campaign_id: int) -> CompoundSelect[Any]:
    seconds = func.sum(_seconds(WorkInterval.started_at, WorkInterval.ended_at))
    over = (WorkInterval.campaign_id == campaign_id, WorkInterval.ended_at.is_not(None))
    return union_all(
        select(literal("logged_s"), seconds).where(*over),
        select(literal("break_s"), seconds).where(*over, WorkInterval.state.in_(sorted(RESTING))),
    )


def _seconds(start: Any, end: Any) -> ColumnElement[int]:
    """Between two moments, to the nearest second."""
    return cast(func.floor(extract("epoch", end - start) + 0.5), BigInteger)
