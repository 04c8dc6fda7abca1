"""Writes what became of a meeting, and what that does to its lead, its messages and the totals."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.follow_up.reminders import Withdrawn
from campaigns.pipeline import MeetingStatus
from campaigns.states import MoveCause
from telepro.db import aftermath, meeting_messages, meetings, outbox, slots, totals
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.whom import Lead


@dataclass(frozen=True, slots=True)
class Change:
    """A new status of a meeting, by whom; `undoes_id` is the row that it takes back."""

    status: MeetingStatus
    by_id: int
    undoes_id: int | None = None


def change(session: Session, meeting: Meeting, new: Change, now: datetime) -> Mapping[str, int]:
    """Give a meeting its new status; what that changes in the totals of its campaign.

    The meeting and its lead are locked by whoever calls.
    """
    current = meetings.status_of(session, meeting.id)
    row = MeetingStatusRow(
        meeting_id=meeting.id,
        status=new.status,
        by_id=new.by_id,
        at=now,
        undoes_id=new.undoes_id,
    )
    session.add(row)
    session.flush()
    meeting_messages.withdraw(session, meeting.id, Withdrawn.CANCELLED)
    if new.status is MeetingStatus.CANCELLED:
        slots.release(session, meeting.id, now)
    lead = session.get_one(Lead, meeting.lead_id, populate_existing=True)
    lasting = Counter(aftermath.refold(session, lead, MoveCause.MEETING, now))
    lasting.update(totals.of_move(meeting, current, new.status))
    payload = {"meeting": meeting.public_id, "status": new.status}
    organisation, campaign = meeting.organisation_id, meeting.campaign_id
    outbox.tell(session, organisation, campaign, f"meeting.{new.status}", payload, now)
    return lasting


def undone(session: Session, meeting_id: int, by_id: int) -> Change | None:
    """What takes a meeting's last status back; None for the one it was booked with."""
    newest = select(MeetingStatusRow).where(MeetingStatusRow.meeting_id == meeting_id)
    found = session.scalars(newest.order_by(MeetingStatusRow.id.desc()).limit(2)).all()
    if len(found) < 2:
        return None
    last, before = found
    return Change(before.status, by_id, last.id)
