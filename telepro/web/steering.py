"""The pages that steer a campaign: why its leads wait, what other decisions and rates would bring, and
the decisions applied."""

import re
from collections.abc import Mapping
from fractions import Fraction

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import Role
from campaigns.steering import Cause
from telepro import clock, queue
from telepro.queue import Bell, board_topic
from telepro.services import decisions, steering, what_ifs
from telepro.services.decisions import Wish
from telepro.web.access import current_person, manager
from telepro.web.asked import number
from telepro.web.presentation import language

bp = Blueprint("steering", __name__, url_prefix="/campaigns/<campaign_id>")

# Percent, or a plain number of people, hours or dials; a comma is a point to French fingers.
WISH = re.compile(r"[0-9]{1,6}(?:[.,][0-9]{1,4})?")
DECISIONS = {"people": 1, "hours": 1, "attempts": 1}
RATES = {"dials_per_hour": 1, "contact_rate": 100, "argumentation": 100, "transformation": 100}
# What a rate is worked at instead of being decided.
CAUSES = {
    "dials_per_hour": Cause.PACE,
    "contact_rate": Cause.REACH,
    "argumentation": Cause.PITCH,
    "transformation": Cause.CONVERSION,
}


@bp.get("/why")
@manager
def why(campaign_id: str) -> str:
    """Why the leads are, or are not, called now; the reasons add up to all of them."""
    return render_template("manager/why.html", page=steering.why(_mine(), campaign_id, clock.now()))


@bp.get("/what-if")
@manager
def what_if(campaign_id: str) -> str:
    """The end with other decisions and rates from now on; a part of the page for those who move a slider."""
    return _what_if(campaign_id, request.args, ())


@bp.post("/what-if")
@manager
def apply(campaign_id: str) -> ResponseReturnValue:
    """Keep the decisions as the plan's next version, which the campaign takes over."""
    seen = request.form.get("seen", type=number)
    if seen is None:
        return _what_if(campaign_id, request.form, ()), 400
    wish = Wish(_wishes(request.form, DECISIONS), seen, current_person().person_id)
    try:
        version = decisions.apply(_mine(), campaign_id, wish, language(), clock.now())
    except Refused as refusal:
        return _what_if(campaign_id, request.form, refusal.problems), 409
    queue.ring(Bell.DEAL)
    queue.announce(board_topic(campaign_id))
    said = _(
        "Version %(version)d of the plan is kept, and the campaign runs on it.", version=version
    )
    flash(said, "good")
    return redirect(url_for("manager_campaigns.campaign", campaign_id=campaign_id), 303)


def _what_if(campaign_id: str, given: Mapping[str, str], problems: tuple[Problem, ...]) -> str:
    wishes = _wishes(given, {**DECISIONS, **RATES})
    found = what_ifs.what_if(_mine(), campaign_id, wishes, language(), clock.now())
    part = "HX-Request" in request.headers
    return render_template(
        "manager/_what_if.html" if part else "manager/what_if.html",
        page=found,
        problems=problems,
        scales={**DECISIONS, **RATES},
        causes=CAUSES,
        names=_names(),
    )


def _names() -> dict[str, str]:
    return {
        "people": _("Teleprospectors"),
        "hours": _("Hours a day, each"),
        "attempts": _("Attempts per lead, at most"),
        "dials_per_hour": _("Dials per hour"),
        "contact_rate": _("Contact rate, in percent"),
        "argumentation": _("Argumentation rate, in percent"),
        "transformation": _("Conversion rate, in percent"),
    }


def _wishes(given: Mapping[str, str], scales: Mapping[str, int]) -> dict[str, Fraction]:
    """What was wished, as far as it is a number."""
    typed = {name: given.get(name, "") for name in scales}
    return {
        name: Fraction(text.replace(",", ".")) / scales[name]
        for name, text in typed.items()
        if WISH.fullmatch(text)
    }


def _mine() -> tuple[int, ...]:
    return current_person().organisations(Role.MANAGER)
