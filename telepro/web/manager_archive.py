"""The manager's page that puts an ended campaign away, and the way back."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import archiving
from telepro.web.access import current_person, manager

bp = Blueprint("manager_archive", __name__, url_prefix="/campaigns/<campaign_id>/archive")


@bp.get("")
@manager
def archive(campaign_id: str) -> str:
    """The promises that stand in the campaign, named before it is put away."""
    return _page(campaign_id, ())


@bp.post("")
@manager
def put_away(campaign_id: str) -> ResponseReturnValue:
    """Take the campaign out of the lists."""
    try:
        archiving.put_away(_mine(), campaign_id, current_person().person_id, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    flash(_("The campaign is put away; it can still be read."), "good")
    return redirect(url_for("manager_campaigns.campaigns_page"), 303)


@bp.post("/back")
@manager
def bring_back(campaign_id: str) -> ResponseReturnValue:
    """Show it among the others again."""
    archiving.bring_back(_mine(), campaign_id, current_person().person_id, clock.now())
    return redirect(url_for("manager_campaigns.campaign", campaign_id=campaign_id), 303)


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    page = archiving.page(_mine(), campaign_id)
    return render_template("manager/archive.html", page=page, problems=problems)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
