"""Puts what is known of leads before the one judge of eligibility.

A handful of statements whatever the number of leads; dealing, dialing and the *why* page share them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from campaigns.dealing import Tier
from campaigns.dealing.cards import CALLBACKS
from campaigns.eligibility import Facts, Policy, RunningContract
from campaigns.facts import LONG_AGO
from campaigns.phones import Phone as Number
from campaigns.prospects import Audience, Basis
from campaigns.states import CampaignState, PhoneState
from campaigns.zones import zone_for
from telepro.db import frozen
from telepro.db.columns import among
from telepro.db.known import Known, gather
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Phone, Prospect

FALLBACK_ZONE = "Europe/Paris"

# Columns and not entities: thousands of leads are judged at each deal.
LeadRow = Any
PhoneRow = Any
_LEADS = (
    select(
        Lead.id,
        Lead.campaign_id,
        Lead.prospect_id,
        Lead.controller_id,
        Lead.closed_reason,
        Lead.next_call_at,
        Lead.tier,
        Lead.attempts,
        Prospect.public_id.label("prospect"),
        Prospect.audience,
        Prospect.basis,
        Prospect.country,
        Prospect.time_zone,
        Prospect.postal_code,
        Prospect.source,
        Campaign.state,
        Campaign.plan_id,
    )
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .join(Campaign, Campaign.id == Lead.campaign_id)
    .where(among(Lead.id, "leads"))
)
_PHONES = (
    select(Phone.id, Phone.prospect_id, Phone.e164, Phone.kind, Phone.country, Phone.zones)
    .where(among(Phone.prospect_id, "prospects"), Phone.state == PhoneState.ACTIVE)
    .order_by(Phone.prospect_id, Phone.position, Phone.id)
)


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A lead as eligibility judges it: which of its numbers, by which policy, on what facts."""

    lead_id: int
    phone_id: int | None
    facts: Facts
    policy: Policy


def facts_for(
    session: Session,
    lead_ids: Sequence[int],
    now: datetime,
    chosen: Mapping[int, int] | None = None,
) -> dict[int, Judgeable]:
    """Everything known of these leads now, each with its first live number or the one `chosen`."""
    leads = session.execute(_LEADS, {"leads": list(lead_ids)}).all()
    if not leads:
        return {}
    prospects = [lead.prospect_id for lead in leads]
    phones = _phones(session, prospects, (chosen or {}).values())
    told = gather(session, leads, list(phones.values()), now)
    campaigns = {lead.campaign_id: lead for lead in leads}
    bounds = {each: _bounds(session, told, lead) for each, lead in campaigns.items()}
    return {
        lead.id: _judgeable(told, lead, bounds[lead.campaign_id], phones.get(lead.prospect_id))
        for lead in leads
    }


def on_own_list(known: Judgeable, tier: Tier) -> Judgeable:
    """The same facts, seen by the teleprospector on whose own list the lead stands since a deal.

    It was due then, as a lead of that tier. What is told since of an earlier call says when it comes
    next, once it is given back.
    """
    promised = tier in CALLBACKS
    dealt = replace(known.facts, on_a_list=False, next_call_at=LONG_AGO, promised=promised)
    return replace(known, facts=dealt)


def zone_to_ring(session: Session, lead_id: int) -> str | None:
    """The zone of the number that a dial of this lead would ring; None when every one is dead."""
    zones = session.scalar(_ZONES_TO_RING, {"lead": lead_id})
    return None if zones is None else next(iter(zones), FALLBACK_ZONE)


_ZONES_TO_RING = (
    select(Phone.zones)
    .join(Lead, Lead.prospect_id == Phone.prospect_id)
    .where(Lead.id == bindparam("lead"), Phone.state == PhoneState.ACTIVE)
    .order_by(Phone.position, Phone.id)
    .limit(1)
)


def zone_of(session: Session, phone_id: int) -> str:
    """The zone in which a number's prospect lives; where several are possible, the first."""
    row = session.execute(_PLACE, {"phone": phone_id}).one()
    return zone_among(row, row.zones)


_PLACE = (
    select(Prospect.time_zone, Prospect.country, Prospect.postal_code, Phone.zones)
    .join(Phone, Phone.prospect_id == Prospect.id)
    .where(Phone.id == bindparam("phone"))
)


