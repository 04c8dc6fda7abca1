"""Queries of a company's earlier campaigns: what they counted, who called, on how many days, how deep."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Date, Select, cast, func, select
from sqlalchemy.orm import Session

from campaigns.kpi import Counters, named
from campaigns.plan import Plan
from campaigns.prospects import Audience
from telepro.db import frozen, meetings, outlooks, reports
from telepro.db.counters import NETWORK
from telepro.db.counting import Counter, Total
from telepro.db.what_for import Campaign

MOST = 6
# So many are looked at for those of one audience.
_LOOKED_AT = 24


@dataclass(frozen=True, slots=True)
class Earlier:
    """A campaign that was called: its plan, counters, people, calling days, last of these, and leads that
    were tried once at least, twice at least and so on."""

    plan: Plan
    counted: Counters
    people: int
    days: int
    last: date
    by_attempt: tuple[int, ...]


def campaigns(
    session: Session,
    company_id: int,
    managed_by: Sequence[int],
    audience: Audience,
    now: datetime,
) -> list[Earlier]:
    """The company's campaigns of that audience that one of these organisations manages and that were
    called, the newest first; six at most."""
    plans = {
        row.id: plan
        for row in session.execute(_launched(company_id, managed_by))
        if (plan := frozen.plan(session, row.plan_id)).audience is audience
    }
    called = _called(session, list(plans))
    ids = sorted(called, key=lambda each: called[each][2], reverse=True)[:MOST]
    kept, tried = _totals(session, ids), outlooks.dials_by_attempt(session, ids)
    return [
        Earlier(
            plans[each],
            _counted(session, each, kept[each], now),
            *called[each],
            tried.get(each, ()),
        )
        for each in ids
    ]


def _launched(company_id: int, managed_by: Sequence[int]) -> Select[int, int]:
    return (
        select(Campaign.id, Campaign.plan_id)
        .where(
            Campaign.controller_id == company_id,
            Campaign.managed_by_id.in_(managed_by),
            Campaign.launched_at.is_not(None),
        )
        .order_by(Campaign.launched_at.desc(), Campaign.id.desc())
        .limit(_LOOKED_AT)
    )


def _totals(session: Session, ids: Sequence[int]) -> Mapping[int, dict[str, int]]:
    asked = (
        select(Total.campaign_id, Total.name, func.sum(Total.value))
        .where(Total.campaign_id.in_(ids))
        .group_by(Total.campaign_id, Total.name)
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for campaign_id, name, value in session.execute(asked):
        found[campaign_id][name] = int(value)
    return found


def _called(session: Session, ids: Sequence[int]) -> Mapping[int, tuple[int, int, date]]:
    """People who called, days on which they did (of the campaign's zone), the last of these."""
    day = cast(func.timezone(Campaign.time_zone, Counter.hour), Date)
    asked = (
        select(
            Counter.campaign_id,
            func.count(Counter.person_id.distinct()),
            func.count(day.distinct()),
            func.max(day),
        )
        .join(Campaign, Campaign.id == Counter.campaign_id)
        .where(
            Counter.campaign_id.in_(ids),
            Counter.name == "attempts",
            Counter.value > 0,
            Counter.person_id != NETWORK,
        )
        .group_by(Counter.campaign_id)
    )
    return {row[0]: (row[1], row[2], row[3]) for row in session.execute(asked)}


def _counted(
    session: Session, campaign_id: int, kept: Mapping[str, int], now: datetime
) -> Counters:
    """The counters that a rate is made of; those of money and of the file are left out."""
    at_work = reports.seconds_at_work(session, campaign_id, kept, now)
    pending = meetings.pending(session, campaign_id, now)
    return named({**kept, **at_work, "meetings_pending": pending})
