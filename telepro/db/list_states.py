"""Queries of a campaign's list as a whole: its leads by kind, judged a few of each, and what it still holds.

The leads are counted by the database in one pass; what is judged does not grow with them. Leads that
were never called differ in nothing but where they are and what number they have, so five stand for
all of a kind. Those that were called before are judged one by one, up to a number.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, select, true, update
from sqlalchemy.dialects.postgresql import aggregate_order_by, insert
from sqlalchemy.orm import Session, aliased

from campaigns import eligibility
from campaigns.clearance import why
from campaigns.clearance.why import Kind, Reason, Waits
from campaigns.dealing.cards import CALLBACKS
from campaigns.lead.closing import CloseReason
from campaigns.states import CampaignState, PhoneState
from campaigns.steering import Room
from telepro.db import lead_rows
from telepro.db.counting import ListState
from telepro.db.eligibility import cases_for
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Phone, Prospect

OF_A_KIND = 5
ONE_BY_ONE = 2_000
_IN_THIS_PASS = Lead.attempts - Lead.attempts_before


@dataclass(frozen=True, slots=True)
class Look:
    """A campaign's list at a moment: why its leads wait, and the dials that it still holds."""

    reasons: tuple[Reason, ...]
    leads: int
    room: Room


def look(session: Session, campaign: Campaign, most: int, now: datetime) -> Look:
    """Count and judge the leads of a campaign; `most` is how often each may be tried."""
    still = _dials(session, campaign.id, most)
    kinds, rest = _due(session, campaign.id, most, now)
    reasons = why.added_up(
        [
            *_closed(session, campaign.id),
            *_waiting(session, campaign.id, now),
            *map(why.judged, kinds),
            why.waiting(Waits.NOT_JUDGED, rest),
        ]
    )
    room = Room(still, max(0, still - why.held_by_law(kinds)))
    return Look(reasons, sum(each.leads for each in reasons), room)


def keep(session: Session, campaign_id: int, room: Room, now: datetime) -> None:
    """Note what the list holds, for whoever shows it without counting."""
    held = {"at": now, "dials": room.dials, "lawful": room.lawful}
    session.execute(
        insert(ListState)
        .values(campaign_id=campaign_id, **held)
        .on_conflict_do_update(index_elements=[ListState.campaign_id], set_=held)
    )


def kept(session: Session, campaign_id: int) -> Room | None:
    """What the list held at its last look; None before any."""
    found = session.get(ListState, campaign_id)
    return None if found is None else Room(found.dials, found.lawful)


def look_again(session: Session, campaign: Campaign) -> None:
    """Have the list looked at before all others; what it held at its last look is shown until then."""
    was = update(ListState).where(ListState.campaign_id == campaign.id)
    session.execute(was.values(at=campaign.created_at))


def not_looked_at(session: Session, since: datetime, limit: int) -> Sequence[int]:
    """Running campaigns whose list nobody has looked at since then, the longest ago first."""
    asked = (
        select(Campaign.id)
        .outerjoin(ListState, ListState.campaign_id == Campaign.id)
        .where(
            Campaign.state == CampaignState.RUNNING,
            func.coalesce(ListState.at < since, True),
        )
        .order_by(ListState.at.nulls_first(), Campaign.id)
        .limit(limit)
    )
    return session.scalars(asked).all()


def _dials(session: Session, campaign_id: int, most: int) -> int:
    left = func.sum(func.greatest(most - _IN_THIS_PASS, 0))
    asked = select(left).where(Lead.campaign_id == campaign_id, Lead.closed_at.is_(None))
    return int(session.scalar(asked) or 0)


def _closed(session: Session, campaign_id: int) -> Iterator[Reason]:
    asked = (
        select(Lead.closed_reason, func.count())
        .where(Lead.campaign_id == campaign_id, Lead.closed_at.is_not(None))
        .group_by(Lead.closed_reason)
    )
    for because, leads in session.execute(asked):
        yield why.closed(because or CloseReason.EXHAUSTED, leads)


