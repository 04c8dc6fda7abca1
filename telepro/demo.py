"""Loads the demonstration: a company, its mission and plan, people, a prospect file, a running campaign.

Everything goes through the services that people use. Each step looks first whether it was done, so
that loading again, or after a crash, brings nothing twice.
"""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from flask import current_app
from sqlalchemy import select

from campaigns.prospects import Audience, Basis, Statement
from campaigns.states import CampaignState, OrganisationKind, Role
from campaigns.teleprospector.presence import WeeklySpan
from telepro.db import accounts, campaigns, missions, transaction
from telepro.db import people as rows_of_people
from telepro.db.what_for import Campaign, Mission
from telepro.db.who import Organisation
from telepro.demo_prospects import prospect_file
from telepro.files.limits import COMMAND
from telepro.files.prospect_file import Layout
from telepro.services import campaigns as campaign_steps
from telepro.services import colleagues, engagements, enrolments, imports, organisations, people
from telepro.services import missions as mission_steps
from telepro.services.campaigns import Change, NewCampaign
from telepro.services.colleagues import NewColleague
from telepro.services.engagements import Team
from telepro.services.imports import Sent
from telepro.services.missions import Poster
from telepro.services.organisations import NewOrganisation
from telepro.services.people import NewPerson
from telepro.settings import Settings

COLLEAGUE = "01 99 00 90 50"
CALLS_AS_SHOWN = """  ring_seconds: 30
  recording: {purpose: training, share: 30 %, keep_days: 90, notice: script}
  machine_message: "Bonjour, ici les Ateliers Lumière. Nous vous rappellerons à un autre moment."
"""
COMPANY = "Ateliers Lumière"
AGENCY = "Agence Bonjour"
# A demonstration reaches no real person, and whoever tries it out must get in at once.
PASSWORD = "ligne-ouverte-2026"
PLAN = Path(__file__).parent.parent / "campaigns/examples/rendez-vous-ecoles.fr.yaml"
FILENAME = "etablissements-fictifs.csv"
SOURCE = "Établissements inventés pour la démonstration"
LASTS = timedelta(weeks=9)
ZONE = "Europe/Paris"
CALLER = "teleprospector"
WEEK = tuple(
    WeeklySpan(day, starts, ends, ZONE)
    for day in range(5)
    for starts, ends in ((time(8, 30), time(12, 30)), (time(13, 30), time(17, 30)))
)


@dataclass(frozen=True, slots=True)
class SignIn:
    """An account of the demonstration."""

    role: str
    name: str
    email: str
    spoken: tuple[str, ...] = ("fr",)
    password: str = PASSWORD


CALLERS = (
    "Nadia Morel",
    "Karim Belkacem",
    "Lise Fontaine",
    "Hugo Lambert",
    "Inès Haddad",
    "Paul Roche",
    "Amina Sow",
    "Yann Le Bihan",
)
PEOPLE = (
    SignIn("teleprospector", "Alice Durand", "alice@demo.example", ("fr", "en")),
    SignIn("manager", "Bob Martin", "bob@demo.example"),
    SignIn("company", "Carla Roy", "carla@demo.example"),
    SignIn("administrator", "Dominique Petit", "dominique@demo.example"),
    *(
        SignIn("teleprospector", name, f"{name.split()[0].lower().replace('è', 'e')}@demo.example")
        for name in CALLERS
    ),
)


def sign_ins() -> list[dict[str, str]]:
    """Role, address and password of every account; the first teleprospector is left to people."""
    return [{"role": each.role, "email": each.email, "password": each.password} for each in PEOPLE]


def load(now: datetime) -> list[dict[str, str]]:
    """Bring the demonstration to where it should be at `now` and give its sign-ins."""
    agency = _organisation(AGENCY, OrganisationKind.AGENCY, now)
    company = _organisation(COMPANY, OrganisationKind.COMPANY, now)
    places = {"manager": agency, "company": company, "administrator": _platform(now)}
    ids = {each.email: _person(each, places.get(each.role), now) for each in PEOPLE}
    bob = ids["bob@demo.example"]
    mission = _mission(company, ids["carla@demo.example"][0], now)
    campaign = _campaign(agency, mission, _file(company, now), bob[0], now)
    enrolments.complete(campaign.id, now)
    callers = [ids[each.email][1] for each in PEOPLE if each.role == CALLER]
    _engage(agency, campaign, callers, now)
    _launch(agency, campaign, bob[0], now)
    _colleague(agency, mission, bob[0], now)
    return sign_ins()


