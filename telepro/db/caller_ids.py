"""Queries of the numbers that campaigns show: pools, what they were used for, rests."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, exists, func, or_, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from campaigns.numbers.caller_ids import DAILY_CAP, REST, PoolNumber, RestReason
from campaigns.numbers.destinations import CountedBy, day_of
from campaigns.states import CampaignState
from telepro import ids
from telepro.db.numbers import CallerId, CampaignCallerId, DialCount
from telepro.db.what_for import Campaign
from telepro.db.who import Organisation


@dataclass(frozen=True, slots=True)
class PooledLine:
    """A number of a pool with what it was used for."""

    public_id: str
    label: str
    number: PoolNumber
    rest_reason: RestReason | None


@dataclass(frozen=True, slots=True)
class HouseLine:
    """A number of a company, for whoever looks after the house: where it is shown, how it stands."""

    company: str
    campaigns: Sequence[str]
    line: PooledLine


def pool(session: Session, campaign: Campaign, now: datetime) -> list[PooledLine]:
    """The numbers of a campaign, by number."""
    asked = (
        _lines(now, func.coalesce(CallerId.daily_cap, campaign.caller_id_cap, DAILY_CAP))
        .join(CampaignCallerId, CampaignCallerId.caller_id_id == CallerId.id)
        .where(CampaignCallerId.campaign_id == campaign.id)
    )
    return [_line(row) for row in session.execute(asked)]


def of_house(session: Session, now: datetime) -> list[HouseLine]:
    """Every number that some campaign shows, by company; at most 500."""
    shown_by = (
        select(func.array_agg(Campaign.name))
        .join(CampaignCallerId, CampaignCallerId.campaign_id == Campaign.id)
        .where(CampaignCallerId.caller_id_id == CallerId.id)
        .scalar_subquery()
    )
    asked = (
        _lines(now, func.coalesce(CallerId.daily_cap, DAILY_CAP))
        .add_columns(Organisation.name.label("company"), shown_by.label("campaigns"))
        .join(Organisation, Organisation.id == CallerId.organisation_id)
        .order_by(None)
        .order_by(Organisation.name, CallerId.e164)
        .limit(500)
    )
    rows = session.execute(asked)
    return [HouseLine(row.company, sorted(row.campaigns or ()), _line(row)) for row in rows]


def with_pools(session: Session) -> Sequence[Campaign]:
    """The running campaigns whose pool has more than one number; at most 200."""
    several = (
        select(CampaignCallerId.campaign_id)
        .group_by(CampaignCallerId.campaign_id)
        .having(func.count() > 1)
    )
    asked = select(Campaign).where(
        Campaign.state == CampaignState.RUNNING, Campaign.id.in_(several)
    )
    return session.scalars(asked.order_by(Campaign.id).limit(200)).all()


def rest(session: Session, organisation_id: int, e164: str, now: datetime) -> datetime | None:
    """Let a company's number rest, if it does not already; until when, None where it does."""
    rested = session.scalars(
        update(CallerId)
        .where(
            CallerId.organisation_id == organisation_id,
            CallerId.e164 == e164,
            or_(CallerId.rest_until.is_(None), CallerId.rest_until <= now),
        )
        .values(rest_until=now + REST, rest_reason=RestReason.ANSWERS_COLLAPSED)
        .returning(CallerId.rest_until)
    )
    return rested.first()


def add(
    session: Session, campaign: Campaign, e164: str, label: str, cap: int | None, now: datetime
) -> bool:
    """Put a number of the company into a campaign's pool; False where it is there already."""
    given = {"label": label, "daily_cap": cap, "retired_at": None}
    row = insert(CallerId).values(
        public_id=ids.public_id(),
        organisation_id=campaign.controller_id,
        e164=e164,
        added_at=now,
        **given,
    )
    number = session.scalars(
        row.on_conflict_do_update(index_elements=["organisation_id", "e164"], set_=given).returning(
            CallerId.id
        )
    ).one()
    pooled = insert(CampaignCallerId).values(
        campaign_id=campaign.id, caller_id_id=number, added_at=now
    )
    made = session.execute(pooled.on_conflict_do_nothing().returning(CampaignCallerId.caller_id_id))
    return made.first() is not None


def remove(session: Session, campaign: Campaign, public_id: str, now: datetime) -> str | None:
    """Take a number out of a campaign's pool, and out of use where no other shows it; which it was,
    None where it was not there."""
    of_it = select(CallerId.id).where(
        CallerId.public_id == public_id, CallerId.organisation_id == campaign.controller_id
    )
    gone = session.scalars(
        delete(CampaignCallerId)
        .where(
            CampaignCallerId.campaign_id == campaign.id,
            CampaignCallerId.caller_id_id.in_(of_it),
        )
        .returning(CampaignCallerId.caller_id_id)
    ).first()
    if gone is None:
        return None
    shown = exists().where(CampaignCallerId.caller_id_id == CallerId.id)
    session.execute(update(CallerId).where(CallerId.id == gone, ~shown).values(retired_at=now))
    return session.scalars(select(CallerId.e164).where(CallerId.id == gone)).one()


def _lines(now: datetime, cap: Any) -> Select[Any]:
    made = (
        select(func.coalesce(func.sum(DialCount.value), 0))
        .where(
            DialCount.counted_by == CountedBy.CALLER_ID,
            DialCount.key == CallerId.e164,
            DialCount.slot == day_of(now),
        )
        .scalar_subquery()
    )
    return (
        select(
            CallerId.public_id,
            CallerId.label,
            CallerId.e164,
            made.label("calls"),
            cap.label("cap"),
            CallerId.rest_until,
            CallerId.rest_reason,
        )
        .where(CallerId.retired_at.is_(None))
        .order_by(CallerId.e164)
    )


def _line(row: Any) -> PooledLine:
    number = PoolNumber(row.e164, int(row.calls), int(row.cap), row.rest_until)
    return PooledLine(row.public_id, row.label, number, row.rest_reason)
