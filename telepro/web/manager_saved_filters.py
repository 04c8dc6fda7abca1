"""The manager's kept searches: opened, kept, changed, shared, deleted."""

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from telepro import clock
from telepro.services import saved_filters
from telepro.services.saved_filters import Said
from telepro.web.access import manager
from telepro.web.manager_prospects import found_page, keeper

bp = Blueprint("manager_saved_filters", __name__, url_prefix="/prospects/filters")


@bp.get("/<filter_id>")
@manager
def one(filter_id: str) -> str:
    """Whom a kept search finds now."""
    row = saved_filters.opened(keeper(), filter_id)
    return found_page({name: str(value) for name, value in row.wanted.items()}, filter_id)


@bp.post("")
@manager
def keep() -> ResponseReturnValue:
    """Keep the search at hand under a name."""
    try:
        filter_id = saved_filters.keep(keeper(), _said(), clock.now())
    except Refused as refusal:
        return found_page(request.form, problems=refusal.problems), 422
    flash(_("The search is kept."), "good")
    return redirect(url_for(".one", filter_id=filter_id), 303)


@bp.post("/<filter_id>")
@manager
def change(filter_id: str) -> ResponseReturnValue:
    """Keep the search at hand in the place of what one's filter was."""
    try:
        saved_filters.change(keeper(), filter_id, _said(), clock.now())
    except Refused as refusal:
        return found_page(request.form, filter_id, problems=refusal.problems), 422
    flash(_("The search is kept."), "good")
    return redirect(url_for(".one", filter_id=filter_id), 303)


@bp.post("/<filter_id>/delete")
@manager
def delete(filter_id: str) -> ResponseReturnValue:
    """Delete one's own filter; the prospects stay as they are."""
    saved_filters.delete(keeper(), filter_id, clock.now())
    flash(_("The filter is deleted."), "good")
    return redirect(url_for("manager_prospects.prospects_page"), 303)


def _said() -> Said:
    return Said(request.form.get("name", ""), bool(request.form.get("shared")), request.form)
