"""What companies ask for: a brief of seven fields becomes a mission with terms and a first plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from campaigns.missions import BriefProblems, brief_of, plan_from_brief, read_brief
from campaigns.plan import PlanProblems, read_new_plan, read_plan
from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import MissionState, OrganisationKind
from campaigns.validation import Terms
from telepro.db import (
    audit,
    campaigns,
    making,
    missions,
    outbox,
    people,
    sent_twice,
    transaction,
    validation,
)
from telepro.db.campaigns import CampaignLine
from telepro.db.missions import MissionLine
from telepro.db.what_for import Mission, MissionTerms
from telepro.db.who import Organisation

EURO = "EUR"


@dataclass(frozen=True, slots=True)
class Poster:
    """Who posts: for which company (row id), which person, in which language they read."""

    organisation_id: int
    by_id: int | None
    language: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A mission with its campaigns."""

    mission: Mission
    terms: MissionTerms
    campaigns: list[CampaignLine]

    @property
    def agreed(self) -> Terms:
        """What the terms say of acceptance."""
        return validation.agreed(self.terms.answer_hours, self.terms.manager_decides)


def post(form: Mapping[str, str], poster: Poster, now: datetime) -> str:
    """Post a mission from its seven fields as typed; gives its public id.

    The oldest agency manages it, else the company itself. A brief sent twice is one mission.
    Raises `Refused` with every problem at its field.
    """
    with transaction() as session:
        company = session.get_one(Organisation, poster.organisation_id)
        today = now.astimezone(ZoneInfo(company.time_zone)).date()
        brief = read_brief(form, today, poster.language)
        if isinstance(brief, BriefProblems):
            raise Refused(*brief.problems)
        if twin := sent_twice.mission(session, company.id, brief, now):
            return twin.public_id
        agency = _manager(session, company)
        mission = making.mission(session, company, agency.id, brief, EURO, now)
        text = plan_from_brief(brief, today)
        _add_plan(session, mission, text, poster.by_id, now)
        _tell(session, mission, poster.by_id, now)
        return mission.public_id


def from_plan(text: str, poster: Poster, now: datetime) -> str:
    """Make a mission of a plan that somebody wrote by hand; gives its public id.

    Raises `Refused` with every problem of the plan.
    """
    plan = read_new_plan(text, poster.language)
    if isinstance(plan, PlanProblems):
        raise Refused(*plan.problems)
    with transaction() as session:
        company = session.get_one(Organisation, poster.organisation_id)
        agency, brief = _manager(session, company), brief_of(plan)
        mission = making.mission(session, company, agency.id, brief, plan.currency, now)
        mission.state = MissionState.PLANNED
        _add_plan(session, mission, text, poster.by_id, now)
        _tell(session, mission, poster.by_id, now)
        return mission.public_id


def of_company(organisation_ids: tuple[int, ...]) -> list[MissionLine]:
    """The missions that these companies posted, newest first."""
    with transaction() as session:
        return missions.lines_of_company(session, organisation_ids)


def of_manager(organisation_ids: tuple[int, ...]) -> list[MissionLine]:
    """The missions that these organisations manage, newest first."""
    with transaction() as session:
        return missions.lines_of_manager(session, organisation_ids)


def opened_by_company(organisation_ids: tuple[int, ...], mission_id: str) -> Opened:
    """A company's own mission; raises `NotFound` for another's."""
    with transaction() as session:
        mission = missions.of_company(session, organisation_ids, mission_id)
        return _opened(session, mission, mission_id)


def opened_by_manager(organisation_ids: tuple[int, ...], mission_id: str) -> Opened:
    """A mission to manage; raises `NotFound` for another's."""
    with transaction() as session:
        mission = missions.of_manager(session, organisation_ids, mission_id)
        return _opened(session, mission, mission_id)


def companies(organisation_ids: tuple[int, ...]) -> Sequence[Organisation]:
    """The companies whose missions these organisations manage: theirs are the prospect files."""
    with transaction() as session:
        return missions.companies_of_manager(session, organisation_ids)


def managed_by(mission_id: str) -> tuple[int, ...]:
    """The organisation that manages a mission, for commands given on the server itself."""
    with transaction() as session:
        asked = select(Mission.managed_by_id).where(Mission.public_id == mission_id)
        return tuple(session.scalars(asked))


def company_called(name: str | None) -> int:
    """The row id of the company of that name or public id; of the only one when no name is given.

    Raises `Refused` when there is none, or several to choose from.
    """
    with transaction() as session:
        if name:
            found = people.organisation(session, name) or people.organisation_named(session, name)
            known = [found] if found else []
        else:
            known = list(people.of_kind(session, OrganisationKind.COMPANY))
        if len(known) == 1:
            return known[0].id
        raise Refused(_which_company(name, known))


def _opened(session: Session, mission: Mission | None, mission_id: str) -> Opened:
    if mission is None:
        raise NotFound(mission_id)
    terms = missions.newest_terms(session, mission.id)
    return Opened(mission, terms, campaigns.lines_of_mission(session, mission.id))


def _manager(session: Session, company: Organisation) -> Organisation:
    agencies = people.of_kind(session, OrganisationKind.AGENCY)
    return min(agencies, key=_row_id) if agencies else company


def _row_id(organisation: Organisation) -> int:
    return organisation.id


def _add_plan(
    session: Session, mission: Mission, text: str, by_id: int | None, now: datetime
) -> None:
    plan = read_plan(text)
    if isinstance(plan, PlanProblems):
        raise Refused(*plan.problems)
    making.first_plan(session, mission.id, text, plan, by_id, now)


def _tell(session: Session, mission: Mission, by_id: int | None, now: datetime) -> None:
    payload = {"mission": mission.public_id}
    outbox.tell(session, mission.organisation_id, None, "mission.posted", payload, now)
    subject = f"mission {mission.public_id}"
    details = {"price_cents": mission.price_cents, "target": mission.target}
    audit.note(session, by_id, mission.organisation_id, "mission.posted", subject, details, now)


def _which_company(name: str | None, known: list[Organisation]) -> Problem:
    if name:
        fix = _("Add it with “telepro company add”, or write its name as it was added.")
        return Problem("company", name, _("a company that exists here"), fix)
    if not known:
        return Problem(
            "company", _("none"), _("a company"), _("Add one with “telepro company add NAME”.")
        )
    names = ", ".join(company.name for company in known)
    return Problem("company", names, _("one of them"), _("Say which with --company."))
