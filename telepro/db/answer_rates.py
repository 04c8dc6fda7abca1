"""How the numbers that a campaign shows are answered: in a week, and in the last calls from each."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from campaigns.numbers.caller_ids import LOOK_BACK, Answers
from telepro.db.calling import Attempt
from telepro.db.numbers import CallerId, CampaignCallerId

WEEK = timedelta(days=7)
# Calls older than that say nothing of how a number is answered now.
MEMORY = timedelta(days=14)


def in_a_week(session: Session, campaign_id: int, now: datetime) -> dict[str, Answers]:
    """Ended calls of a campaign's pool in seven days, and how many a person answered, by number."""
    return _answers(session, _ended(campaign_id, now - WEEK))


def lately(session: Session, campaign_id: int, now: datetime) -> dict[str, Answers]:
    """The last `LOOK_BACK` ended calls of each number of a campaign's pool, and how many a person
    answered, by number; none from before its last rest was over."""
    since_rest = or_(CallerId.rest_until.is_(None), Attempt.intended_at >= CallerId.rest_until)
    calls = _ended(campaign_id, now - MEMORY).where(since_rest).subquery()
    return _answers(session, select(calls).where(calls.c.place <= LOOK_BACK))


def _ended(campaign_id: int, since: datetime) -> Select[Any]:
    """Ended calls of the numbers of a campaign's pool, each with its place from the last on."""
    place = func.row_number().over(
        partition_by=Attempt.caller_id, order_by=Attempt.intended_at.desc()
    )
    return (
        select(Attempt.caller_id, Attempt.counted, place.label("place"))
        .join(CampaignCallerId, CampaignCallerId.campaign_id == Attempt.campaign_id)
        .join(CallerId, CallerId.id == CampaignCallerId.caller_id_id)
        .where(
            Attempt.campaign_id == campaign_id,
            Attempt.caller_id == CallerId.e164,
            Attempt.intended_at >= since,
            Attempt.ended_at.is_not(None),
            Attempt.sid.is_not(None),
        )
    )


def _answers(session: Session, calls: Select[Any]) -> dict[str, Answers]:
    each = calls.subquery()
    answered = func.count().filter(each.c.counted.has_key("answered"))
    asked = select(each.c.caller_id, func.count(), answered).group_by(each.c.caller_id)
    return {number: Answers(made, heard) for number, made, heard in session.execute(asked)}
