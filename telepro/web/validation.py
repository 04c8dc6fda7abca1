"""The company's page of meetings to validate: accept or contest each with a key, take it back within seconds."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.states import Role
from campaigns.validation import UNDO_FOR, UNDONE_AT_LATEST, Act, ContestReason, ResultState, Side
from telepro import clock, ids
from telepro.db.meeting_lines import MeetingLine
from telepro.db.missions import MissionLine
from telepro.services import meetings, missions, results, validation
from telepro.services.validation import Speaker, Word
from telepro.web.access import company as company_people
from telepro.web.access import current_person

bp = Blueprint("validation", __name__, url_prefix="/company")

SHOWN_MISSIONS = 20


@bp.get("/validation")
@company_people
def page() -> str:
    """What waits for the company's word, the earliest deadline first; what it contests; what came of all."""
    now = clock.now()
    waiting = meetings.waiting(_mine(), now)
    done = meetings.one(_mine(), request.args.get("done", ""))
    at = request.args.get("at", "")
    first = waiting[0].public_id if waiting else ""
    return render_template(
        "company/validation.html",
        waiting=waiting,
        contested=meetings.contested(_mine()),
        missions=_results(),
        done=done if done and just_said(done) else None,
        undo_for=int(UNDO_FOR.total_seconds()),
        focused=at if any(each.public_id == at for each in waiting) else first,
        now=now,
    )


@bp.post("/meetings/<meeting_id>/accept")
@company_people
def accept(meeting_id: str) -> ResponseReturnValue:
    """Accept a meeting as a result: its price is owed from now on."""
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
    """Take the last word back: an acceptance within seconds, a contest until it is settled."""
    _say(meeting_id, Act.WITHDRAWN)
    return _back(_("Taken back."), at=meeting_id)


def say_not_kept(meeting_id: str) -> None:
    """Contest a meeting because nobody came."""
    _say(meeting_id, Act.CONTESTED, ContestReason.NOT_KEPT)


def _say(meeting_id: str, act: Act, reason: ContestReason | None = None) -> None:
    speaker = Speaker(Side.COMPANY, current_person().person_id, _mine())
    key = request.form.get("key", "")[:80] or ids.public_id()
    word = Word(meeting_id, act, key, reason, request.form.get("words", ""))
    validation.say(speaker, word, clock.now())


def _back(said: str, done: str | None = None, at: str | None = None) -> ResponseReturnValue:
    came_from = request.form.get("from")
    if came_from in ("home", "meetings"):
        flash(said, "good")
        back = "company.home" if came_from == "home" else "company.meetings_page"
        return redirect(url_for(back), 303)
    return redirect(url_for(".page", done=done, at=at), 303)


def just_said(line: MeetingLine) -> bool:
    """Whether the company has judged a result so lately that it may still take its word back."""
    mine = [each.said for each in line.said if each.said.side is Side.COMPANY]
    now = clock.now()
    judged = line.standing(now).state in (ResultState.ACCEPTED, ResultState.CONTESTED)
    return judged and bool(mine) and mine[-1].at + UNDONE_AT_LATEST > now


def _results() -> list[tuple[MissionLine, results.Results]]:
    now, posted = clock.now(), missions.of_company(_mine())[:SHOWN_MISSIONS]
    return [(line, results.of_mission(_mine(), line.public_id, now)) for line in posted]


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.COMPANY)
