"""Call lists: due leads to judge, cards dealt under the fence, entries that end."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Select,
    Text,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from campaigns.states import CampaignState, EntryEnd
from telepro.db.calling import CallListEntry
from telepro.db.columns import INSTANT
from telepro.db.lead_rows import LEAD
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement
from telepro.db.whom import Lead


def to_deal(session: Session, now: datetime) -> tuple[list[int], bool]:
    """The campaigns that deal, and whether the time of some entry has passed."""
    running, some_lapsed = session.execute(_TO_DEAL, {"now": now}).one()
    return list(running), some_lapsed


_running = select(Campaign.id).where(Campaign.state == CampaignState.RUNNING).order_by(Campaign.id)
_lapsed = exists().where(
    CallListEntry.ended_at.is_(None),
    CallListEntry.valid_until <= bindparam("now", type_=INSTANT),
)
_TO_DEAL = select(func.array(_running.scalar_subquery()), _lapsed)


def take_turn(session: Session, campaign_id: int) -> bool:
    """True for the one dealer of a campaign at a time; the turn ends with the transaction."""
    return bool(session.scalar(select(func.pg_try_advisory_xact_lock(0x7E1E, campaign_id))))


def wait_for_turn(session: Session, campaign_id: int) -> None:
    """Let the dealer of a campaign finish, and no other begin until this transaction ends."""
    session.execute(select(func.pg_advisory_xact_lock(0x7E1E, campaign_id)))


class Due(NamedTuple):
    """A lead that is due and free, as eligibility and then dealing need it."""

    id: int
    prospect_id: int
    campaign_id: int
    controller_id: int
    next_call_at: datetime
    attempts: int
    tier: str
    closed_reason: str | None
    order_key: float
    stratum: str
    language: str
    owner_id: int | None


DUE = (*LEAD, Lead.order_key, Lead.stratum, Lead.language, Lead.callback_owner_id)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a deal looks for leads: a whole campaign, or one list of it."""

    campaign_id: int
    list_id: int | None = None

    @property
    def leads(self) -> ColumnElement[bool]:
        """What holds of its leads, as the indexes begin."""
        if self.list_id is not None:
            return Lead.list_id == self.list_id
        return Lead.campaign_id == self.campaign_id


def due(session: Session, source: Source, tier: Tier, now: datetime, limit: int) -> list[Due]:
    """Due, free, unblocked leads of one tier, in the order in which they would be called."""
    rows = session.execute(due_query(source, tier, now).limit(limit))
    return [Due._make(row) for row in rows]


def tiers_due(
    session: Session, campaign_id: int, tiers: Sequence[Tier], now: datetime
) -> list[Tier]:
    """Those tiers of which some lead is due and free."""
    looks = (exists(due_query(Source(campaign_id), tier, now)) for tier in tiers)
    found = session.execute(select(*looks)).one()
    return [tier for tier, some in zip(tiers, found, strict=True) if some]


def due_query(source: Source, tier: Tier, now: datetime) -> Select[*tuple[Any, ...]]:
    """The question that `due` asks, without its limit; a partial index answers it in order."""
    free = (
        source.leads,
        ~Lead.held,
        Lead.closed_at.is_(None),
        Lead.next_call_at <= now,
        or_(Lead.blocked_by.is_(None), Lead.blocked_until <= now),
    )
    # The conditions and the order are spelled as the partial indexes are, literals included, or the
    # planner reads the whole table.
    if tier is Tier.FRESH:
        return select(*DUE).where(*free, text("tier = 'fresh'")).order_by(Lead.order_key, Lead.id)
    if source.list_id is not None:
        # Shares are of retries and fresh leads: a promise is kept whatever its list has had.
        tried = select(*DUE).where(*free, text("tier = 'retry'"))
        return tried.order_by(Lead.next_call_at, Lead.id)
    return (
        select(*DUE)
        .where(*free, Lead.tier == tier, text("tier <> 'fresh'"))
        .order_by(Lead.next_call_at, Lead.id)
    )


def block(session: Session, refusals: Mapping[int, tuple[str, datetime | None]]) -> None:
    """Put refused leads aside until the moment their refusals lift (None: until something changes)."""
    if not refusals:
        return
    rules, moments = zip(*refusals.values(), strict=True)
    put_aside = {"leads": list(refusals), "rules": list(rules), "moments": list(moments)}
    session.execute(_BLOCK, put_aside)


