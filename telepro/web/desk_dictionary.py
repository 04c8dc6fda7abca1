"""The dictionary of a desk: its own words, and the script of a plan with nobody's name in it.

Of a next lead that comes while somebody talks, what is left to send is the lead.
"""

import json
from datetime import UTC, datetime
from threading import Lock

from flask import Blueprint, Flask, current_app, request
from flask.typing import ResponseReturnValue
from jinja2.utils import htmlsafe_json_dumps

from campaigns.plan import Plan
from campaigns.problems import NotFound
from telepro.services import training
from telepro.services.training import Material
from telepro.web import desk_training, dictionaries
from telepro.web.access import Policy, current_person, person_if_any, teleprospector
from telepro.web.dictionaries import Dictionary
from telepro.web.template_words import text_of

bp = Blueprint("desk_dictionary", __name__, url_prefix="/desk/dictionary")

KIND = "desk"
MATCH = "/desk*"
# The card of a lead says what time it is: in a dictionary it is always the same.
NO_TIME = datetime(2026, 1, 5, 9, tzinfo=UTC)
_made: dict[tuple[str, str, str], tuple[Plan, Dictionary]] = {}
_lock = Lock()


def install(app: Flask) -> None:
    """Tell `app` how a desk's dictionary is made by its name."""
    dictionaries.of(app).makers[KIND] = made_anew


@bp.get("/<any(fr, en):spoken>")
@teleprospector
def dictionary(spoken: str) -> ResponseReturnValue:
    """What a browser keeps of a desk: the words of its pages and the script, of nobody."""
    campaign = request.args.get("campaign", "")
    found = of_material(training.material(current_person().person_id, campaign, spoken), spoken)
    return dictionaries.answer(found, MATCH, f"{KIND}~{campaign}~{spoken}")


def made_anew(name: str) -> Dictionary | None:
    """The dictionary of that name as it is today, for whoever may have it."""
    campaign, _separator, spoken = name.rpartition("~")
    person = person_if_any()
    if spoken not in {"fr", "en"} or person is None or not person.may(Policy.TELEPROSPECTOR):
        return None
    try:
        return of_material(training.material(person.person_id, campaign, spoken), spoken)
    except NotFound:
        return None


def of_material(material: Material, spoken: str) -> Dictionary:
    """Made once for each version of a plan: it takes as long as a page."""
    key = (material.campaign_id, material.mission_id, spoken)
    with _lock:
        kept = _made.pop(key, None)
        if kept is None or kept[0] != material.plan:
            lead = desk_training.anybody(material, spoken, NO_TIME)
            kept = material.plan, dictionaries.known().keep(text(lead, spoken))
        _made[key] = kept
        if len(_made) > dictionaries.MOST_KEPT:
            del _made[next(iter(_made))]
    return kept[1]


def text(lead: str, spoken: str) -> str:
    """What a desk's pages say whoever the lead is, and the parts of a lead of nobody."""
    words = text_of(current_app.jinja_env, ["desk/desk.html"], spoken)
    # As it stands in a page, as it comes in what the page's script fetches, as a practice holds it.
    return "\n".join((words, lead, json.dumps(lead), str(htmlsafe_json_dumps(lead))))
