"""Queries that take back what an import has brought, a batch at a time; whoever was called stays."""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from campaigns.pipeline import Stage
from campaigns.prospect_file.undoing import STAYS_WORDS, Stays
from telepro.db import consents, counters, totals
from telepro.db.calling import Attempt, CallListEntry
from telepro.db.intake import Enrolment, ImportRow, ImportValue
from telepro.db.prospects import IMPORTED
from telepro.db.results import Callback, Meeting, StageMove, Task
from telepro.db.set_aside import ProspectRecheck, ProspectTag
from telepro.db.whom import Consent, Contact, Lead, Phone, Prospect, Suppression

BATCH = 500


def stop_enrolling(session: Session, import_id: int, now: datetime) -> None:
    """Take no more prospects of a file into campaigns; waits for a batch that is under way."""
    session.execute(
        update(Enrolment)
        .where(Enrolment.import_id == import_id, Enrolment.finished_at.is_(None))
        .values(finished_at=now)
    )


def brought(session: Session, import_id: int, after: int) -> Sequence[int]:
    """The next prospects that the import brought, by id."""
    asked = select(Prospect.id).where(Prospect.import_id == import_id, Prospect.id > after)
    return session.scalars(asked.order_by(Prospect.id).limit(BATCH)).all()


def staying(session: Session, import_id: int, prospect_ids: Sequence[int]) -> dict[int, Stays]:
    """Which of these prospects stay, and why; their leads are locked, so that it remains true."""
    locked = select(Lead.id).where(Lead.prospect_id.in_(prospect_ids)).order_by(Lead.id)
    session.execute(locked.with_for_update())
    found: dict[int, Stays] = {}
    for reason in STAYS_WORDS:
        for question in _REASONS.get(reason, ()):
            for prospect_id in session.scalars(question(import_id, prospect_ids)):
                found.setdefault(prospect_id, reason)
    return found


def remove(session: Session, import_id: int, prospect_ids: Sequence[int], now: datetime) -> None:
    """Delete these prospects with their leads, numbers and contacts; nobody has touched them."""
    if not prospect_ids:
        return
    _remove_leads(session, import_id, prospect_ids, now)
    session.execute(
        update(ImportRow).where(ImportRow.prospect_id.in_(prospect_ids)).values(prospect_id=None)
    )
    consents.remove(session, import_id, prospect_ids)
    for table in (ImportValue, Phone, Contact):
        session.execute(delete(table).where(table.prospect_id.in_(prospect_ids)))
    session.execute(delete(Prospect).where(Prospect.id.in_(prospect_ids)))


def _remove_leads(
    session: Session, import_id: int, prospect_ids: Sequence[int], now: datetime
) -> None:
    leads = session.scalars(
        delete(Lead).where(Lead.prospect_id.in_(prospect_ids)).returning(Lead)
    ).all()
    fewer: Counter[counters.Share] = Counter()
    for lead in leads:
        for name, value in totals.of_lead(lead).items():
            fewer[lead.campaign_id, None, name] -= value
    for campaign_id, number in Counter(lead.campaign_id for lead in leads).items():
        session.execute(
            update(Enrolment)
            .where(Enrolment.campaign_id == campaign_id, Enrolment.import_id == import_id)
            .values(leads=func.greatest(Enrolment.leads - number, 0))
        )
    counters.add_all(session, {}, fewer)


Question = Callable[[int, Sequence[int]], Any]


def _of_lead(table: Any) -> Question:
    def question(import_id: int, prospect_ids: Sequence[int]) -> Any:
        asked = select(Lead.prospect_id).join(table, table.lead_id == Lead.id)
        return asked.where(Lead.prospect_id.in_(prospect_ids)).distinct()

    return question


def _of_prospect(table: Any, *conditions: Any) -> Question:
    def question(import_id: int, prospect_ids: Sequence[int]) -> Any:
        asked = select(table.prospect_id).where(table.prospect_id.in_(prospect_ids), *conditions)
        return asked.distinct()

    return question


def _elsewhere(table: Any) -> Question:
    def question(import_id: int, prospect_ids: Sequence[int]) -> Any:
        asked = select(table.prospect_id).where(
            table.prospect_id.in_(prospect_ids), table.import_id.is_distinct_from(import_id)
        )
        return asked.distinct()

    return question


_REASONS: Mapping[Stays, Collection[Question]] = {
    Stays.CALLED: (_of_prospect(Attempt), _of_lead(Attempt)),
    Stays.ON_A_LIST: (_of_lead(CallListEntry),),
    Stays.IN_ANOTHER_FILE: (_elsewhere(ImportRow), _elsewhere(ImportValue)),
    Stays.TOUCHED: (
        _of_prospect(Phone, Phone.learnt_from != IMPORTED),
        _of_prospect(Contact, or_(Contact.learnt_from != IMPORTED, Contact.known_as.is_not(None))),
        _elsewhere(Consent),
        _of_prospect(Suppression),
        _of_prospect(ProspectTag),
        _of_prospect(ProspectRecheck),
        _of_prospect(
            Lead,
            or_(Lead.stage != Stage.TARGET, Lead.closed_at.is_not(None), Lead.held.is_(True)),
        ),
        *(_of_lead(table) for table in (StageMove, Callback, Meeting, Task)),
    ),
}
