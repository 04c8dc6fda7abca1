"""Signing in by a link in a letter, for who has no password at hand; on the real clock."""

from datetime import datetime, timedelta

from flask_babel import gettext as _

from campaigns.problems import Problem, Refused
from campaigns.states import LinkPurpose
from telepro import ids, letters
from telepro.db import accounts, doors, mail, transaction
from telepro.db import session as rows
from telepro.db.doors import Door
from telepro.db.who import Person

LASTS = timedelta(minutes=15)
ONLY = frozenset({LinkPurpose.SIGN_IN})


def ask(email: str, door: Door, base_url: str, now: datetime) -> None:
    """Mail a link that signs in, when the address is known; says nothing either way.

    Raises `TooManyTries` past a limit.
    """
    with transaction() as session:
        doors.count_a_try(session, f"link:{email}", door, 1, now)
    with transaction() as session:
        person = accounts.by_email(session, email)
        if person is None or person.disabled_at is not None:
            return
        token = ids.secret_token()
        accounts.add_link(session, LinkPurpose.SIGN_IN, person.id, token, LASTS, now)
        link = f"{base_url}/sign-in/link/{token}"
        letter = letters.way_in(person.name, person.language, link)
        key = f"way-in-{accounts.hashed(token)[:32]}"
        mail.queue(session, key, person.email, letter, now, good_until=now + LASTS)


def whose(token: str, now: datetime) -> str | None:
    """The address of whom the link signs in; None when it was used, replaced or is too old."""
    link = accounts.usable_link(rows(), token, ONLY, now)
    person = rows().get_one(Person, link.person_id) if link else None
    return person.email if person and person.disabled_at is None else None


def enter(token: str, now: datetime) -> str:
    """Use the link up and open a sign-in; gives the secret for the cookie. Raises `Refused`."""
    with transaction() as session:
        link = accounts.use_link(session, token, ONLY, now)
        person = session.get_one(Person, link.person_id) if link else None
        if person is None or person.disabled_at is not None:
            raise Refused(_spent())
        key = ids.secret_token()
        accounts.add_sign_in(session, person, key, now)
    return key


def _spent() -> Problem:
    return Problem(
        "link",
        _("a link that was already used or is too old"),
        _("a fresh one"),
        _("Ask for another one, or sign in with your password."),
    )
