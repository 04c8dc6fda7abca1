"""Builds a mission's plan step by step: each step changes its own values and keeps the next version."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.plan import Plan, PlanProblems, digest, write_plan
from campaigns.plan.editing import edited
from campaigns.plan.steps import FIELDS, Step
from campaigns.plan.typed import Values
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import frozen, missions, plan_versions, transaction
from telepro.db.missions import PlanVersion
from telepro.db.plan_versions import SegmentResult
from telepro.db.what_for import Mission


@dataclass(frozen=True, slots=True)
class StepForm:
    """What a step's form says: the values by path, and the version they were read from."""

    step: Step
    given: Values
    version: int


@dataclass(frozen=True, slots=True)
class Building:
    """A mission's plan as the steps show it."""

    mission: Mission
    version: int
    plan: Plan
    versions: list[PlanVersion]


def opened(organisation_ids: tuple[int, ...], mission_id: str) -> Building:
    """The newest version; raises `NotFound` for another's mission or one without a plan."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        newest = missions.newest_plan(session, mission.id)
        if newest is None:
            raise NotFound(f"{mission_id}/plan")
        plan = frozen.plan(session, newest.id)
        return Building(mission, newest.version, plan, missions.plan_versions(session, mission.id))


def of_version(organisation_ids: tuple[int, ...], mission_id: str, version: int) -> Plan:
    """One version of a plan; raises `NotFound` for another's mission or a version that there is not."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        found = missions.plan_version(session, mission.id, version)
        if found is None:
            raise NotFound(f"{mission_id}/plan/{version}")
        return frozen.plan(session, found.id)


def drafted(
    organisation_ids: tuple[int, ...], mission_id: str, form: StepForm, language: str
) -> tuple[Mission, Plan]:
    """The plan as it would be with the form's values; keeps nothing. Raises `Refused` like `write`."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        return mission, _changed(session, mission, form, language)


def write(
    organisation_ids: tuple[int, ...],
    mission_id: str,
    form: StepForm,
    by_id: int | None,
    language: str,
    now: datetime,
) -> int:
    """Keep the plan with the form's values as the next version; values that change nothing keep its number.

    Raises `Refused` with every problem at its field, or when somebody has kept a version meanwhile.
    """
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        mission = missions.locked(session, mission.id)
        plan = _changed(session, mission, form, language)
        newest = missions.newest_plan(session, mission.id)
        if newest and digest(frozen.plan(session, newest.id)) == digest(plan):
            return newest.version
        return plan_versions.keep(session, mission, write_plan(plan), plan, by_id, now)


def past_results(organisation_ids: tuple[int, ...], mission_id: str) -> list[SegmentResult]:
    """What the segments of this mission's campaigns have brought so far, the best first."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        return plan_versions.results_by_segment(session, mission.id)


def _changed(session: Session, mission: Mission, form: StepForm, language: str) -> Plan:
    newest = missions.newest_plan(session, mission.id)
    if newest is None:
        raise NotFound(f"{mission.public_id}/plan")
    if newest.version != form.version:
        found = _("version %(version)d, kept meanwhile by somebody else", version=newest.version)
        expected = _("version %(version)d, which you have been editing", version=form.version)
        fix = _("Open the step again and make your changes there; nothing of theirs is lost.")
        raise Refused(Problem("version", found, expected, fix))
    plan = edited(frozen.plan(session, newest.id), FIELDS[form.step], form.given, language)
    if isinstance(plan, PlanProblems):
        raise Refused(*plan.problems)
    return plan
