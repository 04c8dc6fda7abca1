"""Gathers what is known of leads, so that the one judge of eligibility can be asked about them.

A handful of statements whatever the number of leads; dealing, dialing and the *why* page share them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.dispositions import RULES
from campaigns.eligibility import AgreedCall, Consent, Facts, Policy, RunningContract
from campaigns.phones import Phone as Number
from campaigns.plan import Plan
from campaigns.prospects import Audience, Basis
from campaigns.states import CallbackState, CampaignState, EngagementState, PhoneState
from campaigns.zones import zone_for
from telepro.db import frozen, suppressions
from telepro.db.calling import Attempt, Callback, CallListEntry, LiveCall, Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, WorkSession
from telepro.db.whom import Consent as ConsentRow
from telepro.db.whom import Contact, Lead, Phone, Prospect

# FR-04 looks back 30 calendar days; a plan's own cap may look back a year.
LAW_MEMORY = timedelta(days=31)
PLAN_MEMORY = timedelta(days=366)
AGREED_FOR = timedelta(hours=1)
FOREVER = timedelta(days=366 * 10)
FALLBACK_ZONE = "Europe/Paris"
REFUSING = [code for code, rule in RULES.items() if rule.refusal]


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
    told = _Told.gather(session, rows, list(phones.values()), now)
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What the tables say of many numbers and prospects at once."""

    of_number: Mapping[tuple[int, str], tuple[datetime, ...]]
    of_prospect: Mapping[int, tuple[datetime, ...]]
    last_on_number: Mapping[str, datetime]
    live: frozenset[str]
    suppressed: Mapping[int, Mapping[str, str]]
    refused_number: Mapping[tuple[int, str], datetime]
    refused_prospect: Mapping[int, datetime]
    consents: Mapping[tuple[int, str], Consent]
    agreed: Mapping[int, AgreedCall]
    listed: frozenset[int]
    at_work: frozenset[int]
    engaged: frozenset[int]
    prepared: frozenset[int]
    contacts: Mapping[int, tuple[str, ...]]
    caller_id: str | None

    @classmethod
    def gather(
        cls, session: Session, rows: Sequence[Any], phones: Sequence[Phone], now: datetime
    ) -> "_Told":
        numbers = [phone.e164 for phone in phones]
        prospects = [prospect.id for _, prospect, _ in rows]
        leads = [lead.id for lead, _, _ in rows]
        controllers = sorted({lead.controller_id for lead, _, _ in rows})
        campaigns = sorted({campaign.id for _, _, campaign in rows})
        contacts = _contacts(session, prospects)
        values = [*numbers, *(prospect.public_id for _, prospect, _ in rows)]
        values += [contact for found in contacts.values() for contact in found]
        return cls(
            of_number=_attempts_of_numbers(session, controllers, numbers, now - LAW_MEMORY),
            of_prospect=_attempts_of_prospects(session, prospects, now - PLAN_MEMORY),
            last_on_number=_last_on_numbers(session, numbers, now - timedelta(days=1)),
            live=frozenset(
                session.scalars(select(LiveCall.e164).where(LiveCall.e164.in_(numbers)))
            ),
            suppressed={c: suppressions.standing(session, c, values) for c in controllers},
            refused_number=_refused_numbers(session, controllers, numbers),
            refused_prospect=_refused_prospects(session, prospects),
            consents=_consents(session, controllers, numbers),
            agreed=_agreed(session, leads),
            listed=frozenset(
                session.scalars(
                    select(CallListEntry.lead_id).where(
                        CallListEntry.lead_id.in_(leads), CallListEntry.ended_at.is_(None)
                    )
                )
            ),
            at_work=frozenset(
                session.scalars(
                    select(WorkSession.campaign_id).where(
                        WorkSession.campaign_id.in_(campaigns), WorkSession.ended_at.is_(None)
                    )
                )
            ),
            engaged=_engaged(session, campaigns),
            prepared=_engaged(session, campaigns, Engagement.quiz_passed_at.is_not(None)),
            contacts=contacts,
            caller_id=_own_number(),
        )


def _judgeable(
    session: Session,
    told: _Told,
    lead: Lead,
    prospect: Prospect,
    campaign: Campaign,
    phone: Phone | None,
) -> Judgeable:
    plan = frozen.plan(session, campaign.plan_id)
    number = phone.e164 if phone else ""
    key = (lead.controller_id, number)
    business = prospect.audience is Audience.B2B
    facts = Facts(
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
        on_a_list=lead.id in told.listed,
        live_call=number in told.live,
        engaged=campaign.id in told.engaged,
        quiz_passed=not plan.preparation.quiz_required or campaign.id in told.prepared,
        somebody_signed_in=campaign.id in told.at_work,
        suppressed_scope=_suppressed(told, lead, prospect, number),
        consent=told.consents.get(key),
        running_contract=_contract(prospect, plan),
        agreed_call=told.agreed.get(lead.id),
        last_refusal=(
            told.refused_prospect.get(prospect.id) if business else told.refused_number.get(key)
        ),
        controller_number_attempts=told.of_number.get(key, ()),
        prospect_attempts=told.of_prospect.get(prospect.id, ()),
        lead_attempts=lead.attempts,
        number_last_attempt=told.last_on_number.get(number),
    )
    return Judgeable(lead.id, phone.id if phone else None, facts, plan.policy())


def _number(phone: Phone | None) -> Number | None:
    if phone is None:
        return None
    return Number(phone.e164, phone.kind, phone.country, tuple(phone.zones))


