"""Queries of what a campaign's calls have cost so far: minutes by day, kept for campaigns with a cap."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import DateTime, bindparam, func, select, text
from sqlalchemy.orm import Session

from campaigns.numbers.costs import Minutes, cents_of
from campaigns.numbers.destinations import day_of
from campaigns.states import CampaignState
from telepro.db.numbers import CallMinutes
from telepro.db.what_for import Campaign

# A call that began before midnight may end after it: its day is counted so much longer.
LONGEST_CALL = timedelta(hours=1)


def with_cap(session: Session) -> Sequence[int]:
    """The row ids of running campaigns that may not cost more than so much; at most 1000."""
    asked = select(Campaign.id).where(
        Campaign.state == CampaignState.RUNNING, Campaign.spend_cap_cents.is_not(None)
    )
    return session.scalars(asked.order_by(Campaign.id).limit(1000)).all()


def count(session: Session, campaign_id: int, now: datetime) -> None:
    """Count the minutes of a campaign's calls anew, from the last day that was counted on.

    What it writes is what the calls say, however often: two who count at once write the same.
    """
    last = session.scalar(
        select(func.max(CallMinutes.day)).where(CallMinutes.campaign_id == campaign_id)
    )
    since = None if last is None else min(last, day_of(now - LONGEST_CALL))
    session.execute(_COUNT, {"campaign": campaign_id, "since": since})


def cents(session: Session, campaign_id: int) -> int:
    """What the counted minutes of a campaign cost, in cents, by our prices."""
    rows = session.execute(
        select(CallMinutes.country, CallMinutes.kind, func.sum(CallMinutes.minutes))
        .where(CallMinutes.campaign_id == campaign_id)
        .group_by(CallMinutes.country, CallMinutes.kind)
    )
    return cents_of(Minutes(country, kind, int(minutes)) for country, kind, minutes in rows)


# Each call's begun minutes count whole, as `campaigns.numbers.costs.minutes_of` has it.
_COUNT = text(
    """
    insert into call_minutes (campaign_id, day, country, kind, minutes)
    select a.campaign_id, date_trunc('day', a.intended_at, 'UTC'), p.country, p.kind,
        sum(ceil((a.counted->>'talk_s')::numeric / 60))
    from attempts a join phones p on p.id = a.phone_id
    where a.campaign_id = :campaign and a.counted ? 'talk_s'
        and a.intended_at >= coalesce(cast(:since as timestamptz), '-infinity')
    group by 1, 2, 3, 4
    on conflict (campaign_id, day, country, kind) do update set minutes = excluded.minutes
    """
).bindparams(bindparam("since", type_=DateTime(timezone=True)))
