"""Who of a mission's company takes over calls: named and taken off on the mission's page."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from campaigns.states import Role
from telepro import clock
from telepro.services import colleagues
from telepro.services.colleagues import NewColleague
from telepro.web import manager_missions
from telepro.web.access import current_person, manager
from telepro.web.presentation import language

bp = Blueprint("manager_colleagues", __name__, url_prefix="/missions/<mission_id>/colleagues")


@bp.post("")
@manager
def add(mission_id: str) -> ResponseReturnValue:
    """Name somebody who takes over calls."""
    given = {name: request.form.get(name, "") for name in ("name", "role", "number")}
    new = NewColleague(**given, language=language())
    try:
        colleagues.add(_mine(), mission_id, new, current_person().person_id, clock.now())
    except Refused as refusal:
        return manager_missions.mission_page(mission_id, refusal.problems), 422
    flash(_("%(name)s may be brought into calls.", name=new.name.strip()), "good")
    return _back(mission_id)


@bp.post("/<colleague_id>/retire")
@manager
def retire(mission_id: str, colleague_id: str) -> ResponseReturnValue:
    """Take somebody off the list."""
    by = current_person().person_id
    colleagues.retire(_mine(), mission_id, colleague_id, by, clock.now())
    flash(_("No more calls are passed to this person."), "good")
    return _back(mission_id)


def _back(mission_id: str) -> ResponseReturnValue:
    return redirect(url_for("manager_missions.mission", mission_id=mission_id), 303)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
