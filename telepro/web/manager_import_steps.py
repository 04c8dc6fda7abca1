"""What a manager says to a prospect file: repair these rows, import it, give it up, undo it."""

from flask import Blueprint, Response, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Refused
from campaigns.same_prospect.survivorship import MergePolicy
from telepro import clock, queue
from telepro.queue import Bell
from telepro.services import import_checks, import_undo, imports_shown
from telepro.web import uploads
from telepro.web.access import current_person, manager
from telepro.web.companies import company_ids
from telepro.web.presentation import language, problem_sentence

bp = Blueprint("manager_import_steps", __name__, url_prefix="/imports/<import_id>")


@bp.post("/remedies")
@manager
def remedy(import_id: str) -> ResponseReturnValue:
    """Treat a group of rows otherwise, or as usual again; the file is then looked at anew."""
    group, wanted = request.form.get("group", ""), request.form.get("remedy", "")
    import_checks.choose(company_ids(), import_id, group, wanted, clock.now())
    queue.ring(Bell.IMPORTS)
    return _to_page(import_id)


@bp.post("/begin")
@manager
def begin(import_id: str) -> ResponseReturnValue:
    """Let the file be read as it was looked at; a worker does it."""
    said = request.form.get("policy", "")
    policy = MergePolicy(said) if said in set(MergePolicy) else MergePolicy.COMPLETE
    person = current_person().person_id
    import_checks.begin(company_ids(), import_id, policy, person, clock.now())
    uploads.forget()
    queue.ring(Bell.IMPORTS)
    return _to_page(import_id)


@bp.post("/drop")
@manager
def drop(import_id: str) -> ResponseReturnValue:
    """Give a file up that was only looked at."""
    import_checks.drop(company_ids(), import_id, current_person().person_id, clock.now())
    uploads.forget()
    flash(_("The file is dropped. Nothing of it was written."), "good")
    return redirect(url_for("manager_imports.imports_page"), 303)


@bp.post("/undo")
@manager
def undo(import_id: str) -> ResponseReturnValue:
    """Undo an import within 24 hours; a worker does it."""
    try:
        person = current_person().person_id
        import_undo.ask(company_ids(), import_id, person, language(), clock.now())
    except Refused as refusal:
        flash(problem_sentence(refusal.problems[0]), "warning")
    queue.ring(Bell.IMPORTS)
    return _to_page(import_id)


@bp.get("/would-be-rejected.csv")
@manager
def would_be_rejected(import_id: str) -> Response:
    """The rows that would be rejected, to mend before anything is imported."""
    rows = imports_shown.would_be_rejected(company_ids(), import_id)
    response = Response(rows, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"rejected-{import_id}.csv")
    return response


def _to_page(import_id: str) -> ResponseReturnValue:
    return redirect(url_for("manager_imports.one", import_id=import_id), 303)
