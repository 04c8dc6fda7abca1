"""The manager's pages of campaigns: list, live board, states."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.figures.wave import READING_LABELS, Reading
from campaigns.problems import Problem, Refused
from campaigns.prospect_base.enrolment import LEFT_OUT_LABELS, LeftOut
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell, board_topic
from telepro.services import archiving, campaigns, outlooks, reports, wallboards, waves
from telepro.services.campaigns import ACTIONS, Change
from telepro.services.reports import Board
from telepro.web.access import current_person, manager
from telepro.web.wall_chart import wall_chart

bp = Blueprint("manager_campaigns", __name__, url_prefix="/campaigns")


@bp.get("")
@manager
def campaigns_page() -> str:
    """The campaigns to manage; those put away when asked for."""
    service = archiving if request.args.get("put_away") else campaigns
    return render_template("manager/campaigns.html", campaigns=service.of_manager(_mine()))


@bp.get("/<campaign_id>")
@manager
def campaign(campaign_id: str) -> str:
    """The live board; before the launch, what is still missing for it. With `tv=1`, the wallboard."""
    if _is_for_a_wall():
        return _wall(campaign_id, "manager/wallboard.html")
    return _page(campaign_id, ())


@bp.get("/<campaign_id>/live")
@manager
def live(campaign_id: str) -> str:
    """The board's moving part, or the wallboard's, which the page fetches every few seconds."""
    if _is_for_a_wall():
        return _wall(campaign_id, "manager/_wallboard.html")
    return render_template(
        "manager/_board.html",
        board=_board(campaign_id),
        shown=campaigns.shown(_mine(), campaign_id),
        labels=_labels(),
        readings={str(code): READING_LABELS[code] for code in Reading},
    )


@bp.post("/<campaign_id>/<action>")
@manager
def change(campaign_id: str, action: str) -> ResponseReturnValue:
    """Launch, pause, resume or end."""
    if action not in ACTIONS:
        abort(404)
    wanted = Change(action, current_person().person_id, tuple(request.form.getlist("confirmed")))
    try:
        campaigns.change(_mine(), campaign_id, wanted, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    queue.ring(Bell.DEAL)
    queue.announce(board_topic(campaign_id))
    flash(_said()[action], "good")
    return redirect(url_for(".campaign", campaign_id=campaign_id), 303)


@bp.post("/<campaign_id>/wave")
@manager
def sign_wave(campaign_id: str) -> ResponseReturnValue:
    """Sign off the test wave, so that the rest of the file is called."""
    try:
        waves.sign(_mine(), campaign_id, current_person().person_id, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    queue.ring(Bell.DEAL)
    queue.announce(board_topic(campaign_id))
    flash(_("The test wave is signed off; the rest of the file is dealt."), "good")
    return redirect(url_for(".campaign", campaign_id=campaign_id), 303)


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    return render_template(
        "manager/campaign.html",
        shown=campaigns.shown(_mine(), campaign_id),
        board=_board(campaign_id),
        labels=_labels(),
        readings={str(code): READING_LABELS[code] for code in Reading},
        problems=problems,
    )


def _is_for_a_wall() -> bool:
    return request.args.get("tv") == "1"


def _board(campaign_id: str) -> Board:
    board = reports.board(_mine(), campaign_id, clock.now())
    outlooks.seen(board.campaign.id, board.at)
    return board


def _wall(campaign_id: str, template: str) -> str:
    wall = wallboards.wallboard(_mine(), campaign_id, clock.now())
    outlooks.seen(wall.campaign.id, wall.at)
    return render_template(template, wall=wall, chart=wall_chart(wall))


def _labels() -> dict[str, object]:
    return {str(code): LEFT_OUT_LABELS[code] for code in LeftOut}


def _said() -> dict[str, str]:
    return {
        "launch": _("The campaign runs. Leads are dealt as soon as somebody signs in to work."),
        "pause": _("The campaign rests. Calls under way go on to their end; no other begins."),
        "resume": _("The campaign runs again."),
        "end": _("The campaign has ended. What was recorded stays."),
    }


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
