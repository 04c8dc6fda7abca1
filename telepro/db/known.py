"""What the tables say of many numbers and prospects at once: calls, objections, refusals, promises."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import DateTime, bindparam, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.dispositions import RULES
from campaigns.eligibility import AgreedCall, Consent
from campaigns.states import CallbackState, EngagementState
from telepro.db import suppressions
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.columns import among
from telepro.db.results import Callback, Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, WorkSession
from telepro.db.whom import Consent as ConsentRow
from telepro.db.whom import Contact

# FR-04 looks back 30 calendar days; a plan's own cap may look back a year.
LAW_MEMORY = timedelta(days=31)
PLAN_MEMORY = timedelta(days=366)
AGREED_FOR = timedelta(hours=1)
FOREVER = timedelta(days=366 * 10)
REFUSING = [code for code, rule in RULES.items() if rule.refusal]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known, by company and number, by prospect, by lead or by campaign."""

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


def gather(session: Session, leads: Sequence[Any], phones: Sequence[Any], now: datetime) -> Known:
    """What is known at `now` of these leads (as `eligibility` reads them) and their phones."""
    asked = Asked(session, leads, phones, now)
    contacts = asked.contacts()
    values = [*asked.numbers, *(lead.prospect for lead in leads)]
    values += [contact for found in contacts.values() for contact in found]
    return Known(
        of_number=asked.attempts_of_numbers(),
        of_prospect=asked.attempts_of_prospects(),
        last_on_number=asked.pairs(_LAST_ON_NUMBERS, since=now - timedelta(days=1)),
        live=asked.those(_LIVE),
        suppressed={c: suppressions.standing(session, c, values) for c in asked.controllers},
        refused_number=asked.refused_numbers(),
        refused_prospect=asked.pairs(_REFUSED_PROSPECTS),
        consents=asked.consents(),
        agreed={
            lead: AgreedCall(due, due + AGREED_FOR) for lead, due in asked.pairs(_AGREED).items()
        },
        listed=asked.those(_LISTED),
        at_work=asked.those(_AT_WORK),
        engaged=asked.those(_ENGAGED),
        prepared=asked.those(_PREPARED),
        contacts=contacts,
        caller_id=_own_number(),
    )


class Asked:
    """The leads that are asked about, as the lists that the queries below take."""

    def __init__(
        self, session: Session, leads: Sequence[Any], phones: Sequence[Any], now: datetime
    ) -> None:
        self.session, self.now = session, now
        self.numbers = [phone.e164 for phone in phones]
        self.controllers = sorted({lead.controller_id for lead in leads})
        self._lists = {
            "numbers": self.numbers,
            "prospects": [lead.prospect_id for lead in leads],
            "leads": [lead.id for lead in leads],
            "controllers": self.controllers,
            "campaigns": sorted({lead.campaign_id for lead in leads}),
        }

    def rows(self, query: Any, **more: datetime) -> Sequence[Any]:
        """The answer to a query that takes some of the lists."""
        return self.session.execute(query, {**self._lists, **more}).all()

    def those(self, query: Any) -> frozenset[Any]:
        """Each row is one value."""
        return frozenset(value for (value,) in self.rows(query))

    def pairs(self, query: Any, **more: datetime) -> dict[Any, Any]:
        """Each row is a key and what is known of it."""
        return dict(self.rows(query, **more))

    def attempts_of_numbers(self) -> dict[tuple[int, str], tuple[datetime, ...]]:
        """When each company rang each number, earliest first."""
        found: dict[tuple[int, str], list[datetime]] = defaultdict(list)
        for controller, number, at in self.rows(_OF_NUMBERS, since=self.now - LAW_MEMORY):
            found[controller, number].append(at)
        return {key: tuple(sorted(moments)) for key, moments in found.items()}

    def attempts_of_prospects(self) -> dict[int, tuple[datetime, ...]]:
        """When each prospect was rung, earliest first."""
        found: dict[int, list[datetime]] = defaultdict(list)
        for prospect, at in self.rows(_OF_PROSPECTS, since=self.now - PLAN_MEMORY):
            found[prospect].append(at)
        return {key: tuple(sorted(moments)) for key, moments in found.items()}

    def refused_numbers(self) -> dict[tuple[int, str], datetime]:
        """When somebody last refused at a number."""
        rows = self.rows(_REFUSED_NUMBERS)
        return {(controller, number): at for controller, number, at in rows}

    def consents(self) -> dict[tuple[int, str], Consent]:
        """The newest consent given to a company at a number."""
        rows = (row for (row,) in self.rows(_CONSENTS))
        return {
            (row.organisation_id, row.e164): Consent(
                captured_at=row.captured_at,
                expires_at=row.expires_at or row.captured_at + FOREVER,
                wording=row.wording,
                withdrawn_at=row.withdrawn_at,
            )
            for row in rows
        }

    def contacts(self) -> dict[int, tuple[str, ...]]:
        """The people of each prospect."""
        found: dict[int, list[str]] = defaultdict(list)
        for prospect, contact in self.rows(_CONTACTS):
            found[prospect].append(contact)
        return {prospect: tuple(contacts) for prospect, contacts in found.items()}


