"""The pages of a campaign's pipeline: its stages with their leads, and the move of one by hand."""

from datetime import date
from typing import Any

from flask import Blueprint, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.pipeline import Stage
from campaigns.pipeline.by_hand import ASKS, UNDO_FOR, HandMove
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.db.pipeline import PipelineFilter
from telepro.queue import Bell, board_topic
from telepro.services import pipeline, stage_moves
from telepro.services.stage_moves import Mover
from telepro.web.access import current_person, manager, settings
from telepro.web.asked import number
from telepro.web.presentation import language

bp = Blueprint("pipeline", __name__)

VIEWS = ("table", "columns")
VIEW_COOKIE = "pipeline-view"
YEAR = 365 * 24 * 3600
AGES = (7, 14, 30, 90)
LONGEST = 200
UNDO_SECONDS = int(UNDO_FOR.total_seconds())
NARROWING = ("stage", "caller", "file", "segment", "days", "promised")


@bp.get("/campaigns/<campaign_id>/pipeline")
@manager
def board(campaign_id: str) -> ResponseReturnValue:
    """The leads of a campaign by stage, as a table or in columns; the choice is remembered."""
    wanted, view, now = _wanted(), _view(), clock.now()
    after = request.args.get("after", type=number)
    mine = current_person().organisations(Role.MANAGER)
    page = render_template(
        "manager/pipeline.html",
        page=pipeline.shown(mine, campaign_id, wanted, after, now),
        wanted=wanted,
        chosen=_chosen(wanted),
        view=view,
        after=after,
        ages=AGES,
        moved=just_moved(),
        undo_for=UNDO_SECONDS,
        now=now,
    )
    return _remembering(page, view)


@bp.get("/leads/<lead_id>/move")
@manager
def move_page(lead_id: str) -> str:
    """Where this lead may be moved; alone, or as the part that a dialogue shows."""
    return _move_page(lead_id, ())


@bp.post("/leads/<lead_id>/move")
@manager
def move(lead_id: str) -> ResponseReturnValue:
    """Move the lead from the stage that was seen, or say in words why not."""
    seen, target = _stage("seen"), _stage("to")
    if seen is None or target is None:
        return _move_page(lead_id, (_nowhere(),)), 422
    asked = HandMove(target, _said("because"), _said("document"), _day())
    try:
        campaign_id = stage_moves.move(_mover(), lead_id, seen, asked, clock.now())
    except Refused as refusal:
        return _move_page(lead_id, refusal.problems), 409
    return _back(lead_id, campaign_id, moved=lead_id)


@bp.post("/leads/<lead_id>/move/undo")
@manager
def undo(lead_id: str) -> ResponseReturnValue:
    """Take one's own last move back."""
    try:
        campaign_id = stage_moves.undo(_mover(), lead_id, clock.now())
    except Refused as refusal:
        return _move_page(lead_id, refusal.problems), 409
    flash(_("Taken back: the lead stands where it stood."), "good")
    return _back(lead_id, campaign_id, moved=None)


def _back(lead_id: str, campaign_id: str, moved: str | None) -> ResponseReturnValue:
    """To the page that the move was made on, which offers to take it back."""
    queue.ring(Bell.DEAL)
    queue.announce(board_topic(campaign_id))
    if request.form.get("from") == "lead":
        return redirect(url_for("reports.lead", lead_id=lead_id, moved=moved), 303)
    values: dict[str, Any] = {"campaign_id": campaign_id, **_narrowed_by(), "moved": moved}
    return redirect(url_for(".board", **values), 303)


def _narrowed_by() -> dict[str, str]:
    """By what the pipeline was narrowed when the move was asked for."""
    sent = {name: request.values.get(f"by-{name}", "")[:LONGEST] for name in NARROWING}
    return {name: value for name, value in sent.items() if value}


def _move_page(lead_id: str, problems: tuple[Problem, ...]) -> str:
    part = request.args.get("part") == "form"
    return render_template(
        "manager/_move.html" if part else "manager/move.html",
        page=stage_moves.opened(_mover(), lead_id),
        asks={str(stage): str(what) for stage, what in ASKS.items()},
        back=_origin(),
        narrowed=_narrowed_by(),
        problems=problems,
    )


def _origin() -> str:
    return "lead" if request.values.get("from") == "lead" else "pipeline"


def just_moved() -> stage_moves.Moved | None:
    """The move that the address says was made a moment ago, if its maker asks and may take it back."""
    lead_id = request.args.get("moved", "")
    return stage_moves.just_moved(_mover(), lead_id, clock.now()) if lead_id else None


def _wanted() -> PipelineFilter:
    days = request.args.get("days", type=number) or 0
    return PipelineFilter(
        stage=_stage("stage"),
        caller=request.args.get("caller", "")[:LONGEST],
        file=request.args.get("file", "")[:LONGEST],
        segment=request.args.get("segment", "")[:LONGEST],
        days=days if days in AGES else 0,
        promised="promised" in request.args,
    )


def _chosen(wanted: PipelineFilter) -> dict[str, str]:
    """The choice as an address says it."""
    said = {
        "stage": wanted.stage or "",
        "caller": wanted.caller,
        "file": wanted.file,
        "segment": wanted.segment,
        "days": str(wanted.days or ""),
        "promised": "1" if wanted.promised else "",
    }
    return {name: value for name, value in said.items() if value}


def _view() -> str:
    asked = request.args.get("view") or request.cookies.get(VIEW_COOKIE)
    return asked if asked in VIEWS else VIEWS[0]


def _remembering(page: str, view: str) -> ResponseReturnValue:
    response = make_response(page)
    if request.args.get("view") in VIEWS:
        response.set_cookie(
            VIEW_COOKIE,
            view,
            max_age=YEAR,
            secure=settings().https,
            httponly=True,
            samesite="Lax",
        )
    return response


def _stage(name: str) -> Stage | None:
    text = request.values.get(name, "")
    return Stage(text) if text in set(Stage) else None


def _said(name: str) -> str:
    return " ".join(request.form.get(name, "").split())[:LONGEST]


def _day() -> date | None:
    try:
        return date.fromisoformat(request.form.get("later_on", ""))
    except ValueError:
        return None


def _nowhere() -> Problem:
    return Problem("to", _("no stage"), _("one of those below"), _("Choose where the lead goes."))


def _mover() -> Mover:
    person = current_person()
    return Mover(person.person_id, person.organisations(Role.MANAGER), language())
