"""What a teleprospector sees of a lead: everything on one card, for the two leads at hand."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from campaigns import script
from campaigns.attempts import CallResult
from campaigns.dealing import DEAL_LABELS, DealReason, Tier
from campaigns.dispositions import DispositionSet
from campaigns.phones import international
from campaigns.pipeline import STAGES, Stage
from campaigns.plan import Plan
from campaigns.script import RenderedObjection, RenderedSection
from campaigns.states import CallbackState, PhoneState
from telepro.db import frozen
from telepro.db.calling import Attempt, Call, CallListEntry
from telepro.db.eligibility import zone_of
from telepro.db.results import Answer, Callback, Outcome
from telepro.db.what_for import Campaign, StageName
from telepro.db.who import Organisation, Person
from telepro.db.whom import Contact, Lead, Phone, Prospect

HISTORY = 20
Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class CardPhone:
    id: str
    e164: str
    display: str
    kind: str
    state: PhoneState
    contact_id: str | None


@dataclass(frozen=True, slots=True)
class CardContact:
    id: str
    name: str
    role: str | None
    email: str | None
    decision_maker: bool
    gatekeeper: bool
    best_time: str | None


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One earlier call to this prospect: when, by whom, what came of it."""

    at: datetime
    who: str | None
    label: Words
    note: str
    result: CallResult | None
    seconds: int


@dataclass(frozen=True, slots=True)
class CardCallback:
    due_at: datetime
    flexible: bool
    note: str


@dataclass(frozen=True, slots=True)
class Card:
    """A lead on the desk; words that have two languages are {"fr", "en"}."""

    entry_id: str
    lead_id: str
    prospect_name: str
    address: str
    postal_code: str
    city: str
    facts: tuple[tuple[str, str], ...]
    language: str
    stage: Stage
    stage_label: Words
    tier: Tier
    why: Words
    time_zone: str
    country: str
    callable_until: datetime
    number: int
    max_attempts: int
    phones: tuple[CardPhone, ...]
    contacts: tuple[CardContact, ...]
    script: tuple[RenderedSection, ...]
    objections: tuple[RenderedObjection, ...]
    answers: Mapping[str, str]
    dispositions: DispositionSet
    history: tuple[HistoryLine, ...]
    last_note: str
    callback: CardCallback | None

    @property
    def to_ring(self) -> CardPhone | None:
        """The number that F2 rings: the first that is not known to be dead."""
        return next((each for each in self.phones if each.state is PhoneState.ACTIVE), None)


def card(session: Session, entry: CallListEntry) -> Card:
    """The card of one entry of a call list."""
    lead = session.get_one(Lead, entry.lead_id)
    prospect = session.get_one(Prospect, lead.prospect_id)
    plan = frozen.plan_of(session, lead.campaign_id)
    phones, contacts = _phones(session, prospect.id), _contacts(session, prospect.id)
    history = _history(session, prospect.id, plan)
    fields = _script_fields(session, entry, prospect, contacts, plan)
    return Card(
        entry_id=entry.public_id,
        lead_id=lead.public_id,
        **_of_prospect(prospect),
        **_of_stage(session, lead),
        tier=entry.tier,
        why=DEAL_LABELS[DealReason(entry.reason)],
        time_zone=_zone(session, prospect.id, phones),
        callable_until=entry.clear_until,
        number=lead.attempts + 1,
        max_attempts=plan.actions.max_attempts,
        phones=phones,
        contacts=contacts,
        script=script.render(plan.script, fields),
        objections=script.render_objections(plan.script, fields),
        answers=_answers(session, lead.id),
        dispositions=plan.disposition_set(),
        history=history,
        last_note=next((line.note for line in history if line.note), ""),
        callback=_callback(session, lead.id),
    )


def _of_stage(session: Session, lead: Lead) -> dict[str, Any]:
    label = _stage_label(session, lead)
    return {"language": lead.language, "stage": lead.stage, "stage_label": label}


def _of_prospect(prospect: Prospect) -> dict[str, Any]:
    return {
        "prospect_name": prospect.name,
        "address": prospect.address or "",
        "postal_code": prospect.postal_code or "",
        "city": prospect.city or "",
        "country": prospect.country,
        "facts": _facts(prospect),
    }


