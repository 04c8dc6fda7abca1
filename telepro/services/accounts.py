"""Signing in and out, first passwords and forgotten ones; all on the real clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import LinkPurpose, Role
from telepro import ids, letters, passwords
from telepro.db import accounts, audit, doors, mail, people, transaction
from telepro.db import session as rows
from telepro.db.doors import ADDRESSES_TOGETHER, Door
from telepro.db.who import Membership, OneTimeLink, Person

RESET_LASTS = timedelta(hours=1)
FIRST_LINK_LASTS = timedelta(days=1)
SETS_A_PASSWORD = frozenset(LinkPurpose) - {LinkPurpose.SIGN_IN}


@dataclass(frozen=True, slots=True)
class Welcome:
    """What a one-time link opens: whose password it sets, or the first administrator's account."""

    purpose: LinkPurpose
    name: str
    email: str
    language: str


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What the person behind a one-time link fills in; name and address count on the first only."""

    password: str
    name: str = ""
    email: str = ""
    language: str = "fr"


def sign_in(email: str, password: str, door: Door, now: datetime) -> str:
    """Check a password and open a sign-in; gives the secret for the cookie.

    Raises `TooManyTries` past a limit, else `Refused` with one sentence that is the same, and
    takes as long, whether the account exists or not.
    """
    with transaction() as session:
        tries = doors.count_a_try(session, email, door, ADDRESSES_TOGETHER, now)
    person = accounts.by_email(rows(), email)
    fits = passwords.matches(
        person.password_hash if person else None, password[: passwords.LONGEST]
    )
    if person is None or not fits or person.disabled_at is not None:
        raise Refused(_unknown())
    with transaction() as session:
        return doors.enter(session, person, tries, door, now)


def sign_out(key: str, now: datetime) -> None:
    """End the sign-in of this browser; its cookie is worth nothing from now on."""
    with transaction() as session:
        accounts.end_sign_in(session, key, now)


def forgot(email: str, door: Door, base_url: str, now: datetime) -> None:
    """Mail a link that sets a new password, when the address is known; says nothing either way."""
    with transaction() as session:
        doors.count_a_try(session, f"reset:{email}", door, 1, now)
    with transaction() as session:
        person = accounts.by_email(session, email)
        if person is None or person.disabled_at is not None:
            return
        token = ids.secret_token()
        accounts.add_link(session, LinkPurpose.PASSWORD_RESET, person.id, token, RESET_LASTS, now)
        letter = letters.new_password(person.name, person.language, f"{base_url}/welcome/{token}")
        mail.queue(session, f"reset-{accounts.hashed(token)[:32]}", person.email, letter, now)


def first_link(base_url: str, now: datetime) -> str | None:
    """A one-time link for the first administrator; None once there is one."""
    with transaction() as session:
        if accounts.anybody(session):
            return None
        token = ids.secret_token()
        purpose = LinkPurpose.FIRST_ADMINISTRATOR
        accounts.add_link(session, purpose, None, token, FIRST_LINK_LASTS, now)
        return f"{base_url}/welcome/{token}"


def welcome(token: str, now: datetime) -> Welcome | None:
    """What the link opens; None when it was used, replaced or is too old."""
    link = accounts.usable_link(rows(), token, SETS_A_PASSWORD, now)
    if link is None:
        return None
    if link.purpose is LinkPurpose.FIRST_ADMINISTRATOR:
        return None if accounts.anybody(rows()) else Welcome(link.purpose, "", "", "fr")
    person = rows().get_one(Person, link.person_id)
    return Welcome(link.purpose, person.name, person.email, person.language)


def enter(token: str, new: NewAccount, now: datetime) -> str:
    """Use the link: set the password, end every other sign-in; gives the secret for the cookie.

    Raises `Refused` with every problem of the password, name or address; the link then still works.
    """
    with transaction() as session:
        link = accounts.use_link(session, token, SETS_A_PASSWORD, now)
        if link is None:
            raise Refused(_spent_link())
        person = _person_of(link, new, now)
        if problems := passwords.problems_of(new.password, person.email):
            raise Refused(*problems)
        person.password_hash = passwords.hashed(new.password)
        accounts.end_every_sign_in(session, person.id)
        key = ids.secret_token()
        accounts.add_sign_in(session, person, key, now)
        audit.note(session, person.id, None, f"account.{link.purpose}", person.public_id, {}, now)
    return key


def speak(person_id: int, language: str) -> None:
    """Keep the language in which a person reads the pages."""
    with transaction() as session:
        session.get_one(Person, person_id).language = language


def _person_of(link: OneTimeLink, new: NewAccount, now: datetime) -> Person:
    if link.person_id is not None:
        return rows().get_one(Person, link.person_id)
    if accounts.anybody(rows()):
        raise Refused(_spent_link())
    if problems := tuple(_missing(new)):
        raise Refused(*problems)
    return _first_administrator(new, now)


def _first_administrator(new: NewAccount, now: datetime) -> Person:
    platform = people.platform(rows(), now)
    person = Person(
        name=new.name.strip(), email=new.email.strip(), language=new.language, created_at=now
    )
    rows().add(person)
    rows().flush()
    rows().add(
        Membership(
            person_id=person.id,
            organisation_id=platform.id,
            role=Role.ADMINISTRATOR,
            created_at=now,
        )
    )
    return person


def _missing(new: NewAccount) -> list[Problem]:
    problems = []
    if not new.name.strip():
        fix = _("Write it as colleagues should read it.")
        problems.append(Problem("name", _("nothing"), _("your name"), fix))
    if "@" not in new.email.strip(" @"):
        fix = _("Write the address you will sign in with.")
        problems.append(
            Problem("email", new.email.strip() or _("nothing"), _("an e-mail address"), fix)
        )
    elif accounts.by_email(rows(), new.email):
        fix = _("Use another one, or give that account the role: telepro user add.")
        problems.append(
            Problem("email", new.email.strip(), _("an address without an account"), fix)
        )
    return problems


def _unknown() -> Problem:
    return Problem(
        "sign-in",
        _("an address and a password that don't go together"),
        _("those of one account"),
        _("Check both, or ask for a new password by e-mail."),
    )


def _spent_link() -> Problem:
    return Problem(
        "link",
        _("a link that was already used or is too old"),
        _("a fresh one"),
        _("Ask for a new password, or ask whoever invited you to send another invitation."),
    )
