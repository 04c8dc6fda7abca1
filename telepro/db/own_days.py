"""Reads a teleprospector's own day: their calls and their hours, campaign by campaign, nobody else's."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, and_, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.numbers.hidden_numbers import conceal
from campaigns.teleprospector.own_day import Interval, OwnCall
from telepro.db.calling import Attempt, Call
from telepro.db.results import Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation, WorkInterval
from telepro.db.whom import Prospect

# Ten hours at a call every thirty seconds; who makes more is no person.
MOST_CALLS = 1200
MOST_INTERVALS = 1000


@dataclass(frozen=True, slots=True)
class Worked:
    """A campaign on which a person did something in a span of time."""

    campaign_id: int
    calls: tuple[OwnCall, ...]
    intervals: tuple[Interval, ...]


def between(
    session: Session, person_id: int, since: datetime, until: datetime, now: datetime
) -> list[Worked]:
    """A person's calls and hours from `since` up to `until`, in the order they came to each campaign.

    An interval that runs ends at `now`. The bounds cut no interval: whoever adds them up does.
    """
    calls = _calls(session, person_id, since, until)
    intervals = _intervals(session, person_id, since, until, now)
    order = dict.fromkeys([*intervals, *calls])
    return [
        Worked(each, tuple(calls.get(each, ())), tuple(intervals.get(each, ()))) for each in order
    ]


def _calls(
    session: Session, person_id: int, since: datetime, until: datetime
) -> dict[int, list[OwnCall]]:
    found: dict[int, list[OwnCall]] = {}
    mine = (
        Attempt.person_id == person_id,
        Attempt.intended_at >= since,
        Attempt.intended_at < until,
    )
    asked = _asked().where(*mine, Attempt.sid.is_not(None)).order_by(Attempt.id).limit(MOST_CALLS)
    for attempt, prospect, outcome, seconds, masks in session.execute(asked):
        name = conceal(prospect.name, (), prospect.country) if masks else prospect.name
        call = OwnCall(
            at=attempt.intended_at,
            prospect=name,
            disposition=outcome.disposition if outcome else None,
            result=attempt.result,
            seconds=int(seconds or 0),
            argued=bool(outcome and outcome.argued),
            decision_maker=bool(outcome and outcome.decision_maker),
        )
        found.setdefault(attempt.campaign_id, []).append(call)
    return found


_later = aliased(Outcome)


def _asked() -> Select[Attempt, Prospect, Outcome, int | None, bool]:
    standing = ~exists().where(_later.supersedes_id == Outcome.id)
    masks = func.coalesce(Campaign.mask_numbers, Organisation.mask_numbers)
    return (
        select(Attempt, Prospect, Outcome, Call.duration_seconds, masks)
        .join(Prospect, Prospect.id == Attempt.prospect_id)
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .join(Organisation, Organisation.id == Attempt.controller_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .outerjoin(Outcome, and_(Outcome.attempt_id == Attempt.id, standing))
    )


def _intervals(
    session: Session, person_id: int, since: datetime, until: datetime, now: datetime
) -> dict[int, list[Interval]]:
    still = WorkInterval.ended_at.is_(None)
    rows = session.scalars(
        select(WorkInterval)
        .where(
            WorkInterval.person_id == person_id,
            WorkInterval.started_at < until,
            still | (WorkInterval.ended_at > since),
        )
        .order_by(WorkInterval.started_at)
        .limit(MOST_INTERVALS)
    )
    found: dict[int, list[Interval]] = {}
    for row in rows:
        span = Interval(row.state, row.reason, row.started_at, row.ended_at or now)
        found.setdefault(row.campaign_id, []).append(span)
    return found
