"""What a standing outcome leaves behind: the lead's next step, promises, meetings, tasks, counts.

The lead's stage, next call and counters are always folded anew from its standing outcomes, so that
a correction is an outcome like any other and a rebuild can't disagree.
"""

from collections import Counter as Tally
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from campaigns.call.inbound import Direction
from campaigns.dispositions import Conversation, Disposition
from campaigns.figures import counting
from campaigns.figures.counting import Told
from campaigns.lead.progress import progress
from campaigns.lead.standing import MeetingChange, Progress
from campaigns.pipeline import MeetingStatus
from campaigns.states import CallbackState, EntryEnd, MoveCause
from telepro.db import (
    audit,
    call_lists,
    counters,
    frozen,
    grounds,
    lead_passes,
    leavings,
    outbox,
    outcomes,
    promise_changes,
    stage_decisions,
    totals,
)
from telepro.db.calling import Attempt, Call
from telepro.db.columns import among
from telepro.db.grounds import Grounds
from telepro.db.leavings import Case
from telepro.db.outcomes import Numbered
from telepro.db.results import Meeting, MeetingStatusRow, Outcome, StageMove
from telepro.db.whom import Lead

NOBODYS_FENCE = -1  # older than any deal's: what is held stays held
REST_AFTER_TROUBLE = timedelta(minutes=10)
# Reasons that lie with us, after which the lead may be called again at once.
NOBODYS_FAULT = frozenset({"too_late", "hung_up_before", "objected"})


def follow(session: Session, case: Case, now: datetime) -> None:
    """Bring everything to where the outcomes of the lead now say, inside their transaction."""
    attempt = case.attempt
    counted = totals.of_case(case.lead, attempt, case.before)
    attempt.settled_at = attempt.settled_at or now
    # Nothing here asks for what has only just changed: each row is written once, when all is said.
    with session.no_autoflush:
        lasting = Tally(leavings.withdraw(session, case.before, now) if case.before else {})
        reached = _folded(session, case.lead, case.standing, case.grounds)
        lasting.update(leavings.keep_promise(session, case, reached.promised_in, now))
        _move_on(session, case, reached, now)
        deltas = _recount(attempt, case.grounds.call, case.outcome)
        lasting.update(counting.change(counted, totals.of_case(case.lead, attempt, case.outcome)))
    leavings.leave(session, case, now)
    _tell(session, case, now)
    of_hour = (attempt.campaign_id, attempt.person_id, attempt.intended_at, deltas)
    counters.add(session, *of_hour, lasting)
    if case.before is not None:
        _note_correction(session, case.outcome, case.before, now)


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
    standing = outcomes.standing_of_lead(session, lead.id)
    return _folded(session, lead, standing, grounds.of_lead(session, lead))


def _folded(session: Session, lead: Lead, standing: Sequence[Numbered], by: Grounds) -> Progress:
    meetings = _meeting_changes(session, standing)
    # Each by the version that its attempt was made with, so that what was waited for stays so.
    told = [each.standing(frozen.plan(session, each.plan_id).cadence) for each in standing]
    passes = lead_passes.of_lead(session, lead.id) if lead.pass_number > 1 else ()
    changes = promise_changes.of_standing(session, standing)
    decisions = stage_decisions.of_lead(session, lead.id) if lead.moved_by_hand else ()
    phones, since = list(by.lines), lead.enrolled_at
    return progress(since, told, by.zone, phones, meetings, passes, changes, decisions)


def refold(session: Session, lead: Lead, cause: MoveCause, now: datetime) -> Mapping[str, int]:
    """Bring a locked lead to where its outcomes and meetings now say; for changes without a call.

    Gives what that changes in the totals of its campaign, to be added when every lead is locked.
    """
    counted = totals.of_lead(lead)
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
    return counting.change(counted, totals.of_lead(lead))


def follow_decision(session: Session, lead: Lead, now: datetime) -> Mapping[str, int]:
    """Bring a locked lead to where what was just decided leads: its promise and its place on a list
    follow. Gives what that changes in the totals of its campaign.

    A call under way keeps the lead, and what comes of it is told after the decision.
    """
    changed = Tally[str]()
    counted = totals.of_lead(lead)
    reached = fold(session, lead)
    if reached.closed or reached.next_call_at != lead.next_call_at:
        call_lists.end_of_leads(session, [lead.id], EntryEnd.TAKEN_BACK, now)
        session.refresh(lead, ["held"])
    cancelled, promised_in = CallbackState.CANCELLED, reached.promised_in
    changed.update(outcomes.restore_callback(session, lead.id, promised_in, cancelled, now))
    _stand(lead, reached, now)
    _next_step(lead, reached, NOBODYS_FENCE if lead.held else lead.fence)
    changed.update(counting.change(counted, totals.of_lead(lead)))
    return changed


