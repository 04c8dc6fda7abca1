"""The words of the desk that its scripts need, in the language of the page."""

from collections.abc import Mapping
from datetime import datetime

from flask_babel import gettext as _
from flask_babel import ngettext

from campaigns.dispositions import RULES
from telepro.db.days import Day
from telepro.db.desk_views import Empty
from telepro.web.presentation import clock_time, day, money, words

# Reasons of eligibility that mean "not at this hour"; ids of the law are kept by their prefix.
HOURS = frozenset({"window", "FR-01", "FR-02", "FR-03", "FR-04", "FR-05"})
RESTING = frozenset(
    {"number_rests", "not_due", "minimum_gap", "cap", "refusal_rest", "FR-07", "live_call"}
)
FULL = frozenset({"company_day", "number_day", "prefix_hour", "no_caller_id"})


def states() -> dict[str, str]:
    """The seven words of the rail."""
    return {
        "idle": _("Ready"),
        "preview": _("Preview"),
        "dialing": _("Dialing"),
        "connected": _("On the line"),
        "wrapup": _("Result"),
        "paused": _("Paused"),
        "break": _("Break"),
    }


def lines() -> dict[str, str]:
    """What the network lamp says of the softphone."""
    return {
        "closed": _("Line not open"),
        "opening": _("Opening your line"),
        "open": _("Line open"),
        "weak": _("Weak network"),
        "reconnecting": _("Line cut off, coming back"),
        "lost": _("Line lost, opening it again"),
        "unavailable": _("No softphone"),
    }


def unheard() -> dict[str, str]:
    """What the lamp says when nobody hears the teleprospector."""
    return {
        "silent": _("Nobody hears you: your microphone gives no sound"),
        "muted": _("Nobody hears you: your microphone is muted (F4)"),
    }


def sentences() -> dict[str, str]:
    """Sentences that the scripts fill in: {lead}, {label}, {was}, {duration}, {n}, {time}."""
    return {
        "ended": _("Call ended, {duration}."),
        "chooseResult": _("Result, 1 to 9."),
        "correcting": _("{lead} was recorded as “{was}”. What is right?"),
        "unfinished": _("What came of the call to {lead}?"),
        "recorded": _("{label} — {lead}"),
        "settled": _("{label} — {lead}. Recorded by itself."),
        "forYou": _("{time} for you"),
        "kept": _("{n} kept here, on the way"),
        "offline": _("Offline."),
        "online": _("Back online. Everything was sent."),
        "noteKept": _("kept in this browser"),
        "corrected": _("Corrected."),
        "dataAsked": _("Passed on: the manager answers within a month."),
        "pauseLater": _("Pause after this call."),
        "expected": _("Expected: {expected}."),
        "readBack": _("So we have a meeting on {when}, {how}: {place}, with {who}. Is that right?"),
        "kindResult": _("result"),
        "kindObjection": _("objection"),
        "callRefused": _("the carrier refused this call"),
        "callExpected": _("a call that the carrier takes"),
        "callFix": _("Nothing rang. The lead goes back to the list; take the next one."),
        "lineExpected": _("an open softphone line"),
        "lineFix": _("Tell your campaign manager; leads and notes stay safe."),
        "answered": _("Answered"),
        "callsIn": _("Calls by itself in {n} s. Escape keeps this lead still."),
        "lineLost": _("Line lost"),
    }


def coach() -> dict[str, str]:
    """What is said of a manager's lines."""
    return {
        "coachSays": _("{by} writes: {text}"),
        "coachMore": _("{n} more after this one"),
    }


def rests() -> dict[str, str]:
    """What the page says when it proposes a rest, and when one has lasted long enough."""
    return {
        "talk": _("You have talked as long as you set yourself: a rest does your voice good."),
        "hard": _("That call was hard. Two minutes without one?"),
        "over": _("Two minutes of rest are over. F2 goes on when you want to."),
    }


def troubles() -> dict[str, dict[str, str]]:
    """Problems that only the browser can see, in the shape of all problems."""
    return {
        "noNetwork": {
            "place": "network",
            "found": _("no network"),
            "expected": _("an answer within two seconds"),
            "fix": _("Check the connection and press F2 again; nobody is rung twice."),
        },
        "serverTrouble": {
            "place": "server",
            "found": _("the server could not do this"),
            "expected": _("an answer"),
            "fix": _("Try again in a moment; what you recorded is kept."),
        },
        "needsNote": {
            "place": "note",
            "found": _("no note"),
            "expected": _("a few words on the reason"),
            "fix": _("Write the note, then choose the reason again."),
        },
        "needsAnswer": {
            "place": "answer",
            "found": _("no answer to this question"),
            "expected": _("an answer; the plan asks for it with such a result"),
            "fix": _("Fill it in, then choose the result again."),
        },
    }


def disposition_labels() -> dict[str, str]:
    """Every disposition in the page's language."""
    return {str(code): words(rule.labels) for code, rule in RULES.items()}


def tally(today: Day) -> str:
    """The day in one line."""
    calls = ngettext("%(num)d call", "%(num)d calls", today.calls)
    talks = ngettext("%(num)d conversation", "%(num)d conversations", today.conversations)
    results = ngettext("%(num)d result", "%(num)d results", today.meetings)
    return f"{calls} · {talks} · {results}"


def earned(today: Day) -> str:
    """What the person's results bring: not yet accepted by the company, and accepted."""
    waiting = money(today.waiting_cents, today.currency)
    accepted = money(today.accepted_cents, today.currency)
    return str(
        _(
            "Earned: %(waiting)s waiting, %(accepted)s accepted",
            waiting=waiting,
            accepted=accepted,
        )
    )


def why_empty(empty: Empty | None, zone: str, now: datetime) -> Mapping[str, str]:
    """Why there is no lead, and until when; `zone` is the teleprospector's own."""
    code = empty.code if empty else "dealing"
    title, why = _reason(code)
    return {"title": title, "why": why, "until": _until(empty, zone, now)}


def _reason(code: str) -> tuple[str, str]:
    if code == "dealing":
        return _("Your list is being filled"), _("Leads are dealt every few seconds.")
    if code == "campaign_not_running":
        return _("This campaign is paused"), _("Its manager stopped the calls; your list waits.")
    if code == "list_finished":
        return _("Every lead has been called"), _("Nothing is left to call in this campaign.")
    if code == "quiz_missing":
        return _("The quiz comes first"), _(
            "Take it from the list of your missions, or let your manager sign off that you know the offer."
        )
    if code in HOURS:
        return (
            _("Nobody may be called at this hour"),
            _("The remaining leads are outside their calling hours, on their own clocks."),
        )
    if code in RESTING or code.startswith("skipped"):
        return _("Nothing is due yet"), _("The remaining leads rest until their next call.")
    if code in FULL:
        return _("The calls of the day are made"), _(
            "The company or the numbers it shows have made the calls that they may; the remaining "
            "leads wait until more may be made."
        )
    return _("Nothing to call now"), _("The remaining leads can't be called (%(code)s).", code=code)


def _until(empty: Empty | None, zone: str, now: datetime) -> str:
    if empty is None or empty.until is None or empty.until <= now:
        return ""
    at = clock_time(empty.until, zone)
    if day(empty.until, zone) == day(now, zone):
        return str(_("Next call at %(time)s.", time=at))
    return str(_("Next call on %(day)s at %(time)s.", day=day(empty.until, zone), time=at))
