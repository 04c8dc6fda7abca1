"""A lead's story in one order of time: every entry says who, when, what and on which evidence."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from flask import Flask
from flask_babel import gettext as _

from campaigns.dispositions.codes import SCOPE_LABELS
from campaigns.follow_up.reminders import MessageState
from campaigns.follow_up.replies import Answer
from campaigns.pipeline import MEETING_LABELS
from campaigns.prospects import Basis
from campaigns.states import CallbackState, EntryEnd, MoveCause
from telepro.db.lead_story import MoveLine
from telepro.services.leads import LeadPage
from telepro.web.meeting_words import answer_words, message_name, message_words
from telepro.web.presentation import day, duration, moment, words

WENT = (
    MessageState.HANDED,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.BOUNCED,
    MessageState.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened to a lead; `on` marks what brought it forward, `call` is a conversation
    that may be reviewed."""

    at: datetime
    title: str
    detail: str = ""
    note: str = ""
    on: bool = False
    recording: str | None = None
    call: str | None = None


def install(app: Flask) -> None:
    """Give the templates of `app` a lead's story."""
    app.jinja_env.filters.update(timeline=timeline)
    app.jinja_env.globals.update(basis_words=basis_words)


def timeline(page: LeadPage) -> list[Entry]:
    """Everything that happened to a lead, the newest first."""
    return sorted(
        (
            *_calls(page),
            *_outcomes(page),
            *_moves(page),
            *_callbacks(page),
            *_meetings(page),
            *_followed(page),
            *_assignments(page),
            *_agreed(page),
            *_came(page),
        ),
        key=_moment,
        reverse=True,
    )


def _moment(entry: Entry) -> datetime:
    return entry.at


def _calls(page: LeadPage) -> Iterator[Entry]:
    for call in page.calls:
        talk = _("%(time)s of talk", time=duration(call.seconds)) if call.seconds else ""
        title = _("Call %(number)d by %(person)s", number=call.number, person=call.person)
        spoke = call.attempt_id if call.seconds else None
        yield Entry(call.at, title, talk, recording=call.recording, call=spoke)


def _outcomes(page: LeadPage) -> Iterator[Entry]:
    for outcome in page.outcomes:
        who = outcome.person or _("the network")
        said = _("recorded by %(person)s", person=who)
        if not outcome.stands:
            said = _("recorded by %(person)s, corrected since", person=who)
        yield Entry(outcome.at, words(page.dispositions[outcome.disposition]), said, outcome.note)


def _moves(page: LeadPage) -> Iterator[Entry]:
    causes = {
        MoveCause.ATTEMPT: _("because it was called"),
        MoveCause.OUTCOME: _("by the outcome of a call"),
        MoveCause.CORRECTION: _("by a correction"),
        MoveCause.MEETING: _("by what became of the meeting"),
        MoveCause.ENROLMENT: _("on entering the campaign"),
        MoveCause.BY_HAND: _("by hand"),
    }
    for move in page.story.moves:
        title = _("Stage: %(stage)s", stage=words(page.stages[move.to_stage]))
        detail = _by_hand(move) if move.by else causes[move.cause]
        yield Entry(move.at, title, detail, move.reason or "", on=True)


def _by_hand(move: MoveLine) -> str:
    """Who moved a lead, and what they showed for it."""
    if move.undoes_id is not None:
        return str(_("moved back by %(person)s", person=move.by))
    parts = [_("moved by %(person)s", person=move.by)]
    if move.document_id:
        parts.append(_("signed: %(document)s", document=move.document_id))
    if move.later_on:
        parts.append(_("to be called again on %(day)s", day=day(move.later_on)))
    return " · ".join(parts)


