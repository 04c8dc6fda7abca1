"""A teleprospector's own day and own results as pages: theirs alone, and made to be printed."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from campaigns.attempts import CallResult
from campaigns.dispositions import RULES
from campaigns.pipeline import MEETING_LABELS
from campaigns.teleprospector.own_day import LINE_LOST, WORKING, OwnCall
from campaigns.validation import How, ResultState, Side
from telepro import clock
from telepro.services import own_work, validation
from telepro.services.own_work import OnCampaign, ResultLine
from telepro.services.validation import Speaker
from telepro.web import desk_keys
from telepro.web.access import current_person, teleprospector
from telepro.web.answering import answer_word
from telepro.web.presentation import HOME_ZONE, day, moment, words
from telepro.web.validation_words import result_words

bp = Blueprint("desk_day", __name__, url_prefix="/desk")

EARLIEST = 2020  # nobody called anybody from here before


@bp.get("/day")
@teleprospector
def own_day() -> str:
    """The day ribbon with its table, the day's goal, hours and breaks, the promises that come next."""
    now = clock.now()
    today = now.astimezone(ZoneInfo(HOME_ZONE)).date()
    on = min(_asked_day(today), today)
    shown = own_work.day(current_person().person_id, on, HOME_ZONE, now)
    return render_template(
        "desk/day.html",
        shown=shown,
        today=today,
        before=url_for("desk_day.own_day", on=on - timedelta(days=1)),
        after=url_for("desk_day.own_day", on=on + timedelta(days=1)) if on < today else None,
        tally=_tally,
        came_of=_came_of,
        kinds=_kinds(),
    )


@bp.post("/results/<meeting_id>/answer")
@teleprospector
def answer(meeting_id: str) -> ResponseReturnValue:
    """Answer a contest of one's own result, with words and a place in the call's recording."""
    validation.say(
        Speaker(Side.CALLER, current_person().person_id), answer_word(meeting_id), clock.now()
    )
    flash(_("Your answer is sent. The company and the manager read it."), "good")
    return redirect(url_for(".own_results", month=request.form.get("month") or None), 303)


@bp.get("/results")
@teleprospector
def own_results() -> str:
    """Each result of a month with where it stands, and totals that anybody can add up."""
    first = _asked_month(clock.now().astimezone(ZoneInfo(HOME_ZONE)).date())
    end = _month_after(first)
    now = clock.now()
    missions = own_work.results(current_person().person_id, first, end, HOME_ZONE, now)
    before = (first - timedelta(days=1)).replace(day=1)
    return render_template(
        "desk/results.html",
        missions=missions,
        first=first,
        before=url_for("desk_day.own_results", month=f"{before:%Y-%m}"),
        after=url_for("desk_day.own_results", month=f"{end:%Y-%m}"),
        why=_why,
        dispositions={code: rule.labels for code, rule in RULES.items()},
    )


def _tally(part: OnCampaign) -> str:
    calls = ngettext("%(num)d call", "%(num)d calls", len(part.calls))
    reached = sum(mark != "missed" for mark in part.marks)
    talks = ngettext("%(num)d conversation", "%(num)d conversations", reached)
    brought = sum(mark == "result" for mark in part.marks)
    return f"{calls} · {talks} · {ngettext('%(num)d result', '%(num)d results', brought)}"


def _came_of(call: OwnCall) -> str:
    if call.disposition is not None:
        return words(RULES[call.disposition].labels)
    if call.result is CallResult.ANSWERED:
        return str(_("answered; its result is still to be said"))
    return str(_("nobody answered") if call.result else _("under way"))


def _kinds() -> dict[str, str]:
    """What time may have been spent on, by its code; another one is a pause of its own kind."""
    pauses = {code: label for _state, code, label in desk_keys.pause_reasons()}
    return {WORKING: _("At work"), LINE_LOST: _("Line lost"), **desk_keys.rests(), **pauses}


def _why(line: ResultLine) -> str:
    """What a result waits for, or why it stands where it does."""
    result, stands = line.result, line.standing
    if result.status is None:
        return str(_("counts as soon as it is recorded; the company accepts meetings only"))
    if stands.how is How.STATUS:
        said = words(MEETING_LABELS[result.status])
        told = _("%(status)s, said on %(day)s", status=said, day=day(stands.at))
        return f"{told}{_why_so(result.reason)}"
    if stands.state is ResultState.WAITING and stands.at > clock.now():
        met = _("the meeting is on %(moment)s", moment=moment(stands.at))
        return f"{met} · {result_words(stands)}"
    return result_words(stands)


def _why_so(reason: str | None) -> str:
    return f" ({reason})" if reason else ""


def _asked_day(today: date) -> date:
    try:
        asked = date.fromisoformat(request.args.get("on", ""))
    except ValueError:
        return today
    return asked if asked.year >= EARLIEST else today


def _asked_month(today: date) -> date:
    try:
        asked = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        return today.replace(day=1)
    return asked if EARLIEST <= asked.year <= today.year + 1 else today.replace(day=1)


def _month_after(first: date) -> date:
    return (first + timedelta(days=32)).replace(day=1)
