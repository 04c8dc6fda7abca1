"""Promised calls as whoever keeps them, and whoever answers for them, sees them; always bounded."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import Session, aliased

from campaigns.figures.totals import ON_TIME
from campaigns.numbers.hidden_numbers import conceal
from campaigns.states import CallbackState, EngagementState
from telepro.db.calling import Attempt
from telepro.db.results import Callback, Outcome, PromiseChangeRow
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, Organisation, Person
from telepro.db.whom import Lead, Prospect

Maker, Owner = aliased(Person), aliased(Person)


@dataclass(frozen=True, slots=True)
class Handed:
    """Who last changed a promise that is not theirs, and when."""

    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PromisedCall:
    """A promise that stands; `waits_until` is when its lead may be called again, where the rules put
    it aside, `owner` nobody for one that is the team's."""

    id: str
    lead_id: str
    prospect_name: str
    campaign_id: str
    campaign_name: str
    due_at: datetime
    time_zone: str
    country: str
    flexible: bool
    late: bool
    note: str
    owner_id: int | None = None
    owner: str | None = None
    promised_by: str | None = None
    waits_until: datetime | None = None
    handed: Handed | None = None


@dataclass(frozen=True, slots=True)
class Window:
    """From when up to when promises are due, and how many of them are asked for at most."""

    since: datetime | None
    until: datetime
    most: int


def of_person(
    session: Session, person_id: int, window: Window, now: datetime
) -> list[PromisedCall]:
    """What a person has to keep, earliest first, on missions that they are on; numbers in what was
    written are hidden where the company hides them."""
    on_it = (
        select(Engagement.id)
        .where(
            Engagement.person_id == person_id,
            Engagement.mission_id == Campaign.mission_id,
            Engagement.state == EngagementState.ACTIVE,
        )
        .exists()
    )
    asked = _within(window).where(Callback.owner_id == person_id, on_it)
    return [_masked(row, now) for row in _told(session, asked)]


def of_campaign(
    session: Session, campaign_id: int, window: Window, now: datetime
) -> list[PromisedCall]:
    """The promises of a campaign, earliest first, whoever keeps them."""
    asked = _within(window).where(Callback.campaign_id == campaign_id)
    return [_line(row, now) for row in _told(session, asked)]


def one_of_person(
    session: Session, person_id: int, public_id: str, now: datetime
) -> tuple[Callback, PromisedCall] | None:
    """A promise that a person has to keep; None for another's, or one that stands no more."""
    asked = _asked().where(Callback.public_id == public_id, Callback.owner_id == person_id)
    found = _told(session, asked)
    return (found[0][0].Callback, _masked(found[0], now)) if found else None


def one_of_campaign(session: Session, campaign_id: int, public_id: str) -> Callback | None:
    """A promise of a campaign, whether it stands or not."""
    asked = select(Callback).where(
        Callback.public_id == public_id, Callback.campaign_id == campaign_id
    )
    return session.scalar(asked)


def exact(
    session: Session, whose: ColumnElement[bool], window: Window, but: int
) -> tuple[datetime, ...]:
    """When the exact promises of somebody are due, but for that of the lead `but`."""
    asked = (
        select(Callback.due_at)
        .where(
            whose,
            Callback.state == CallbackState.PROMISED,
            Callback.flexible.is_(False),
            Callback.due_at <= window.until,
            Callback.lead_id != but,
        )
        .order_by(Callback.due_at)
        .limit(window.most)
    )
    if window.since is not None:
        asked = asked.where(Callback.due_at >= window.since)
    return tuple(session.scalars(asked))


def call_of(session: Session, person_id: int, attempt_id: str) -> tuple[int, Campaign] | None:
    """The lead and the campaign of a person's own call; None for a call of somebody else."""
    asked = (
        select(Attempt.lead_id, Campaign)
        .join(Campaign, Campaign.id == Attempt.campaign_id)
        .where(Attempt.public_id == attempt_id, Attempt.person_id == person_id)
    )
    row = session.execute(asked).one_or_none()
    return (row[0], row[1]) if row else None


def _asked() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Callback,
            Lead.public_id.label("lead"),
            Lead.blocked_until,
            Prospect.name.label("prospect"),
            Prospect.country,
            Campaign.public_id.label("campaign_id"),
            Campaign.name.label("campaign"),
            Outcome.note,
            Maker.name.label("maker"),
            Owner.name.label("owner"),
            func.coalesce(Campaign.mask_numbers, Organisation.mask_numbers).label("hides"),
        )
        .join(Lead, Lead.id == Callback.lead_id)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Campaign, Campaign.id == Callback.campaign_id)
        .join(Organisation, Organisation.id == Campaign.controller_id)
        .join(Outcome, Outcome.id == Callback.outcome_id)
        .outerjoin(Maker, Maker.id == Outcome.recorded_by_id)
        .outerjoin(Owner, Owner.id == Callback.owner_id)
        .where(Callback.state == CallbackState.PROMISED, Campaign.archived_at.is_(None))
    )


def _within(window: Window) -> Select[*tuple[Any, ...]]:
    asked = _asked().where(Callback.due_at < window.until)
    if window.since is not None:
        asked = asked.where(Callback.due_at >= window.since)
    return asked.order_by(Callback.due_at, Callback.id).limit(window.most)


def _told(session: Session, asked: Select[*tuple[Any, ...]]) -> list[tuple[Any, Handed | None]]:
    rows = session.execute(asked).all()
    handed = _handed(session, [row.Callback.id for row in rows])
    return [(row, handed.get(row.Callback.id)) for row in rows]


def _handed(session: Session, ids: Collection[int]) -> dict[int, Handed]:
    if not ids:
        return {}
    asked = (
        select(
            PromiseChangeRow.callback_id,
            PromiseChangeRow.by_id,
            PromiseChangeRow.owner_id,
            Person.name,
            PromiseChangeRow.at,
        )
        .ext(distinct_on(PromiseChangeRow.callback_id))
        .join(Person, Person.id == PromiseChangeRow.by_id)
        .where(PromiseChangeRow.callback_id.in_(ids))
        .order_by(PromiseChangeRow.callback_id, PromiseChangeRow.id.desc())
    )
    return {
        callback: Handed(name, at)
        for callback, by, owner, name, at in session.execute(asked)
        if by != owner
    }


def _line(told: tuple[Any, Handed | None], now: datetime) -> PromisedCall:
    row, handed = told
    promise: Callback = row.Callback
    waits = row.blocked_until
    return PromisedCall(
        id=promise.public_id,
        lead_id=row.lead,
        prospect_name=row.prospect,
        campaign_id=row.campaign_id,
        campaign_name=row.campaign,
        due_at=promise.due_at,
        time_zone=promise.time_zone,
        country=row.country,
        flexible=promise.flexible,
        late=promise.due_at < now - ON_TIME,
        note=row.note,
        owner_id=promise.owner_id,
        owner=row.owner,
        promised_by=row.maker,
        waits_until=waits if waits and waits > now else None,
        handed=handed,
    )


def _masked(told: tuple[Any, Handed | None], now: datetime) -> PromisedCall:
    line = _line(told, now)
    if not told[0].hides:
        return line
    prospect, note = (conceal(text, (), line.country) for text in (line.prospect_name, line.note))
    return replace(line, prospect_name=prospect, note=note)
