"""The manager's pages of prospect files: upload, columns, progress, result, rejected rows."""

from collections.abc import Sequence
from dataclasses import replace

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from campaigns.problems import Problem, Refused
from campaigns.prospect_file.column_maps import MEANINGS, NUMBER_MARK
from campaigns.prospect_file.headings import LABELS, TREATMENT_LABELS, Treatment
from campaigns.prospect_file.remedies import GROUPS
from campaigns.prospect_file.undoing import STAYS_WORDS
from campaigns.same_prospect.survivorship import FIELD_LABELS, POLICY_LABELS, WHY_WORDS
from campaigns.states import ImportRowKind, ImportState
from telepro import clock, queue
from telepro.db.who import Organisation
from telepro.files.limits import Limits
from telepro.files.prospect_file import Header, Layout, ProspectFile
from telepro.files.refusals import Reader, Way
from telepro.queue import Bell
from telepro.services import campaigns, import_checks, imports, imports_export, imports_shown
from telepro.services.imports import Sent
from telepro.services.imports_export import Note, Progress
from telepro.web import upload_parts, uploads
from telepro.web.access import current_person, manager, settings
from telepro.web.companies import companies_with_files, company_ids, mine
from telepro.web.companies import company as company_called
from telepro.web.presentation import language
from telepro.web.upload_form import no_file, problems_of_form, statement_of
from telepro.web.upload_parts import Parted
from telepro.web.uploads import Upload

bp = Blueprint("manager_imports", __name__, url_prefix="/imports")

SHOWN_SAMPLES = 3
LONGEST_TEXT = 500


@bp.get("")
@manager
def imports_page() -> str:
    """The prospect files of the companies whose missions one manages."""
    return render_template("manager/imports.html", imports=imports_export.recent(company_ids()))


@bp.get("/new")
@manager
def new() -> str:
    """Say where a file comes from and upload it; for corrected rows the same is said again."""
    corrects = request.args.get("corrects", "")
    said = imports_shown.said_of(company_ids(), corrects) if corrects else request.args
    return _form_page((), said)


@bp.post("/new")
@manager
def upload() -> ResponseReturnValue:
    """Take the file in, look at it, and go on to its columns."""
    file = request.files.get("file") or FileStorage()
    parted = upload_parts.arrived(request.form.get("parts", ""))
    lacking = () if parted or file else (no_file(),)
    if problems := (*problems_of_form(), *lacking):
        return _form_page(problems, request.form), 422
    said = _said(*_taken_in(file, parted))
    try:
        _looked_at(said)
    except Refused as refusal:
        (uploads.waiting_room() / said.token).unlink(missing_ok=True)
        return _form_page(refusal.problems, request.form), 422
    uploads.remember(said)
    return redirect(url_for(".columns"), 303)


def _taken_in(file: FileStorage, parted: Parted | None) -> tuple[str, str]:
    """The token and the name of what was sent: by parts already, or with the form."""
    if parted:
        upload_parts.hand_over()
        return parted.token, parted.filename
    token = uploads.new_token()
    uploads.keep(file, token, clock.real_now())
    return token, uploads.shown_name(file)


@bp.get("/columns")
@manager
def columns() -> ResponseReturnValue:
    """What each column of the uploaded file is taken for, with samples."""
    waiting = uploads.remembered()
    if waiting is None:
        return redirect(url_for(".new"), 303)
    return _columns_page(waiting, ())


@bp.post("/columns")
@manager
def confirm() -> ResponseReturnValue:
    """Confirm the columns; a worker reads the file from here on."""
    waiting = uploads.remembered()
    if waiting is None:
        return redirect(url_for(".new"), 303)
    if waiting.made:
        import_checks.drop(company_ids(), waiting.made, current_person().person_id, clock.now())
    try:
        received = imports.receive(_sent(waiting), settings().data / "imports", clock.now())
    except Refused as refusal:
        return _columns_page(waiting, refusal.problems), 422
    uploads.remember(replace(waiting, made=received.public_id))
    queue.ring(Bell.IMPORTS)
    return redirect(url_for(".one", import_id=received.public_id), 303)


def _sent(waiting: Upload) -> Sent:
    return Sent(
        organisation_id=company_called(waiting.company).id,
        path=uploads.waiting_room() / waiting.token,
        filename=waiting.filename,
        stated=statement_of(waiting),
        layout=_layout(waiting, _maps()),
        limits=_limits(),
        language=language(),
        way=Way.PAGE,
        campaign_id=_campaign_row(waiting.campaign),
        by_id=current_person().person_id,
        corrects=waiting.corrects,
        begins_as=ImportState.CHECKING,
    )


