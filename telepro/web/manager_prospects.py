"""The manager's pages of prospects: the search, and one prospect.

What is typed is posted: no name and no number stands in an address, a log or a history.
"""

from typing import TypeVar

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.file_health import GRADE_LABELS, PARTS, RECHECK_LABELS
from campaigns.prospects import Audience
from campaigns.seeking import WORK_LABELS, Work, sought
from campaigns.spelling import fold
from campaigns.states import Role
from campaigns.survivorship import FIELD_LABELS, WHY_WORDS
from telepro import clock
from telepro.db.prospect_search import ProspectFilter
from telepro.services import file_health, prospects
from telepro.services.prospects import Choices
from telepro.web import export_pages
from telepro.web.access import current_person, manager
from telepro.web.export_pages import Place

bp = Blueprint("manager_prospects", __name__, url_prefix="/prospects")

HOME = "FR"
EXPORT = Place(Role.MANAGER, "manager/export.html")
HEALTH_WORDS = {"grades": GRADE_LABELS, "rules": PARTS, "reasons": RECHECK_LABELS}
Code = TypeVar("Code", Audience, Work)


@bp.get("")
@manager
def prospects_page() -> str:
    """The search, and the newest prospects."""
    return _page()


@bp.post("")
@manager
def search() -> str:
    """What was found; asked again for each page of it, so that nothing of it stands in an address."""
    return _page()


@bp.get("/health")
@manager
def health() -> str:
    """The health of a company's prospects: the score, its parts, files, segments, whom to verify."""
    company = request.args.get("company") or None
    found = file_health.of_managed(_mine(), company, clock.now())
    offered = prospects.choices(_mine()).companies
    return render_template("manager/health.html", page=found, companies=offered, **HEALTH_WORDS)


@bp.get("/health/<import_id>")
@manager
def file(import_id: str) -> str:
    """The health of one prospect file."""
    found = file_health.of_file(_mine(), import_id, clock.now())
    return render_template("manager/health.html", page=found, companies=(), **HEALTH_WORDS)


@bp.get("/export")
@manager
def export_page() -> str:
    """What may be taken out, and what was."""
    return export_pages.page(EXPORT)


@bp.post("/export")
@manager
def export() -> ResponseReturnValue:
    """A file of prospects, with the reason in the journal."""
    return export_pages.send(EXPORT)


@bp.get("/<prospect_id>")
@manager
def prospect(prospect_id: str) -> str:
    """One prospect: people, numbers, sources, calls, and who else of the firm was called."""
    found = prospects.opened(_mine(), prospect_id)
    words = {"fields": FIELD_LABELS, "reasons": WHY_WORDS}
    return render_template("manager/prospect.html", page=found, **words)


def _page() -> str:
    offered = prospects.choices(_mine())
    wanted = _wanted(offered)
    found = prospects.search(_mine(), wanted, request.form.get("page", 0, type=int))
    return render_template(
        "manager/prospects.html",
        found=found,
        offered=offered,
        given=request.form,
        works=WORK_LABELS,
        asked=request.method == "POST",
    )


def _wanted(offered: Choices) -> ProspectFilter:
    companies = {each.public_id: each for each in offered.companies}
    chosen = companies.get(request.form.get("company", ""))
    typed = request.form.get("search", "")
    return ProspectFilter(
        companies=(chosen.id,) if chosen else (),
        sought=sought(typed, chosen.country if chosen else HOME),
        file=request.form.get("file", "")[:40],
        place=fold(request.form.get("place", "")[:60]).replace("_", " "),
        audience=_code(Audience, "audience"),
        work=_code(Work, "work"),
    )


def _code(codes: type[Code], name: str) -> Code | None:
    text = request.form.get(name, "")
    return codes(text) if text in {code.value for code in codes} else None


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
