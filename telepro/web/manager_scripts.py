"""The pages of a campaign's script: its editor with a live preview, its versions, two of them compared."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import scripts
from telepro.services.scripts import Draft, Editor, ScriptPage
from telepro.web.access import current_person, manager
from telepro.web.asked import lines_typed, number
from telepro.web.presentation import language
from telepro.web.script_editor import editor, panel

bp = Blueprint("manager_scripts", __name__, url_prefix="/campaigns/<campaign_id>/script")


@bp.get("")
@manager
def script(campaign_id: str) -> str:
    """A version in its editor, read to one of the campaign's leads beside it."""
    version = request.args.get("version", type=number)
    lead = request.args.get("lead") or None
    page = scripts.opened(_editor(), campaign_id, version, lead)
    return _page(page, page.newest, ())


@bp.post("")
@manager
def publish(campaign_id: str) -> ResponseReturnValue:
    """Make the text what new calls use, or show what is wrong with it beside it."""
    base, draft = request.form.get("base", type=number, default=0), _draft()
    try:
        version = scripts.publish(_editor(), campaign_id, draft.text, base, clock.now())
    except Refused as refusal:
        kept = scripts.with_draft(_editor(), campaign_id, base, draft)
        beside = tuple(each for each in refusal.problems if each.place == "version")
        # Whoever has been told of a newer version may replace it.
        return _page(kept, kept.newest if beside else base, beside), 409 if beside else 422
    _say(version)
    return redirect(url_for(".script", campaign_id=campaign_id), 303)


@bp.post("/check")
@manager
def check(campaign_id: str) -> str:
    """What the text says now, for the panel beside the editor; keeps nothing."""
    draft = _draft()
    checked = scripts.check(_editor(), campaign_id, draft)
    return panel(checked, draft.text)


@bp.post("/back")
@manager
def bring_back(campaign_id: str) -> ResponseReturnValue:
    """Make an older version the newest again, as a version of its own."""
    wanted = request.form.get("version", type=number, default=0)
    try:
        version = scripts.bring_back(_editor(), campaign_id, wanted, clock.now())
    except Refused as refusal:
        flash(" ".join(problem.sentence() for problem in refusal.problems), "bad")
        return redirect(url_for(".script", campaign_id=campaign_id, version=wanted), 303)
    _say(version)
    return redirect(url_for(".script", campaign_id=campaign_id), 303)


@bp.get("/compare")
@manager
def compare(campaign_id: str) -> str:
    """What changed from one version to another, in words."""
    before = request.args.get("before", type=number)
    after = request.args.get("after", type=number)
    compared = scripts.compared(_editor(), campaign_id, before, after)
    return render_template("manager/script_compare.html", compared=compared)


def _page(page: ScriptPage, base: int, beside: tuple[Problem, ...]) -> str:
    return editor("manager/script.html", page, base, beside)


def _say(version: int) -> None:
    said = _(
        "Version %(version)d is what new calls use; calls under way keep theirs.", version=version
    )
    flash(said, "good")


def _draft() -> Draft:
    return Draft(lines_typed("text"), request.form.get("lead") or None)


def _editor() -> Editor:
    person = current_person()
    organisations = person.organisations(Role.MANAGER)
    return Editor(person.person_id, person.name, organisations, language())