def _waiting(session: Session, campaign_id: int, now: datetime) -> Iterator[Reason]:
    """Leads that are on a list, or whose own next call is yet to come."""
    promised = Lead.tier.in_(sorted(CALLBACKS))
    reason = case(
        (Lead.held, Waits.HELD),
        (Lead.next_call_at.is_(None), Waits.NOT_PLANNED),
        (promised, Waits.PROMISED),
        else_=Waits.LATER,
    ).label("reason")
    asked = (
        select(reason, func.count(), func.min(Lead.next_call_at))
        .where(Lead.campaign_id == campaign_id, Lead.closed_at.is_(None), ~_is_due(now))
        .group_by(reason)
    )
    for code, leads, first in session.execute(asked):
        opens_at = None if code == Waits.HELD else first
        yield why.waiting(Waits(code), leads, opens_at)


def _due(session: Session, campaign_id: int, most: int, now: datetime) -> tuple[list[Kind], int]:
    """Due leads by kind with their verdicts, and how many called ones are left for their turn."""
    fresh = session.execute(_fresh_kinds(campaign_id, now)).all()
    called, rest = _called(session, campaign_id, now)
    ids = {each for row in fresh for each in row.some} | {row.id for row in called}
    rows = lead_rows.leads(session, sorted(ids))
    verdicts = eligibility.judge_all(cases_for(session, rows, now), now)
    kinds = [
        Kind(row.leads, row.leads * most, row.country, [verdicts[each] for each in row.some])
        for row in fresh
    ]
    kinds += [
        Kind(1, max(0, most - row.attempts), row.country, [verdicts[row.id]]) for row in called
    ]
    return kinds, rest


def _is_due(now: datetime) -> ColumnElement[bool]:
    """Free and due. Spelled so that it is never unknown: its opposite is asked for too."""
    return and_(~Lead.held, Lead.next_call_at.is_not(None), Lead.next_call_at <= now)


def _fresh_kinds(campaign_id: int, now: datetime) -> Any:
    """Due leads that were never called, by all that a rule may tell them apart by.

    The zone of a French number hangs on the three first digits of its postal code.
    """
    ring = number_to_ring()
    of_prospect = (
        Prospect.audience,
        Prospect.basis,
        Prospect.source,
        Prospect.time_zone,
        func.left(Prospect.postal_code, 3),
    )
    kind = (Prospect.country, Lead.blocked_by, Lead.tier, *ring.c, *of_prospect)
    some = func.array_agg(aggregate_order_by(Lead.id, Lead.id))[1:OF_A_KIND]
    return (
        select(Prospect.country, func.count().label("leads"), some.label("some"))
        .select_from(Lead)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .outerjoin(ring, true())
        .where(Lead.campaign_id == campaign_id, Lead.closed_at.is_(None), _is_due(now))
        .where(Lead.attempts == 0)
        .group_by(*kind)
    )


def number_to_ring() -> Any:
    """What a rule may ask of the number that a lead would be rung at."""
    number = aliased(Phone)
    return (
        select(number.kind, number.country, number.zones, number.rest_until)
        .where(number.prospect_id == Lead.prospect_id, number.state == PhoneState.ACTIVE)
        .order_by(number.rest_until.nulls_first(), number.position, number.id)
        .limit(1)
        .lateral("ring")
    )


def _called(session: Session, campaign_id: int, now: datetime) -> tuple[Sequence[Any], int]:
    """Due leads that were called before, those due for longest first; how many more there are."""
    due = (
        select(
            Lead.id,
            _IN_THIS_PASS.label("attempts"),
            Prospect.country,
            func.count().over().label("all"),
        )
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .where(Lead.campaign_id == campaign_id, Lead.closed_at.is_(None), _is_due(now))
        .where(Lead.attempts > 0)
        .order_by(Lead.next_call_at, Lead.id)
        .limit(ONE_BY_ONE)
    )
    found = session.execute(due).all()
    return found, int(found[0].all) - len(found) if found else 0
