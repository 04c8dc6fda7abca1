"""What a manager does to all that a search has found: foreseen first, then done by a worker, or undone."""

from collections.abc import Sequence

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from campaigns.problems import Problem, Refused
from campaigns.prospect_base.prospect_actions import ACTION_LABELS, WHY_NOT_WORDS, Action
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import prospect_actions, prospects
from telepro.services.prospect_actions import Manager, Wish
from telepro.web import export_pages, prospect_form
from telepro.web.access import current_person, manager
from telepro.web.companies import mine
from telepro.web.manager_prospects import EXPORT, found_page
from telepro.web.presentation import language, problem_sentence

bp = Blueprint("manager_prospect_actions", __name__, url_prefix="/prospects/actions")

TAKE_OUT = "export"
WORDS = {"actions": ACTION_LABELS, "whys": WHY_NOT_WORDS}


@bp.get("")
@manager
def actions() -> str:
    """What was done to many prospects at once, the latest first."""
    told = prospect_actions.listed(_manager())
    return render_template("manager/prospect_actions.html", told=told, **WORDS)


@bp.post("/preview")
@manager
def preview() -> ResponseReturnValue:
    """How many an action would take, how many it leaves out and why; nothing is done."""
    if request.form.get("do") == TAKE_OUT:
        return export_pages.page(EXPORT)
    return _preview(())


@bp.post("")
@manager
def begin() -> ResponseReturnValue:
    """Let it be done as it was foreseen; a worker does it."""
    takes = request.form.get("takes", "")
    number = int(takes) if takes.isdecimal() and len(takes) < 10 else -1
    try:
        action_id = prospect_actions.begin(_manager(), _wish(), number, clock.now())
    except Refused as refusal:
        return _preview(refusal.problems)
    queue.ring(Bell.IMPORTS)
    return redirect(url_for(".one", action_id=action_id), 303)


@bp.get("/<action_id>")
@manager
def one(action_id: str) -> str:
    """How far an action is; the page fetches itself while work is under way."""
    told = prospect_actions.opened(_manager(), action_id)
    part = "HX-Request" in request.headers
    template = "manager/_prospect_action.html" if part else "manager/prospect_action.html"
    return render_template(template, told=told, now=clock.now(), **WORDS)


@bp.post("/<action_id>/undo")
@manager
def undo(action_id: str) -> ResponseReturnValue:
    """Undo an action within 24 hours; a worker does it."""
    try:
        prospect_actions.ask_undo(_manager(), action_id, clock.now())
    except Refused as refusal:
        flash(problem_sentence(refusal.problems[0]), "warning")
    queue.ring(Bell.IMPORTS)
    return redirect(url_for(".one", action_id=action_id), 303)


def _preview(problems: Sequence[Problem]) -> ResponseReturnValue:
    wish = _wish()
    try:
        seen = prospect_actions.foresee(_manager(), wish, clock.now())
    except Refused as refusal:
        return found_page(request.form, problems=refusal.problems), 422
    given = {"given": request.form, "fields": prospect_form.FIELDS, "problems": problems}
    page = render_template("manager/prospect_action_new.html", seen=seen, **given, **WORDS)
    return page, 409 if problems else 200


def _wish() -> Wish:
    companies = prospects.choices(mine()).companies
    asked = request.form.get("do", "")
    action = Action(asked) if asked in set(Action) else abort(400)
    wanted = prospect_form.wanted(request.form, companies)
    return Wish(wanted, action, request.form.get("label", ""))


def _manager() -> Manager:
    return Manager(current_person().person_id, mine(), language())
