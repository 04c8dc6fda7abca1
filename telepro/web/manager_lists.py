"""The manager's pages of a campaign's lists: its files, who would join from more, their shares."""

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.prospect_base.enrolment import LEFT_OUT_LABELS, LeftOut
from campaigns.states import Role
from telepro import clock, queue
from telepro.queue import Bell, board_topic
from telepro.services import campaign_files, campaigns, enrolments, list_shares
from telepro.services.enrolments import Preview
from telepro.web.access import current_person, manager

bp = Blueprint("manager_lists", __name__, url_prefix="/campaigns/<campaign_id>/files")

SHARE = "share-"


@bp.get("")
@manager
def files(campaign_id: str) -> str:
    """The prospect files in the campaign, and those that could be added."""
    return _page(campaign_id)


@bp.post("")
@manager
def add(campaign_id: str) -> ResponseReturnValue:
    """Take more prospect files in, while the campaign runs or before."""
    chosen = tuple(request.form.getlist("files"))
    try:
        campaign_files.add(_mine(), campaign_id, chosen, current_person().person_id, clock.now())
    except Refused as refusal:
        return _page(campaign_id, problems=refusal.problems), 409
    queue.ring(Bell.IMPORTS)
    flash(_("The prospects are being taken in; they appear among the leads."), "good")
    return redirect(url_for(".files", campaign_id=campaign_id), 303)


@bp.get("/addition")
@manager
def addition(campaign_id: str) -> ResponseReturnValue:
    """Who would join from the files chosen, and who would not and why; nothing is changed."""
    chosen = tuple(dict.fromkeys(request.args.getlist("files")))
    preview = enrolments.addition(_mine(), campaign_id, chosen)
    if not chosen:
        flash(_("Choose at least one file."), "warning")
        return redirect(url_for(".files", campaign_id=campaign_id), 303)
    return _page(campaign_id, preview, chosen)


@bp.post("/shares")
@manager
def shares(campaign_id: str) -> ResponseReturnValue:
    """State what part of the dials each file is to have; all left empty, none has one."""
    typed = {
        name.removeprefix(SHARE): text.strip()
        for name, text in request.form.items()
        if name.startswith(SHARE) and text.strip()
    }
    person, now = current_person().person_id, clock.now()
    try:
        list_shares.state(_mine(), campaign_id, _percentages(typed), person, now)
    except Refused as refusal:
        return _page(campaign_id, problems=refusal.problems), 409
    queue.announce(board_topic(campaign_id))
    flash(_("The next deals keep these shares."), "good")
    return redirect(url_for(".files", campaign_id=campaign_id), 303)


def _percentages(typed: Mapping[str, str]) -> dict[str, int]:
    for text in typed.values():
        if not (text.isascii() and text.isdecimal() and len(text) <= 3):
            expected = _("a whole number from 0 to 100")
            fix = _("Type a percentage, or leave all of them empty.")
            raise Refused(Problem("shares", text[:20], expected, fix))
    return {file: int(text) for file, text in typed.items()}


def _page(
    campaign_id: str,
    preview: Preview | None = None,
    chosen: tuple[str, ...] = (),
    problems: tuple[Problem, ...] = (),
) -> str:
    return render_template(
        "manager/files.html",
        shown=campaigns.shown(_mine(), campaign_id),
        files=campaign_files.of_campaign(_mine(), campaign_id, clock.now()),
        preview=preview,
        chosen=chosen,
        labels={str(code): LEFT_OUT_LABELS[code] for code in LeftOut},
        problems=problems,
    )


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