def _callbacks(page: LeadPage) -> Iterator[Entry]:
    states = {
        CallbackState.PROMISED: _("to come"),
        CallbackState.CALLED: _("kept"),
        CallbackState.REPLACED: _("replaced"),
        CallbackState.CANCELLED: _("cancelled"),
    }
    for callback in page.callbacks:
        due = moment(callback.due_at, callback.time_zone)
        title = _("Callback promised for %(moment)s", moment=due)
        whose = callback.owner or _("anybody")
        yield Entry(callback.created_at, title, f"{states[callback.state]} · {whose}")


def _meetings(page: LeadPage) -> Iterator[Entry]:
    for meeting in page.meetings:
        at = moment(meeting.starts_at, meeting.time_zone)
        title = _("Meeting on %(moment)s", moment=at)
        detail = f"{words(MEETING_LABELS[meeting.status])} · {meeting.place}"
        yield Entry(meeting.booked_at, title, detail, ", ".join(meeting.attendees), on=True)


def _followed(page: LeadPage) -> Iterator[Entry]:
    """What was written about meetings, as far as it went, and what came back."""
    for meeting in page.meetings:
        for message in meeting.messages:
            if message.state in WENT:
                how = message_words(message, meeting.time_zone)
                yield Entry(message.sent_at or message.due_at, message_name(message), how)
        for answer in meeting.answers:
            on = answer.answer is Answer.CONFIRMED
            yield Entry(answer.at, answer_words(answer), note=answer.words, on=on)


def _assignments(page: LeadPage) -> Iterator[Entry]:
    """On whose list it stood. A stay that ended in a call is told by the call."""
    ends = {
        EntryEnd.EXPIRED: _("not called in time"),
        EntryEnd.RETURNED: _("given back"),
        EntryEnd.REFUSED: _("not allowed at that moment"),
        EntryEnd.SIGNED_OUT: _("signed out"),
        EntryEnd.CAMPAIGN_STOPPED: _("campaign stopped"),
        EntryEnd.TAKEN_BACK: _("taken back"),
    }
    for line in page.story.assignments:
        if line.end_reason is EntryEnd.CALLED:
            continue
        whose = line.person or _("everybody")
        how = (
            f"{ends[line.end_reason]} · {moment(line.ended_at, page.zone)}"
            if line.end_reason
            else ""
        )
        yield Entry(line.at, _("On the list of %(person)s", person=whose), how)


def _agreed(page: LeadPage) -> Iterator[Entry]:
    """Who agreed to be called, who objected, and what was learnt besides."""
    for consent in page.story.consents:
        ends = consent.withdrawn_at or consent.expires_at
        until = _("withdrawn or over on %(day)s", day=day(ends)) if ends else ""
        detail = " · ".join(filter(None, (consent.source, until)))
        yield Entry(consent.at, _("Agreed to be called"), detail, consent.wording)
    for refused in page.story.refused:
        lifted = _("lifted on %(day)s", day=day(refused.lifted_at)) if refused.lifted_at else ""
        parts = (words(SCOPE_LABELS[refused.scope]), refused.by, lifted)
        yield Entry(
            refused.at, _("Objection on record"), " · ".join(filter(None, parts)), refused.reason
        )
    for at in page.story.learnt_at:
        yield Entry(at, _("A number was learnt in a call"))


def _came(page: LeadPage) -> Iterator[Entry]:
    """Where it came from, and when it entered the campaign, once more with each pass."""
    basis = basis_words(page.prospect.basis)
    for source in page.sources:
        line = _("line %(line)s", line=source.line) if source.line else ""
        parts = (source.filename, line, source.source, basis)
        yield Entry(source.at, _("Imported"), " · ".join(filter(None, parts)))
    yield Entry(page.lead.enrolled_at, _("Entered the campaign"), basis)
    for number, at in page.story.passes:
        yield Entry(at, _("pass %(number)d", number=number))


def basis_words(basis: Basis) -> str:
    """The ground on which a prospect may be called, in words."""
    named = {
        Basis.LEGITIMATE_INTEREST: _("Legitimate interest"),
        Basis.CONSENT: _("Consent"),
        Basis.CONTRACT: _("Contract"),
    }
    return str(named[basis])
