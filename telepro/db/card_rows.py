"""Reads what cards show: one statement a subject, whatever the number of cards.

The desk is the page that is asked for most. To build a statement takes longer than to run it, so
they are written once.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.pipeline import Stage
from campaigns.states import CallbackState
from telepro.db.calling import Attempt, Call
from telepro.db.columns import among
from telepro.db.next_entries import Entry
from telepro.db.results import Answer, Callback, Outcome
from telepro.db.what_for import Campaign, Script, StageName
from telepro.db.who import Organisation, Person
from telepro.db.whom import Contact, Lead, Phone, Prospect

LONGEST_HISTORY = 20
MOST_CONTACTS = 20
PhoneRow = tuple[Phone, str | None]  # with the public id of whose it is
CallbackRow = Any
HistoryRow = Any


@dataclass(frozen=True, slots=True)
class Read:
    """Rows by the lead, prospect, person or campaign that they belong to, each kind in its order;
    the campaigns whose teleprospectors do not see the numbers they call; the newest version of each
    campaign's script."""

    leads: Mapping[int, tuple[Lead, Prospect]]
    phones: Mapping[int, Sequence[PhoneRow]]
    contacts: Mapping[int, Sequence[Contact]]
    history: Mapping[int, Sequence[HistoryRow]]
    answers: Mapping[int, Mapping[str, str]]
    callbacks: Mapping[int, CallbackRow]
    stage_names: Mapping[tuple[int, Stage], str]
    callers: Mapping[int, str]
    principals: Mapping[int, str]
    masking: frozenset[int]
    scripts: Mapping[int, int]


def read(session: Session, entries: Sequence[Entry]) -> Read:
    """All that the cards of these entries show."""
    leads = {"leads": [entry.lead_id for entry in entries]}
    campaigns = {"campaigns": [entry.campaign_id for entry in entries]}
    people = {"people": [entry.person_id for entry in entries if entry.person_id]}
    found = {lead.id: (lead, prospect) for lead, prospect in session.execute(_LEADS, leads)}
    prospects = {"prospects": [prospect.id for _lead, prospect in found.values()]}
    named = _all(session, _PRINCIPALS, campaigns)
    return Read(
        leads=found,
        phones=_by(session.execute(_PHONES, prospects), lambda row: row[0].prospect_id),
        contacts=_by(session.scalars(_CONTACTS, prospects), lambda row: row.prospect_id),
        history=_grouped(session.execute(_HISTORY, prospects)),
        answers=_answers(session, leads),
        callbacks={row.lead_id: row for row in session.execute(_CALLBACKS, leads)},
        stage_names={
            (each, stage): name for each, stage, name in _all(session, _STAGES, campaigns)
        },
        callers=dict(_all(session, _CALLERS, people)),
        principals={campaign: name for campaign, name, _masks, _version in named},
        masking=frozenset(campaign for campaign, _name, masks, _version in named if masks),
        scripts={campaign: version for campaign, _name, _masks, version in named},
    )


def _all(session: Session, statement: Any, asked: Mapping[str, Any]) -> Sequence[Any]:
    return session.execute(statement, asked).all()


def _by(rows: Iterable[Any], key: Any) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[key(row)].append(row)
    return found


def _grouped(rows: Iterable[Any]) -> dict[int, list[Any]]:
    """Rows by their first column, without it."""
    found: dict[int, list[Any]] = defaultdict(list)
    for owner, *row in rows:
        found[owner].append(row)
    return found


def _answers(session: Session, leads: Mapping[str, Any]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = defaultdict(dict)
    for lead_id, field, value in session.execute(_ANSWERS, leads):
        found[lead_id][field] = value
    return found


_LEADS = (
    select(Lead, Prospect)
    .join(Prospect, Prospect.id == Lead.prospect_id)
    .where(among(Lead.id, "leads"))
)
_PHONES = (
    select(Phone, Contact.public_id)
    .outerjoin(Contact, Contact.id == Phone.contact_id)
    .where(among(Phone.prospect_id, "prospects"))
    .order_by(Phone.state, Phone.position, Phone.id)
)
_FIRST_TO_ASK_FOR = (Contact.decision_maker.desc(), Contact.position, Contact.id)
_place = func.row_number().over(partition_by=Contact.prospect_id, order_by=_FIRST_TO_ASK_FOR)
_asked_for = (
    select(Contact.id, _place.label("place"))
    .where(among(Contact.prospect_id, "prospects"))
    .subquery()
)
_CONTACTS = (
    select(Contact)
    .join(_asked_for, _asked_for.c.id == Contact.id)
    .where(_asked_for.c.place <= MOST_CONTACTS)
    .order_by(Contact.prospect_id, _asked_for.c.place)
)
_later = aliased(Outcome)
_newest = func.row_number().over(
    partition_by=Attempt.prospect_id, order_by=Attempt.intended_at.desc()
)
_told = (
    select(Attempt.id, Outcome.id.label("outcome_id"), _newest.label("place"))
    .join(Outcome, Outcome.attempt_id == Attempt.id)
    .where(
        among(Attempt.prospect_id, "prospects"), ~exists().where(_later.supersedes_id == Outcome.id)
    )
    .subquery()
)
_HISTORY = (
    select(Attempt.prospect_id, Attempt.intended_at, Person.name, Outcome, Call.duration_seconds)
    .join(_told, _told.c.id == Attempt.id)
    .join(Outcome, Outcome.id == _told.c.outcome_id)
    .outerjoin(Person, Person.id == Outcome.recorded_by_id)
    .outerjoin(Call, Call.attempt_id == Attempt.id)
    .where(_told.c.place <= LONGEST_HISTORY)
    .order_by(Attempt.prospect_id, _told.c.place)
)
_ANSWERS = (
    select(Answer.lead_id, Answer.field, Answer.value)
    .where(among(Answer.lead_id, "leads"))
    .order_by(Answer.id)
)
_CALLBACKS = (
    select(Callback.lead_id, Callback.due_at, Callback.flexible, Outcome.note)
    .join(Outcome, Outcome.id == Callback.outcome_id)
    .where(among(Callback.lead_id, "leads"), Callback.state == CallbackState.PROMISED)
)
_STAGES = select(StageName.campaign_id, StageName.stage, StageName.name).where(
    among(StageName.campaign_id, "campaigns")
)
_CALLERS = select(Person.id, Person.name).where(among(Person.id, "people"))
_PRINCIPALS = (
    select(
        Campaign.id,
        Organisation.name,
        func.coalesce(Campaign.mask_numbers, Organisation.mask_numbers),
        select(func.max(Script.version)).where(Script.campaign_id == Campaign.id).scalar_subquery(),
    )
    .join(Organisation, Campaign.controller_id == Organisation.id)
    .where(among(Campaign.id, "campaigns"))
)
