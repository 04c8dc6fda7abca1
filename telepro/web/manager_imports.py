"""The manager's pages of prospect files: upload, columns, progress, result, rejected rows."""

from collections.abc import Sequence
from pathlib import Path

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.countries import is_country, language_of
from campaigns.headings import LABELS, Field
from campaigns.problems import Problem, Refused
from campaigns.prospects import Audience, Basis, Statement
from campaigns.states import ImportRowKind, ImportState, Role
from telepro import clock, queue
from telepro.db.who import Organisation
from telepro.files.limits import Limits
from telepro.files.prospect_file import Header, Layout
from telepro.files.refusals import Reader
from telepro.queue import Bell
from telepro.services import campaigns, imports, imports_export, missions
from telepro.services.imports import Sent
from telepro.web import uploads
from telepro.web.access import current_person, manager, settings
from telepro.web.presentation import language
from telepro.web.uploads import Upload

bp = Blueprint("manager_imports", __name__, url_prefix="/imports")

UNKNOWN = "unknown"
SHOWN_SAMPLES = 3


@bp.get("")
@manager
def imports_page() -> str:
    """The prospect files of the companies whose missions one manages."""
    return render_template("manager/imports.html", imports=imports_export.recent(_companies_ids()))


@bp.get("/new")
@manager
def new() -> str:
    """Say where a file comes from and upload it."""
    return _form_page((), request.args)


@bp.post("/new")
@manager
def upload() -> ResponseReturnValue:
    """Take the file in, look at it, and go on to its columns."""
    file = request.files.get("file")
    problems = _problems_of_form()
    if file is None or not file.filename or problems:
        problems += () if file and file.filename else (_no_file(),)
        return _form_page(problems, request.form), 422
    token = uploads.new_token()
    path = uploads.keep(file, _waiting_room(), token, clock.real_now())
    said = _said(token, uploads.shown_name(file))
    try:
        imports_export.preview(path, _layout(said, ()), _limits(), _reader(said))
    except Refused as refusal:
        path.unlink(missing_ok=True)
        return _form_page(refusal.problems, request.form), 422
    uploads.remember(said)
    return redirect(url_for(".columns"), 303)


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
    company = _company(waiting.company)
    try:
        received = imports.receive(
            Sent(
                organisation_id=company.id,
                path=_waiting_room() / waiting.token,
                filename=waiting.filename,
                stated=_statement(waiting),
                layout=_layout(waiting, _maps(waiting)),
                limits=_limits(),
                language=language(),
                campaign_id=_campaign_row(waiting.campaign),
                by_id=current_person().person_id,
            ),
            settings().data / "imports",
            clock.now(),
        )
    except Refused as refusal:
        return _columns_page(waiting, refusal.problems), 422
    uploads.forget(_waiting_room())
    queue.ring(Bell.IMPORTS)
    return redirect(url_for(".one", import_id=received.public_id), 303)


@bp.get("/<import_id>")
@manager
def one(import_id: str) -> str:
    """How far a file was read and what came of it; the page fetches itself until it is over."""
    found = imports_export.progress(_companies_ids(), import_id)
    notes = {
        kind: imports_export.notes(_companies_ids(), import_id, kind)
        for kind in (ImportRowKind.REJECTED, ImportRowKind.REPAIRED)
        if found.state is ImportState.DONE
    }
    part = "HX-Request" in request.headers
    return render_template(
        "manager/_import.html" if part else "manager/import.html", file=found, notes=notes
    )


@bp.get("/<import_id>/rejected.csv")
@manager
def rejected(import_id: str) -> Response:
    """The rejected rows with line, column, what was found and expected, to mend and send again."""
    rows = imports_export.rejected_rows(_companies_ids(), import_id)
    response = Response(rows, mimetype="text/csv")
    response.headers.set("Content-Disposition", "attachment", filename=f"rejected-{import_id}.csv")
    return response


