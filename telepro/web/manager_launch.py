"""The manager's signatures under the points of a campaign's checklist, before the launch."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import launching
from telepro.services.launching import Signing
from telepro.web.access import current_person, manager

bp = Blueprint("manager_launch", __name__, url_prefix="/campaigns/<campaign_id>/points")


@bp.post("/sign")
@manager
def sign(campaign_id: str) -> ResponseReturnValue:
    """Sign one point with one's own name."""
    try:
        launching.sign(_signing(campaign_id), clock.now())
    except Refused as refusal:
        flash(refusal.problems[0].fix, "warning")
    return _back(campaign_id)


@bp.post("/withdraw")
@manager
def withdraw(campaign_id: str) -> ResponseReturnValue:
    """Take a signature back, while the campaign has not been launched."""
    try:
        launching.withdraw(_signing(campaign_id), clock.now())
        flash(_("The signature is taken back; the point has to be signed again."), "good")
    except Refused as refusal:
        flash(refusal.problems[0].fix, "warning")
    return _back(campaign_id)


def _signing(campaign_id: str) -> Signing:
    person = current_person()
    mine = person.organisations(Role.MANAGER)
    return Signing(mine, campaign_id, request.form.get("point", ""), person.person_id)


def _back(campaign_id: str) -> ResponseReturnValue:
    return redirect(url_for("manager_campaigns.campaign", campaign_id=campaign_id), 303)
