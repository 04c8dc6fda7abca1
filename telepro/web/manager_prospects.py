"""The manager's pages of prospects: the search, and one prospect.

What is typed is posted: no name and no number stands in an address, a log or a history.
"""

from collections.abc import Mapping

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from campaigns.prospect_base.prospect_actions import ACTION_LABELS, SET_ASIDE_LABELS
from campaigns.prospect_base.seeking import WORK_LABELS
from campaigns.prospect_file.file_health import GRADE_LABELS, PARTS, RECHECK_LABELS
from campaigns.same_prospect.survivorship import FIELD_LABELS, WHY_WORDS
from campaigns.states import Role
from telepro import clock
from telepro.services import file_health, prospects, saved_filters
from telepro.services.saved_filters import Keeper
from telepro.web import export_pages, prospect_form
from telepro.web.access import current_person, manager
from telepro.web.export_pages import Place

bp = Blueprint("manager_prospects", __name__, url_prefix="/prospects")

EXPORT = Place(Role.MANAGER, "manager/export.html")
HEALTH_WORDS = {"grades": GRADE_LABELS, "rules": PARTS, "reasons": RECHECK_LABELS}


@bp.get("")
@manager
def prospects_page() -> str:
    """The search, and the newest prospects."""
    return found_page({})


@bp.post("")
@manager
def search() -> str:
    """What was found; asked again for each page of it, so that nothing of it stands in an address."""
    return found_page(request.form, request.form.get("filter", ""))


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


def found_page(given: Mapping[str, str], filter_id: str = "", **more: object) -> str:
    """The search with what was found; `filter_id` is the kept filter that it began with."""
    offered = prospects.choices(_mine())
    page = int(text) if (text := given.get("page", "")[:9]).isdecimal() else 0
    found = prospects.search(_mine(), prospect_form.wanted(given, offered.companies), page)
    kept = saved_filters.listed(keeper())
    return render_template(
        "manager/prospects.html",
        found=found,
        offered=offered,
        given=given,
        fields=prospect_form.FIELDS,
        works=WORK_LABELS,
        asides=SET_ASIDE_LABELS,
        actions=ACTION_LABELS,
        kept=kept,
        opened=next((each for each in kept if each.public_id == filter_id), None),
        asked=request.method == "POST" or bool(filter_id),
        **more,
    )


def keeper() -> Keeper:
    """Who keeps filters: the manager at hand."""
    return Keeper(current_person().person_id, _mine())


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