def _form_page(problems: Sequence[Problem], given: object) -> str:
    return render_template(
        "manager/new_import.html",
        companies=_companies(),
        problems=problems,
        given=given,
        megabytes=settings().limits.upload_bytes // (1024 * 1024),
        rows=settings().limits.upload_rows,
    )


def _columns_page(waiting: Upload, problems: Sequence[Problem]) -> str:
    try:
        file = imports_export.preview(
            _waiting_room() / waiting.token, _layout(waiting, ()), _limits(), _reader(waiting)
        )
    except Refused:
        uploads.forget(_waiting_room())
        flash(_("This upload has waited too long. Upload the file again."), "warning")
        return _form_page((), {})
    meant = {place: field for field, places in file.columns.places.items() for place in places}
    chosen = [
        request.form.get(f"column-{place}", meant.get(place, ""))
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
        fields=LABELS,
        problems=problems,
    )


def _numbered(headings: Sequence[str]) -> list[tuple[int, str]]:
    return list(enumerate(headings))


def _maps(waiting: Upload) -> tuple[str, ...]:
    known = {field.value for field in Field}
    headed = waiting.header == Header.FIRST_ROW
    said = []
    for key, meaning in request.form.items():
        place = key.removeprefix("column-")
        if key.startswith("column-") and place.isdigit() and meaning in known:
            column = request.form.get(f"heading-{place}", "") if headed else str(int(place) + 1)
            said.append(f"{meaning}={column}")
    return tuple(said)


def _problems_of_form() -> tuple[Problem, ...]:
    problems = []
    if not request.form.get("source", "").strip():
        fix = _(
            "Name it so that a person who asks can be told, such as “trade fair of March 2026”."
        )
        problems.append(Problem("source", _("nothing"), _("where the addresses come from"), fix))
    if request.form.get("basis") not in set(Basis):
        fix = _("Choose one; for businesses it is usually legitimate interest.")
        problems.append(Problem("basis", _("none"), _("a legal basis"), fix))
    if request.form.get("audience") not in {*Audience, UNKNOWN}:
        fix = _("Choose one; when unknown, the rules for consumers hold.")
        problems.append(Problem("audience", _("none"), _("businesses or consumers"), fix))
    country = request.form.get("country", "").strip()
    if not is_country(country.upper()):
        fix = _("Write FR for France, GB for the United Kingdom.")
        expected = _("a country of two letters")
        problems.append(Problem("country", country or _("nothing"), expected, fix))
    return tuple(problems)


def _no_file() -> Problem:
    return Problem("file", _("no file"), _("a CSV or XLSX file"), _("Choose the file again."))


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
    )


def _statement(said: Upload) -> Statement:
    audience = None if said.audience == UNKNOWN else Audience(said.audience)
    return Statement(
        said.country, audience, Basis(said.basis), said.source, language_of(said.country)
    )


def _layout(said: Upload, maps: tuple[str, ...]) -> Layout:
    return Layout(Header(said.header), None, maps)


def _reader(said: Upload) -> Reader:
    return Reader(said.filename, language())


def _limits() -> Limits:
    limits = settings().limits
    return Limits(size=limits.upload_bytes, rows=limits.upload_rows)


def _waiting_room() -> Path:
    return settings().data / "uploads"


def _campaign_row(public_id: str) -> int | None:
    return campaigns.shown(_mine(), public_id).campaign.id if public_id else None


def _company_of_form() -> Organisation:
    """The company chosen; a file for a campaign goes to that campaign's own company."""
    if not request.form.get("campaign"):
        return _company(request.form.get("company", ""))
    campaign = campaigns.shown(_mine(), request.form["campaign"]).campaign
    return next(each for each in _companies() if each.id == campaign.controller_id)


def _company(public_id: str) -> Organisation:
    found = [company for company in _companies() if company.public_id == public_id]
    return found[0] if found else abort(404)


def _companies() -> Sequence[Organisation]:
    return missions.companies(_mine())


def _companies_ids() -> tuple[int, ...]:
    return tuple(company.id for company in _companies())


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
