"""The manager's pages of a campaign's lists: who would join it from further files."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.enrolment import LEFT_OUT_LABELS, LeftOut
from campaigns.states import Role
from telepro.services import campaign_files, campaigns, enrolments
from telepro.web.access import current_person, manager

bp = Blueprint("manager_lists", __name__, url_prefix="/campaigns/<campaign_id>/files")


@bp.get("/addition")
@manager
def addition(campaign_id: str) -> ResponseReturnValue:
    """Who would join from the files chosen, and who would not and why; nothing is changed."""
    shown = campaigns.shown(_mine(), campaign_id)
    chosen = tuple(dict.fromkeys(request.args.getlist("files")))
    if not chosen:
        flash(_("Choose at least one file."), "warning")
        return redirect(url_for("manager_campaigns.files", campaign_id=campaign_id), 303)
    return render_template(
        "manager/files.html",
        shown=shown,
        files=campaign_files.of_campaign(_mine(), campaign_id),
        preview=enrolments.addition(_mine(), campaign_id, chosen),
        chosen=chosen,
        labels={str(code): LEFT_OUT_LABELS[code] for code in LeftOut},
        problems=(),
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
