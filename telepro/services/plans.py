"""Writes the versions of a mission's prospecting plan; a version that a campaign runs on never changes."""

from dataclasses import dataclass
from datetime import datetime

from campaigns.funnel import Funnel, reverse_funnel
from campaigns.law.own_terms import Term
from campaigns.plan import Plan, PlanProblems, digest, read_new_plan
from campaigns.plan.comparing import Change, compare
from campaigns.problems import NotFound, Problem, Refused
from telepro.db import frozen, missions, plan_versions, transaction
from telepro.db.missions import PlanVersion
from telepro.db.what_for import Mission
from telepro.db.what_for import Plan as PlanRow


@dataclass(frozen=True, slots=True)
class Checked:
    """What the text of a plan says: the plan and its funnel, or every problem at its line."""

    plan: Plan | None
    funnel: Funnel | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a text would change in a mission's newest plan; `newest` is None where there is none."""

    newest: int | None
    changes: tuple[Change, ...]
    is_same: bool


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions of a mission's plan and what changed from one to the other."""

    mission: Mission
    before: PlanRow
    after: PlanRow
    changes: tuple[Change, ...]
    versions: list[PlanVersion]


@dataclass(frozen=True, slots=True)
class Opened:
    """A mission with one version of its plan and the list of all."""

    mission: Mission
    version: PlanRow | None
    versions: list[PlanVersion]


def check(text: str, language: str, terms: tuple[Term, ...] = ()) -> Checked:
    """Read a plan and say every problem of it at once, in the reader's language; keeps nothing.

    `terms` is what the company and compliance have set beside the law.
    """
    found = read_new_plan(text, language)
    if isinstance(found, PlanProblems):
        return Checked(None, None, found.problems)
    return Checked(found, reverse_funnel(found, terms=terms), ())


def opened(organisation_ids: tuple[int, ...], mission_id: str, version: int | None) -> Opened:
    """The plan's page; raises `NotFound` for another's mission or a version there is not."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        if version is None:
            plan = missions.newest_plan(session, mission.id)
        else:
            plan = missions.plan_version(session, mission.id, version)
            if plan is None:
                raise NotFound(f"{mission_id}/{version}")
        return Opened(mission, plan, missions.plan_versions(session, mission.id))


def proposed(organisation_ids: tuple[int, ...], mission_id: str, plan: Plan) -> Proposed:
    """What keeping this plan would change in the mission's newest one; keeps nothing.

    Raises `NotFound` for another's mission.
    """
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        newest = missions.newest_plan(session, mission.id)
        if newest is None:
            return Proposed(None, (), is_same=False)
        kept = frozen.plan(session, newest.id)
        return Proposed(newest.version, compare(kept, plan), digest(kept) == digest(plan))


def compared(
    organisation_ids: tuple[int, ...], mission_id: str, before: int | None, after: int | None
) -> Compared:
    """What changed from one version to another; by default in the newest since the one before.

    Raises `NotFound` for what there is not.
    """
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        newest = missions.newest_plan(session, mission.id)
        last = after if after is not None else newest.version if newest else 0
        first = before if before is not None else max(1, last - 1)
        old = missions.plan_version(session, mission.id, first)
        new = missions.plan_version(session, mission.id, last)
        if old is None or new is None:
            raise NotFound(f"{mission_id}/{first}-{last}")
        changes = compare(frozen.plan(session, old.id), frozen.plan(session, new.id))
        return Compared(mission, old, new, changes, missions.plan_versions(session, mission.id))


def write(
    organisation_ids: tuple[int, ...], mission_id: str, text: str, by_id: int | None, now: datetime
) -> int:
    """Keep the text as the next version and give its number; the same plan keeps its number.

    Raises `Refused` with every problem, at its line.
    """
    plan = read_new_plan(text)
    if isinstance(plan, PlanProblems):
        raise Refused(*plan.problems)
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        mission = missions.locked(session, mission.id)
        newest = missions.newest_plan(session, mission.id)
        if newest and newest.text == text:
            return newest.version
        return plan_versions.keep(session, mission, text, plan, by_id, now)
