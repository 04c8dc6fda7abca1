"""Puts what is known of leads before the one judge of eligibility.

A handful of statements whatever the number of leads; dealing, dialing and the *why* page share them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from sqlalchemy.orm import Session

from campaigns.clearance.facts import LONG_AGO
from campaigns.dealing.cards import CALLBACKS
from campaigns.eligibility import Facts, Policy, RunningContract
from campaigns.eligibility.alike import since_due
from campaigns.law import home_of
from campaigns.numbers.caller_ids import Viewer
from campaigns.numbers.north_america import regions_of
from campaigns.numbers.phones import Phone as Number
from campaigns.numbers.phones import PhoneKind
from campaigns.numbers.zones import zone_for
from campaigns.plan import Plan
from campaigns.prospects import Audience, Basis
from telepro.db import frozen, known, lead_rows
from telepro.db.allowed import as_dialled
from telepro.db.calling import CallListEntry
from telepro.db.known import Known
from telepro.db.lead_rows import LeadRow, ProspectRow

NOTHING: Mapping[int, str | None] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Judgeable:
    """A lead as eligibility judges it: which of its numbers, by which policy, on what facts; and the
    number of its campaign's pool that the prospect sees, if there is a pool."""

    lead_id: int
    phone_id: int | None
    facts: Facts
    policy: Policy
    of_pool: str | None = None


def facts_for(
    session: Session,
    lead_ids: Sequence[int],
    now: datetime,
    chosen: Mapping[int, int] | None = None,
    shown: Mapping[int, str | None] = NOTHING,
) -> dict[int, Judgeable]:
    """Everything known of these leads now, each with its first live number or the one `chosen`.

    `shown` is which number of ours a prospect saw last, by lead.
    """
    leads = lead_rows.leads(session, lead_ids)
    prospects = lead_rows.prospects(session, leads, (chosen or {}).values())
    told, bounds = _known(session, leads, prospects, now)
    return {
        lead.id: _judgeable(
            told,
            lead,
            prospects[lead.prospect_id],
            bounds[lead.campaign_id],
            shown.get(lead.id),
        )
        for lead in leads
    }


Case = tuple[Facts, Policy]


def cases_for(session: Session, leads: Sequence[LeadRow], now: datetime) -> dict[int, Case]:
    """The facts and policies of many leads, to be judged and nothing else.

    Leads of which the tables tell nothing, and which no rule can tell apart, have the facts of one
    of them: in a campaign of a hundred thousand, a few dozen.
    """
    prospects = lead_rows.prospects(session, leads)
    told, bounds = _known(session, leads, prospects, now)
    marked = known.marked(
        told, [*(each.facts["caller_id"] for each in bounds.values()), *told.allowed.numbers()]
    )
    shared: dict[tuple[Any, ...], Case] = {}
    cases: dict[int, Case] = {}
    for lead in leads:
        prospect, own = prospects[lead.prospect_id], bounds[lead.campaign_id]
        # A lead of which something is told is like no other.
        kind = (lead.id,) if marked.has(lead, prospect) else _kind(lead, prospect, now)
        if kind not in shared:
            shared[kind] = _facts(told, lead, prospect, own), own.policy
        cases[lead.id] = shared[kind]
    return cases


def _kind(lead: LeadRow, prospect: ProspectRow, now: datetime) -> tuple[Any, ...]:
    """What the verdict on a lead of which nothing is told depends on, as `alike` says of its facts."""
    country = _country(prospect).upper()
    zones = _words(prospect.phone_zones)
    stated = prospect.region
    place = zone_for(prospect.time_zone, country, prospect.postal_code, zones, stated).names
    later = since_due(lead.next_call_at, now)
    states = regions_of(country, stated, prospect.postal_code, prospect.e164 or "")
    of_lead = lead.campaign_id, lead.closed_reason, lead.tier, lead.attempts
    return prospect[lead_rows.OWN :], place, states, later, of_lead


@lru_cache(maxsize=1024)
def _words(text: str | None) -> tuple[str, ...]:
    return tuple(text.split(" ")) if text else ()


def _known(
    session: Session,
    leads: Sequence[LeadRow],
    prospects: Mapping[int, ProspectRow],
    now: datetime,
) -> tuple[Known, dict[int, "Bounds"]]:
    """What is known of leads, and the bounds of their campaigns."""
    plans = {each: frozen.plan_of(session, each) for each in {lead.campaign_id for lead in leads}}
    policies = {each: plan.policy() for each, plan in plans.items()}
    told = known.gather(session, leads, prospects.values(), policies.values(), now)
    controllers = {lead.campaign_id: lead.controller_id for lead in leads}
    judged_by = {
        each: replace(policy, changes=told.terms.get(controllers[each], ()))
        for each, policy in policies.items()
    }
    return told, {each: _bounds(told, each, plans[each], judged_by[each]) for each in plans}


