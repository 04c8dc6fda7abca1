"""The page of the rules that calls are judged by, for everybody who signed in."""

from flask import Blueprint, render_template, request

from campaigns.law import PACKS, table
from campaigns.states import Role
from telepro import clock
from telepro.services import law
from telepro.web.access import anyone, current_person
from telepro.web.companies import company_ids
from telepro.web.law_words import said
from telepro.web.presentation import country_name

bp = Blueprint("law", __name__)


@bp.get("/law")
@anyone
def rules() -> str:
    """Which rules apply in a country, and what is set beside them for one's companies."""
    asked = request.args.get("country", "")
    country = asked if asked in table.counts() else PACKS[0].country
    return render_template(
        "law/rules.html",
        lines=table.lines(country),
        country=country,
        packs=[(pack.country, country_name(pack.country)) for pack in PACKS],
        left=table.left_to_people(country),
        not_known=table.NOT_KNOWN,
        who_may=table.WHO_MAY,
        today=clock.now().date(),
        changes=law.standing(_theirs(), clock.now()),
        said=said,
    )


def _theirs() -> tuple[int, ...] | None:
    """The companies whose changes the person at hand may see; None for all."""
    person = current_person()
    if person.organisations(Role.ADMINISTRATOR):
        return None
    mine = person.organisations(Role.COMPANY)
    return (*mine, *company_ids()) if person.organisations(Role.MANAGER) else mine