def _phones(session: Session, prospect_id: int) -> tuple[CardPhone, ...]:
    rows = session.execute(
        select(Phone, Contact.public_id)
        .outerjoin(Contact, Contact.id == Phone.contact_id)
        .where(Phone.prospect_id == prospect_id)
        .order_by(Phone.state, Phone.position, Phone.id)
    )
    return tuple(
        CardPhone(p.public_id, p.e164, international(p.e164), p.kind, p.state, contact)
        for p, contact in rows
    )


def _contacts(session: Session, prospect_id: int) -> tuple[CardContact, ...]:
    rows = session.scalars(
        select(Contact)
        .where(Contact.prospect_id == prospect_id)
        .order_by(Contact.decision_maker.desc(), Contact.position, Contact.id)
        .limit(20)
    )
    return tuple(
        CardContact(
            c.public_id, c.name, c.role, c.email, c.decision_maker, c.gatekeeper, c.best_time
        )
        for c in rows
    )


def _facts(prospect: Prospect) -> tuple[tuple[str, str], ...]:
    own = (("SIRET", prospect.siret or ""), ("NAF", prospect.naf or ""))
    kept = tuple((str(name), str(value)) for name, value in prospect.extra.items())
    return tuple((name, value) for name, value in (*own, *kept) if value.strip())[:24]


def _stage_label(session: Session, lead: Lead) -> Words:
    own = session.scalar(
        select(StageName.name).where(
            StageName.campaign_id == lead.campaign_id, StageName.stage == lead.stage
        )
    )
    return {"fr": own, "en": own} if own else STAGES[lead.stage].labels


def _zone(session: Session, prospect_id: int, phones: tuple[CardPhone, ...]) -> str:
    first = session.scalar(
        select(Phone.id).where(Phone.prospect_id == prospect_id).order_by(Phone.position).limit(1)
    )
    return zone_of(session, first) if first else "Europe/Paris"


def _history(session: Session, prospect_id: int, plan: Plan) -> tuple[HistoryLine, ...]:
    later = aliased(Outcome)
    rows = session.execute(
        select(Attempt.intended_at, Person.name, Outcome, Call.duration_seconds)
        .join(Outcome, Outcome.attempt_id == Attempt.id)
        .outerjoin(Person, Person.id == Outcome.recorded_by_id)
        .outerjoin(Call, Call.attempt_id == Attempt.id)
        .where(
            Attempt.prospect_id == prospect_id,
            ~exists().where(later.supersedes_id == Outcome.id),
        )
        .order_by(Attempt.intended_at.desc())
        .limit(HISTORY)
    )
    words = plan.disposition_set()
    return tuple(
        HistoryLine(at, who, words.rule(o.disposition).labels, o.note, o.result, int(seconds or 0))
        for at, who, o, seconds in rows
    )


def _script_fields(
    session: Session,
    entry: CallListEntry,
    prospect: Prospect,
    contacts: tuple[CardContact, ...],
    plan: Plan,
) -> dict[str, str]:
    person = contacts[0] if contacts else None
    names = (person.name if person else "").split(" ", 1)
    caller = session.scalar(select(Person.name).where(Person.id == entry.person_id)) or ""
    principal = session.scalar(
        select(Organisation.name)
        .join(Campaign, Campaign.controller_id == Organisation.id)
        .where(Campaign.id == entry.campaign_id)
    )
    return {
        "first_name": names[0],
        "last_name": names[1] if len(names) > 1 else "",
        "contact": person.name if person else "",
        "role": (person.role or "") if person else "",
        "company": prospect.name,
        "city": prospect.city or "",
        "email": (person.email or "") if person else "",
        "caller": caller,
        "principal": principal or "",
        "offer": plan.preparation.offer.name,
        "source": prospect.source,
    }


def _answers(session: Session, lead_id: int) -> dict[str, str]:
    rows = session.execute(
        select(Answer.field, Answer.value).where(Answer.lead_id == lead_id).order_by(Answer.id)
    )
    return dict(rows.all())


def _callback(session: Session, lead_id: int) -> CardCallback | None:
    row = session.execute(
        select(Callback.due_at, Callback.flexible, Outcome.note)
        .join(Outcome, Outcome.id == Callback.outcome_id)
        .where(Callback.lead_id == lead_id, Callback.state == CallbackState.PROMISED)
    ).first()
    return CardCallback(row.due_at, row.flexible, row.note) if row else None
