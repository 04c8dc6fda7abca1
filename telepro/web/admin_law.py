"""The administrator's page of what companies ask of themselves, and of what compliance has eased."""

from collections.abc import Sequence

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import OrganisationKind
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import law, organisations
from telepro.web.access import administrator, current_person
from telepro.web.law_words import form, page
from telepro.web.presentation import language

bp = Blueprint("admin_law", __name__, url_prefix="/admin/law")


@bp.get("")
@administrator
def changes() -> str:
    """Everything that is set beside the law."""
    return _page(())


@bp.post("")
@administrator
def loosen() -> ResponseReturnValue:
    """Set a figure of the law anew, for one company or for all."""
    owner, by_id = request.form.get("company", ""), current_person().person_id
    try:
        law.loosen(owner, form(), by_id, language(), clock.now())
    except Refused as refusal:
        return _page(refusal.problems), 422
    queue.ring(Bell.DEAL)
    flash(_("Every call is judged by this from the next one on."), "good")
    return redirect(url_for(".changes"), 303)


@bp.post("/<change_id>/end")
@administrator
def end(change_id: str) -> ResponseReturnValue:
    """End a change, whoever made it."""
    law.take_back(None, change_id, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("It is taken back: the law holds as it stands."), "good")
    return redirect(url_for(".changes"), 303)


def _page(problems: Sequence[Problem]) -> str:
    kept = [each for each in organisations.listed() if each.kind is OrganisationKind.COMPANY]
    owners = [("", _("Every company")), *((each.public_id, each.name) for each in kept)]
    return page("law/house.html", law.standing(None, clock.now()), problems, owners=owners)
