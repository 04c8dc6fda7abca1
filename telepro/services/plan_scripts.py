"""Writes the script of a plan that is being built: read as it is typed, kept with the plan's next version."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems, read_new_plan, write_plan
from campaigns.plan.script_check import CheckedScript, check_script
from campaigns.plan.script_text import read_script_text, write_script_text
from campaigns.problems import NotFound, Problem, Refused
from campaigns.script.remarks import Lacking
from telepro.db import frozen, missions, plan_versions, transaction
from telepro.db.what_for import Mission
from telepro.db.what_for import Plan as PlanRow


@dataclass(frozen=True, slots=True)
class Builder:
    """Who builds a plan, for which organisations, and in which language to answer."""

    person_id: int
    name: str
    organisation_ids: tuple[int, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PlanText:
    """The text of a plan's script as it stands on a page."""

    text: str


@dataclass(frozen=True, slots=True)
class PlanScript:
    """The script of a mission's newest plan in its editor; it is spoken in `language`."""

    mission: Mission
    version: int
    language: str
    draft: PlanText
    checked: CheckedScript


def opened(builder: Builder, mission_id: str, text: str | None = None) -> PlanScript:
    """The newest plan's script, or a text that was not kept in its place.

    Raises `NotFound` for another's mission or one without a plan.
    """
    with transaction() as session:
        mission, newest = _newest(session, builder, mission_id)
        plan = frozen.plan(session, newest.id)
        shown = write_script_text(plan.script) if text is None else text
        checked = _checked(builder, mission, plan, shown)
        return PlanScript(mission, newest.version, plan.language, PlanText(shown), checked)


def check(builder: Builder, mission_id: str, text: str) -> CheckedScript:
    """What the text says now, read to nobody yet; keeps nothing."""
    with transaction() as session:
        mission, newest = _newest(session, builder, mission_id)
        return _checked(builder, mission, frozen.plan(session, newest.id), text)


def write(builder: Builder, mission_id: str, text: str, base: int, now: datetime) -> int:
    """Keep the plan with this script as its next version; a script that changes nothing keeps its number.

    Raises `Refused` with every problem, or when somebody has kept a version since `base`.
    """
    with transaction() as session:
        mission, newest = _newest(session, builder, mission_id)
        mission = missions.locked(session, mission.id)
        if newest.version != base:
            raise Refused(_kept_meanwhile(base, newest.version))
        before = frozen.plan(session, newest.id)
        plan = _with_script(before, text, builder.language)
        if plan == before:
            return newest.version
        written = write_plan(plan)
        return plan_versions.keep(session, mission, written, plan, builder.person_id, now)


def _with_script(plan: Plan, text: str, language: str) -> Plan:
    script = read_script_text(text, plan, language)
    if isinstance(script, PlanProblems):
        raise Refused(*script.problems)
    changed = replace(plan, preparation=replace(plan.preparation, script=script))
    found = read_new_plan(write_plan(changed), language)
    if isinstance(found, PlanProblems):
        raise Refused(*found.problems)
    return found


def _checked(builder: Builder, mission: Mission, plan: Plan, text: str) -> CheckedScript:
    fields = {
        "caller": builder.name,
        "principal": mission.organisation.name,
        "offer": plan.preparation.offer.name,
    }
    return check_script(text, plan, fields, Lacking(), builder.language)


def _newest(session: Session, builder: Builder, mission_id: str) -> tuple[Mission, PlanRow]:
    mission = missions.of_manager(session, builder.organisation_ids, mission_id)
    newest = missions.newest_plan(session, mission.id) if mission else None
    if mission is None or newest is None:
        raise NotFound(mission_id)
    return mission, newest


def _kept_meanwhile(base: int, newest: int) -> Problem:
    found = _("version %(version)d, kept meanwhile by somebody else", version=newest)
    expected = _("version %(version)d, which you have been editing", version=base)
    fix = _("Your text is still here. Compare it with theirs; kept again, it replaces theirs.")
    return Problem("version", found, expected, fix)
