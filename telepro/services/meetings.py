"""What became of a booked meeting: its company says held or missed, and accepts it as a result."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.counting import change
from campaigns.pipeline import MeetingStatus
from campaigns.problems import NotFound, Problem, Refused
from campaigns.reminders import Withdrawn
from campaigns.states import MoveCause
from campaigns.totals import of_meeting
from telepro.db import (
    aftermath,
    audit,
    counters,
    meeting_lines,
    meeting_messages,
    meetings,
    missions,
    outbox,
    slots,
    totals,
    transaction,
)
from telepro.db.meeting_lines import MeetingLine
from telepro.db.results import Meeting, MeetingStatusRow
from telepro.db.what_for import Campaign
from telepro.db.whom import Lead

PAGE = 30
AFTER_THE_MOMENT = frozenset({MeetingStatus.HELD, MeetingStatus.NO_SHOW})
ALLOWED: Mapping[MeetingStatus, frozenset[MeetingStatus]] = {
    MeetingStatus.BOOKED: frozenset(
        {MeetingStatus.HELD, MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED}
    ),
    MeetingStatus.MOVED: frozenset(
        {MeetingStatus.HELD, MeetingStatus.NO_SHOW, MeetingStatus.CANCELLED}
    ),
    MeetingStatus.HELD: frozenset({MeetingStatus.NO_SHOW}),
    MeetingStatus.NO_SHOW: frozenset({MeetingStatus.HELD}),
    MeetingStatus.CANCELLED: frozenset(),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a company says of one of its meetings, and who says it."""

    organisation_ids: tuple[int, ...]
    meeting_id: str
    by_id: int


def of_company(
    organisation_ids: tuple[int, ...], before: tuple[datetime, str] | None
) -> tuple[list[MeetingLine], bool]:
    """A page of the company's meetings, the latest first, and whether there are more."""
    with transaction() as session:
        found = meeting_lines.of_company(session, organisation_ids, before, PAGE + 1)
        return found[:PAGE], len(found) > PAGE


def waiting(organisation_ids: tuple[int, ...]) -> list[MeetingLine]:
    """Meetings that the company has not accepted yet, the next first."""
    with transaction() as session:
        return meeting_lines.to_judge(session, organisation_ids, PAGE)


def say(said: Said, status: MeetingStatus, now: datetime) -> None:
    """Record that a meeting was held, missed or cancelled, and move its lead accordingly.

    Raises `NotFound` for another company's meeting, `Refused` before its moment or for a status
    that can't follow.
    """
    with transaction() as session:
        meeting = _own(session, said)
        current = meetings.status_of(session, meeting.id)
        if status is current:
            return
        _check(meeting, current, status, now)
        session.add(
            MeetingStatusRow(meeting_id=meeting.id, status=status, by_id=said.by_id, at=now)
        )
        session.flush()
        meeting_messages.withdraw(session, meeting.id, Withdrawn.CANCELLED)
        if status is MeetingStatus.CANCELLED:
            slots.release(session, meeting.id, now)
        lead = session.get_one(Lead, meeting.lead_id, populate_existing=True)
        lasting = Counter(aftermath.refold(session, lead, MoveCause.MEETING, now))
        lasting.update(totals.of_move(meeting, current, status))
        payload = {"meeting": meeting.public_id, "status": status}
        organisation, campaign = meeting.organisation_id, meeting.campaign_id
        counters.add(session, campaign, said.by_id, now, {}, lasting)
        outbox.tell(session, organisation, campaign, f"meeting.{status}", payload, now)
        subject = f"meeting {meeting.public_id}"
        details = {"from": current, "to": status}
        audit.note(session, said.by_id, organisation, f"meeting.{status}", subject, details, now)


def accept(said: Said, now: datetime) -> None:
    """Accept a meeting as a result: from now on its price is owed. Accepting twice changes nothing.

    Raises `NotFound` for another company's meeting, `Refused` for one that was missed or cancelled.
    """
    with transaction() as session:
        meeting = _own(session, said)
        if meeting.accepted_at is not None:
            return
        current = meetings.status_of(session, meeting.id)
        if current not in meetings.LASTING:
            raise Refused(_not_owed(current))
        counted = of_meeting(current, meeting.accepted_at)
        meeting.accepted_at, meeting.accepted_by_id = now, said.by_id
        campaign = session.get_one(Campaign, meeting.campaign_id)
        terms = missions.newest_terms(session, campaign.mission_id)
        terms.frozen_at = terms.frozen_at or now
        payload = {"meeting": meeting.public_id}
        organisation = meeting.organisation_id
        outbox.tell(session, organisation, campaign.id, "result.accepted", payload, now)
        accepted = change(counted, of_meeting(current, meeting.accepted_at))
        counters.add(session, campaign.id, said.by_id, now, {}, accepted)
        subject = f"meeting {meeting.public_id}"
        audit.note(session, said.by_id, organisation, "result.accepted", subject, {}, now)


def _own(session: Session, said: Said) -> Meeting:
    meeting = meetings.one(session, said.organisation_ids, said.meeting_id)
    if meeting is None:
        raise NotFound(said.meeting_id)
    return meeting


def _check(meeting: Meeting, current: MeetingStatus, status: MeetingStatus, now: datetime) -> None:
    if status in AFTER_THE_MOMENT and meeting.starts_at > now:
        fix = _("Say so once its time has come; until then it can be cancelled.")
        raise Refused(
            Problem("meeting", _("a meeting still to come"), _("one whose time has come"), fix)
        )
    if status not in ALLOWED[current]:
        fix = _("Reload the page to see where it stands.")
        raise Refused(Problem("meeting", str(current), _("a meeting that is still open"), fix))
    if meeting.accepted_at is not None and status is not MeetingStatus.HELD:
        fix = _("Ask your campaign manager to settle it with you.")
        raise Refused(
            Problem("meeting", _("a result you have accepted"), _("one not accepted yet"), fix)
        )


def _not_owed(current: MeetingStatus) -> Problem:
    return Problem(
        "meeting",
        str(current),
        _("a meeting that stands"),
        _("A missed or cancelled meeting is not a result; nothing is owed for it."),
    )
