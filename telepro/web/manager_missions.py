"""The manager's pages of missions: the brief, the plan with its reverse funnel, the new campaign."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.prospect_base.enrolment import LEFT_OUT_LABELS, LeftOut
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import (
    campaign_files,
    campaigns,
    colleagues,
    enrolments,
    law,
    missions,
    plans,
)
from telepro.services.campaigns import NewCampaign
from telepro.services.plans import Checked, Opened
from telepro.web.access import current_person, manager
from telepro.web.asked import lines_typed, number
from telepro.web.presentation import language

bp = Blueprint("manager_missions", __name__, url_prefix="/missions")

_LINE = re.compile(r"(?:line|ligne)\D{0,3}(\d+)")


@dataclass(frozen=True, slots=True)
class Gutter:
    """A line number of the editor, and how many problems stand at it."""

    line: int
    problems: int


@bp.get("")
@manager
def missions_page() -> str:
    """The missions to manage."""
    return render_template("manager/missions.html", missions=missions.of_manager(_mine()))


@bp.get("/<mission_id>")
@manager
def mission(mission_id: str) -> str:
    """A brief, its plan and its campaigns."""
    return mission_page(mission_id, ())


def mission_page(mission_id: str, problems: Sequence[Problem]) -> str:
    """The page of a mission, with what was wrong in a form of it."""
    return render_template(
        "manager/mission.html",
        opened=missions.opened_by_manager(_mine(), mission_id),
        plan=plans.opened(_mine(), mission_id, None),
        colleagues=colleagues.of_mission(_mine(), mission_id),
        problems=problems,
    )


@bp.get("/<mission_id>/plan")
@manager
def plan(mission_id: str) -> str:
    """A version of the plan in its editor, its funnel beside it."""
    version = request.args.get("version", type=number)
    opened = plans.opened(_mine(), mission_id, version)
    return _plan_page(opened, opened.version.text if opened.version else "")


@bp.post("/<mission_id>/plan")
@manager
def write_plan(mission_id: str) -> ResponseReturnValue:
    """Keep the text as the next version, or show every problem beside what was written."""
    written = lines_typed("text")
    try:
        version = plans.write(_mine(), mission_id, written, current_person().person_id, clock.now())
    except Refused:
        return _plan_page(plans.opened(_mine(), mission_id, None), written), 422
    flash(_("Version %(version)d of the plan is kept.", version=version), "good")
    return redirect(url_for(".plan", mission_id=mission_id), 303)


@bp.post("/<mission_id>/plan/check")
@manager
def check_plan(mission_id: str) -> str:
    """What the text says now, for the panel beside the editor; keeps nothing."""
    opened = plans.opened(_mine(), mission_id, None)
    written = lines_typed("text")
    terms = law.terms(opened.mission.organisation_id, clock.now())
    checked = plans.check(written, language(), terms)
    gutter = gutter_of(written, checked.problems)
    return render_template("manager/_checked.html", checked=checked, gutter=gutter)


@bp.get("/<mission_id>/campaign")
@manager
def new_campaign(mission_id: str) -> str:
    """Choose prospect files; with some chosen, who would become a lead and who not, and why."""
    return _campaign_page(mission_id, ())


@bp.post("/<mission_id>/campaign")
@manager
def create_campaign(mission_id: str) -> ResponseReturnValue:
    """Make the campaign; its prospects are taken in by a worker."""
    new = NewCampaign(
        version=request.form.get("version", type=number, default=0),
        import_ids=tuple(request.form.getlist("files")),
        name=request.form.get("name", ""),
    )
    try:
        made = campaigns.create(_mine(), mission_id, new, current_person().person_id, clock.now())
    except Refused as refusal:
        return _campaign_page(mission_id, refusal.problems), 422
    queue.ring(Bell.IMPORTS)
    return redirect(url_for("manager_campaigns.campaign", campaign_id=made), 303)


def gutter_of(text: str, problems: Sequence[Problem]) -> list[Gutter]:
    """The editor's line numbers with the number of problems at each line."""
    found = [line_of(problem) for problem in problems]
    return [
        Gutter(line, found.count(line)) for line in range(1, max(1, len(text.splitlines())) + 1)
    ]


@bp.app_template_filter("plan_line")
def line_of(problem: Problem) -> int | None:
    """The line that a plan's problem names; None for one of the whole text."""
    named = _LINE.search(problem.place)
    return int(named.group(1)) if named else None


def _plan_page(opened: Opened, text: str) -> str:
    terms = law.terms(opened.mission.organisation_id, clock.now())
    checked = plans.check(text, language(), terms) if text else Checked(None, None, ())
    return render_template(
        "manager/plan.html",
        opened=opened,
        text=text,
        checked=checked,
        gutter=gutter_of(text, checked.problems),
    )


def _campaign_page(mission_id: str, problems: Sequence[Problem]) -> str:
    plan_page = plans.opened(_mine(), mission_id, None)
    files = campaign_files.of_mission(_mine(), mission_id)
    chosen = tuple(request.values.getlist("files"))
    preview = None
    if chosen and plan_page.version and not problems:
        rows = [file.id for file in files if file.public_id in chosen]
        preview = enrolments.preview(plan_page.mission.id, plan_page.version.id, rows)
    return render_template(
        "manager/new_campaign.html",
        opened=plan_page,
        files=files,
        chosen=chosen,
        preview=preview,
        labels={str(code): LEFT_OUT_LABELS[code] for code in LeftOut},
        problems=problems,
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
