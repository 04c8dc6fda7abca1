"""Where a campaign stands against its plan: the gap in causes, and who needs a look."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from zoneinfo import ZoneInfo

from sqlalchemy import and_, func, select, text
from sqlalchemy.orm import Session

from campaigns.figures.totals import ON_TIME, RESTING
from campaigns.kpi import Counters
from campaigns.plan import Plan
from campaigns.states import WorkState
from campaigns.steering import (
    CauseLine,
    Course,
    Room,
    Worked,
    causes,
    course_of,
    elapsed,
    in_tenths,
    worked,
)
from telepro.db import list_states
from telepro.db.calling import Attempt
from telepro.db.results import Callback
from telepro.db.what_for import Campaign
from telepro.db.who import Person, WorkSession

SILENT_AFTER = timedelta(minutes=30)
AT_WORK = sorted(set(WorkState) - RESTING)


@dataclass(frozen=True, slots=True)
class Loss:
    """A cause with its part of the gap in tenths of a result."""

    line: CauseLine
    tenths: int


@dataclass(frozen=True, slots=True)
class Steering:
    """A campaign against the chain of its plan, at a moment."""

    elapsed: Fraction
    plan: Course
    done: Worked
    room: Room | None
    losses: tuple[Loss, ...]

    @property
    def gap_tenths(self) -> int:
        """The gap to the plan in tenths of a result: what the causes add up to, as shown."""
        return sum(loss.tenths for loss in self.losses)

    @property
    def dials_lacking(self) -> int:
        """Dials that the rest of the plan's time would take at the pace so far, and the list does not
        hold; none while its list was not looked at, or no time has gone."""
        if self.room is None or not 0 < self.elapsed < 1:
            return 0
        to_come = self.done.dials * (1 - self.elapsed) / self.elapsed
        return max(0, round(to_come) - self.room.dials)

    @property
    def worst(self) -> Loss | None:
        """The cause that has cost most, if any cost as much as half a result."""
        loss = min(self.losses, key=lambda each: each.line.results)
        return loss if loss.line.results <= Fraction(-1, 2) else None


@dataclass(frozen=True, slots=True)
class LatePromises:
    """Promised callbacks that nobody has made a quarter of an hour after their moment."""

    number: int
    oldest: datetime


@dataclass(frozen=True, slots=True)
class Silent:
    """Somebody at work who has talked to nobody for half an hour."""

    name: str
    since: datetime


def steering(
    session: Session, campaign: Campaign, plan: Plan, counted: Counters, now: datetime
) -> Steering:
    """A campaign's counters against its plan, in causes that add up to the gap."""
    gone = elapsed(plan, now.astimezone(ZoneInfo(campaign.time_zone)))
    course, done = course_of(plan), worked(plan.objectives.metric, counted)
    room = list_states.kept(session, campaign.id)
    lines = causes(course, gone, done, room)
    tenths = in_tenths([line.results for line in lines])
    losses = tuple(Loss(line, shown) for line, shown in zip(lines, tenths, strict=True))
    return Steering(gone, course, done, room, losses)


def late_promises(session: Session, campaign_id: int, now: datetime) -> LatePromises | None:
    """The promises of a campaign that are late; None when none is."""
    asked = select(func.count(), func.min(Callback.due_at)).where(
        Callback.campaign_id == campaign_id,
        Callback.due_at < now - ON_TIME,
        # Spelled as in its partial index.
        text("callbacks.state = 'promised'"),
    )
    number, oldest = session.execute(asked).one()
    return LatePromises(number, oldest) if number else None


def silent(session: Session, campaign_id: int, now: datetime, limit: int = 10) -> list[Silent]:
    """Who has been at work for half an hour or more since their last conversation, longest first."""
    talked = (
        select(Attempt.intended_at)
        .where(
            Attempt.person_id == WorkSession.person_id,
            Attempt.intended_at >= WorkSession.started_at,
            Attempt.counted.has_key("contacts"),
        )
        .order_by(Attempt.intended_at.desc())
        .limit(1)
        .scalar_subquery()
    )
    since = func.coalesce(talked, WorkSession.started_at).label("since")
    seen = (
        select(Person.name, since)
        .select_from(WorkSession)
        .join(Person, Person.id == WorkSession.person_id)
        .where(
            and_(WorkSession.campaign_id == campaign_id, WorkSession.ended_at.is_(None)),
            WorkSession.state.in_(AT_WORK),
        )
        .subquery()
    )
    asked = select(seen).where(seen.c.since <= now - SILENT_AFTER).order_by(seen.c.since)
    return [Silent(*row) for row in session.execute(asked.limit(limit))]
