"""Queries of a campaign's outlook: the leads that a forecast goes on with, and the last one that was made."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, cast, delete, func, or_, select, true
from sqlalchemy import Date as SqlDate
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.figures.pace import Ending
from campaigns.forecast import Brought, Leads
from campaigns.numbers.zones import zone_for
from campaigns.prospects import Audience
from campaigns.states import CampaignState
from campaigns.steering import Cause, ListNow, Outlook
from telepro.db.counting import BoardView, OutlookRow
from telepro.db.list_states import number_to_ring
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Prospect


def list_now(session: Session, campaign: Campaign, now: datetime) -> ListNow:
    """The open leads by attempts, day on which they are due, zones and audience, and dials by attempt.

    A lead that is refused until something changes is left out, as nobody knows that it will.
    """
    found: Counter[Leads] = Counter()
    for row in session.execute(_open(campaign, now)):
        zones = zone_for(row.time_zone, row.country, row.postal_code, tuple(row.zones or ())).names
        if zones:
            due = row.due if row.due and row.due > row.today else None
            found[Leads(0, row.attempts, zones, Audience(row.audience), due)] += row.leads
    return ListNow(
        tuple(
            Leads(leads, each.attempts, each.zones, each.audience, each.due)
            for each, leads in found.items()
        ),
        dials_by_attempt(session, [campaign.id]).get(campaign.id, ()),
    )


def seen(session: Session, campaign_id: int, now: datetime) -> None:
    """Note that somebody looks at the board; once a minute, however many do."""
    row = insert(BoardView).values(campaign_id=campaign_id, seen_at=now)
    session.execute(
        row.on_conflict_do_update(
            index_elements=[BoardView.campaign_id],
            set_={"seen_at": now},
            where=BoardView.seen_at < now - timedelta(minutes=1),
        )
    )


def to_foresee(
    session: Session, seen_since: datetime, made_before: datetime, limit: int
) -> Sequence[int]:
    """Running campaigns whose board somebody has seen since then and whose outlook is older than that,
    the oldest first."""
    asked = (
        select(Campaign.id)
        .join(BoardView, BoardView.campaign_id == Campaign.id)
        .outerjoin(OutlookRow, OutlookRow.campaign_id == Campaign.id)
        .where(
            Campaign.state == CampaignState.RUNNING,
            BoardView.seen_at >= seen_since,
            func.coalesce(OutlookRow.at < made_before, true()),
        )
        .order_by(OutlookRow.at.nulls_first(), Campaign.id)
        .limit(limit)
    )
    return session.scalars(asked).all()


def keep(session: Session, campaign_id: int, made: Outlook, leads: ListNow) -> None:
    """Keep an outlook, and the list that it was played with, in place of the last one."""
    held = {"at": made.at, "body": _as_values(made), "leads": _list_values(leads)}
    session.execute(
        insert(OutlookRow)
        .values(campaign_id=campaign_id, **held)
        .on_conflict_do_update(index_elements=[OutlookRow.campaign_id], set_=held)
    )


def forget(session: Session, campaign_id: int) -> None:
    """Drop the last outlook: it was played by a plan that the campaign runs on no more."""
    session.execute(delete(OutlookRow).where(OutlookRow.campaign_id == campaign_id))


def kept(session: Session, campaign_id: int) -> Outlook | None:
    """The last outlook of a campaign; None before any."""
    asked = select(OutlookRow.at, OutlookRow.body).where(OutlookRow.campaign_id == campaign_id)
    row = session.execute(asked).one_or_none()
    return None if row is None else _from_values(row.at, row.body)


def list_kept(session: Session, campaign_id: int) -> tuple[datetime, ListNow] | None:
    """The list that the last outlook was played with, and when; None before any."""
    asked = select(OutlookRow.at, OutlookRow.leads).where(OutlookRow.campaign_id == campaign_id)
    row = session.execute(asked).one_or_none()
    return None if row is None else (row.at, _list(row.leads))


def _open(campaign: Campaign, now: datetime) -> Any:
    ring = number_to_ring()
    zone = campaign.time_zone
    waits = func.greatest(Lead.next_call_at, Lead.blocked_until)
    due = cast(func.timezone(zone, waits), SqlDate)
    group = (
        Lead.attempts,
        due.label("due"),
        Prospect.audience,
        Prospect.country,
        Prospect.time_zone,
        # The zone of a French or North American number hangs on the three first digits.
        func.left(Prospect.postal_code, 3),
        ring.c.zones,
    )
    return (
        select(
            *group[:5],
            func.min(Prospect.postal_code).label("postal_code"),
            ring.c.zones,
            func.count().label("leads"),
            cast(func.timezone(zone, now), SqlDate).label("today"),
        )
        .select_from(Lead)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .outerjoin(ring, true())
        .where(Lead.campaign_id == campaign.id, Lead.closed_at.is_(None), _may_be_called())
        .group_by(*group)
    )


def _may_be_called() -> ColumnElement[bool]:
    refused = and_(Lead.blocked_by.is_not(None), Lead.blocked_until.is_(None))
    return and_(~refused, or_(Lead.held, Lead.next_call_at.is_not(None)))


def dials_by_attempt(session: Session, campaign_ids: Sequence[int]) -> dict[int, tuple[int, ...]]:
    """How many leads of each campaign were tried once at least, twice at least and so on; campaigns that
    tried nobody are left out."""
    asked = (
        select(Lead.campaign_id, Lead.attempts, func.count().label("leads"))
        .where(Lead.campaign_id.in_(campaign_ids), Lead.attempts > 0)
        .group_by(Lead.campaign_id, Lead.attempts)
    )
    found: dict[int, dict[int, int]] = defaultdict(dict)
    for campaign_id, attempts, leads in session.execute(asked):
        found[campaign_id][attempts] = leads
    return {campaign_id: _at_least(leads) for campaign_id, leads in found.items()}


def _at_least(leads: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(
        sum(number for attempts, number in leads.items() if attempts >= attempt)
        for attempt in range(1, max(leads) + 1)
    )


def _as_values(made: Outlook) -> dict[str, Any]:
    return {
        "runs": made.runs,
        "p_reach": made.p_reach,
        "finish": made.finish.isoformat() if made.finish else None,
        "levels": {name: [each.low, each.middle, each.high] for name, each in made.levels.items()},
        "brought": {
            str(cause): [each.results, each.p_reach] for cause, each in made.brought.items()
        },
        "by_day": {day.isoformat(): results for day, results in made.by_day.items()},
    }


def _from_values(at: datetime, body: Mapping[str, Any]) -> Outlook:
    return Outlook(
        at=at,
        runs=body["runs"],
        p_reach=body["p_reach"],
        finish=_day(body["finish"]),
        levels={name: Ending(*each) for name, each in body["levels"].items()},
        brought={Cause(name): Brought(*each) for name, each in body["brought"].items()},
        by_day={date.fromisoformat(day): results for day, results in body["by_day"].items()},
    )


def _list_values(leads: ListNow) -> dict[str, Any]:
    return {
        "open": [_lead_values(each) for each in leads.open],
        "dials_by_attempt": list(leads.dials_by_attempt),
    }


def _lead_values(each: Leads) -> list[Any]:
    due = each.due.isoformat() if each.due else None
    return [each.count, each.attempts, list(each.zones), str(each.audience), due]


def _list(values: Mapping[str, Any]) -> ListNow:
    return ListNow(
        tuple(_leads(*each) for each in values["open"]), tuple(values["dials_by_attempt"])
    )


def _leads(count: int, attempts: int, zones: list[str], audience: str, due: str | None) -> Leads:
    return Leads(count, attempts, tuple(zones), Audience(audience), _day(due))


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