def on_own_list(known: Judgeable, entry: CallListEntry, now: datetime) -> Judgeable:
    """The same facts, seen by the teleprospector on whose own list the lead stands since a deal.

    It was due then, as a lead of that tier. What is told since of an earlier call says when it comes
    next, once it is given back. A dealer whose clock was ahead proves nothing.
    """
    due = LONG_AGO if entry.dealt_at <= now else known.facts.next_call_at
    promised = entry.tier in CALLBACKS
    dealt = replace(known.facts, on_a_list=False, next_call_at=due, promised=promised)
    return replace(known, facts=dealt)


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a campaign says of all its leads: the policy, the contract it may be under, its facts."""

    policy: Policy
    offer: str
    facts: Mapping[str, Any]


def _bounds(told: Known, campaign_id: int, plan: Plan, policy: Policy) -> Bounds:
    facts = {
        "sector": plan.sector,
        "technique": plan.actions.dial_mode,
        "caller_id": plan.actions.caller_id or told.caller_id,
        "destinations": told.allowed.destinations.get(campaign_id, home_of(plan.country)),
        "language": plan.language,
        "campaign_running": campaign_id in told.running,
        "engaged": campaign_id in told.engaged,
        "quiz_passed": not plan.preparation.quiz_required or campaign_id in told.prepared,
        "somebody_signed_in": campaign_id in told.at_work,
        "wave_unsigned": campaign_id in told.waves,
    }
    return Bounds(policy, plan.preparation.offer.name, facts)


def _judgeable(
    told: Known, lead: LeadRow, prospect: ProspectRow, bounds: Bounds, last_shown: str | None
) -> Judgeable:
    facts = as_dialled(_facts(told, lead, prospect, bounds, last_shown))
    of_pool = facts.caller_id if lead.campaign_id in told.allowed.pools else None
    return Judgeable(lead.id, prospect.phone_id, facts, bounds.policy, of_pool)


def _facts(
    told: Known,
    lead: LeadRow,
    prospect: ProspectRow,
    bounds: Bounds,
    last_shown: str | None = None,
) -> Facts:
    country, audience = _country(prospect), Audience(prospect.audience)
    technique = bounds.facts["technique"]
    viewer = Viewer(prospect.public_id, country, audience, technique, last_shown)
    shown = told.allowed.shown(lead.campaign_id, viewer)
    return Facts(
        audience=audience,
        basis=Basis(prospect.basis),
        country=country,
        phone=_number(prospect),
        number_rests_until=prospect.phone_rests_until,
        zone=prospect.time_zone,
        postal_code=prospect.postal_code,
        region=prospect.region,
        interest=prospect.interest or "",
        closed_reason=lead.closed_reason,
        next_call_at=lead.next_call_at,
        promised=lead.tier in CALLBACKS,
        running_contract=_contract(prospect, bounds),
        lead_attempts=lead.attempts,
        **{**bounds.facts, **shown},
        **_of_calls(told, lead, prospect),
    )


def _country(prospect: ProspectRow) -> str:
    """That of the number to ring, which may lie elsewhere; without one, the prospect's."""
    return prospect.country if prospect.phone_country is None else prospect.phone_country


def _of_calls(told: Known, lead: LeadRow, prospect: ProspectRow) -> dict[str, Any]:
    """What is known of calls: made, under way, refused, agreed, objected to."""
    number = prospect.e164 or ""
    key = (lead.controller_id, number)
    business = prospect.audience == Audience.B2B
    return {
        "suppressed_scope": _suppressed(told, lead, prospect),
        "excluded_as": told.excluded.get(prospect.id),
        "on_a_list": lead.id in told.listed,
        "live_call": number in told.live,
        "consent": told.consents.get(key),
        "checks": told.checks.get(key, ()),
        "agreed_call": told.agreed.get(lead.id),
        "abandoned_at": told.abandoned.get(key),
        "machine_at": told.machine.get(key),
        "last_refusal": told.refused_prospect.get(prospect.id)
        if business
        else told.refused_number.get(key),
        "controller_number_attempts": told.of_number.get(key, ()),
        "prospect_attempts": told.of_prospect.get(prospect.id, ()),
        "number_last_attempt": told.last_on_number.get(number),
        "caps_reached": told.allowed.full(lead.controller_id, number, told.of_number.get(key, ())),
    }


def _number(prospect: ProspectRow) -> Number | None:
    if prospect.e164 is None:
        return None
    kind, zones = PhoneKind(prospect.phone_kind or ""), _words(prospect.phone_zones)
    return Number(prospect.e164, kind, _country(prospect), zones)


def _suppressed(told: Known, lead: LeadRow, prospect: ProspectRow) -> str | None:
    """The scope of an objection that covers this number: its own, the whole prospect's, or that of
    every person known there."""
    standing = told.suppressed.get(lead.controller_id)
    if not standing:
        return None
    people = _words(prospect.people)
    if people and all(person in standing for person in people):
        return standing[people[0]]
    return standing.get(prospect.e164 or "") or standing.get(prospect.public_id)


def _contract(prospect: ProspectRow, bounds: Bounds) -> RunningContract | None:
    """The contract that the file was imported under; its source says which, the offer how related."""
    if prospect.basis != Basis.CONTRACT:
        return None
    return RunningContract(subject=prospect.source, link=bounds.offer)
