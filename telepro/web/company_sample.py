"""A company looks round an invented mission before it posts one: its pages as they will be, of which nothing is a row.

What is said there stands in the sign-in's own cookie, and goes with it.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.company.sample_mission import INVENTED, Word
from campaigns.pipeline import MEETING_LABELS, MeetingStatus
from campaigns.states import Role
from campaigns.validation import UNDO_FOR, Act, ContestReason
from telepro import clock
from telepro.db.meeting_lines import MeetingLine
from telepro.services import missions
from telepro.web import sample_mission_shown as shown
from telepro.web.access import company as company_people
from telepro.web.access import current_person
from telepro.web.presentation import language
from telepro.web.sample_mission_shown import SAMPLE, Looker
from telepro.web.validation import just_said

bp = Blueprint("company_sample", __name__, url_prefix="/company/sample")

BECOMES = {"held": MeetingStatus.HELD, "cancelled": MeetingStatus.CANCELLED}
# The days of the meetings are counted from the first look; after a week they begin anew.
LASTS = timedelta(days=7)
# A cookie holds four kilobytes: of each contest the beginning of its words, of each meeting two words.
LONGEST_WORDS = 60
MOST_WORDS = 2 * len(INVENTED)


@bp.get("")
@company_people
def home() -> str:
    """What waits for the company, and what the mission has brought."""
    looker, lines, now = _looker(), _lines(), clock.now()
    return render_template(
        "company/home.html",
        missions=[(shown.mission_line(looker), shown.results(looker, lines, now))],
        older=(),
        waiting=_waiting(lines, now),
        contested=[line for line in lines if shown.is_contested(line, now)],
        alarms=(),
        labels=MEETING_LABELS,
        now=now,
    )


@bp.get("/missions/<mission_id>")
@company_people
def mission(mission_id: str) -> str:
    """The mission: its brief, results against the target, cost so far, the figures meant for the company."""
    if mission_id != SAMPLE:
        abort(404)
    looker = _looker()
    return render_template(
        "company/mission.html",
        opened=shown.opened(looker),
        results=shown.results(looker, _lines(), clock.now()),
        figures_shown=shown.figures(looker),
    )


@bp.get("/meetings")
@company_people
def meetings_page() -> str:
    """The meetings, the latest first."""
    lines = sorted(_lines(), key=lambda line: line.starts_at, reverse=True)
    return render_template(
        "company/meetings.html", meetings=lines, older=None, labels=MEETING_LABELS, now=clock.now()
    )


@bp.get("/validation")
@company_people
def page() -> str:
    """What waits for the company's word, what it contests, and what came of all."""
    looker, lines, now = _looker(), _lines(), clock.now()
    waiting, at = _waiting(lines, now), request.args.get("at", "")
    done = [line for line in lines if line.public_id == request.args.get("done")]
    first = waiting[0].public_id if waiting else ""
    return render_template(
        "company/validation.html",
        waiting=waiting,
        contested=[line for line in lines if shown.is_contested(line, now)],
        missions=[(shown.mission_line(looker), shown.results(looker, lines, now))],
        done=done[0] if done and just_said(done[0]) else None,
        undo_for=int(UNDO_FOR.total_seconds()),
        focused=at if any(line.public_id == at for line in waiting) else first,
        now=now,
    )


@bp.post("/meetings/<meeting_id>/accept")
@company_people
def accept(meeting_id: str) -> ResponseReturnValue:
    """Accept a meeting as a result, as in earnest."""
    _say(meeting_id, Act.ACCEPTED)
    return _back(_("The result is accepted."), done=meeting_id)


@bp.post("/meetings/<meeting_id>/contest")
@company_people
def contest(meeting_id: str) -> ResponseReturnValue:
    """Contest a meeting, with one of four reasons and words."""
    asked = request.form.get("reason", "")
    reason = ContestReason(asked) if asked in set(ContestReason) else None
    _say(meeting_id, Act.CONTESTED, reason)
    return _back(_("Contested. The teleprospector and the manager can answer."), done=meeting_id)


