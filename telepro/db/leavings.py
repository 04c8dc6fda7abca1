"""The rows that an outcome leaves behind: a promise, a meeting, tasks, a suppression."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.dispositions import (
    RULES,
    Disposition,
    MeetingDetails,
    Recorded,
    SuppressionScope,
)
from campaigns.follow_up.channels import steps_after
from campaigns.follow_up.reminders import Withdrawn
from campaigns.follow_up.slots import SlotTaken
from campaigns.pipeline import MeetingStatus
from campaigns.states import CallbackKind, CallbackState, EntryEnd
from telepro.db import (
    attempts,
    call_lists,
    meeting_messages,
    meetings,
    outcomes,
    slots,
    suppressions,
    totals,
)
from telepro.db.calling import Attempt
from telepro.db.grounds import AttemptGrounds
from telepro.db.objections import OBJECTED
from telepro.db.outcomes import Numbered
from telepro.db.results import Callback, Meeting, MeetingStatusRow, Outcome, Task
from telepro.db.whom import Contact, Lead, Phone, Prospect


@dataclass(frozen=True, slots=True)
class Case:
    """An outcome that is being kept, of an attempt locked with its lead, and what was known before:
    the outcomes of the lead that stood, the grounds to judge by."""

    attempt: Attempt
    lead: Lead
    outcome: Outcome
    recorded: Recorded
    stood: Sequence[Numbered]
    grounds: AttemptGrounds

    @property
    def before(self) -> Outcome | None:
        """The outcome of this attempt that stood and is corrected now, if it is a correction."""
        mine = self.attempt.id
        return next((it.outcome for it in self.stood if it.outcome.attempt_id == mine), None)

    @property
    def standing(self) -> list[Numbered]:
        """The outcomes of the lead that stand with this one among them."""
        others = [it for it in self.stood if it.outcome.attempt_id != self.attempt.id]
        mine = self.attempt
        return [*others, Numbered(self.outcome, mine.number, mine.settled_at, mine.plan_id)]


def keep_promise(
    session: Session, case: Case, promised_in: int | None, now: datetime
) -> Mapping[str, int]:
    """Let the one promise stand that the lead's outcomes leave standing, made in that attempt.

    Gives what that changes in the totals of the campaign.
    """
    attempt, called = case.attempt, dict[str, int]()
    closing = CallbackState.REPLACED if case.before else CallbackState.CALLED
    if promised_in not in (None, attempt.number):
        # What is told late of an earlier call takes nothing from what another one promised.
        return outcomes.restore_callback(session, attempt.lead_id, promised_in, closing, now)
    if case.grounds.promise_id is not None:
        called = outcomes.replace_callback(session, attempt.lead_id, closing, now)
    if promised_in == attempt.number:
        zone = case.grounds.lines[attempt.phone_id].zone
        session.add(_callback(attempt, case.outcome, case.recorded, zone, now))
    return called


def withdraw(session: Session, before: Outcome, now: datetime) -> Mapping[str, int]:
    """Take back what a corrected outcome had left: tasks, suppressions, the meeting.

    Gives what that changes in the totals of the campaign.
    """
    outcomes.withdraw_tasks(session, before.id, now)
    outcomes.lift_suppressions(session, before.id, now)
    meeting = session.scalar(select(Meeting).where(Meeting.outcome_id == before.id))
    if meeting is None:
        return {}
    status = meetings.status_of(session, meeting.id)
    meeting_messages.withdraw(session, meeting.id, Withdrawn.CANCELLED)
    slots.release(session, meeting.id, now)
    _meeting_status(session, meeting.id, MeetingStatus.CANCELLED, "corrected", None, now)
    return totals.of_move(meeting, status, MeetingStatus.CANCELLED)


def leave(session: Session, case: Case, now: datetime) -> None:
    """Write the meeting, tasks and suppressions that an outcome brings about.

    Raises `SlotTaken` when another meeting holds the slot that was chosen.
    """
    attempt, outcome, recorded = case.attempt, case.outcome, case.recorded
    meeting_at = None
    if recorded.disposition is Disposition.MEETING and recorded.meeting is not None:
        meeting_at = recorded.meeting.starts_at
        _book(session, attempt, outcome, recorded.meeting, now)
    _open_tasks(session, attempt, outcome, meeting_at, now)
    _open_channels(session, case, now)
    if RULES[recorded.disposition].suppress is not None:
        _suppress(session, attempt, outcome, recorded, now)


def _open_tasks(
    session: Session,
    attempt: Attempt,
    outcome: Outcome,
    meeting_at: datetime | None,
    now: datetime,
) -> None:
    for rule in RULES[outcome.disposition].tasks:
        session.add(
            Task(
                lead_id=attempt.lead_id,
                outcome_id=outcome.id,
                kind=rule.kind,
                owner_role=rule.owner,
                due_at=rule.due_at(now, meeting_at),
            )
        )


def _open_channels(session: Session, case: Case, now: datetime) -> None:
    """The tasks of the plan besides the call; what to write is in the plan's own words."""
    steps = case.grounds.plan.actions.channels
    for step in steps_after(steps, case.outcome.disposition, case.attempt.number):
        session.add(
            Task(
                lead_id=case.attempt.lead_id,
                outcome_id=case.outcome.id,
                kind=step.channel,
                owner_role=step.owner,
                due_at=step.due_at(now),
                what=step.what,
            )
        )


