"""The page that writes the script of a plan while it is built."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import plan_scripts
from telepro.services.plan_scripts import Builder, PlanScript
from telepro.web.access import current_person, manager
from telepro.web.asked import lines_typed, number
from telepro.web.presentation import language
from telepro.web.script_editor import editor, panel

bp = Blueprint("plan_scripts", __name__, url_prefix="/missions/<mission_id>/plan/script")


@bp.get("")
@manager
def script(mission_id: str) -> str:
    """The newest plan's script in its editor, and how it is read."""
    page = plan_scripts.opened(_builder(), mission_id)
    return _page(page, page.version, ())


@bp.post("")
@manager
def write(mission_id: str) -> ResponseReturnValue:
    """Keep the plan with this script, or show what is wrong with it beside it."""
    base, text = request.form.get("base", type=number, default=0), lines_typed("text")
    try:
        version = plan_scripts.write(_builder(), mission_id, text, base, clock.now())
    except Refused as refusal:
        page = plan_scripts.opened(_builder(), mission_id, text)
        beside = tuple(each for each in refusal.problems if each.place == "version")
        return _page(page, page.version if beside else base, beside), 409 if beside else 422
    flash(_("Version %(version)d of the plan is kept.", version=version), "good")
    return redirect(url_for(".script", mission_id=mission_id), 303)


@bp.post("/check")
@manager
def check(mission_id: str) -> str:
    """What the text says now, for the panel beside the editor; keeps nothing."""
    text = lines_typed("text")
    checked = plan_scripts.check(_builder(), mission_id, text)
    return panel(checked, text)


def _page(page: PlanScript, base: int, beside: tuple[Problem, ...]) -> str:
    return editor("manager/plan_script.html", page, base, beside)


def _builder() -> Builder:
    person = current_person()
    organisations = person.organisations(Role.MANAGER)
    return Builder(person.person_id, person.name, organisations, language())
