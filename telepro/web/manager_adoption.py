"""The manager's page of a newer plan: what a campaign would take over, what stands against it, the button."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from campaigns.steering import SINCE
from telepro import clock, queue
from telepro.queue import Bell, board_topic
from telepro.services import adoptions
from telepro.services.adoptions import Wish
from telepro.web.access import current_person, manager
from telepro.web.asked import number
from telepro.web.presentation import language

bp = Blueprint("manager_adoption", __name__, url_prefix="/campaigns/<campaign_id>/adoption")


@bp.get("")
@manager
def adoption(campaign_id: str) -> str:
    """What a newer version of the plan would change; the newest, unless another is asked for."""
    return _page(campaign_id, request.args.get("version", type=number), ())


@bp.post("")
@manager
def adopt(campaign_id: str) -> ResponseReturnValue:
    """Put the campaign on the version that was shown."""
    version = request.form.get("version", type=number)
    seen = request.form.get("seen", type=number)
    if version is None or seen is None:
        return _page(campaign_id, None, ()), 400
    wish = Wish(version, seen, current_person().person_id)
    try:
        adoptions.adopt(_mine(), campaign_id, wish, language(), clock.now())
    except Refused as refusal:
        return _page(campaign_id, version, refusal.problems), 409
    queue.ring(Bell.DEAL)
    queue.announce(board_topic(campaign_id))
    flash(_("The campaign runs on version %(version)d of the plan.", version=version), "good")
    return redirect(url_for("manager_campaigns.campaign", campaign_id=campaign_id), 303)


def _page(campaign_id: str, version: int | None, problems: tuple[Problem, ...]) -> str:
    found = adoptions.offered(_mine(), campaign_id, version, language())
    return render_template(
        "manager/adoption.html",
        page=found,
        since=SINCE,
        problems=problems or found.adoption.problems,
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
