"""Passkeys of people: added and removed on one's own account, and signing in with one; on the real clock."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.problems import NotFound, Problem, Refused
from telepro import letters, passkeys
from telepro.db import audit, doors, mail, transaction
from telepro.db import passkeys as kept
from telepro.db import session as rows
from telepro.db.doors import Door
from telepro.db.who import Passkey, Person
from telepro.passkeys import Made, Owner, Place

MOST = 20
LONGEST_NAME = 60


def of(person_id: int) -> Sequence[Passkey]:
    """A person's own passkeys, the oldest first."""
    return kept.of_person(rows(), person_id)


def asked_to_add(person_id: int, place: Place, now: datetime) -> str:
    """What that person's browser needs to make a passkey, as JSON; raises `Refused` past `MOST`."""
    person, has = rows().get_one(Person, person_id), kept.of_person(rows(), person_id)
    _check_room(has)
    owned = tuple(each.credential_id for each in has)
    owner = Owner(person.public_id, person.email, person.name, owned)
    return passkeys.asked_to_add(place, owner, now)


def add(person_id: int, answer: str, name: str, place: Place, now: datetime) -> None:
    """Keep the passkey that a browser made, and write to its owner that it opens the account.

    Raises `Refused` unless it proves itself, where it is kept already, and past `MOST`.
    """
    with transaction() as session:
        # One at a time, so that as many answers at once don't each find room.
        person = session.get_one(Person, person_id, with_for_update=True)
        _check_room(kept.of_person(session, person_id))
        made = passkeys.made(answer, place, person.public_id, now)
        called = name.strip()[:LONGEST_NAME]
        public_id = kept.add(session, person_id, made, called, now)
        if public_id is None:
            raise _refused(
                _("a passkey that is kept already"),
                _("a new one"),
                _("This device opens your account: there is nothing to do."),
            )
        letter = letters.passkey_added(person.name, person.language, called, place.origin)
        mail.queue(session, f"passkey-{public_id}", person.email, letter, now)
        _note(session, person, "account.passkey_added", called, now)


def remove(person_id: int, public_id: str, now: datetime) -> None:
    """Let a passkey open nothing any more; raises `NotFound`."""
    with transaction() as session:
        person = session.get_one(Person, person_id)
        name = kept.remove(session, person_id, public_id)
        if name is None:
            raise NotFound(public_id)
        _note(session, person, "account.passkey_removed", name, now)


def asked_to_enter(place: Place, now: datetime) -> str:
    """What anybody's browser needs to sign in with a passkey, as JSON."""
    return passkeys.asked_to_enter(place, now)


def sign_in(answer: str, place: Place, door: Door, now: datetime) -> str:
    """Open a sign-in for whoever's passkey it is; gives the secret for the cookie.

    Raises `TooManyTries` past the limit of the address, else `Refused` unless it proves itself.
    """
    with transaction() as session:
        tries = doors.count_a_nameless_try(session, door, now)
    with transaction() as session:
        found = kept.behind(session, passkeys.credential_of(answer))
        if found is None:
            raise passkeys.unknown()
        passkey, person = found
        own = Made(passkey.credential_id, passkey.public_key, passkey.signs)
        asked_at, signs = passkeys.shown(answer, place, own, now)
        if not kept.use(session, passkey.id, asked_at, signs, now):
            raise _refused(_("an answer that was used before"), _("a new one"), _("Try once more."))
        return doors.enter(session, person, tries, door, now)


def _check_room(has: Sequence[Passkey]) -> None:
    if len(has) >= MOST:
        raise _refused(
            _("%(count)d passkeys", count=len(has)),
            _("%(most)d at most", most=MOST),
            _("Remove one that you don't use any more."),
        )


def _note(session: Session, person: Person, act: str, name: str, now: datetime) -> None:
    audit.note(session, person.id, None, act, person.public_id, {"name": name}, now)


def _refused(found: str, expected: str, fix: str) -> Refused:
    return Refused(Problem("sign-in", found, expected, fix))
