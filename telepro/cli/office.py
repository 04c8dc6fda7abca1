"""Commands of the office: companies, users and missions, as the pages do them."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import click

from campaigns.missions import BriefProblems, read_brief
from campaigns.problems import Problem, Refused
from campaigns.states import OrganisationKind, Role
from telepro import clock
from telepro.cli.io import Exit, data_option, emit, fail, json_option, services
from telepro.services import missions, organisations, people
from telepro.services.missions import Poster
from telepro.services.organisations import NewOrganisation
from telepro.services.people import NewPerson
from telepro.settings import Settings

TELEPROSPECTOR = "teleprospector"
ROLES = [TELEPROSPECTOR, *(role.value for role in Role)]
ENGLISH = "en"
# What a field is called on the command line, where it is not the flag of that name.
COMPANY_WORDS = {"name": "NAME"}
USER_WORDS = {"email": "EMAIL", "organisation": "--company"}
MISSION_WORDS = {"audience_text": "--audience"}


@click.group()
def company() -> None:
    """Companies and agencies."""


@company.command("add")
@click.argument("name")
@click.option("--kind", type=click.Choice(["company", "agency"]), default="company")
@click.option("--country", default="FR", help="Two letters (default: FR).")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr")
@click.option("--time-zone", default="Europe/Paris")
@data_option
@json_option
def add_company(
    name: str, kind: str, country: str, language: str, time_zone: str, data: Path, as_json: bool
) -> None:
    """Add the company (or agency) NAME."""
    new = NewOrganisation(name, OrganisationKind(kind), country, language, time_zone)
    _refuse_if_any(organisations.unusable(new), COMPANY_WORDS, as_json)
    with services(data):
        added = organisations.add(new, None, clock.now())
        emit({"id": added.public_id, "name": added.name, "kind": kind}, as_json)


@click.group()
def user() -> None:
    """People who sign in."""


@user.command("add")
@click.argument("email")
@click.option("--name", required=True)
@click.option("--role", type=click.Choice(ROLES), default=TELEPROSPECTOR)
@click.option("--company", "organisation", help="Name or id of the company or agency.")
@click.option("--language", type=click.Choice(["fr", "en"]), default="fr", help="Of their pages.")
@click.option("--speaks", multiple=True, help="A language they call in; give it several times.")
@data_option
@json_option
def add_user(
    email: str,
    name: str,
    role: str,
    organisation: str | None,
    language: str,
    speaks: tuple[str, ...],
    data: Path,
    as_json: bool,
) -> None:
    """Add a person, or a role to the person of that EMAIL; answers with their one-time link."""
    held = Role(role) if role != TELEPROSPECTOR else None
    new = NewPerson(name, email, held, language=language, spoken=speaks or (language,))
    _refuse_if_any(people.unusable(new), USER_WORDS, as_json)
    with services(data) as app:
        settings: Settings = app.extensions["telepro.settings"]
        placed = replace(new, organisation=_place_of(held, organisation))
        added = people.add(placed, None, settings.public_base_url, clock.real_now())
        answer = {"id": added.public_id, "email": email, "role": role, "link": added.link}
        emit(answer, as_json)


@click.group()
def mission() -> None:
    """What companies ask for."""


@mission.command("add")
@click.option("--company", "name", help="Name or id; may be left out when there is one.")
@click.option("--offer", required=True, help="What is offered.")
@click.option("--audience", "audience_text", required=True, help="To whom.")
@click.option("--result", required=True, help="What counts as a result, one condition to a line.")
@click.option("--target", required=True, help="How many results.")
@click.option("--deadline", required=True, help="By when, as 2027-01-31.")
@click.option("--price", required=True, help="Per accepted result, as 55.00.")
@click.option("--language", default="fr", help="Of the calls: fr or en.")
@data_option
@json_option
def add_mission(name: str | None, data: Path, as_json: bool, **brief: str) -> None:
    """Post a mission in seven fields; its first plan is written from them."""
    # Before anything starts; the company's own day is looked at once its zone is known.
    read = read_brief(brief, clock.real_now().date(), ENGLISH)
    if isinstance(read, BriefProblems):
        _refuse_if_any(read.problems, MISSION_WORDS, as_json)
    with services(data):
        poster = Poster(missions.company_called(name), None, ENGLISH)
        try:
            posted = missions.post(brief, poster, clock.now())
        except Refused as refusal:
            _refuse_if_any(refusal.problems, MISSION_WORDS, as_json)
            raise
        emit({"id": posted, "state": "posted"}, as_json)


def _place_of(role: Role | None, organisation: str | None) -> str | None:
    if role is None:
        return None
    if role is Role.ADMINISTRATOR:
        return organisations.platform(clock.now())
    return organisations.called(organisation, sorted(people.KINDS_OF_ROLE[role]))


def _refuse_if_any(problems: Iterable[Problem], words: Mapping[str, str], as_json: bool) -> None:
    """End the command with 2 and each problem at its flag; do nothing when there is none."""
    found = [
        replace(each, place=words.get(each.place, f"--{each.place.replace('_', '-')}"))
        for each in problems
    ]
    if found:
        fail(found, Exit.BAD_INPUT, as_json)