def _callback(
    attempt: Attempt, outcome: Outcome, recorded: Recorded, zone: str, now: datetime
) -> Callback:
    due_at = recorded.callback_at or now
    personal = recorded.callback_kind is CallbackKind.PERSONAL
    return Callback(
        lead_id=attempt.lead_id,
        campaign_id=attempt.campaign_id,
        outcome_id=outcome.id,
        owner_id=attempt.person_id if personal else None,
        kind=recorded.callback_kind,
        flexible=recorded.callback_flexible,
        due_at=due_at,
        local_time=f"{due_at.astimezone(ZoneInfo(zone)):%Y-%m-%dT%H:%M}",
        time_zone=zone,
        state=CallbackState.PROMISED,
        created_at=now,
    )


def _book(
    session: Session, attempt: Attempt, outcome: Outcome, meeting: MeetingDetails, now: datetime
) -> None:
    row = Meeting(
        organisation_id=attempt.controller_id,
        campaign_id=attempt.campaign_id,
        lead_id=attempt.lead_id,
        attempt_id=attempt.id,
        outcome_id=outcome.id,
        starts_at=meeting.starts_at or now,
        time_zone=meeting.zone,
        kind=meeting.kind or "",
        place=meeting.place,
        attendees=list(meeting.attendees),
        host=meeting.host or None,
        created_at=now,
    )
    session.add(row)
    session.flush()
    _meeting_status(session, row.id, MeetingStatus.BOOKED, None, attempt.person_id, now)
    if meeting.calendar_id:
        _hold_slot(session, row, meeting.calendar_id)


def _hold_slot(session: Session, meeting: Meeting, calendar_id: str) -> None:
    """Hold the slot that was chosen; a calendar that is gone by now leaves the meeting without one."""
    calendar = slots.one_of(session, meeting.organisation_id, calendar_id)
    if calendar is None:
        return
    meeting.host = meeting.host or calendar.name
    if not slots.hold(session, calendar.id, calendar.minutes, meeting.id, meeting.starts_at):
        raise SlotTaken


def _meeting_status(
    session: Session,
    meeting_id: int,
    status: MeetingStatus,
    reason: str | None,
    by_id: int | None,
    now: datetime,
) -> None:
    session.add(
        MeetingStatusRow(meeting_id=meeting_id, status=status, reason=reason, by_id=by_id, at=now)
    )


def _suppress(
    session: Session, attempt: Attempt, outcome: Outcome, recorded: Recorded, now: datetime
) -> None:
    """Suppress at the scope chosen and take the prospect off every list of the company at once."""
    scope = recorded.scope or RULES[recorded.disposition].suppress or SuppressionScope.PROSPECT
    for value in _suppressed_values(session, attempt, scope):
        suppressions.add(
            session,
            attempt.controller_id,
            scope,
            value,
            recorded.disposition,
            now,
            prospect_id=attempt.prospect_id,
            outcome_id=outcome.id,
            by_id=outcome.recorded_by_id,
        )
    _take_off_lists(session, attempt, now)


def _take_off_lists(session: Session, attempt: Attempt, now: datetime) -> None:
    """Take the prospect, and whoever shares the number, off every list of the company at once, and
    call off what was about to ring them."""
    same = select(Phone.prospect_id).where(Phone.e164 == attempt.e164)
    leads = session.scalars(
        select(Lead.id).where(
            Lead.controller_id == attempt.controller_id,
            (Lead.prospect_id == attempt.prospect_id) | Lead.prospect_id.in_(same),
        )
    ).all()
    call_lists.end_of_leads(session, leads, EntryEnd.TAKEN_BACK, now)
    attempts.call_off(session, leads, OBJECTED, now)


def _suppressed_values(session: Session, attempt: Attempt, scope: SuppressionScope) -> list[str]:
    if scope is SuppressionScope.NUMBER:
        return [attempt.e164]
    if scope is SuppressionScope.PERSON and attempt.contact_id is not None:
        contact = session.get_one(Contact, attempt.contact_id)
        return [contact.public_id]
    return [session.get_one(Prospect, attempt.prospect_id).public_id]
