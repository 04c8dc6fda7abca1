"""What a calendar's page sends and shows, for a company and for the manager who keeps it for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import time

from flask import render_template, request
from flask_babel import gettext as _

from campaigns.follow_up.slots import LENGTHS, WeeklyHours
from campaigns.problems import Problem
from telepro import clock
from telepro.files.feed_troubles import FeedTrouble
from telepro.services import calendars, engagements
from telepro.services.calendars import CalendarForm, Owner, Shown

HOME_ZONE = "Europe/Paris"
USUAL = {"time_zone": HOME_ZONE, "minutes": "30", "notice_hours": "4", "most_a_day": "6"}
FIELDS = (
    "name",
    "time_zone",
    "minutes",
    "notice_hours",
    "most_a_day",
    "feed_url",
    "feed_name",
    "no_feed",
)
DAYS = tuple(f"day-{number}" for number in range(7))


@dataclass(frozen=True, slots=True)
class Back:
    """Where the page's forms go: to make a calendar, and before the id of one to change."""

    base: str
    title: str
    parent: tuple[str, str]


def read() -> CalendarForm:
    """The calendar as typed; `Refused` for hours or a zone that can't be read."""
    lines = {number: request.form.get(name, "") for number, name in enumerate(DAYS)}
    zone = request.form.get("time_zone", "").strip()
    week = engagements.read_week(lines, zone)
    return CalendarForm(
        name=request.form.get("name", ""),
        time_zone=zone,
        minutes=_whole("minutes"),
        notice_hours=_whole("notice_hours"),
        most_a_day=_whole("most_a_day"),
        hours=tuple(WeeklyHours(span.weekday, span.starts, span.ends) for span in week),
        feed_url=request.form.get("feed_url", ""),
        no_feed="no_feed" in request.form,
        feed_name=request.form.get("feed_name", ""),
        feed_password=request.form.get("feed_password", ""),
    )


def page(
    owner: Owner, back: Back, problems: Sequence[Problem] = (), opened: str | None = None
) -> str:
    """The company's calendars; `opened` is the one whose form was refused, "new" for a new one."""
    now = clock.now()
    found = calendars.of_owner(owner, now)
    typed = {name: request.form.get(name, "") for name in (*FIELDS, *DAYS)}
    given = {each.public_id: _given(each) for each in found} | {"new": dict(USUAL)}
    if opened in given:
        given[opened] = typed
    return render_template(
        "calendars/calendars.html",
        calendars=found,
        given=given,
        opened=opened,
        back=back,
        problems=problems,
        lengths=[(str(minutes), _("%(minutes)d minutes", minutes=minutes)) for minutes in LENGTHS],
        trouble=trouble_words,
        now=now,
    )


def trouble_words(code: str) -> str:
    """Why a calendar could not be read, and what to do."""
    said: dict[str, str] = {
        FeedTrouble.NOT_HTTPS: _("It leads to an address without https. Copy the one with https."),
        FeedTrouble.PRIVATE: _(
            "It leads into a private network. Publish the calendar on the internet."
        ),
        FeedTrouble.UNREACHABLE: _("Nobody answers there. Check the address."),
        FeedTrouble.REFUSED: _("The server gives it to nobody. Copy the secret address anew."),
        FeedTrouble.REDIRECTS: _("It leads from one address to another without end."),
        FeedTrouble.TOO_LARGE: _("It weighs more than 5 MB. Share a calendar with fewer events."),
        FeedTrouble.TOO_SLOW: _("It takes too long to answer. It is asked again by itself."),
        FeedTrouble.NO_CALENDAR: _(
            "What is there is no calendar. Copy the secret address in iCal format."
        ),
        FeedTrouble.TOO_MUCH: _("It holds more than can be read. Share one with fewer events."),
    }
    return said.get(code, code)


def _given(shown: Shown) -> dict[str, str]:
    week = {name: _line(shown, number) for number, name in enumerate(DAYS)}
    return {
        "name": shown.name,
        "time_zone": shown.time_zone,
        "minutes": str(shown.minutes),
        "notice_hours": str(shown.notice_hours),
        "most_a_day": str(shown.most_a_day),
        **week,
    }


def _line(shown: Shown, weekday: int) -> str:
    spans = (each for each in shown.hours if each.weekday == weekday)
    return ", ".join(f"{_clock(each.starts)}-{_clock(each.ends)}" for each in spans)


def _clock(at: time) -> str:
    return f"{at.hour}:{at:%M}"


def _whole(name: str) -> int:
    text = request.form.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else -1