def _meeting_changes(session: Session, standing: Sequence[Numbered]) -> list[MeetingChange]:
    booked = [
        each.outcome.id for each in standing if each.outcome.disposition is Disposition.MEETING
    ]
    if not booked:
        return []
    rows = session.execute(_MEETING_CHANGES, {"outcomes": booked})
    return [MeetingChange(number, status, at) for number, status, at in rows]


_undoing = aliased(MeetingStatusRow)
_MEETING_CHANGES = (
    select(Attempt.number, MeetingStatusRow.status, MeetingStatusRow.at)
    .join(Meeting, Meeting.id == MeetingStatusRow.meeting_id)
    .join(Attempt, Attempt.id == Meeting.attempt_id)
    .where(
        among(Meeting.outcome_id, "outcomes"),
        MeetingStatusRow.status != MeetingStatus.BOOKED,
        # What was taken back, and what takes it back, changed nothing.
        MeetingStatusRow.undoes_id.is_(None),
        ~exists().where(_undoing.undoes_id == MeetingStatusRow.id),
    )
    .order_by(MeetingStatusRow.id)
)


def _recount(attempt: Attempt, call: Call | None, outcome: Outcome) -> Mapping[str, int]:
    """Note what this attempt now counts for; what that changes in the counters."""
    after = dict(counting.contribution(told(attempt, call, outcome)))
    deltas = counting.change(attempt.counted, after)
    attempt.counted = after
    return deltas


def told(attempt: Attempt, call: Call | None, outcome: Outcome | None) -> Told:
    """An attempt as counting sees it."""
    return Told(
        placed=attempt.sid is not None,
        result=attempt.result,
        disposition=outcome.disposition if outcome else None,
        conversation=Conversation(attempt.argued, attempt.decision_maker),
        talk_seconds=(call.duration_seconds or 0) if call else 0,
        ring_seconds=_ring_seconds(call),
        is_ours=attempt.direction is not Direction.INBOUND,
        list_id=attempt.list_id,
        qualified=bool(outcome and outcome.details.get("qualified")),
    )


def _ring_seconds(call: Call | None) -> int:
    if call is None or call.started_at is None:
        return 0
    end = call.answered_at or call.ended_at or call.started_at
    return max(0, round((end - call.started_at).total_seconds()))


def _move_on(session: Session, case: Case, reached: Progress, now: datetime) -> None:
    lead, outcome = case.lead, case.outcome
    if reached.stage is not lead.stage:
        cause = MoveCause.CORRECTION if outcome.supersedes_id else MoveCause.OUTCOME
        outcomes.move(session, outcome, lead.stage, reached.stage, cause, now)
    _stand(lead, reached, now)
    known = {phone_id: line.state for phone_id, line in case.grounds.lines.items()}
    outcomes.set_phones(session, known, reached.dead_phone_ids, case.attempt.phone_id)
    if reached.closed:
        call_lists.end_of_leads(session, [lead.id], EntryEnd.TAKEN_BACK, now)
    _next_step(lead, reached, case.attempt.fence)


def _stand(lead: Lead, reached: Progress, now: datetime) -> None:
    lead.stage = reached.stage
    lead.attempts_before = reached.attempts_before
    lead.attempts, lead.contacts, lead.argued = reached.attempts, reached.contacts, reached.argued
    lead.closed_reason = reached.closed
    lead.closed_at = (lead.closed_at or now) if reached.closed else None


def _next_step(lead: Lead, reached: Progress, fence: int) -> None:
    """What comes next, once nobody holds the lead; only the newest fence takes it from who does."""
    # Also for a late writer: who holds the lead may give it back without a call.
    lead.next_call_at, lead.tier = reached.next_call_at, reached.tier
    lead.callback_owner_id = reached.callback_owner_id
    if lead.held and lead.fence != fence:
        return
    lead.held = False
    lead.blocked_by = lead.blocked_until = None


def _tell(session: Session, case: Case, now: datetime) -> None:
    attempt, outcome = case.attempt, case.outcome
    payload: Mapping[str, str] = {
        "outcome": outcome.public_id,
        "attempt": attempt.public_id,
        "lead": case.lead.public_id,
        "disposition": outcome.disposition,
        "stage": case.lead.stage,
    }
    topics = ["outcome.corrected" if case.before else "outcome.recorded"]
    if outcome.disposition is Disposition.MEETING:
        topics.append("meeting.booked")
    for topic in topics:
        outbox.tell(session, attempt.controller_id, attempt.campaign_id, topic, payload, now)


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
