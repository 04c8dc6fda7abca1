"""What a teleprospector sees of a lead: everything on one card, for the two leads at hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from campaigns import script
from campaigns.attempts import CallResult
from campaigns.dealing import DEAL_LABELS, DealReason, Tier
from campaigns.dispositions import DispositionSet
from campaigns.numbers.hidden_numbers import conceal
from campaigns.numbers.phones import international
from campaigns.pipeline import STAGES, Stage
from campaigns.plan import Plan
from campaigns.script import RenderedObjection, RenderedSection
from campaigns.states import PhoneState
from telepro.db import script_fields, scripts
from telepro.db.calling import Attempt
from telepro.db.card_rows import PhoneRow, Read, read
from telepro.db.next_entries import Entry
from telepro.db.places import zone_among
from telepro.db.scripts import Said
from telepro.db.whom import Contact, Lead, Prospect

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
    """A lead on the desk; words that have two languages are {"fr", "en"}.

    Where it `hides_numbers` the page shows a number by its ends alone, and dials it by its id.
    """

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
    hides_numbers: bool = False
    script_version: int = 1

    @property
    def to_ring(self) -> CardPhone | None:
        """The number that F2 rings: the first that is not known to be dead."""
        return next((each for each in self.phones if each.state is PhoneState.ACTIVE), None)


def cards(session: Session, entries: Sequence[Entry], in_call: Attempt | None = None) -> list[Card]:
    """The cards of entries of one person's call list, by the same few statements for all of them.

    The lead of the call under way is shown with the plan and the script that the call was made with, to
    its end; every other with the newest.
    """
    if not entries:
        return []
    known = read(session, entries)
    newest = {each: scripts.said(session, each, number) for each, number in known.scripts.items()}
    own = {in_call.lead_id: scripts.of_call(session, in_call, newest)} if in_call else {}
    return [_card(known, each, own.get(each.lead_id, newest[each.campaign_id])) for each in entries]


def _card(known: Read, entry: Entry, said: Said) -> Card:
    plan = said.plan
    lead, prospect = known.leads[entry.lead_id]
    phones = known.phones.get(prospect.id, ())
    contacts = tuple(_contact(row) for row in known.contacts.get(prospect.id, ()))
    history = _history(known, prospect.id, plan)
    fields = _script_fields(known, entry, prospect, contacts, plan)
    return Card(
        entry_id=entry.public_id,
        lead_id=lead.public_id,
        **_of_prospect(prospect),
        **_of_stage(known, lead),
        tier=entry.tier,
        why=DEAL_LABELS[DealReason(entry.reason)],
        time_zone=_zone(prospect, phones),
        callable_until=entry.clear_until,
        number=lead.attempts - lead.attempts_before + 1,
        max_attempts=plan.actions.max_attempts,
        phones=tuple(_phone(row) for row in phones),
        contacts=contacts,
        script=script.render(said.script, fields),
        objections=script.render_objections(said.script, fields),
        script_version=said.version,
        answers=known.answers.get(lead.id, {}),
        dispositions=plan.disposition_set(),
        history=history,
        last_note=next((line.note for line in history if line.note), ""),
        callback=_callback(known, lead.id),
        hides_numbers=entry.campaign_id in known.masking,
    )


def _of_stage(known: Read, lead: Lead) -> dict[str, Any]:
    own = known.stage_names.get((lead.campaign_id, lead.stage))
    label = {"fr": own, "en": own} if own else STAGES[lead.stage].labels
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


def _phone(row: PhoneRow) -> CardPhone:
    phone, contact = row
    shown = international(phone.e164)
    return CardPhone(phone.public_id, phone.e164, shown, phone.kind, phone.state, contact)


def _contact(row: Contact) -> CardContact:
    return CardContact(
        row.public_id,
        row.name,
        row.role,
        row.email,
        row.decision_maker,
        row.gatekeeper,
        row.best_time,
    )


def _facts(prospect: Prospect) -> tuple[tuple[str, str], ...]:
    own = (("SIRET", prospect.siret or ""), ("NAF", prospect.naf or ""))
    kept = tuple((str(name), str(value)) for name, value in prospect.extra.items())
    return tuple((name, value) for name, value in (*own, *kept) if value.strip())[:24]


def _zone(prospect: Prospect, phones: Sequence[PhoneRow]) -> str:
    """The zone of the prospect's first number, dead or not: where they are does not change with it."""
    first = min((phone for phone, _ in phones), key=lambda phone: phone.position, default=None)
    return zone_among(prospect, first.zones if first else ())


def _history(known: Read, prospect_id: int, plan: Plan) -> tuple[HistoryLine, ...]:
    words = plan.disposition_set()
    return tuple(
        HistoryLine(at, who, words.rule(o.disposition).labels, o.note, o.result, int(seconds or 0))
        for at, who, o, seconds in known.history.get(prospect_id, ())
    )


def _script_fields(
    known: Read,
    entry: Entry,
    prospect: Prospect,
    contacts: Sequence[CardContact],
    plan: Plan,
) -> dict[str, str]:
    caller = known.callers.get(entry.person_id or 0, "")
    principal = known.principals.get(entry.campaign_id, "")
    person = contacts[0] if contacts else None
    fields = script_fields.values(prospect, person, caller, principal, plan)
    if entry.campaign_id not in known.masking:
        return fields
    numbers = [phone.e164 for phone, _ in known.phones.get(prospect.id, ())]
    return {name: conceal(each, numbers, prospect.country) for name, each in fields.items()}


def _callback(known: Read, lead_id: int) -> CardCallback | None:
    row = known.callbacks.get(lead_id)
    return CardCallback(row.due_at, row.flexible, row.note) if row else None
