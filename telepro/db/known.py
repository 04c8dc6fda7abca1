"""What the tables say of many numbers and prospects at once: calls, objections, refusals, promises."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import ColumnElement, exists, func, select
from sqlalchemy.orm import Session, aliased

from campaigns.dispositions import RULES
from campaigns.eligibility import AgreedCall, Consent
from campaigns.states import CallbackState, EngagementState
from telepro.db import suppressions
from telepro.db.calling import Attempt, CallListEntry, LiveCall
from telepro.db.results import Callback, Outcome
from telepro.db.what_for import Campaign
from telepro.db.who import Engagement, WorkSession
from telepro.db.whom import Consent as ConsentRow
from telepro.db.whom import Contact, Phone

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


def gather(session: Session, rows: Sequence[Any], phones: Sequence[Phone], now: datetime) -> Known:
    """What is known at `now` of these (lead, prospect, campaign) rows and their phones."""
    numbers = [phone.e164 for phone in phones]
    prospects = [prospect.id for _, prospect, _ in rows]
    leads = [lead.id for lead, _, _ in rows]
    controllers = sorted({lead.controller_id for lead, _, _ in rows})
    campaigns = sorted({campaign.id for _, _, campaign in rows})
    contacts = _contacts(session, prospects)
    values = [*numbers, *(prospect.public_id for _, prospect, _ in rows)]
    values += [contact for found in contacts.values() for contact in found]
    return Known(
        of_number=_attempts_of_numbers(session, controllers, numbers, now - LAW_MEMORY),
        of_prospect=_attempts_of_prospects(session, prospects, now - PLAN_MEMORY),
        last_on_number=_last_on_numbers(session, numbers, now - timedelta(days=1)),
        live=_live(session, numbers),
        suppressed={c: suppressions.standing(session, c, values) for c in controllers},
        refused_number=_refused_numbers(session, controllers, numbers),
        refused_prospect=_refused_prospects(session, prospects),
        consents=_consents(session, controllers, numbers),
        agreed=_agreed(session, leads),
        listed=_listed(session, leads),
        at_work=_at_work(session, campaigns),
        engaged=_engaged(session, campaigns),
        prepared=_engaged(session, campaigns, Engagement.quiz_passed_at.is_not(None)),
        contacts=contacts,
        caller_id=_own_number(),
    )


def _live(session: Session, numbers: Sequence[str]) -> frozenset[str]:
    return frozenset(session.scalars(select(LiveCall.e164).where(LiveCall.e164.in_(numbers))))


def _listed(session: Session, leads: Sequence[int]) -> frozenset[int]:
    listed = select(CallListEntry.lead_id).where(
        CallListEntry.lead_id.in_(leads), CallListEntry.ended_at.is_(None)
    )
    return frozenset(session.scalars(listed))


def _at_work(session: Session, campaigns: Sequence[int]) -> frozenset[int]:
    at_work = select(WorkSession.campaign_id).where(
        WorkSession.campaign_id.in_(campaigns), WorkSession.ended_at.is_(None)
    )
    return frozenset(session.scalars(at_work))


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


def _contacts(session: Session, prospects: Sequence[int]) -> dict[int, tuple[str, ...]]:
    rows = session.execute(
        select(Contact.prospect_id, Contact.public_id).where(Contact.prospect_id.in_(prospects))
    )
    found: dict[int, list[str]] = defaultdict(list)
    for prospect, contact in rows:
        found[prospect].append(contact)
    return {prospect: tuple(contacts) for prospect, contacts in found.items()}
