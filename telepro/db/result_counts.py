"""Counts results by where they stand at a moment: of missions, of a campaign, of one person."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, func, select
from sqlalchemy.orm import Session

from telepro.db import meetings
from telepro.db.calling import Attempt
from telepro.db.columns import INSTANT
from telepro.db.results import Meeting
from telepro.db.validation import is_accepted, is_contested, is_due, is_open, is_waiting


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """Results that wait for the company, that are accepted, and that it contests."""

    waiting: int = 0
    accepted: int = 0
    contested: int = 0


def of_campaigns(session: Session, campaign_ids: Sequence[int], now: datetime) -> ResultCounts:
    """The results of some campaigns at `now`."""
    mine = Meeting.campaign_id.in_(campaign_ids)
    return ResultCounts(*session.execute(_counted(now).where(mine)).one())


def of_person(session: Session, person_id: int, campaign_id: int, now: datetime) -> ResultCounts:
    """The results that one person brought on a campaign, at `now`."""
    asked = {"person": person_id, "campaign": campaign_id, "now": now}
    return ResultCounts(*session.execute(_of_person(), asked).one())


def late_in(session: Session, campaign_id: int, now: datetime) -> int:
    """How many results of a campaign a deadline has accepted that is not noted yet."""
    latest = meetings.latest_status()
    asked = (
        select(func.count())
        .select_from(Meeting)
        .join(latest, meetings.stands(latest))
        .where(Meeting.campaign_id == campaign_id, is_open(latest), is_due(now))
    )
    return session.scalar(asked) or 0


def contested_in(session: Session, campaign_id: int) -> int:
    """How many results of a campaign are contested and not settled."""
    latest = meetings.latest_status()
    asked = (
        select(func.count())
        .select_from(Meeting)
        .join(latest, meetings.stands(latest))
        .where(Meeting.campaign_id == campaign_id, is_contested(latest))
    )
    return session.scalar(asked) or 0


@cache
def _of_person() -> Select[int, int, int]:
    return (
        _counted(bindparam("now", type_=INSTANT))
        .join(Attempt, Attempt.id == Meeting.attempt_id)
        .where(
            Attempt.person_id == bindparam("person"),
            Meeting.campaign_id == bindparam("campaign"),
        )
    )


def _counted(now: Any) -> Select[int, int, int]:
    latest = meetings.latest_status()
    return (
        select(
            func.count().filter(is_waiting(latest, now)),
            func.count().filter(is_accepted(latest, now)),
            func.count().filter(is_contested(latest)),
        )
        .select_from(Meeting)
        .join(latest, meetings.stands(latest))
    )
