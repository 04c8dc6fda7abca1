"""What a standing outcome leaves behind: the lead's next step, promises, meetings, tasks, counts.

The lead's stage, next call and counters are always folded anew from its standing outcomes, so that
a correction is an outcome like any other and a rebuild can't disagree.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns import counting
from campaigns.counting import Told
from campaigns.dispositions import (
    Conversation,
    Disposition,
    Recorded,
)
from campaigns.pipeline import MeetingStatus
from campaigns.progress import progress
from campaigns.standing import MeetingChange, Progress
from campaigns.states import CallbackState, EntryEnd, MoveCause
from telepro.db import audit, call_lists, counters, frozen, leavings, outbox, outcomes
from telepro.db.calling import Attempt, Call
from telepro.db.eligibility import zone_of
from telepro.db.results import Meeting, MeetingStatusRow, Outcome, StageMove
from telepro.db.whom import Lead, Phone

REST_AFTER_TROUBLE = timedelta(minutes=10)
# Reasons that lie with us, after which the lead may be called again at once.
NOBODYS_FAULT = frozenset({"too_late", "hung_up_before", "objected"})


def follow(
    session: Session,
    attempt: Attempt,
    outcome: Outcome,
    before: Outcome | None,
    recorded: Recorded,
    now: datetime,
) -> None:
    """Bring everything to where the outcomes of the lead now say, inside their transaction."""
    lead = session.get_one(Lead, attempt.lead_id)
    if before is not None:
        leavings.withdraw(session, before, now)
    reached = fold(session, lead)
    keeps = leavings.Keeps(attempt, outcome, recorded, reached.promised_in)
    leavings.keep_promise(
        session, keeps, CallbackState.REPLACED if before else CallbackState.CALLED, now
    )
    _move_on(session, attempt, outcome, lead, reached, now)
    leavings.leave(session, attempt, outcome, recorded, now)
    recount(session, attempt)
    _tell(session, attempt, outcome, lead, before, now)


def release(session: Session, attempt: Attempt, now: datetime) -> None:
    """Give back the lead of an attempt that never became a call; nothing came of it."""
    attempt.settled_at = now
    lead = session.get_one(Lead, attempt.lead_id)
    if lead.fence != attempt.fence:
        return
    lead.held = False
    if attempt.trouble not in NOBODYS_FAULT:
        lead.blocked_by, lead.blocked_until = attempt.trouble, now + REST_AFTER_TROUBLE


def fold(session: Session, lead: Lead) -> Progress:
    """Where the standing outcomes of a lead have brought it."""
    rows, standing = outcomes.standing_of_lead(session, lead.id)
    phones = session.scalars(
        select(Phone.id).where(Phone.prospect_id == lead.prospect_id).order_by(Phone.position)
    ).all()
    zone = zone_of(session, phones[0]) if phones else "Europe/Paris"
    cadence = frozen.plan_of(session, lead.campaign_id).cadence
    meetings = _meeting_changes(session, [row.id for row in rows])
    return progress(lead.enrolled_at, standing, cadence, zone, phones, meetings)


def refold(session: Session, lead: Lead, cause: MoveCause, now: datetime) -> None:
    """Bring a locked lead to where its outcomes and meetings now say; for changes without a call."""
    reached = fold(session, lead)
    if reached.stage is not lead.stage:
        session.add(
            StageMove(
                lead_id=lead.id,
                campaign_id=lead.campaign_id,
                from_stage=lead.stage,
                to_stage=reached.stage,
                cause=cause,
                at=now,
            )
        )
    _stand(lead, reached, now)
    if not lead.held:
        _next_step(lead, reached, lead.fence)


def _meeting_changes(session: Session, outcome_ids: list[int]) -> list[MeetingChange]:
    rows = session.execute(
        select(Attempt.number, MeetingStatusRow.status, MeetingStatusRow.at)
        .join(Meeting, Meeting.id == MeetingStatusRow.meeting_id)
        .join(Attempt, Attempt.id == Meeting.attempt_id)
        .where(Meeting.outcome_id.in_(outcome_ids), MeetingStatusRow.status != MeetingStatus.BOOKED)
        .order_by(MeetingStatusRow.id)
    )
    return [MeetingChange(number, status, at) for number, status, at in rows]


def recount(session: Session, attempt: Attempt) -> None:
    """Bring the counters to what this attempt now adds to them."""
    call = session.scalar(select(Call).where(Call.attempt_id == attempt.id))
    outcome = outcomes.standing_of(session, attempt.id)
    after = dict(counting.contribution(told(attempt, call, outcome)))
    deltas = counting.change(attempt.counted, after)
    attempt.counted = after
    counters.add(session, attempt.campaign_id, attempt.person_id, attempt.intended_at, deltas)


def told(attempt: Attempt, call: Call | None, outcome: Outcome | None) -> Told:
    """An attempt as counting sees it."""
    return Told(
        placed=attempt.sid is not None,
        result=attempt.result,
        disposition=outcome.disposition if outcome else None,
        conversation=Conversation(attempt.argued, attempt.decision_maker),
        talk_seconds=(call.duration_seconds or 0) if call else 0,
        ring_seconds=_ring_seconds(call),
    )


def _ring_seconds(call: Call | None) -> int:
    if call is None or call.started_at is None:
        return 0
    end = call.answered_at or call.ended_at or call.started_at
    return max(0, round((end - call.started_at).total_seconds()))


def _move_on(
    session: Session,
    attempt: Attempt,
    outcome: Outcome,
    lead: Lead,
    reached: Progress,
    now: datetime,
) -> None:
    if reached.stage is not lead.stage:
        cause = MoveCause.CORRECTION if outcome.supersedes_id else MoveCause.OUTCOME
        outcomes.move(session, outcome, lead.stage, reached.stage, cause, now)
    _stand(lead, reached, now)
    outcomes.set_phones(
        session, lead.prospect_id, sorted(reached.dead_phone_ids), [attempt.phone_id]
    )
    if reached.closed:
        call_lists.end_of_leads(session, [lead.id], EntryEnd.TAKEN_BACK, now)
    _next_step(lead, reached, attempt.fence)


def _stand(lead: Lead, reached: Progress, now: datetime) -> None:
    lead.stage = reached.stage
    lead.attempts, lead.contacts, lead.argued = reached.attempts, reached.contacts, reached.argued
    lead.closed_reason = reached.closed
    lead.closed_at = (lead.closed_at or now) if reached.closed else None


def _next_step(lead: Lead, reached: Progress, fence: int) -> None:
    """The next step belongs to the newest fence; a late writer leaves it to who holds the lead."""
    if lead.held and lead.fence != fence:
        return
    lead.held = False
    lead.next_call_at, lead.tier = reached.next_call_at, reached.tier
    lead.callback_owner_id = reached.callback_owner_id
    lead.blocked_by = lead.blocked_until = None


def _tell(
    session: Session,
    attempt: Attempt,
    outcome: Outcome,
    lead: Lead,
    before: Outcome | None,
    now: datetime,
) -> None:
    payload: Mapping[str, str] = {
        "outcome": outcome.public_id,
        "attempt": attempt.public_id,
        "lead": lead.public_id,
        "disposition": outcome.disposition,
        "stage": lead.stage,
    }
    topics = ["outcome.corrected" if before else "outcome.recorded"]
    if outcome.disposition is Disposition.MEETING:
        topics.append("meeting.booked")
    for topic in topics:
        outbox.tell(session, attempt.controller_id, attempt.campaign_id, topic, payload, now)
    if before is not None:
        _note_correction(session, outcome, before, now)


def _note_correction(session: Session, outcome: Outcome, before: Outcome, now: datetime) -> None:
    audit.note(
        session,
        outcome.recorded_by_id,
        outcome.controller_id,
        "outcome.corrected",
        f"outcome {outcome.public_id}",
        {"from": before.disposition, "to": outcome.disposition},
        now,
    )
