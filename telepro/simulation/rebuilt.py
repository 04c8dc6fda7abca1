"""Stage, next call and counters folded anew from outcomes: where they differ from the kept ones."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.figures.counting import contribution
from telepro.db import aftermath, counters, outcomes, scans, transaction
from telepro.db.calling import Attempt, Call
from telepro.db.counting import AuditRow
from telepro.db.scans import Differences
from telepro.db.whom import Lead

CORRECTED = select(AuditRow).where(AuditRow.action == "counters.corrected")


def differences(campaign_id: int) -> Iterator[str]:
    """Each lead and each counter of a campaign that a rebuild would change."""
    with transaction() as session:
        called = select(Attempt.lead_id).where(Attempt.campaign_id == campaign_id)
        for lead in session.scalars(select(Lead).where(Lead.id.in_(called)).order_by(Lead.id)):
            yield from _of_lead(session, lead)
        kept = {name: n for name, n in counters.totals(session, campaign_id).items() if n}
        anew = _recounted(session, campaign_id)
        for name in sorted({*kept, *anew}):
            if kept.get(name, 0) != anew.get(name, 0):
                yield f"{name}: kept {kept.get(name, 0)}, anew {anew.get(name, 0)}"
    yield from miscounted(campaign_id)


def miscounted(campaign_id: int) -> Iterator[str]:
    """Each counter and total of a campaign that is not what its rows add up to, or was not one night."""
    with transaction() as session:
        yield from _uncounted(scans.differences(session, campaign_id))
        yield from (f"corrected at night: {row.details}" for row in session.scalars(CORRECTED))


def _uncounted(found: Differences) -> Iterator[str]:
    for name, missing in found.totals.items():
        yield f"total {name}: {missing} missing"
    for (hour, person_id, name), missing in found.hours.items():
        yield f"{name} of {person_id} at {hour}: {missing} missing"


def _of_lead(session: Session, lead: Lead) -> Iterator[str]:
    reached = aftermath.fold(session, lead)
    kept = (lead.stage, lead.closed_reason, lead.attempts)
    if kept != (reached.stage, reached.closed, reached.attempts):
        yield f"lead {lead.public_id}: kept {kept}, anew {reached.stage, reached.closed}"
    if not lead.held and not lead.closed_reason and lead.next_call_at != reached.next_call_at:
        yield f"lead {lead.public_id}: next {lead.next_call_at}, anew {reached.next_call_at}"


def _recounted(session: Session, campaign_id: int) -> Counter[str]:
    total: Counter[str] = Counter()
    for attempt in session.scalars(select(Attempt).where(Attempt.campaign_id == campaign_id)):
        call = session.scalar(select(Call).where(Call.attempt_id == attempt.id))
        outcome = outcomes.standing_of(session, attempt.id)
        total.update(contribution(aftermath.told(attempt, call, outcome)))
    return total
