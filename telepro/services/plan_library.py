"""The library that a plan may start from: the templates that ship, and the plans of one's own missions."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from campaigns.plan import PlanProblems, read_new_plan
from campaigns.problems import NotFound, Refused
from campaigns.templates import TemplateKind, next_monday, redated
from telepro.db import missions, plan_versions, transaction
from telepro.db.plan_versions import PastPlan
from telepro.db.what_for import Mission
from telepro.files import plan_templates


@dataclass(frozen=True, slots=True)
class Library:
    """What a mission's plan may start from."""

    mission: Mission
    kinds: tuple[TemplateKind, ...]
    past: list[PastPlan]


@dataclass(frozen=True, slots=True)
class Source:
    """Where a plan starts: a template in a language, or a plan of one's own by its public id."""

    template: str = ""
    language: str = "fr"
    plan_id: str = ""


def library(organisation_ids: tuple[int, ...], mission_id: str) -> Library:
    """Everything that a plan of this mission may start from; raises `NotFound` for another's."""
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        past = plan_versions.past(session, organisation_ids, mission.id)
        return Library(mission, tuple(TemplateKind), past)


def start(
    organisation_ids: tuple[int, ...],
    mission_id: str,
    source: Source,
    by_id: int | None,
    now: datetime,
) -> int:
    """Keep a copy as the mission's next version, begun on a Monday to come; gives its number.

    Raises `NotFound` for a source there is not or that belongs to others, `Refused` for a plan of
    one's own that could not be written any more.
    """
    with transaction() as session:
        mission = missions.managed(session, organisation_ids, mission_id)
        mission = missions.locked(session, mission.id)
        today = now.astimezone(ZoneInfo(mission.organisation.time_zone)).date()
        text = _text(session, organisation_ids, source, next_monday(today))
        plan = read_new_plan(text, source.language)
        if isinstance(plan, PlanProblems):
            raise Refused(*plan.problems)
        return plan_versions.keep(session, mission, text, plan, by_id, now)


def _text(session: Session, organisation_ids: tuple[int, ...], source: Source, begins: date) -> str:
    if source.plan_id:
        found = plan_versions.of_manager(session, organisation_ids, source.plan_id)
        if found is None:
            raise NotFound(source.plan_id)
        return redated(found.text, begins)
    if source.template not in set(TemplateKind) or source.language not in ("fr", "en"):
        raise NotFound(source.template)
    return redated(plan_templates.text_of(TemplateKind(source.template), source.language), begins)