def zone_among(prospect: Any, zones: Iterable[str]) -> str:
    """The zone of a prospect one of whose numbers may be in these; where several fit, the first."""
    found = zone_for(prospect.time_zone, prospect.country, prospect.postal_code, tuple(zones))
    return found.names[0] if found.names else FALLBACK_ZONE


def _phones(
    session: Session, prospect_ids: Sequence[int], chosen: Iterable[int]
) -> dict[int, PhoneRow]:
    wanted = set(chosen)
    first: dict[int, PhoneRow] = {}
    for phone in session.execute(_PHONES, {"prospects": list(prospect_ids)}):
        if phone.id in wanted or phone.prospect_id not in first:
            first[phone.prospect_id] = phone
    return first


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a campaign says of all its leads: the policy, the contract it may be under, its facts."""

    policy: Policy
    offer: str
    facts: Mapping[str, Any]


def _bounds(session: Session, told: Known, lead: LeadRow) -> Bounds:
    """The bounds of the campaign of `lead`."""
    campaign_id, plan = lead.campaign_id, frozen.plan(session, lead.plan_id)
    facts = {
        "sector": plan.sector,
        "technique": plan.actions.dial_mode,
        "caller_id": plan.actions.caller_id or told.caller_id,
        "campaign_running": lead.state is CampaignState.RUNNING,
        "engaged": campaign_id in told.engaged,
        "quiz_passed": not plan.preparation.quiz_required or campaign_id in told.prepared,
        "somebody_signed_in": campaign_id in told.at_work,
    }
    return Bounds(plan.policy(), plan.preparation.offer.name, facts)


def _judgeable(told: Known, lead: LeadRow, bounds: Bounds, phone: PhoneRow | None) -> Judgeable:
    facts = Facts(
        audience=lead.audience,
        basis=lead.basis,
        country=phone.country if phone else lead.country,
        phone=_number(phone),
        zone=lead.time_zone,
        postal_code=lead.postal_code,
        closed_reason=lead.closed_reason,
        next_call_at=lead.next_call_at,
        promised=lead.tier in CALLBACKS,
        running_contract=_contract(lead, bounds),
        lead_attempts=lead.attempts,
        **bounds.facts,
        **_of_calls(told, lead, phone.e164 if phone else ""),
    )
    return Judgeable(lead.id, phone.id if phone else None, facts, bounds.policy)


def _of_calls(told: Known, lead: LeadRow, number: str) -> dict[str, Any]:
    """What is known of calls: made, under way, refused, agreed, objected to."""
    key = (lead.controller_id, number)
    business = lead.audience is Audience.B2B
    return {
        "suppressed_scope": _suppressed(told, lead, number),
        "on_a_list": lead.id in told.listed,
        "live_call": number in told.live,
        "consent": told.consents.get(key),
        "agreed_call": told.agreed.get(lead.id),
        "last_refusal": told.refused_prospect.get(lead.prospect_id)
        if business
        else told.refused_number.get(key),
        "controller_number_attempts": told.of_number.get(key, ()),
        "prospect_attempts": told.of_prospect.get(lead.prospect_id, ()),
        "number_last_attempt": told.last_on_number.get(number),
    }


def _number(phone: PhoneRow | None) -> Number | None:
    if phone is None:
        return None
    return Number(phone.e164, phone.kind, phone.country, tuple(phone.zones))


def _suppressed(told: Known, lead: LeadRow, number: str) -> str | None:
    """The scope of an objection that covers this number: its own, the whole prospect's, or that of
    every person known there."""
    standing = told.suppressed.get(lead.controller_id)
    if not standing:
        return None
    people = told.contacts.get(lead.prospect_id, ())
    if people and all(person in standing for person in people):
        return standing[people[0]]
    return standing.get(number) or standing.get(lead.prospect)


def _contract(lead: LeadRow, bounds: Bounds) -> RunningContract | None:
    """The contract that the file was imported under; its source says which, the offer how related."""
    if lead.basis is not Basis.CONTRACT:
        return None
    return RunningContract(subject=lead.source, link=bounds.offer)