# Arrays, so that the statement is the same however many leads are refused.
_refused = (
    func.unnest(
        bindparam("leads", type_=ARRAY(BigInteger)),
        bindparam("rules", type_=ARRAY(Text)),
        bindparam("moments", type_=ARRAY(INSTANT)),
    )
    .table_valued("lead_id", "rule", "lifts_at")
    .render_derived(name="refused")
)
_BLOCK = (
    update(Lead)
    .where(Lead.id == _refused.c.lead_id, Lead.held.is_(False))
    .values(blocked_by=_refused.c.rule, blocked_until=_refused.c.lifts_at)
    .execution_options(synchronize_session="fetch")
)


def unblock(session: Session, lead_ids: Sequence[int]) -> None:
    """Let leads be judged again at the next deal, because something about them changed."""
    session.execute(
        update(Lead).where(Lead.id.in_(lead_ids)).values(blocked_by=None, blocked_until=None)
    )


def entry_of(session: Session, person_id: int, public_id: str) -> CallListEntry | None:
    """An entry of this teleprospector's lists, open or ended."""
    return session.scalar(
        select(CallListEntry).where(
            CallListEntry.public_id == public_id, CallListEntry.person_id == person_id
        )
    )


def end_entry(session: Session, entry: CallListEntry, reason: EntryEnd, now: datetime) -> bool:
    """End one entry; False when it had ended. The lead is freed unless it is being called."""
    # The lead before its entry, as F2 locks them.
    session.execute(select(Lead.id).where(Lead.id == entry.lead_id).with_for_update())
    ended = session.execute(
        update(CallListEntry)
        .where(CallListEntry.id == entry.id, CallListEntry.ended_at.is_(None))
        .values(ended_at=now, end_reason=reason)
        .returning(CallListEntry.lead_id)
    ).first()
    if ended is not None and reason is not EntryEnd.CALLED:
        _free(session, [entry.lead_id])
    return ended is not None


def expire(session: Session, now: datetime) -> list[int]:
    """End entries whose time has passed and free their leads; the campaigns concerned."""
    return _end_where(session, EntryEnd.EXPIRED, now, CallListEntry.valid_until <= now)


def end_of_person(session: Session, person_id: int, reason: EntryEnd, now: datetime) -> list[int]:
    """Give back everything that a teleprospector holds."""
    return _end_where(session, reason, now, CallListEntry.person_id == person_id)


def end_of_engagement(session: Session, engagement: Engagement, now: datetime) -> None:
    """Take back what a teleprospector holds of one mission."""
    of_mission = select(Campaign.id).where(Campaign.mission_id == engagement.mission_id)
    theirs = and_(
        CallListEntry.person_id == engagement.person_id, CallListEntry.campaign_id.in_(of_mission)
    )
    _end_where(session, EntryEnd.TAKEN_BACK, now, theirs)


def end_of_campaign(session: Session, campaign_id: int, now: datetime) -> None:
    """Take back what is dealt of a campaign, except a lead that somebody has before them."""
    unopened = and_(CallListEntry.campaign_id == campaign_id, CallListEntry.opened_at.is_(None))
    _end_where(session, EntryEnd.CAMPAIGN_STOPPED, now, unopened)


def end_of_leads(
    session: Session, lead_ids: Sequence[int], reason: EntryEnd, now: datetime
) -> None:
    """Take leads off whatever list they stand on."""
    _end_where(session, reason, now, CallListEntry.lead_id.in_(lead_ids))


def _end_where(
    session: Session, reason: EntryEnd, now: datetime, condition: ColumnElement[bool]
) -> list[int]:
    # Leads are locked before their entries, here as everywhere: lead, attempt, call, inbox.
    waiting = select(CallListEntry.lead_id).where(CallListEntry.ended_at.is_(None), condition)
    leads = list(
        session.scalars(
            select(Lead.id).where(Lead.id.in_(waiting)).order_by(Lead.id).with_for_update()
        )
    )
    if not leads:
        return []
    rows = session.execute(
        update(CallListEntry)
        .where(CallListEntry.lead_id.in_(leads), CallListEntry.ended_at.is_(None), condition)
        .values(ended_at=now, end_reason=reason)
        .returning(CallListEntry.lead_id, CallListEntry.campaign_id)
    ).all()
    _free(session, [lead_id for lead_id, _ in rows])
    return sorted({campaign_id for _, campaign_id in rows})


def _free(session: Session, lead_ids: Sequence[int]) -> None:
    session.execute(update(Lead).where(Lead.id.in_(lead_ids)).values(held=False))