def _own_number() -> str | None:
    numbers: tuple[str, ...] = current_app.extensions["telepro.settings"].carrier.numbers
    return numbers[0] if numbers else None


# An attempt that was or may have been placed; an intention that came to nothing is none.
_RANG = Attempt.sid.is_not(None) | Attempt.ended_at.is_(None)
_SINCE = Attempt.intended_at > bindparam("since", type_=DateTime(timezone=True))
_later = aliased(Outcome)
_STANDING_REFUSAL = (
    Outcome.disposition.in_(REFUSING),
    ~exists().where(_later.supersedes_id == Outcome.id),
)
_OF_ACTIVE_ENGAGEMENT = (
    Engagement.mission_id == Campaign.mission_id,
    Engagement.state == EngagementState.ACTIVE,
)

_LIVE = select(LiveCall.e164).where(among(LiveCall.e164, "numbers"))
_LISTED = select(CallListEntry.lead_id).where(
    among(CallListEntry.lead_id, "leads"), CallListEntry.ended_at.is_(None)
)
_AT_WORK = select(WorkSession.campaign_id).where(
    among(WorkSession.campaign_id, "campaigns"), WorkSession.ended_at.is_(None)
)
# Campaigns on whose mission at least one teleprospector is engaged, and one who passed the quiz.
_ENGAGED = select(Campaign.id).where(
    among(Campaign.id, "campaigns"), exists().where(*_OF_ACTIVE_ENGAGEMENT)
)
_PREPARED = select(Campaign.id).where(
    among(Campaign.id, "campaigns"),
    exists().where(*_OF_ACTIVE_ENGAGEMENT, Engagement.quiz_passed_at.is_not(None)),
)
_OF_NUMBERS = select(Attempt.controller_id, Attempt.e164, Attempt.intended_at).where(
    among(Attempt.controller_id, "controllers"), among(Attempt.e164, "numbers"), _SINCE, _RANG
)
_OF_PROSPECTS = select(Attempt.prospect_id, Attempt.intended_at).where(
    among(Attempt.prospect_id, "prospects"), _SINCE, _RANG
)
_LAST_ON_NUMBERS = (
    select(Attempt.e164, func.max(Attempt.intended_at))
    .where(among(Attempt.e164, "numbers"), _SINCE, _RANG)
    .group_by(Attempt.e164)
)
_REFUSED_NUMBERS = (
    select(Attempt.controller_id, Attempt.e164, func.max(Outcome.recorded_at))
    .join(Outcome, Outcome.attempt_id == Attempt.id)
    .where(
        among(Attempt.controller_id, "controllers"),
        among(Attempt.e164, "numbers"),
        *_STANDING_REFUSAL,
    )
    .group_by(Attempt.controller_id, Attempt.e164)
)
_REFUSED_PROSPECTS = (
    select(Attempt.prospect_id, func.max(Outcome.recorded_at))
    .join(Outcome, Outcome.attempt_id == Attempt.id)
    .where(among(Attempt.prospect_id, "prospects"), *_STANDING_REFUSAL)
    .group_by(Attempt.prospect_id)
)
_CONSENTS = (
    select(ConsentRow)
    .where(among(ConsentRow.organisation_id, "controllers"), among(ConsentRow.e164, "numbers"))
    .order_by(ConsentRow.captured_at)
)
_AGREED = select(Callback.lead_id, Callback.due_at).where(
    among(Callback.lead_id, "leads"), Callback.state == CallbackState.PROMISED
)
_CONTACTS = select(Contact.prospect_id, Contact.public_id).where(
    among(Contact.prospect_id, "prospects")
)
