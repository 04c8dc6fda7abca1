"""What a teleprospector recorded after a call, and what is still missing in it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from campaigns.dispositions.choices import DispositionSet
from campaigns.dispositions.codes import (
    Conversation,
    Disposition,
    DispositionRule,
    Needs,
    SuppressionScope,
)
from campaigns.dispositions.missing import Missing, problem
from campaigns.dispositions.reasons import OTHER
from campaigns.problems import Problem
from campaigns.states import CallbackKind

NOTE_LIMIT = 4000
# Further away a date is more often a slip of the keyboard than an intention.
TIME_HORIZON = timedelta(days=366)
DATE_HORIZON = timedelta(days=2 * 366)


class MeetingKind(StrEnum):
    PHONE = "phone"
    VIDEO = "video"
    VISIT = "visit"


@dataclass(frozen=True, slots=True)
class MeetingDetails:
    """A booked meeting as it was typed in; `place` is an address, a link or a number to ring.

    `calendar_id` names the calendar whose slot was chosen; empty for a moment agreed freely.
    """

    starts_at: datetime | None = None
    zone: str = "Europe/Paris"
    kind: MeetingKind | None = None
    place: str = ""
    attendees: tuple[str, ...] = ()
    host: str = ""
    calendar_id: str = ""


@dataclass(frozen=True, slots=True)
class Recorded:
    """All that the desk sends after a call; `at` is when the outcome was first recorded.

    `document_id` names the signed agreement, without which a sale is not won.
    """

    disposition: Disposition
    at: datetime
    conversation: Conversation = field(default_factory=Conversation)
    note: str = ""
    reason: str | None = None
    callback_at: datetime | None = None
    callback_kind: CallbackKind = CallbackKind.PERSONAL
    callback_flexible: bool = False
    meeting: MeetingDetails | None = None
    scope: SuppressionScope | None = None
    later_on: date | None = None
    document_id: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Check:
    rule: DispositionRule
    recorded: Recorded
    now: datetime
    zone: ZoneInfo

    def local(self, at: datetime) -> str:
        return f"{at.astimezone(self.zone):%d/%m/%Y %H:%M}"


Finding = tuple[Missing, str, str]


def check(
    choices: DispositionSet, recorded: Recorded, now: datetime, zone: str, language: str
) -> tuple[Problem, ...]:
    """All that is missing or impossible in what was recorded; nothing when it can be kept.

    `zone` is the prospect's, in which dates and hours are meant. `language` is "fr" or "en".
    Whether a promised time is a legal one is for eligibility to say.
    """
    checked = _Check(choices.rule(recorded.disposition), recorded, now, ZoneInfo(zone))
    findings = [*_not_offered(choices, recorded), *_of_need(checked), *_note(recorded)]
    findings += _answers(choices, recorded)
    return tuple(problem(missing, place, found, language) for missing, place, found in findings)


def _not_offered(choices: DispositionSet, recorded: Recorded) -> Iterator[Finding]:
    if recorded.disposition not in choices.rules:
        yield Missing.NOT_OFFERED, "disposition", recorded.disposition


def _of_need(checked: _Check) -> Iterator[Finding]:
    yield from NEEDED[checked.rule.needs](checked)


def _note(recorded: Recorded) -> Iterator[Finding]:
    if len(recorded.note) > NOTE_LIMIT:
        yield Missing.NOTE_TOO_LONG, "note", str(len(recorded.note))


def _answers(choices: DispositionSet, recorded: Recorded) -> Iterator[Finding]:
    for name in choices.required_answers.get(recorded.disposition, ()):
        if not recorded.answers.get(name, "").strip():
            yield Missing.ANSWER, f"answers.{name}", ""


def _nothing(checked: _Check) -> Iterator[Finding]:
    if checked.recorded.callback_at is not None:
        yield from _time(checked, "callback_at", checked.recorded.callback_at)


def _callback(checked: _Check) -> Iterator[Finding]:
    yield from _time(checked, "callback_at", checked.recorded.callback_at)


def _time(checked: _Check, place: str, at: datetime | None) -> Iterator[Finding]:
    if at is None:
        yield Missing.TIME, place, ""
    elif at <= checked.now:
        yield Missing.TIME_IN_THE_PAST, place, checked.local(at)
    elif at > checked.now + TIME_HORIZON:
        yield Missing.TIME_TOO_FAR, place, checked.local(at)


def _later(checked: _Check) -> Iterator[Finding]:
    later_on, today = checked.recorded.later_on, checked.now.astimezone(checked.zone).date()
    if later_on is None:
        yield Missing.DATE, "later_on", ""
    elif later_on <= today:
        yield Missing.DATE_IN_THE_PAST, "later_on", f"{later_on:%d/%m/%Y}"
    elif later_on > today + DATE_HORIZON:
        yield Missing.DATE_TOO_FAR, "later_on", f"{later_on:%d/%m/%Y}"


def _meeting(checked: _Check) -> Iterator[Finding]:
    meeting = checked.recorded.meeting or MeetingDetails()
    yield from _time(checked, "meeting.starts_at", meeting.starts_at)
    if meeting.kind is None:
        yield Missing.MEETING_KIND, "meeting.kind", ""
    if not meeting.place.strip():
        yield Missing.MEETING_PLACE, "meeting.place", ""
    if not any(name.strip() for name in meeting.attendees):
        yield Missing.MEETING_ATTENDEES, "meeting.attendees", ""


def _reason(checked: _Check) -> Iterator[Finding]:
    reason, known = checked.recorded.reason, {known.code for known in checked.rule.reasons}
    if not reason:
        yield Missing.REASON, "reason", ""
    elif known and reason not in known:
        yield Missing.REASON_UNKNOWN, "reason", reason
    elif reason == OTHER.code and not checked.recorded.note.strip():
        yield Missing.REASON_IN_WORDS, "note", ""


def _scope(checked: _Check) -> Iterator[Finding]:
    if checked.recorded.scope is None:
        yield Missing.SCOPE, "scope", ""


NEEDED: Mapping[Needs, Callable[[_Check], Iterator[Finding]]] = {
    Needs.NOTHING: _nothing,
    Needs.CALLBACK_TIME: _callback,
    Needs.LATER_DATE: _later,
    Needs.MEETING: _meeting,
    Needs.REASON: _reason,
    Needs.SCOPE: _scope,
}
