"""The manager's page of a company's own list of firms that must not be called: its customers, its competitors."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from telepro import clock, queue
from telepro.files.refusals import Reader, Way
from telepro.queue import Bell
from telepro.services import exclusions
from telepro.services.exclusions import Sent
from telepro.web import uploads
from telepro.web.access import current_person, manager
from telepro.web.companies import companies, companies_with_files, company, company_ids
from telepro.web.presentation import language

bp = Blueprint("manager_exclusions", __name__, url_prefix="/imports/exclusions")


@bp.get("")
@manager
def lists() -> str:
    """The lists of the companies one manages for, and the form that puts a new one in place."""
    return _page(())


@bp.post("")
@manager
def put() -> ResponseReturnValue:
    """Let the list of a file stand instead of the one before."""
    file = request.files.get("file")
    owner = company(request.form.get("company", ""))
    if file is None or not file.filename:
        found, fix = _("no file"), _("Choose the file again.")
        return _page((Problem("file", found, _("a CSV or XLSX file"), fix),)), 422
    path = uploads.keep(file, uploads.new_token(), clock.real_now())
    reader = Reader(uploads.shown_name(file), language(), Way.PAGE)
    try:
        exclusions.put(Sent(owner.id, path, reader, current_person().person_id), clock.now())
    except Refused as refusal:
        return _page(refusal.problems), 422
    finally:
        path.unlink(missing_ok=True)
    queue.ring(Bell.DEAL)
    flash(_("The list stands. Firms on it are not called from now on."), "good")
    return redirect(url_for(".lists"), 303)


@bp.post("/<list_id>/end")
@manager
def end(list_id: str) -> ResponseReturnValue:
    """End a list; its firms may be called again."""
    exclusions.end(company_ids(), list_id, current_person().person_id, clock.now())
    queue.ring(Bell.DEAL)
    flash(_("The list is ended. Its firms may be called again."), "good")
    return redirect(url_for(".lists"), 303)


def _page(problems: tuple[Problem, ...]) -> str:
    known = {each.id: each.name for each in companies()}
    return render_template(
        "manager/exclusions.html",
        companies=companies_with_files(),
        names=known,
        lists=exclusions.lists(tuple(known)),
        problems=problems,
        given=request.form,
    )
