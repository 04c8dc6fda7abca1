"""A company's own prospects: how healthy they are, and the file in which they leave."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from campaigns.states import Role
from telepro import clock
from telepro.services import file_health
from telepro.web import export_pages
from telepro.web.access import company, current_person
from telepro.web.export_pages import Place
from telepro.web.manager_prospects import HEALTH_WORDS

bp = Blueprint("company_prospects", __name__, url_prefix="/company/prospects")

EXPORT = Place(Role.COMPANY, "company/export.html")


@bp.get("")
@company
def prospects_page() -> str:
    """The health of the company's prospects, its files and segments."""
    found = file_health.of_own(_mine(), clock.now())
    return render_template("company/prospects.html", page=found, **HEALTH_WORDS)


@bp.get("/export")
@company
def export_page() -> str:
    """What may be taken out, and what was."""
    return export_pages.page(EXPORT)


@bp.post("/export")
@company
def export() -> ResponseReturnValue:
    """A file of prospects, with the reason in the journal."""
    return export_pages.send(EXPORT)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.COMPANY)
