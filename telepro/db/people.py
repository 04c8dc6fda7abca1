"""Queries of organisations, of the people in them, and of who is engaged on what."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from campaigns.states import EngagementState, OrganisationKind, Role
from telepro.db.what_for import Mission
from telepro.db.who import Engagement, Membership, Organisation, Person

PLATFORM_NAME = "TelePro"


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A person as the list of people shows them; no role at all means teleprospector."""

    public_id: str
    name: str
    email: str
    roles: tuple[tuple[Role, str], ...]
    has_password: bool
    disabled_at: datetime | None


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation with how many people and missions it has."""

    public_id: str
    name: str
    kind: OrganisationKind
    country: str
    people: int
    missions: int


def language_of(session: Session, person_id: int) -> str:
    """The language in which a person is spoken to, "fr" or "en"."""
    return session.scalars(select(Person.language).where(Person.id == person_id)).one()


def organisation(session: Session, public_id: str) -> Organisation | None:
    """The organisation of that public id."""
    asked = select(Organisation).where(Organisation.public_id == public_id)
    return session.scalars(asked).one_or_none()


def organisation_named(session: Session, name: str) -> Organisation | None:
    """The organisation of that name, whatever its capitals; the oldest when two share it, never a sample."""
    asked = (
        select(Organisation)
        .where(func.lower(Organisation.name) == name.strip().lower())
        .where(Organisation.sample_of_id.is_(None))
        .order_by(Organisation.id)
        .limit(1)
    )
    return session.scalars(asked).one_or_none()


def platform(session: Session, now: datetime) -> Organisation:
    """The organisation that administrators belong to; made when there is none yet."""
    asked = select(Organisation).where(Organisation.kind == OrganisationKind.PLATFORM)
    found = session.scalars(asked.order_by(Organisation.id).limit(1)).one_or_none()
    if found is None:
        found = Organisation(kind=OrganisationKind.PLATFORM, name=PLATFORM_NAME, created_at=now)
        session.add(found)
        session.flush()
    return found


def of_kind(session: Session, *kinds: OrganisationKind) -> Sequence[Organisation]:
    """Organisations of these kinds, by name, but for samples; at most 500."""
    asked = select(Organisation).where(
        Organisation.kind.in_(kinds), Organisation.sample_of_id.is_(None)
    )
    asked = asked.order_by(Organisation.name)
    return session.scalars(asked.limit(500)).all()


def organisations(session: Session, limit: int = 200) -> Sequence[OrganisationLine]:
    """Every organisation, by name."""
    people = (
        select(func.count(func.distinct(Membership.person_id)))
        .where(Membership.organisation_id == Organisation.id, Membership.ended_at.is_(None))
        .scalar_subquery()
    )
    missions = (
        select(func.count())
        .select_from(Mission)
        .where(Mission.organisation_id == Organisation.id)
        .scalar_subquery()
    )
    asked = (
        select(
            Organisation.public_id,
            Organisation.name,
            Organisation.kind,
            Organisation.country,
            people,
            missions,
        )
        .order_by(Organisation.name)
        .limit(limit)
    )
    return [OrganisationLine(*row) for row in session.execute(asked)]


def people(session: Session, search: str, limit: int = 200) -> Sequence[PersonLine]:
    """People whose name or address contains `search`, by name, with their roles."""
    asked = select(Person).order_by(Person.name, Person.id).limit(limit)
    if search:
        asked = asked.where(
            Person.name.icontains(search, autoescape=True)
            | Person.email.icontains(search, autoescape=True)
        )
    found = session.scalars(asked).all()
    roles = roles_of(session, [person.id for person in found])
    return [_line(person, roles.get(person.id, ())) for person in found]


def roles_of(
    session: Session, person_ids: Sequence[int]
) -> dict[int, tuple[tuple[Role, str], ...]]:
    """The roles of each person, with the organisation's name."""
    asked = (
        select(Membership.person_id, Membership.role, Organisation.name)
        .join(Organisation, Organisation.id == Membership.organisation_id)
        .where(Membership.person_id.in_(person_ids), Membership.ended_at.is_(None))
        .order_by(Organisation.name)
    )
    found: dict[int, tuple[tuple[Role, str], ...]] = {}
    for person_id, role, name in session.execute(asked):
        found[person_id] = (*found.get(person_id, ()), (role, name))
    return found


def person_line(session: Session, person: Person) -> PersonLine:
    """One person as the list shows them."""
    return _line(person, roles_of(session, [person.id]).get(person.id, ()))


def open_memberships(session: Session, person_id: int) -> Sequence[Membership]:
    """What a person is now, with the organisations."""
    asked = select(Membership).where(
        Membership.person_id == person_id, Membership.ended_at.is_(None)
    )
    return session.scalars(asked).all()


def membership(
    session: Session, person_id: int, organisation_id: int, role: Role
) -> Membership | None:
    """The row of that role, open or ended."""
    asked = select(Membership).where(
        Membership.person_id == person_id,
        Membership.organisation_id == organisation_id,
        Membership.role == role,
    )
    return session.scalars(asked).one_or_none()


def administrators(session: Session) -> int:
    """How many people administer the platform now."""
    asked = (
        select(func.count(func.distinct(Membership.person_id)))
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == Role.ADMINISTRATOR,
            Membership.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
    )
    return int(session.scalar(asked) or 0)


def engagement(session: Session, person_id: int, mission_id: int) -> Engagement | None:
    """A teleprospector's engagement on a mission, whatever its state."""
    asked = select(Engagement).where(
        Engagement.person_id == person_id, Engagement.mission_id == mission_id
    )
    return session.scalars(asked).one_or_none()


def teleprospectors(session: Session, search: str = "", limit: int = 50) -> Sequence[Person]:
    """People who call (they hold no role anywhere, or are engaged somewhere), by name."""
    holds_role = exists().where(Membership.person_id == Person.id, Membership.ended_at.is_(None))
    engaged = exists().where(
        Engagement.person_id == Person.id, Engagement.state != EngagementState.ENDED
    )
    asked = (
        select(Person)
        .where(Person.disabled_at.is_(None), ~holds_role | engaged)
        .order_by(Person.name, Person.id)
        .limit(limit)
    )
    if search:
        asked = asked.where(Person.name.icontains(search, autoescape=True))
    return session.scalars(asked).all()


def _line(person: Person, roles: tuple[tuple[Role, str], ...]) -> PersonLine:
    return PersonLine(
        person.public_id,
        person.name,
        person.email,
        roles,
        person.password_hash is not None,
        person.disabled_at,
    )
