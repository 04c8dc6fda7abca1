"""Queries behind a campaign's figures: aggregates made by the database, and the calls behind each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, extract, func, select, text
from sqlalchemy.dialects.postgresql import array
from sqlalchemy.orm import Session, aliased

from campaigns.attempts import AttemptState, CallResult, CallStatus
from campaigns.call.recording import RecordingState
from campaigns.dispositions import Disposition
from campaigns.figures.totals import ON_TIME, RESTING
from campaigns.states import CallbackState, WorkState
from telepro.db.calling import Attempt, Call, LiveCall
from telepro.db.other_legs import CallRecording
from telepro.db.results import Callback, Outcome
from telepro.db.who import Person, WorkInterval, WorkSession
from telepro.db.whom import Lead, Prospect


@dataclass(frozen=True, slots=True)
class LiveLine:
    """A call that rings or talks now."""

    attempt_id: str
    lead_id: str
    prospect: str
    city: str | None
    person: str
    state: AttemptState
    status: CallStatus | None
    since: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkerLine:
    """A teleprospector at work now: in which state since when, and why if a reason is known."""

    public_id: str
    name: str
    state: WorkState
    since: datetime
    on_the_line: bool
    reason: str | None
    person_id: int


@dataclass(frozen=True, slots=True)
class CallLine:
    """A call in a list of calls: who called whom when, and what came of it."""

    id: int
    attempt_id: str
    lead_id: str
    prospect: str
    person: str
    at: datetime
    number: int
    result: CallResult | None
    disposition: Disposition | None
    seconds: int | None
    note: str | None
    recording: str | None


def lead_count(session: Session, campaign_id: int) -> int:
    """How many leads a campaign has."""
    return int(session.scalar(select(func.count()).where(Lead.campaign_id == campaign_id)) or 0)


def promises(
    session: Session, campaign_id: int, kept: Mapping[str, int], now: datetime
) -> dict[str, int]:
    """Promised callbacks whose moment has come, and those rung within fifteen minutes of it.

    `kept` are the totals of the campaign: they hold what was called, also ahead of its moment.
    """
    late = func.abs(extract("epoch", Callback.closed_at - Callback.due_at))
    own = Callback.campaign_id == campaign_id
    early = select(func.count(), func.count().filter(late <= ON_TIME.total_seconds())).where(
        own, Callback.due_at > now, Callback.state == CallbackState.CALLED
    )
    # The state is spelled as in its partial index.
    waiting = select(func.count()).where(
        own, Callback.due_at <= now, text("callbacks.state = 'promised'")
    )
    too_early, on_time_yet = session.execute(early).one()
    overdue = session.execute(waiting).scalar_one()
    return {
        "callbacks_due": kept.get("promises_called", 0) - too_early + overdue,
        "callbacks_on_time": kept.get("promises_on_time", 0) - on_time_yet,
    }


def seconds_at_work(
    session: Session, campaign_id: int, kept: Mapping[str, int], now: datetime
) -> dict[str, int]:
    """Seconds signed in and seconds of break on a campaign: those of its totals, and those of the
    intervals that are still open, up to `now`."""
    length = extract("epoch", func.coalesce(WorkInterval.ended_at, now) - WorkInterval.started_at)
    seconds = func.sum(length)
    asked = select(
        func.coalesce(seconds, 0),
        func.coalesce(seconds.filter(WorkInterval.state.in_(sorted(RESTING))), 0),
    ).where(WorkInterval.campaign_id == campaign_id, WorkInterval.ended_at.is_(None))
    logged, resting = session.execute(asked).one()
    return {
        "logged_s": kept.get("logged_s", 0) + int(logged),
        "break_s": kept.get("break_s", 0) + int(resting),
    }


def live(session: Session, campaign_id: int, limit: int = 50) -> list[LiveLine]:
    """Calls that ring or talk now, the longest first."""
    asked = (
        select(
            Attempt.public_id,
            Lead.public_id,
            Prospect.name,
            Prospect.city,
            Person.name,
            Attempt.state,
            Call.status,
            LiveCall.since,
            Call.answered_at,
        )
        .select_from(LiveCall)
        .join(Attempt, Attempt.id == LiveCall.attempt_id)
        .join(Lead, Lead.id == Attempt.lead_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .where(Attempt.campaign_id == campaign_id)
        .order_by(LiveCall.since)
        .limit(limit)
    )
    return [LiveLine(*row) for row in session.execute(asked)]


def talking(session: Session, campaign_id: int) -> set[str]:
    """Who is in a conversation on the campaign now, by public id."""
    asked = (
        select(Person.public_id)
        .select_from(LiveCall)
        .join(Call, Call.attempt_id == LiveCall.attempt_id)
        .join(WorkSession, WorkSession.person_id == LiveCall.person_id)
        .join(Person, Person.id == LiveCall.person_id)
        .where(WorkSession.campaign_id == campaign_id, WorkSession.ended_at.is_(None))
        .where(Call.answered_at.is_not(None))
    )
    return set(session.scalars(asked))


def workers(session: Session, campaign_id: int, limit: int = 200) -> list[WorkerLine]:
    """Who is at work on the campaign now, and in which state since when."""
    asked = (
        select(
            Person.public_id,
            Person.name,
            WorkSession.state,
            func.coalesce(WorkInterval.started_at, WorkSession.started_at),
            and_(WorkSession.leg_joined_at.is_not(None), WorkSession.leg_left_at.is_(None)),
            WorkInterval.reason,
            Person.id,
        )
        .select_from(WorkSession)
        .join(Person, Person.id == WorkSession.person_id)
        .outerjoin(
            WorkInterval,
            and_(WorkInterval.session_id == WorkSession.id, WorkInterval.ended_at.is_(None)),
        )
        .where(WorkSession.campaign_id == campaign_id, WorkSession.ended_at.is_(None))
        .order_by(Person.name)
        .limit(limit)
    )
    return [WorkerLine(*row) for row in session.execute(asked)]


def calls(
    session: Session, campaign_id: int, counters: Sequence[str], before: int | None, limit: int
) -> list[CallLine]:
    """The calls that count in any of these counters, newest first, a page at a time."""
    counting = Attempt.counted.has_any(array(list(counters)))
    return calls_that(session, (Attempt.campaign_id == campaign_id, counting), before, limit)


def calls_that(
    session: Session, conditions: Sequence[ColumnElement[bool]], before: int | None, limit: int
) -> list[CallLine]:
    """The calls of whose attempts all this holds, newest first, a page at a time."""
    asked = _call_query().where(*conditions).order_by(Attempt.id.desc()).limit(limit)
    if before is not None:
        asked = asked.where(Attempt.id < before)
    return [CallLine(*row) for row in session.execute(asked)]


def calls_of_lead(session: Session, lead_id: int, limit: int = 100) -> list[CallLine]:
    """Every call to a lead, newest first."""
    asked = _call_query().where(Attempt.lead_id == lead_id).order_by(Attempt.id.desc())
    return [CallLine(*row) for row in session.execute(asked.limit(limit))]


def _call_query() -> Any:
    return (
        select(
            Attempt.id,
            Attempt.public_id,
            Lead.public_id,
            Prospect.name,
            Person.name,
            Attempt.intended_at,
            Attempt.number,
            Attempt.result,
            Outcome.disposition,
            Call.duration_seconds,
            Outcome.note,
            select(func.min(CallRecording.public_id))
            .where(
                CallRecording.attempt_id == Attempt.id,
                CallRecording.state == RecordingState.STORED,
            )
            .scalar_subquery(),
        )
        .select_from(Attempt)
        .join(Lead, Lead.id == Attempt.lead_id)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Person, Person.id == Attempt.person_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .outerjoin(Outcome, and_(Outcome.attempt_id == Attempt.id, _stands()))
    )


def _stands() -> Any:
    later = aliased(Outcome)
    return ~exists().where(later.supersedes_id == Outcome.id)
