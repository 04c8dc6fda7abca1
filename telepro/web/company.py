"""A company's pages: its missions, what they brought and cost, its meetings; nothing of anyone else's."""

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.missions import BRIEF_FIELDS, TERMS_FIELDS
from campaigns.pipeline import MEETING_LABELS, MeetingStatus
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import meeting_moves, meetings, missions, results, shown_figures
from telepro.services.meeting_moves import Move
from telepro.services.meetings import Said
from telepro.services.missions import Poster
from telepro.web.access import company as company_people
from telepro.web.access import current_person
from telepro.web.asked import local_moment, page_before
from telepro.web.presentation import language
from telepro.web.validation import say_not_kept

bp = Blueprint("company", __name__, url_prefix="/company")

SAYABLE = {
    "held": MeetingStatus.HELD,
    "no-show": MeetingStatus.NO_SHOW,
    "cancelled": MeetingStatus.CANCELLED,
}


@bp.get("")
@company_people
def home() -> str:
    """What waits for the company, and what each mission has brought."""
    now = clock.now()
    posted = missions.of_company(_mine())
    return render_template(
        "company/home.html",
        missions=[(line, results.of_mission(_mine(), line.public_id, now)) for line in posted[:20]],
        older=posted[20:],
        waiting=meetings.waiting(_mine(), now),
        contested=meetings.contested(_mine()),
        alarms=shown_figures.alarms_told(_mine(), current_person().email),
        labels=MEETING_LABELS,
        now=now,
    )


@bp.route("/missions/new", methods=["GET", "POST"])
@company_people
def new_mission() -> ResponseReturnValue:
    """Post a mission in seven fields."""
    if request.method != "POST":
        return _form({"language": current_person().language}, ())
    form = {field: request.form.get(field, "") for field in (*BRIEF_FIELDS, *TERMS_FIELDS)}
    poster = Poster(_mine()[0], current_person().person_id, language())
    try:
        posted = missions.post(form, poster, clock.now())
    except Refused as refusal:
        return _form(form, refusal.problems), 422
    flash(_("The mission is posted. Its manager turns it into a plan and a campaign."), "good")
    return redirect(url_for(".mission", mission_id=posted), 303)


@bp.get("/missions/<mission_id>")
@company_people
def mission(mission_id: str) -> str:
    """One mission: the brief, results against the target, cost so far, the figures meant for the company."""
    now = clock.now()
    return render_template(
        "company/mission.html",
        opened=missions.opened_by_company(_mine(), mission_id),
        results=results.of_mission(_mine(), mission_id, now),
        figures_shown=shown_figures.of_mission(_mine(), mission_id, current_person().email, now),
    )


@bp.get("/meetings")
@company_people
def meetings_page() -> str:
    """The company's meetings, the latest first."""
    found, more = meetings.of_company(_mine(), page_before())
    last = found[-1] if found and more else None
    older = f"{last.starts_at.timestamp()}~{last.public_id}" if last else None
    return render_template(
        "company/meetings.html", meetings=found, older=older, labels=MEETING_LABELS, now=clock.now()
    )


@bp.post("/meetings/<meeting_id>/move")
@company_people
def move(meeting_id: str) -> ResponseReturnValue:
    """Move a meeting to another moment."""
    by, local = current_person().person_id, local_moment("starts_local")
    meeting_moves.move(Move(_mine(), (), meeting_id, by, local, language()), clock.now())
    flash(_("The meeting is moved. Its prospect is written to about the new moment."), "good")
    return redirect(url_for(".meetings_page"), 303)


@bp.post("/meetings/<meeting_id>/<status>")
@company_people
def say(meeting_id: str, status: str) -> ResponseReturnValue:
    """Say that a meeting was held, missed or cancelled."""
    if status not in SAYABLE:
        abort(404)
    if SAYABLE[status] is MeetingStatus.NO_SHOW:
        say_not_kept(meeting_id)
    else:
        meetings.say(_said(meeting_id), SAYABLE[status], clock.now())
    flash(_("Noted. The manager and the teleprospector see it."), "good")
    return _back()


def _form(given: Mapping[str, str], problems: tuple[Problem, ...]) -> str:
    return render_template("company/new_mission.html", given=given, problems=problems)


def _back() -> ResponseReturnValue:
    here = url_for(".meetings_page" if request.form.get("from") == "meetings" else ".home")
    return redirect(here, 303)


def _said(meeting_id: str) -> Said:
    return Said(_mine(), meeting_id, current_person().person_id)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.COMPANY)
