"""The administrator's pages of what companies show and are held to: every number, caps by company."""

from dataclasses import asdict

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.numbers.destinations import Caps
from campaigns.numbers.limits import LimitProblems, read_caps
from campaigns.problems import Problem
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import caller_ids, limits
from telepro.web.access import administrator, current_person
from telepro.web.presentation import language

bp = Blueprint("admin_limits", __name__, url_prefix="/admin")


@bp.get("/numbers")
@administrator
def numbers() -> str:
    """Every number that a campaign shows, company by company."""
    return render_template("admin/numbers.html", numbers=caller_ids.of_house(clock.now()))


@bp.get("/organisations/<organisation_id>/limits")
@administrator
def company(organisation_id: str) -> str:
    """What a company's calls are held to."""
    return _page(organisation_id, ())


@bp.post("/organisations/<organisation_id>/limits")
@administrator
def hold(organisation_id: str) -> ResponseReturnValue:
    """Hold a company's calls to other caps."""
    caps = read_caps(request.form, language())
    if isinstance(caps, LimitProblems):
        return _page(organisation_id, caps.problems), 422
    masks, person = "mask_numbers" in request.form, current_person().person_id
    name = limits.change_company(organisation_id, caps, masks, person, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("%(name)s is held to this from the next call on.", name=name), "good")
    return redirect(url_for(".company", organisation_id=organisation_id), 303)


def _page(organisation_id: str, problems: tuple[Problem, ...]) -> str:
    found = limits.of_company(organisation_id)
    return render_template(
        "admin/limits.html",
        found=found,
        given=request.form or asdict(found.caps),
        usual=asdict(Caps()),
        problems=problems,
    )
