"""Puts what is known of leads before the one judge of eligibility.

A handful of statements whatever the number of leads; dealing, dialing and the *why* page share them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.dealing.cards import CALLBACKS
from campaigns.eligibility import Facts, Policy, RunningContract
from campaigns.phones import Phone as Number
from campaigns.plan import Plan
from campaigns.prospects import Audience, Basis
from campaigns.states import CampaignState, PhoneState
from campaigns.zones import zone_for
from telepro.db import frozen
from telepro.db.known import Known, gather
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead, Phone, Prospect

FALLBACK_ZONE = "Europe/Paris"


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
    rows = session.execute(
        select(Lead, Prospect, Campaign)
        .join(Prospect, Prospect.id == Lead.prospect_id)
        .join(Campaign, Campaign.id == Lead.campaign_id)
        .where(Lead.id.in_(lead_ids))
    ).all()
    if not rows:
        return {}
    phones = _phones(session, [prospect.id for _, prospect, _ in rows], (chosen or {}).values())
    told = gather(session, rows, list(phones.values()), now)
    return {
        lead.id: _judgeable(session, told, lead, prospect, campaign, phones.get(prospect.id))
        for lead, prospect, campaign in rows
    }


def zone_of(session: Session, phone_id: int) -> str:
    """The zone in which a number's prospect lives; where several are possible, the first."""
    row = session.execute(
        select(Prospect.time_zone, Prospect.country, Prospect.postal_code, Phone.zones)
        .join(Phone, Phone.prospect_id == Prospect.id)
        .where(Phone.id == phone_id)
    ).one()
    zones = zone_for(row.time_zone, row.country, row.postal_code, tuple(row.zones))
    return zones.names[0] if zones.names else FALLBACK_ZONE


def _phones(
    session: Session, prospect_ids: Sequence[int], chosen: Iterable[int]
) -> dict[int, Phone]:
    wanted = set(chosen)
    rows = session.scalars(
        select(Phone)
        .where(Phone.prospect_id.in_(prospect_ids), Phone.state == PhoneState.ACTIVE)
        .order_by(Phone.prospect_id, Phone.position, Phone.id)
    )
    first: dict[int, Phone] = {}
    for phone in rows:
        if phone.id in wanted or phone.prospect_id not in first:
            first[phone.prospect_id] = phone
    return first


def _judgeable(
    session: Session,
    told: Known,
    lead: Lead,
    prospect: Prospect,
    campaign: Campaign,
    phone: Phone | None,
) -> Judgeable:
    plan = frozen.plan(session, campaign.plan_id)
    facts = _with_calls(_facts(told, lead, prospect, campaign, phone, plan), told, lead, prospect)
    return Judgeable(lead.id, phone.id if phone else None, facts, plan.policy())


def _facts(
    told: Known,
    lead: Lead,
    prospect: Prospect,
    campaign: Campaign,
    phone: Phone | None,
    plan: Plan,
) -> Facts:
    number = phone.e164 if phone else ""
    return Facts(
        audience=prospect.audience,
        basis=prospect.basis,
        country=phone.country if phone else prospect.country,
        phone=_number(phone),
        zone=prospect.time_zone,
        postal_code=prospect.postal_code,
        sector=plan.sector,
        technique=plan.actions.dial_mode,
        caller_id=plan.actions.caller_id or told.caller_id,
        campaign_running=campaign.state is CampaignState.RUNNING,
        closed_reason=lead.closed_reason,
        next_call_at=lead.next_call_at,
        promised=lead.tier in CALLBACKS,
        engaged=campaign.id in told.engaged,
        quiz_passed=not plan.preparation.quiz_required or campaign.id in told.prepared,
        somebody_signed_in=campaign.id in told.at_work,
        suppressed_scope=_suppressed(told, lead, prospect, number),
        running_contract=_contract(prospect, plan),
        lead_attempts=lead.attempts,
    )


def _with_calls(facts: Facts, told: Known, lead: Lead, prospect: Prospect) -> Facts:
    """The facts with what is known of calls: made, under way, refused, agreed."""
    number = facts.phone.e164 if facts.phone else ""
    key = (lead.controller_id, number)
    business = prospect.audience is Audience.B2B
    refused = told.refused_prospect.get(prospect.id) if business else told.refused_number.get(key)
    return replace(
        facts,
        on_a_list=lead.id in told.listed,
        live_call=number in told.live,
        consent=told.consents.get(key),
        agreed_call=told.agreed.get(lead.id),
        last_refusal=refused,
        controller_number_attempts=told.of_number.get(key, ()),
        prospect_attempts=told.of_prospect.get(prospect.id, ()),
        number_last_attempt=told.last_on_number.get(number),
    )


def _number(phone: Phone | None) -> Number | None:
    if phone is None:
        return None
    return Number(phone.e164, phone.kind, phone.country, tuple(phone.zones))


def _suppressed(told: Known, lead: Lead, prospect: Prospect, number: str) -> str | None:
    """The scope of an objection that covers this number: its own, the whole prospect's, or that of
    every person known there."""
    standing = told.suppressed.get(lead.controller_id, {})
    people = told.contacts.get(prospect.id, ())
    if people and all(person in standing for person in people):
        return standing[people[0]]
    return standing.get(number) or standing.get(prospect.public_id)


def _contract(prospect: Prospect, plan: Plan) -> RunningContract | None:
    """The contract that the file was imported under; its source says which, the offer how related."""
    if prospect.basis is not Basis.CONTRACT:
        return None
    return RunningContract(subject=prospect.source, link=plan.preparation.offer.name)
