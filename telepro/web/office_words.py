"""How the office's pages put codes into words, and tell a lead's story in one order of time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from babel import dates
from flask import Flask, url_for
from flask_babel import gettext as _

from campaigns.closing import CLOSE_LABELS, CloseReason
from campaigns.dispositions import RULES, Disposition
from campaigns.kpi import Figure, kpi_named
from campaigns.law import Rule
from campaigns.phones import national
from campaigns.pipeline import MEETING_LABELS
from campaigns.reminders import MessageState
from campaigns.replies import Answer
from campaigns.states import CallbackState, MoveCause
from telepro.db.campaigns import WeeklySpan
from telepro.services.engagements import DAYS
from telepro.services.leads import LeadPage
from telepro.services.reports import CALL_COUNTERS, Side
from telepro.web.meeting_words import answer_words, message_name, message_words
from telepro.web.presentation import duration, language, moment, money, number, words

WENT = (
    MessageState.HANDED,
    MessageState.SENT,
    MessageState.DELIVERED,
    MessageState.BOUNCED,
    MessageState.UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened to a lead; `on` marks what brought it forward."""

    at: datetime
    title: str
    detail: str = ""
    note: str = ""
    on: bool = False
    recording: str | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """One side of a figure: as it reads, and the address of the calls or leads behind it."""

    shown: str
    href: str | None


def install(app: Flask) -> None:
    """Give the templates of `app` these words."""
    app.jinja_env.filters.update(timeline=timeline, sides=sides, week=week_words)
    app.jinja_env.globals.update(
        disposition_words=disposition_words,
        close_words=close_words,
        gauge_words=gauge_words,
        law_words=law_words,
    )


def disposition_words(code: Disposition | None) -> str:
    """What a disposition is called; a dash for a call that has none yet."""
    return words(RULES[code].labels) if code else "–"


def law_words(rule: Rule, shown: str) -> str:
    """Why a law forbids to show a number, with the rule's id."""
    sentence = words(rule.sentence).format(shown=national(shown))
    return f"{sentence} [{rule.id}]"


def gauge_words(name: str, otherwise: str) -> str:
    """What a gauge of the health page counts, in the reader's language."""
    known = {
        "inbox_waiting": _("Webhooks kept and not applied yet"),
        "inbox_lag_seconds": _("Age of the oldest of them, in seconds"),
        "inbox_dead_letters": _("Webhooks that could not be applied"),
        "outbox_waiting": _("Events not told yet"),
        "mail_waiting": _("Mails not sent yet"),
        "orders_waiting": _("Calls that wait for their turn at the carrier"),
        "live_calls": _("Calls ringing or talking"),
        "attempts_unknown": _("Calls whose fate the carrier has not told"),
        "attempts_live": _("Attempts between intention and end"),
        "entries_open": _("Leads on call lists"),
        "entries_overdue": _("Leads on call lists past their time"),
        "people_at_work": _("Teleprospectors signed in to work"),
    }
    return str(known.get(name, otherwise))


def close_words(code: CloseReason) -> str:
    """Why a lead is closed."""
    return words(CLOSE_LABELS[code])


def sides(figure: Figure, campaign_id: str) -> tuple[Made, Made]:
    """Numerator and denominator of a figure as they read, each with what it was made from."""
    return (
        _made(figure, Side.ABOVE, figure.numerator, campaign_id),
        _made(figure, Side.BELOW, figure.denominator, campaign_id),
    )


def week_words(spans: Sequence[WeeklySpan]) -> str:
    """Weekly hours in few words: « lun.–ven. 08:30–12:30, 13:30–17:30 »."""
    names = dates.get_day_names("abbreviated", locale=language())
    hours = {day: _hours(spans, day) for day in range(DAYS)}
    parts = []
    for said, days in groupby(range(DAYS), key=hours.__getitem__):
        run = list(days)
        if said:
            reach = names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}"
            parts.append(f"{reach} {said}")
    return " · ".join(parts)


def _hours(spans: Sequence[WeeklySpan], day: int) -> str:
    mine = [span for span in spans if span.weekday == day]
    return ", ".join(f"{span.starts:%H:%M}–{span.ends:%H:%M}" for span in mine)


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
        ),
        key=_moment,
        reverse=True,
    )


def _moment(entry: Entry) -> datetime:
    return entry.at


def _made(figure: Figure, side: Side, value: int, campaign_id: str) -> Made:
    kpi = kpi_named(figure.key)
    names = () if kpi is None else kpi.above if side is Side.ABOVE else kpi.below
    return Made(
        _in_its_unit(names, value), _behind(figure, side, names, campaign_id) if value else None
    )


def _in_its_unit(names: tuple[str, ...], value: int) -> str:
    if any(name.endswith("_s") for name in names):
        return duration(value)
    if any(name.endswith("_cents") for name in names):
        return money(value)
    return number(value)


def _behind(figure: Figure, side: Side, names: tuple[str, ...], campaign_id: str) -> str | None:
    if CALL_COUNTERS.intersection(names):
        return url_for("reports.calls", campaign_id=campaign_id, kpi=figure.key, side=side)
    if any(name.startswith("records_") for name in names):
        return url_for("reports.campaign_leads", campaign_id=campaign_id, worked=1)
    return None


def _calls(page: LeadPage) -> Iterator[Entry]:
    for call in page.calls:
        talk = _("%(time)s of talk", time=duration(call.seconds)) if call.seconds else ""
        title = _("Call %(number)d by %(person)s", number=call.number, person=call.person)
        yield Entry(call.at, title, talk, recording=call.recording)


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
    for move in page.moves:
        title = _("Stage: %(stage)s", stage=words(page.stages[move.to_stage]))
        yield Entry(move.at, title, causes[move.cause], on=True)


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
