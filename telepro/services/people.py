"""Who may sign in and as what: people, their roles, their invitations."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from email_validator import EmailNotValidError, validate_email
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Problem, Refused
from campaigns.states import LinkPurpose, OrganisationKind, Role
from telepro import ids, letters, passwords
from telepro.db import accounts, audit, mail, people, transaction
from telepro.db.people import PersonLine
from telepro.db.who import Membership, Organisation, Person

INVITATION_LASTS = timedelta(days=7)

KINDS_OF_ROLE = {
    Role.ADMINISTRATOR: frozenset({OrganisationKind.PLATFORM}),
    Role.MANAGER: frozenset({OrganisationKind.AGENCY, OrganisationKind.COMPANY}),
    Role.COMPANY: frozenset({OrganisationKind.COMPANY}),
}


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person to invite; no `role` means a teleprospector, who belongs to no organisation.

    With a `password` there is nothing to mail: whoever made the account hands it over.
    """

    name: str
    email: str
    role: Role | None = None
    organisation: str | None = None
    language: str = "fr"
    spoken: tuple[str, ...] = ("fr",)
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Invited:
    """Who was added, and the one-time link that lets them in (None when they had a password)."""

    person_id: int
    public_id: str
    link: str | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A person as their own page shows them."""

    line: PersonLine
    language: str
    roles: tuple[tuple[Role, Organisation], ...]


def add(new: NewPerson, by_id: int | None, base_url: str, now: datetime) -> Invited:
    """Add a person, or a role to the person of that address; invites whoever has no password yet.

    `now` is the real clock's. Raises `Refused` with every problem at its field.
    """
    with transaction() as session:
        organisation = people.organisation(session, new.organisation) if new.organisation else None
        misplaced = _misplaced(new.role, organisation) if new.role else ()
        if problems := (*unusable(new), *misplaced):
            raise Refused(*problems)
        person = accounts.by_email(session, new.email) or _person(new, now)
        session.add(person)
        session.flush()
        if new.role and organisation:
            _give(session, person, organisation, new.role, now)
        link = None if person.password_hash else _invite(session, person, base_url, now)
        details = {"role": new.role or "teleprospector"}
        place = organisation.id if organisation else None
        audit.note(session, by_id, place, "person.added", person.public_id, details, now)
        return Invited(person.id, person.public_id, link)


def unusable(new: NewPerson) -> tuple[Problem, ...]:
    """Every problem of the fields themselves, whatever people and organisations there are."""
    return tuple(_problems(new))


def listed(search: str) -> Sequence[PersonLine]:
    """People whose name or address contains `search`, with their roles."""
    with transaction() as session:
        return people.people(session, search)


def opened(public_id: str) -> Opened:
    """One person with the roles they hold; raises `NotFound` when there is none."""
    with transaction() as session:
        person = accounts.by_public_id(session, public_id)
        if person is None:
            raise NotFound(public_id)
        held = people.open_memberships(session, person.id)
        roles = tuple((each.role, each.organisation) for each in held)
        return Opened(people.person_line(session, person), person.language, roles)


def invite_again(public_id: str, by_id: int, base_url: str, now: datetime) -> str | None:
    """A new invitation by mail; the old link stops working. None when there is no such person."""
    with transaction() as session:
        person = accounts.by_public_id(session, public_id)
        if person is None or person.password_hash:
            return None
        link = _invite(session, person, base_url, now)
        audit.note(session, by_id, None, "person.invited", public_id, {}, now)
        return link


def take_role(public_id: str, organisation_id: str, role: Role, by_id: int, now: datetime) -> None:
    """End a role; open pages of that person lose it at their next request.

    Raises `Refused` for the last administrator's own role.
    """
    with transaction() as session:
        person = accounts.by_public_id(session, public_id)
        organisation = people.organisation(session, organisation_id)
        if person is None or organisation is None:
            raise Refused(_nobody(public_id))
        held = people.membership(session, person.id, organisation.id, role)
        if held is None or held.ended_at is not None:
            raise Refused(_nobody(public_id))
        _keep_one_administrator(session, role)
        held.ended_at = now
        accounts.end_every_sign_in(session, person.id)
        details = {"role": role}
        audit.note(session, by_id, organisation.id, "role.ended", public_id, details, now)


def disable(public_id: str, by_id: int, now: datetime) -> None:
    """Close an account at once: every open session ends; what the person did stays."""
    with transaction() as session:
        person = accounts.by_public_id(session, public_id)
        if person is None:
            raise Refused(_nobody(public_id))
        for held in people.open_memberships(session, person.id):
            _keep_one_administrator(session, held.role)
        person.disabled_at = now
        accounts.end_every_sign_in(session, person.id)
        audit.note(session, by_id, None, "person.disabled", public_id, {}, now)


def enable(public_id: str, by_id: int, now: datetime) -> None:
    """Open a closed account again, with the password it had."""
    with transaction() as session:
        person = accounts.by_public_id(session, public_id)
        if person is None:
            raise Refused(_nobody(public_id))
        person.disabled_at = None
        audit.note(session, by_id, None, "person.enabled", public_id, {}, now)


def _person(new: NewPerson, now: datetime) -> Person:
    return Person(
        name=new.name.strip(),
        email=new.email.strip(),
        language=new.language,
        spoken=list(new.spoken),
        password_hash=passwords.hashed(new.password) if new.password else None,
        created_at=now,
    )


def _give(
    session: Session, person: Person, organisation: Organisation, role: Role, now: datetime
) -> None:
    held = people.membership(session, person.id, organisation.id, role)
    if held is None:
        held = Membership(
            person_id=person.id, organisation_id=organisation.id, role=role, created_at=now
        )
        session.add(held)
    held.ended_at = None


def _invite(session: Session, person: Person, base_url: str, now: datetime) -> str:
    token = ids.secret_token()
    link = f"{base_url}/welcome/{token}"
    purpose = LinkPurpose.INVITATION
    accounts.add_link(session, purpose, person.id, token, INVITATION_LASTS, now)
    letter = letters.invitation(person.name, person.language, link)
    key = f"invitation-{accounts.hashed(token)[:32]}"
    mail.queue(session, key, person.email, letter, now)
    return link


def _keep_one_administrator(session: Session, role: Role) -> None:
    if role is Role.ADMINISTRATOR and people.administrators(session) < 2:
        raise Refused(
            Problem(
                "role",
                _("the only administrator"),
                _("at least one who stays"),
                _("Make somebody else administrator first."),
            )
        )


def _problems(new: NewPerson) -> Iterator[Problem]:
    if not new.name.strip():
        fix = _("Write it as colleagues should read it.")
        yield Problem("name", _("nothing"), _("the person's name"), fix)
    try:
        validate_email(new.email.strip(), check_deliverability=False)
    except EmailNotValidError:
        found = new.email.strip() or _("nothing")
        fix = _("Write it as name@example.com.")
        yield Problem("email", found, _("an e-mail address"), fix)
    if new.password is not None:
        yield from passwords.problems_of(new.password, new.email)


def _misplaced(role: Role, organisation: Organisation | None) -> Iterator[Problem]:
    if organisation is None:
        fix = _("Choose the organisation they belong to.")
        yield Problem("organisation", _("none"), _("an organisation for this role"), fix)
    elif organisation.kind not in KINDS_OF_ROLE[role]:
        yield Problem(
            "organisation",
            organisation.name,
            _("an organisation that has people of this role"),
            _("Administrators belong to the platform, managers to an agency or a company."),
        )


def _nobody(public_id: str) -> Problem:
    return Problem("person", public_id, _("somebody in the list of people"), _("Reload the list."))
