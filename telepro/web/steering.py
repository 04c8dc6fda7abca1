"""The pages that steer a campaign: why its leads wait, and what other hours and rates would bring."""

import re
from fractions import Fraction

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from campaigns.states import Role
from telepro import clock
from telepro.services import outlooks, steering
from telepro.web.access import current_person, manager

bp = Blueprint("steering", __name__, url_prefix="/campaigns/<campaign_id>")

# Percent, or a plain number of hours or dials; a comma is a point to French fingers.
WISH = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,4})?")
LINKS = {
    "hours": 1,
    "dials_per_hour": 1,
    "contact_rate": 100,
    "argumentation": 100,
    "transformation": 100,
}


@bp.get("/why")
@manager
def why(campaign_id: str) -> str:
    """Why the leads are, or are not, called now; the reasons add up to all of them."""
    return render_template("manager/why.html", page=steering.why(_mine(), campaign_id, clock.now()))


@bp.get("/what-if")
@manager
def what_if(campaign_id: str) -> str:
    """The end with other hours and rates from now on; a part of the page for those who move a slider."""
    found = outlooks.what_if(_mine(), campaign_id, _wishes(), clock.now())
    part = "HX-Request" in request.headers
    template = "manager/_what_if.html" if part else "manager/what_if.html"
    return render_template(template, page=found, scales=LINKS, names=_names())


def _names() -> dict[str, str]:
    return {
        "hours": _("Hours of calls a day, the whole team"),
        "dials_per_hour": _("Dials per hour"),
        "contact_rate": _("Contact rate, in percent"),
        "argumentation": _("Argumentation rate, in percent"),
        "transformation": _("Conversion rate, in percent"),
    }


def _wishes() -> dict[str, Fraction]:
    """What was wished, as far as it is a number."""
    typed = {name: request.args.get(name, "") for name in LINKS}
    return {
        name: Fraction(text.replace(",", ".")) / LINKS[name]
        for name, text in typed.items()
        if WISH.fullmatch(text)
    }


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
