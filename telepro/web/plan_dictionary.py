"""The dictionary of a plan's pages: its longest step as it stood some versions ago, for whoever goes on writing it."""

from flask import Blueprint, Flask, current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale

from campaigns.plan import Plan
from campaigns.plan.editing import shown
from campaigns.plan.steps import FIELDS, Step
from campaigns.problems import NotFound
from campaigns.states import Role
from telepro.services import plan_steps
from telepro.web import dictionaries, office_dictionary
from telepro.web.access import current_person, manager, person_if_any
from telepro.web.asked import number
from telepro.web.dictionaries import Dictionary
from telepro.web.plan_cells import Layout
from telepro.web.presentation import language
from telepro.web.template_words import text_of

bp = Blueprint("plan_dictionary", __name__, url_prefix="/missions/<mission_id>/plan/dictionary")

KIND, MATCH = "plan", "/missions/*/plan*"
PAGES = ["manager/plan_step.html", "manager/plan.html"]
# Made anew every so many versions: each costs as much as it saves twice.
HOLDS_FOR = 10


def install(app: Flask) -> None:
    """Tell `app` how a plan's dictionary is made by its name, and its templates where it is."""
    dictionaries.of(app).makers[KIND] = made_anew
    app.jinja_env.globals.update(plan_dictionary_address=address)


@bp.get("/<int(max=2147483647):version>/<any(fr, en):spoken>")
@manager
def dictionary(mission_id: str, version: int, spoken: str) -> ResponseReturnValue:
    """What a browser keeps of a plan's pages: the words around it, and what it said in that version."""
    name = f"{KIND}~{mission_id}~{version}~{spoken}"
    found = _made(mission_id, version, spoken)
    return dictionaries.answer(found, MATCH, name, office_dictionary.mark(spoken))


def address(mission_id: str, version: int) -> str:
    """Where it is, for whoever opens that version."""
    kept, spoken = max(version - version % HOLDS_FOR, 1), language()
    return url_for(
        "plan_dictionary.dictionary",
        mission_id=mission_id,
        version=kept,
        spoken=spoken,
        v=office_dictionary.mark(spoken),
    )


def made_anew(name: str) -> Dictionary | None:
    """The dictionary of that name, for whoever manages the mission."""
    mission_id, version, spoken = (*name.split("~"), "", "")[:3]
    if spoken not in {"fr", "en"} or person_if_any() is None:
        return None
    try:
        return _made(mission_id, number(version), spoken)
    except (NotFound, ValueError):
        return None


def _made(mission_id: str, version: int, spoken: str) -> Dictionary:
    mine = current_person().organisations(Role.MANAGER)
    return dictionaries.known().keep(
        _text(plan_steps.of_version(mine, mission_id, version), spoken)
    )


def _text(plan: Plan, spoken: str) -> str:
    fields = FIELDS[Step.PREPARATION]
    laid = Layout(shown(plan, fields), (), spoken).laid(fields)
    with force_locale(spoken):
        longest = render_template("manager/_plan_dictionary.html", laid=laid, problems=())
    return longest + text_of(current_app.jinja_env, PAGES, spoken)
