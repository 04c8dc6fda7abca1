"""The letters to a prospect about their meeting: who writes, when and where, and two links to answer by."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from babel import dates
from flask_babel import force_locale
from flask_babel import gettext as _

from campaigns.dispositions import MeetingKind
from campaigns.follow_up.reminders import Occasion
from telepro.letters import Letter

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter tells; `link` is where the reader answers, `support` whom to write to."""

    company: str
    support: str | None
    who: str | None
    starts_at: datetime
    zone: str
    kind: str
    place: str
    host: str | None
    link: str


def language_of(wanted: str) -> str:
    """The language of what is written to a prospect: theirs, else English."""
    return wanted if wanted in LANGUAGES else "en"


def letter(occasion: Occasion, told: Told, wanted: str, calendar: str) -> Letter:
    """The confirmation or the reminder of a meeting, with its calendar file."""
    with force_locale(language_of(wanted)):
        subject = _subject(occasion).format(company=told.company, when=_when(told, wanted))
        return Letter(subject, _body(occasion, told, wanted), calendar)


def title(told: Told, wanted: str) -> str:
    """What the meeting is called in a calendar."""
    with force_locale(language_of(wanted)):
        return str(_("Meeting with %(company)s", company=told.company))


def _subject(occasion: Occasion) -> str:
    subjects: dict[Occasion, str] = {
        Occasion.CONFIRMATION: _("Your meeting with {company}: {when}"),
        Occasion.DAY_BEFORE: _("Reminder: your meeting with {company}, {when}"),
        Occasion.SOON: _("In a while: your meeting with {company}, {when}"),
    }
    return subjects[occasion]


def _body(occasion: Occasion, told: Told, wanted: str) -> str:
    hello = _("Hello %(who)s,", who=told.who) if told.who else _("Hello,")
    opening = {
        Occasion.CONFIRMATION: _("thank you for our call. Your meeting with {company}:"),
        Occasion.DAY_BEFORE: _("this is a reminder of your meeting with {company}:"),
        Occasion.SOON: _("your meeting with {company} is coming up:"),
    }[occasion].format(company=told.company)
    answers = _(
        "To confirm: %(yes)s\nIf you cannot come: %(no)s",
        yes=f"{told.link}?say=confirmed",
        no=f"{told.link}?say=declined",
    )
    parts = (hello, f"{opening}\n\n{_facts(told, wanted)}", answers, _why(told))
    return "\n\n".join(parts) + "\n"


def _facts(told: Told, wanted: str) -> str:
    how: dict[str, str] = {
        MeetingKind.PHONE: _("By phone"),
        MeetingKind.VIDEO: _("By video"),
        MeetingKind.VISIT: _("Visit"),
    }
    place = ", ".join(part for part in (how.get(told.kind), told.place) if part)
    lines = [
        _("When: %(when)s", when=_when(told, wanted)),
        _("Where: %(place)s", place=place),
    ]
    if told.host:
        lines.append(_("With: %(host)s", host=told.host))
    return "\n".join(lines)


def _why(told: Told) -> str:
    why: str = _(
        "%(company)s writes to you because you agreed to this meeting on the phone. "
        "The same page lets you ask for no more messages.",
        company=told.company,
    )
    if not told.support:
        return why
    return f"{why} {_('Questions: %(address)s', address=told.support)}"


def _when(told: Told, wanted: str) -> str:
    """The moment on the reader's own clock, in words: « jeudi 26 novembre 2026, 14:00 »."""
    local = told.starts_at.astimezone(ZoneInfo(told.zone))
    day = dates.format_date(local, "EEEE d MMMM y", locale=language_of(wanted))
    return f"{day}, {local:%H:%M}"
