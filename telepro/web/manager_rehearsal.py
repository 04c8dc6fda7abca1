"""Whoever writes a plan plays the calls it leads to: the desk of a practice, with the plan's script and results."""

from flask import Blueprint, url_for

from campaigns.plan.steps import Step
from campaigns.states import Role
from campaigns.teleprospector.practice import SCENES
from telepro.services import training
from telepro.web import desk_training
from telepro.web.access import current_person, manager
from telepro.web.desk_training import Ways

bp = Blueprint("manager_rehearsal", __name__, url_prefix="/missions/<mission_id>/plan/rehearsal")


@bp.get("")
@manager
def rehearse(mission_id: str) -> str:
    """The desk with seven invented prospects and the newest plan, before anybody is called by it."""
    person = current_person()
    material = training.of_plan(person.organisations(Role.MANAGER), mission_id)
    out = url_for("manager_plans.step", mission_id=mission_id, name=Step.LAUNCH)
    again = url_for(".rehearse", mission_id=mission_id)
    return desk_training.page(person, material, SCENES, Ways(out, again))