def plan_text(now: datetime) -> str:
    """The French example plan, its dates moved so that it begins today."""
    today = now.astimezone(ZoneInfo(ZONE)).date()
    text = PLAN.read_text(encoding="utf-8")
    text = re.sub(r"(?m)^  start: \S+$", f"  start: {today:%Y-%m-%d}", text)
    text = text.replace("  ring_seconds: 30\n", CALLS_AS_SHOWN)
    return re.sub(r"(?m)^  end: \S+$", f"  end: {today + LASTS:%Y-%m-%d}", text)


def _colleague(agency: Organisation, mission: Mission, by_id: int, now: datetime) -> None:
    """Somebody of the company to whom a call can be handed."""
    mine = (agency.id,)
    if not colleagues.of_mission(mine, mission.public_id):
        new = NewColleague("Paul Mercier", "Responsable pédagogique", COLLEAGUE, "fr")
        colleagues.add(mine, mission.public_id, new, by_id, now)


def _settings() -> Settings:
    found: Settings = current_app.extensions["telepro.settings"]
    return found


def _organisation(name: str, kind: OrganisationKind, now: datetime) -> Organisation:
    with transaction() as session:
        found = rows_of_people.organisation_named(session, name)
    if found is None:
        organisations.add(NewOrganisation(name, kind), None, now)
        return _organisation(name, kind, now)
    return found


def _platform(now: datetime) -> Organisation:
    return _organisation("TelePro", OrganisationKind.PLATFORM, now)


def _person(wanted: SignIn, place: Organisation | None, now: datetime) -> tuple[int, str]:
    with transaction() as session:
        found = accounts.by_email(session, wanted.email)
        if found is not None:
            return found.id, found.public_id
    new = NewPerson(
        name=wanted.name,
        email=wanted.email,
        role=Role(wanted.role) if place else None,
        organisation=place.public_id if place else None,
        spoken=wanted.spoken,
        password=wanted.password,
    )
    added = people.add(new, None, _settings().public_base_url, now)
    return added.person_id, added.public_id


def _mission(company: Organisation, by_id: int, now: datetime) -> Mission:
    with transaction() as session:
        known = missions.lines_of_company(session, (company.id,))
    if not known:
        mission_steps.from_plan(plan_text(now), Poster(company.id, by_id, "fr"), now)
        return _mission(company, by_id, now)
    with transaction() as session:
        return session.scalars(
            select(Mission).where(Mission.public_id == known[-1].public_id)
        ).one()


def _file(company: Organisation, now: datetime) -> str:
    with transaction() as session:
        known = campaigns.imports_of_company(session, company.id)
    if known:
        imports.run(known[-1].id, now)
        return known[-1].public_id
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILENAME
        path.write_text(prospect_file(), encoding="utf-8")
        stated = Statement("FR", Audience.B2B, Basis.LEGITIMATE_INTEREST, SOURCE, "fr")
        sent = Sent(company.id, path, FILENAME, stated, Layout(), COMMAND, "fr")
        received = imports.receive(sent, _settings().data / "imports", now)
    imports.run(received.import_id, now)
    return received.public_id


def _campaign(
    agency: Organisation, mission: Mission, file: str, by_id: int, now: datetime
) -> Campaign:
    with transaction() as session:
        known = campaigns.ids_of_mission(session, mission.id)
        if known:
            return session.get_one(Campaign, min(known))
    campaign_steps.create((agency.id,), mission.public_id, NewCampaign(1, (file,)), by_id, now)
    return _campaign(agency, mission, file, by_id, now)


def _engage(
    agency: Organisation, campaign: Campaign, person_ids: Sequence[str], now: datetime
) -> None:
    team = Team((agency.id,), campaign.public_id, None)
    with transaction() as session:
        engaged = {line.public_id for line in campaigns.team(session, campaign)}
    for person_id in person_ids:
        if person_id not in engaged:
            engagements.engage(team, person_id, WEEK, now)


def _launch(agency: Organisation, campaign: Campaign, by_id: int, now: datetime) -> None:
    if campaign.state is not CampaignState.DRAFT:
        return
    checklist = campaign_steps.shown((agency.id,), campaign.public_id).plan.preparation.checklist
    change = Change("launch", by_id, checklist)
    campaign_steps.change((agency.id,), campaign.public_id, change, now)
