"""Who there is to work for and with: companies and agencies."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from campaigns.numbers.zones import is_zone
from campaigns.problems import Problem, Refused
from campaigns.prospect_file.countries import is_country
from campaigns.states import OrganisationKind
from telepro.db import audit, people, transaction
from telepro.db.people import OrganisationLine
from telepro.db.who import Organisation

LANGUAGES = ("fr", "en")


@dataclass(frozen=True, slots=True)
class NewOrganisation:
    """A company that posts missions, or an agency that manages them."""

    name: str
    kind: OrganisationKind = OrganisationKind.COMPANY
    country: str = "FR"
    language: str = "fr"
    time_zone: str = "Europe/Paris"


@dataclass(frozen=True, slots=True)
class Added:
    """An organisation as it was kept."""

    organisation_id: int
    public_id: str
    name: str


def add(new: NewOrganisation, by_id: int | None, now: datetime) -> Added:
    """Add an organisation; raises `Refused` with every problem at its field."""
    with transaction() as session:
        known = people.organisation_named(session, new.name)
        if problems := (*unusable(new), *([_taken(known)] if known else [])):
            raise Refused(*problems)
        organisation = Organisation(
            kind=new.kind,
            name=new.name.strip(),
            country=new.country.upper(),
            language=new.language,
            time_zone=new.time_zone,
            created_at=now,
        )
        session.add(organisation)
        session.flush()
        subject = organisation.public_id
        details = {"kind": new.kind, "name": organisation.name}
        audit.note(session, by_id, organisation.id, "organisation.added", subject, details, now)
        return Added(organisation.id, organisation.public_id, organisation.name)


def unusable(new: NewOrganisation) -> tuple[Problem, ...]:
    """Every problem of the fields themselves, whatever other organisations there are."""
    return tuple(_problems(new))


def platform(now: datetime) -> str:
    """The public id of the organisation of administrators; makes it where there is none yet."""
    with transaction() as session:
        return people.platform(session, now).public_id


def called(name: str | None, kinds: Sequence[OrganisationKind]) -> str:
    """The public id of the organisation of that name or id; of the only one of these kinds without.

    Raises `Refused` when none fits, or several do.
    """
    with transaction() as session:
        if name:
            found = people.organisation(session, name) or people.organisation_named(session, name)
            known = [found] if found else []
        else:
            known = list(people.of_kind(session, *kinds))
        if len(known) == 1:
            return known[0].public_id
        raise Refused(_which(name, known))


def listed() -> Sequence[OrganisationLine]:
    """Every organisation, by name."""
    with transaction() as session:
        return people.organisations(session)


def _problems(new: NewOrganisation) -> Iterator[Problem]:
    if not new.name.strip():
        yield Problem("name", _("nothing"), _("the company's name"), _("Write its usual name."))
    if not is_country(new.country):
        fix = _("Write FR for France, GB for the United Kingdom.")
        yield Problem("country", new.country or _("nothing"), _("a country of two letters"), fix)
    if new.language not in LANGUAGES:
        yield Problem(
            "language", new.language or _("nothing"), _("fr or en"), _("Choose one of the two.")
        )
    if not is_zone(new.time_zone):
        fix = _("Write it as Europe/Paris.")
        yield Problem("time_zone", new.time_zone or _("nothing"), _("a time zone"), fix)


def _taken(known: Organisation) -> Problem:
    fix = _("Use the one there is, or a name that tells them apart.")
    return Problem("name", known.name, _("a name of its own"), fix)


def _which(name: str | None, known: Sequence[Organisation]) -> Problem:
    if name or not known:
        fix = _("Add it with “telepro company add”, or write its name as it was added.")
        return Problem("company", name or _("none"), _("an organisation that exists here"), fix)
    names = ", ".join(each.name for each in known)
    return Problem("company", names, _("one of them"), _("Say which with --company."))
