"""A company's own prospects: how healthy they are."""

from flask import Blueprint, render_template

from campaigns.states import Role
from telepro import clock
from telepro.services import file_health
from telepro.web.access import company, current_person
from telepro.web.manager_prospects import HEALTH_WORDS

bp = Blueprint("company_prospects", __name__, url_prefix="/company/prospects")


@bp.get("")
@company
def prospects_page() -> str:
    """The health of the company's prospects, its files and segments."""
    found = file_health.of_own(_mine(), clock.now())
    return render_template("company/prospects.html", page=found, **HEALTH_WORDS)


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.COMPANY)