@bp.post("/meetings/<meeting_id>/take-back")
@company_people
def take_back(meeting_id: str) -> ResponseReturnValue:
    """Take the last word back."""
    _say(meeting_id, Act.WITHDRAWN)
    return _back(_("Taken back."), at=meeting_id)


@bp.post("/meetings/<meeting_id>/<status>")
@company_people
def say(meeting_id: str, status: str) -> ResponseReturnValue:
    """Say that a meeting was held, missed or cancelled."""
    if status == "no-show":
        _say(meeting_id, Act.CONTESTED, ContestReason.NOT_KEPT)
    elif status in BECOMES:
        _say(meeting_id, BECOMES[status])
    else:
        abort(404)
    return _back(_("Noted. The manager and the teleprospector see it."))


@bp.post("/out")
@company_people
def leave() -> ResponseReturnValue:
    """Take the sample away with all that was said in it."""
    session.pop(SAMPLE, None)
    flash(_("The sample is gone, with everything that was said in it."), "good")
    return redirect(url_for("company.home"), 303)


@bp.app_template_global("is_sample")
def is_sample() -> bool:
    """Tell a page whether what it shows is invented."""
    return request.blueprint == bp.name


@bp.app_template_global("company_url")
def company_url(endpoint: str, **parts: Any) -> str:
    """The address of a company's page: of its own, or of the sample's while it looks round that."""
    within = f"{bp.name}.{endpoint.partition('.')[2]}"
    return url_for(within if is_sample() else endpoint, **parts)


@bp.app_template_global("mission_sample_is_offered")
def is_offered() -> bool:
    """Tell a page whether the company at hand has posted nothing yet."""
    return not is_sample() and not missions.of_company(current_person().organisations(Role.COMPANY))


def _looker() -> Looker:
    kept, now = session.get(SAMPLE), clock.now()
    since = datetime.fromisoformat(kept["since"]) if kept else now
    if kept is None or not since <= now < since + LASTS:
        since = now
        session[SAMPLE] = {"since": now.isoformat(), "said": []}
    person = current_person()
    return Looker(person.name, language(), since)


def _lines() -> list[MeetingLine]:
    looker = _looker()
    return shown.meetings(looker, _words())


def _waiting(lines: list[MeetingLine], now: datetime) -> list[MeetingLine]:
    waiting = [line for line in lines if shown.is_waiting(line, now)]
    return sorted(waiting, key=lambda line: line.standing(now).until or now)


def _say(code: str, act: Act | MeetingStatus, reason: ContestReason | None = None) -> None:
    """Keep a word beside those said before; one that takes the last one back takes it out."""
    now = clock.now()
    line = next((each for each in _lines() if each.public_id == code), None)
    if line is None:
        abort(404)
    said = list(session[SAMPLE]["said"])
    last = next((each for each in reversed(said) if each[0] == code), None)
    if act is Act.WITHDRAWN and last and last[1] in (Act.ACCEPTED, Act.CONTESTED):
        said = [each for each in said if each is not last or not line.may("company", act, now)]
    else:
        words = request.form.get("words", "").strip()[:LONGEST_WORDS]
        said.append([code, act, now.isoformat(), reason, words])
    session[SAMPLE] = {**session[SAMPLE], "said": said[-MOST_WORDS:]}


def _words() -> Iterator[Word]:
    for code, act, at, reason, words in session[SAMPLE]["said"]:
        kind = Act(act) if act in set(Act) else MeetingStatus(act)
        why = ContestReason(reason) if reason else None
        yield Word(code, kind, datetime.fromisoformat(at), why, words)


def _back(said: str, done: str | None = None, at: str | None = None) -> ResponseReturnValue:
    came_from = request.form.get("from")
    if came_from not in ("home", "meetings"):
        return redirect(url_for(".page", done=done, at=at), 303)
    flash(said, "good")
    return redirect(url_for(".home" if came_from == "home" else ".meetings_page"), 303)