def _suppressed(told: _Told, lead: Lead, prospect: Prospect, number: str) -> str | None:
    """The scope of an objection that covers this number: its own, the whole prospect's, or that of
    every person known there."""
    standing = told.suppressed.get(lead.controller_id, {})
    people = told.contacts.get(prospect.id, ())
    if people and all(person in standing for person in people):
        return standing[people[0]]
    return standing.get(number) or standing.get(prospect.public_id)


def _own_number() -> str | None:
    numbers: tuple[str, ...] = current_app.extensions["telepro.settings"].carrier.numbers
    return numbers[0] if numbers else None


def _attempts_of_numbers(
    session: Session, controllers: Sequence[int], numbers: Sequence[str], since: datetime
) -> dict[tuple[int, str], tuple[datetime, ...]]:
    rows = session.execute(
        select(Attempt.controller_id, Attempt.e164, Attempt.intended_at).where(
            Attempt.controller_id.in_(controllers),
            Attempt.e164.in_(numbers),
            Attempt.intended_at > since,
            _rang(),
        )
    )
    found: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    for controller, number, at in rows:
        found[controller, number].append(at)
    return {key: tuple(sorted(moments)) for key, moments in found.items()}


def _attempts_of_prospects(
    session: Session, prospects: Sequence[int], since: datetime
) -> dict[int, tuple[datetime, ...]]:
    rows = session.execute(
        select(Attempt.prospect_id, Attempt.intended_at).where(
            Attempt.prospect_id.in_(prospects), Attempt.intended_at > since, _rang()
        )
    )
    found: dict[int, list[datetime]] = defaultdict(list)
    for prospect, at in rows:
        found[prospect].append(at)
    return {key: tuple(sorted(moments)) for key, moments in found.items()}


def _last_on_numbers(
    session: Session, numbers: Sequence[str], since: datetime
) -> dict[str, datetime]:
    rows = session.execute(
        select(Attempt.e164, func.max(Attempt.intended_at))
        .where(Attempt.e164.in_(numbers), Attempt.intended_at > since, _rang())
        .group_by(Attempt.e164)
    )
    return dict(rows.all())


def _rang() -> Any:
    """An attempt that was or may have been placed; an intention that came to nothing is none."""
    return Attempt.sid.is_not(None) | Attempt.ended_at.is_(None)


def _refused_numbers(
    session: Session, controllers: Sequence[int], numbers: Sequence[str]
) -> dict[tuple[int, str], datetime]:
    rows = session.execute(
        select(Attempt.controller_id, Attempt.e164, func.max(Outcome.recorded_at))
        .join(Outcome, Outcome.attempt_id == Attempt.id)
        .where(
            Attempt.controller_id.in_(controllers), Attempt.e164.in_(numbers), *_standing_refusal()
        )
        .group_by(Attempt.controller_id, Attempt.e164)
    )
    return {(controller, number): at for controller, number, at in rows}


def _refused_prospects(session: Session, prospects: Sequence[int]) -> dict[int, datetime]:
    rows = session.execute(
        select(Attempt.prospect_id, func.max(Outcome.recorded_at))
        .join(Outcome, Outcome.attempt_id == Attempt.id)
        .where(Attempt.prospect_id.in_(prospects), *_standing_refusal())
        .group_by(Attempt.prospect_id)
    )
    return dict(rows.all())


def _standing_refusal() -> tuple[Any, ...]:
    later = aliased(Outcome)
    return (
        Outcome.disposition.in_(REFUSING),
        ~exists().where(later.supersedes_id == Outcome.id),
    )


def _consents(
    session: Session, controllers: Sequence[int], numbers: Sequence[str]
) -> dict[tuple[int, str], Consent]:
    rows = session.scalars(
        select(ConsentRow)
        .where(ConsentRow.organisation_id.in_(controllers), ConsentRow.e164.in_(numbers))
        .order_by(ConsentRow.captured_at)
    )
    return {
        (row.organisation_id, row.e164): Consent(
            captured_at=row.captured_at,
            expires_at=row.expires_at or row.captured_at + FOREVER,
            wording=row.wording,
            withdrawn_at=row.withdrawn_at,
        )
        for row in rows
    }


def _agreed(session: Session, leads: Sequence[int]) -> dict[int, AgreedCall]:
    rows = session.execute(
        select(Callback.lead_id, Callback.due_at).where(
            Callback.lead_id.in_(leads), Callback.state == CallbackState.PROMISED
        )
    )
    return {lead: AgreedCall(due, due + AGREED_FOR) for lead, due in rows}


def _engaged(
    session: Session, campaigns: Sequence[int], *more: ColumnElement[bool]
) -> frozenset[int]:
    """Campaigns on whose mission at least one teleprospector is engaged (who also meets `more`)."""
    engaged = exists().where(
        Engagement.mission_id == Campaign.mission_id,
        Engagement.state == EngagementState.ACTIVE,
        *more,
    )
    return frozenset(
        session.scalars(select(Campaign.id).where(Campaign.id.in_(campaigns), engaged))
    )


def _contract(prospect: Prospect, plan: Plan) -> RunningContract | None:
    """The contract that the file was imported under; its source says which, the offer how related."""
    if prospect.basis is not Basis.CONTRACT:
        return None
    return RunningContract(subject=prospect.source, link=plan.preparation.offer.name)


def _contacts(session: Session, prospects: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(Contact.prospect_id, Contact.public_id).where(Contact.prospect_id.in_(prospects))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for prospect, contact in rows:
        found[prospect].append(contact)
    return {prospect: tuple(contacts) for prospect, contacts in found.items()}