@bp.get("/<import_id>")
@manager
def one(import_id: str) -> str:
    """What would come of a file, how far it was read, what came of it; the page fetches itself while
    work is under way."""
    found = imports_export.progress(company_ids(), import_id)
    waiting = uploads.remembered()
    part = "HX-Request" in request.headers
    return render_template(
        "manager/_import.html" if part else "manager/import.html",
        file=found,
        story=imports_shown.story(company_ids(), import_id),
        notes=_notes(found),
        values=imports_shown.survivals(company_ids(), import_id) if _is_over(found) else [],
        columns_open=waiting is not None and waiting.made == import_id,
        now=clock.now(),
        **_WORDS,
    )


_WORDS = {
    "groups": GROUPS,
    "policies": POLICY_LABELS,
    "fields": FIELD_LABELS,
    "reasons": WHY_WORDS,
    "stays": STAYS_WORDS,
}


def _is_over(found: Progress) -> bool:
    return found.state in {ImportState.DONE, ImportState.UNDONE}


def _notes(found: Progress) -> dict[ImportRowKind, list[Note]]:
    kinds = (ImportRowKind.REJECTED, ImportRowKind.REPAIRED) if _is_over(found) else ()
    return {kind: imports_export.notes(company_ids(), found.public_id, kind) for kind in kinds}


@bp.get("/<import_id>/rejected.csv")
@manager
def rejected(import_id: str) -> Response:
    """The rejected rows with line, column, what was found and expected, to mend and send again."""
    rows = imports_export.rejected_rows(company_ids(), import_id)
    response = Response(rows, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"rejected-{import_id}.csv")
    return response


def _form_page(problems: Sequence[Problem], given: object) -> str:
    return render_template(
        "manager/new_import.html",
        companies=companies_with_files(),
        problems=problems,
        given=given,
        arrived=upload_parts.arrived(request.form.get("parts", "")),
        megabytes=settings().limits.upload_bytes // (1024 * 1024),
        rows=settings().limits.upload_rows,
    )


def _columns_page(waiting: Upload, problems: Sequence[Problem]) -> str:
    try:
        file = _looked_at(waiting)
    except Refused:
        uploads.forget()
        flash(_("This upload has waited too long. Upload the file again."), "warning")
        return _form_page((), {})
    meant = {place: field for field, places in file.columns.places.items() for place in places}
    chosen = [
        request.form.get(f"column-{place}", meant.get(place, Treatment.KEEP))
        for place, _ in _numbered(file.headings)
    ]
    samples = [
        [row[place] for row in file.samples if place < len(row) and row[place].strip()][
            :SHOWN_SAMPLES
        ]
        for place, _heading in _numbered(file.headings)
    ]
    return render_template(
        "manager/columns.html",
        waiting=waiting,
        file=file,
        meant=meant,
        chosen=chosen,
        samples=samples,
        fields={**TREATMENT_LABELS, **LABELS},
        problems=problems,
    )


def _looked_at(said: Upload) -> ProspectFile:
    """The first rows of a file that waits; raises `Refused` for one that can't be read."""
    path = uploads.waiting_room() / said.token
    return imports_export.preview(path, _layout(said, ()), _limits(), _reader(said))


def _numbered(headings: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(headings))


def _maps() -> tuple[str, ...]:
    """What was said of each column, by its number: several may have the same heading."""
    return tuple(
        f"{meaning}={NUMBER_MARK}{int(place) + 1}"
        for key, meaning in request.form.items()
        if (place := key.removeprefix("column-")) != key and place.isdigit() and meaning in MEANINGS
    )


def _said(token: str, filename: str) -> Upload:
    form = request.form
    return Upload(
        token=token,
        filename=filename,
        company=_company_of_form().public_id,
        campaign=form.get("campaign", ""),
        audience=form["audience"],
        basis=form["basis"],
        source=form["source"].strip()[:200],
        country=form["country"].strip().upper(),
        header=Header.NONE if form.get("no_header") else Header.FIRST_ROW,
        corrects=form.get("corrects", ""),
        interest=form.get("interest", "").strip()[:LONGEST_TEXT],
        agreed_to=form.get("agreed_to", "").strip()[:LONGEST_TEXT],
        agreed_on=form.get("agreed_on", ""),
    )


def _layout(said: Upload, maps: tuple[str, ...]) -> Layout:
    return Layout(Header(said.header), None, maps)


def _reader(said: Upload) -> Reader:
    return Reader(said.filename, language(), Way.PAGE)


def _limits() -> Limits:
    limits = settings().limits
    return Limits(size=limits.upload_bytes, rows=limits.upload_rows)


def _campaign_row(public_id: str) -> int | None:
    return campaigns.shown(mine(), public_id).campaign.id if public_id else None


def _company_of_form() -> Organisation:
    """The company chosen; a file for a campaign goes to that campaign's own company."""
    if not request.form.get("campaign"):
        return company_called(request.form.get("company", ""))
    campaign = campaigns.shown(mine(), request.form["campaign"]).campaign
    found = [each for each in companies_with_files() if each.id == campaign.controller_id]
    return found[0] if found else abort(404)
