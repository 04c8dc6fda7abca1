"""Sets the stage: a company, an agency, teleprospectors, the prospect file, a campaign that runs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from campaigns.plan import Plan
from campaigns.problems import Problem, Refused
from campaigns.prospect_base.enrolment import LeftOut
from campaigns.prospect_file.countries import language_of
from campaigns.prospects import Audience, Basis, Statement
from campaigns.states import ImportState, OrganisationKind, Role
from telepro.db import transaction
from telepro.db.whom import Import, Lead, Phone, Prospect
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout
from telepro.services import (
    campaigns,
    engagements,
    enrolments,
    imports,
    missions,
    organisations,
    people,
)
from telepro.services.campaigns import Change, NewCampaign
from telepro.services.engagements import Team
from telepro.services.imports import Sent
from telepro.services.missions import Poster
from telepro.services.organisations import NewOrganisation
from telepro.services.people import NewPerson
from telepro.simulation.habits import Habits, week_of
from telepro.simulation.house import ADDRESS, House
from telepro.simulation.town import USUAL_SCORE, Neighbour

BASES = {Audience.B2B: Basis.LEGITIMATE_INTEREST, Audience.B2C: Basis.CONSENT}
ZONE = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Script:
    """What is played: a plan as text and as read, the prospects' file, the teleprospectors."""

    text: str
    plan: Plan
    prospects: Path
    callers: Sequence[Habits]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who and what there is, by row and public ids."""

    company_id: int
    carla_id: int
    campaign: str
    campaign_id: int
    callers: Sequence[tuple[int, str]]
    leads: int
    excluded: Mapping[str, int]


def assemble(house: House, script: Script) -> Cast:
    """Bring everything to where the first call can be made; raises `Refused` with what is wrong."""
    now = house.timetable.now
    agency = organisations.add(NewOrganisation("Agency", OrganisationKind.AGENCY), None, now)
    company = organisations.add(NewOrganisation("Company"), None, now)
    carla = _person("Carla", Role.COMPANY, company.public_id, now)
    callers = [_person(each.name, None, None, now) for each in script.callers]
    file = _prospects(house, script, company.organisation_id, now)
    poster = Poster(company.organisation_id, carla[0], "en")
    mission = missions.from_plan(script.text, poster, now)
    mine = (agency.organisation_id,)
    made = campaigns.create(mine, mission, NewCampaign(1, (file,), "Simulated"), None, now)
    campaign_id = campaigns.of_server(made).campaign.id
    enrolments.complete(campaign_id, now)
    shown = campaigns.of_server(made)
    _refuse_an_empty_campaign(shown.leads, shown.excluded)
    for habits, (_row, public_id) in zip(script.callers, callers, strict=True):
        week = week_of(habits, script.plan, ZONE)
        engagements.engage(Team(mine, made, None), public_id, week, now)
        engagements.sign_off(Team(mine, made, None), public_id, now)
    launch = Change("launch", None, script.plan.preparation.checklist)
    campaigns.change(mine, made, launch, now)
    return Cast(
        company.organisation_id, carla[0], made, campaign_id, callers, shown.leads, shown.excluded
    )


def neighbours(cast: Cast, plan: Plan) -> dict[str, Neighbour]:
    """Who has which number, for the town: the score of their segment, their zone."""
    scores = {segment.name: segment.score for segment in plan.targets.segments}
    with transaction() as session:
        rows = session.execute(
            select(Phone.e164, Lead.stratum, Phone.zones)
            .join(Prospect, Prospect.id == Phone.prospect_id)
            .join(Lead, Lead.prospect_id == Prospect.id)
            .where(Lead.campaign_id == cast.campaign_id)
        )
        return {
            e164: Neighbour(scores.get(name, USUAL_SCORE), zones[0] if zones else ZONE)
            for e164, name, zones in rows
        }


def _person(
    name: str, role: Role | None, organisation: str | None, now: datetime
) -> tuple[int, str]:
    email = name.lower().replace(" ", ".") + "@simulation.example"
    new = NewPerson(name, email, role, organisation, language="en", spoken=("fr", "en"))
    added = people.add(new, None, ADDRESS, now)
    return added.person_id, added.public_id


def _prospects(house: House, script: Script, company_id: int, now: datetime) -> str:
    plan, path = script.plan, script.prospects
    stated = Statement(
        plan.country, plan.audience, BASES[plan.audience], path.name, language_of(plan.country)
    )
    sent = Sent(company_id, path, path.name, stated, Layout(), COMMAND, "en")
    received = imports.receive(sent, house.settings.data / "imports", now)
    imports.run(received.import_id, now)
    with transaction() as session:
        row = session.get_one(Import, received.import_id)
        if row.state is ImportState.FAILED:
            raise Refused(*(Problem(**problem) for problem in row.problems))
    return received.public_id


def _refuse_an_empty_campaign(leads: int, excluded: Mapping[str, int]) -> None:
    if leads:
        return
    why = ", ".join(f"{LeftOut(name)} {count}" for name, count in excluded.items() if count)
    fix = "Widen the plan's targets, or give a file of prospects whom it is for."
    raise Refused(Problem("--prospects", f"no lead ({why or 'no prospect'})", "at least one", fix))
