"""The manager's page of a campaign's promises: late, at risk, coming; and who is to keep them instead."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.follow_up.keeping import RISKS
from campaigns.problems import Problem, Refused
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import promises_watched
from telepro.services.promises_watched import MOST, Manager
from telepro.web.access import current_person, manager

bp = Blueprint("manager_promises", __name__, url_prefix="/campaigns/<campaign_id>/promises")


@bp.get("")
@manager
def promises(campaign_id: str) -> str:
    """What was promised, and whether somebody is there to keep it."""
    return _page(campaign_id, ())


@bp.post("/<callback_id>")
@manager
def hand_over(campaign_id: str, callback_id: str) -> ResponseReturnValue:
    """Give a promise to a colleague, or to the whole team."""
    asked = Manager(_mine(), campaign_id, current_person().person_id)
    to = request.form.get("person", "")
    try:
        promises_watched.hand_over(asked, callback_id, to, clock.now())
    except Refused as refusal:
        return _page(campaign_id, refusal.problems), 409
    queue.ring(Bell.DEAL)
    said = _("They see it on their callbacks.") if to else _("Whoever is there will call.")
    flash(said, "good")
    return redirect(url_for(".promises", campaign_id=campaign_id), 303)


def _page(campaign_id: str, problems: tuple[Problem, ...]) -> str:
    now = clock.now()
    return render_template(
        "manager/promises.html",
        watch=promises_watched.of_campaign(_mine(), campaign_id, now),
        risks=RISKS,
        problems=problems,
        most=MOST,
        now=now,
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
