"""Whoever writes a plan plays the calls it leads to: the desk of a practice, with the plan's script and results."""

from flask import Blueprint, Flask, url_for
from flask.typing import ResponseReturnValue

from campaigns.plan.steps import Step
from campaigns.problems import NotFound
from campaigns.states import Role
from campaigns.teleprospector.practice import SCENES
from telepro.services import training
from telepro.services.training import Material
from telepro.web import desk_dictionary, desk_training, dictionaries
from telepro.web.access import current_person, manager, person_if_any
from telepro.web.desk_training import Ways
from telepro.web.dictionaries import Dictionary
from telepro.web.presentation import language

bp = Blueprint("manager_rehearsal", __name__, url_prefix="/missions/<mission_id>/plan/rehearsal")

KIND, MATCH = "rehearsal", "/missions/*/plan/rehearsal"


def install(app: Flask) -> None:
    """Tell `app` how a rehearsal's dictionary is made by its name."""
    dictionaries.of(app).makers[KIND] = made_anew


@bp.get("")
@manager
def rehearse(mission_id: str) -> str:
    """The desk with seven invented prospects and the newest plan, before anybody is called by it."""
    material, spoken = _material(mission_id), language()
    mark = desk_dictionary.of_material(material, spoken).fingerprint
    ways = Ways(
        url_for("manager_plans.step", mission_id=mission_id, name=Step.LAUNCH),
        url_for(".rehearse", mission_id=mission_id),
        url_for(".dictionary", mission_id=mission_id, spoken=spoken, v=mark),
    )
    return desk_training.page(current_person(), material, SCENES, ways)


@bp.get("/dictionary/<any(fr, en):spoken>")
@manager
def dictionary(mission_id: str, spoken: str) -> ResponseReturnValue:
    """What a browser keeps of such a desk: the words of its pages and the plan's script, of nobody."""
    found = desk_dictionary.of_material(_material(mission_id), spoken)
    return dictionaries.answer(found, MATCH, f"{KIND}~{mission_id}~{spoken}")


def made_anew(name: str) -> Dictionary | None:
    """The dictionary of that name as it is today, for whoever manages the mission."""
    mission_id, _separator, spoken = name.rpartition("~")
    if spoken not in {"fr", "en"} or person_if_any() is None:
        return None
    try:
        return desk_dictionary.of_material(_material(mission_id), spoken)
    except NotFound:
        return None


def _material(mission_id: str) -> Material:
    return training.of_plan(current_person().organisations(Role.MANAGER), mission_id)
