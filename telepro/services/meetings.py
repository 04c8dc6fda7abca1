"""What became of a booked meeting: its company says that it was held, missed or cancelled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.pipeline import MeetingStatus
from campaigns.problems import NotFound, Problem, Refused
from campaigns.validation import ResultState, standing
from telepro.db import (
    audit,
    counters,
    meeting_lines,
    meeting_statuses,
    meetings,
    transaction,
    validation,
)
from telepro.db.meeting_lines import MeetingLine
from telepro.db.meeting_statuses import Change
from telepro.db.results import Meeting

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


def waiting(organisation_ids: tuple[int, ...], now: datetime) -> list[MeetingLine]:
    """Meetings that wait for the company's word, the earliest deadline first."""
    with transaction() as session:
        return meeting_lines.to_judge(session, organisation_ids, now, PAGE)


def contested(organisation_ids: tuple[int, ...]) -> list[MeetingLine]:
    """Meetings that the company contests and that are not settled, the latest first."""
    with transaction() as session:
        return meeting_lines.contested(session, organisation_ids, PAGE)


def one(organisation_ids: tuple[int, ...], meeting_id: str) -> MeetingLine | None:
    """One of the company's meetings; None for another's."""
    with transaction() as session:
        return meeting_lines.one(session, organisation_ids, meeting_id)


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
        _check_result(session, meeting, status, now)
        lasting = meeting_statuses.change(session, meeting, Change(status, said.by_id), now)
        organisation, campaign = meeting.organisation_id, meeting.campaign_id
        counters.add(session, campaign, said.by_id, now, {}, lasting)
        subject = f"meeting {meeting.public_id}"
        details = {"from": current, "to": status}
        audit.note(session, said.by_id, organisation, f"meeting.{status}", subject, details, now)


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
    if status is MeetingStatus.CANCELLED and meeting.starts_at <= now:
        fix = _("Say that it took place, or contest it with a reason.")
        expected = _("one still to come")
        raise Refused(Problem("meeting", _("a meeting whose time has come"), expected, fix))
    if meeting.contested_at is not None and status is not MeetingStatus.HELD:
        fix = _("Withdraw what you contest first.")
        raise Refused(Problem("meeting", _("a contested result"), _("one not contested"), fix))
    if status not in ALLOWED[current]:
        fix = _("Reload the page to see where it stands.")
        raise Refused(Problem("meeting", str(current), _("a meeting that is still open"), fix))


def _check_result(session: Session, meeting: Meeting, status: MeetingStatus, now: datetime) -> None:
    """What is accepted, by a word or by its deadline, is taken back by no status."""
    case = validation.case_of(session, meeting)
    stands = standing(case.booked, case.said, case.terms, now)
    if stands.state is ResultState.ACCEPTED and status is not MeetingStatus.HELD:
        fix = _("Ask your campaign manager to settle it with you.")
        raise Refused(
            Problem("meeting", _("a result you have accepted"), _("one not accepted yet"), fix)
        )
