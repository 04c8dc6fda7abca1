"""How many tries a door is good for, and what opens behind it once somebody has proved who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from campaigns.problems import Problem, Refused
from telepro import ids
from telepro.db import accounts
from telepro.db.who import Person
from telepro.settings import Limits

# An account that shut for everybody could be shut by anybody: it shuts for the address that tries,
# and for all only where as many addresses try together.
ADDRESSES_TOGETHER = 10


class TooManyTries(Refused):
    """Too many tries that failed, for one account or from one address."""


@dataclass(frozen=True, slots=True)
class Door:
    """Where a try comes from and how many are allowed; `key` turns both into fingerprints."""

    address: str
    limits: Limits
    key: str


def count_a_try(
    session: Session, email: str, door: Door, together: int, now: datetime
) -> list[int]:
    """Count a try at an account as failed until it proves right; gives the rows to forgive then.

    Commit before looking at what was tried, so that parallel tries all count. Raises `TooManyTries`
    past a limit.
    """
    per_account = door.limits.sign_in_tries_per_account
    return _count(
        session,
        (
            (_key_from_here(email, door), per_account),
            (accounts.fingerprint("account", email, door.key), per_account * together),
            _from_here(door),
        ),
        door,
        now,
    )


def count_a_nameless_try(session: Session, door: Door, now: datetime) -> list[int]:
    """The same where nobody has said yet which account they mean."""
    return _count(session, (_from_here(door),), door, now)


def enter(session: Session, person: Person, tries: list[int], door: Door, now: datetime) -> str:
    """Forgive the tries and open a sign-in; gives the secret for the cookie."""
    key = ids.secret_token()
    accounts.forgive(session, _key_from_here(person.email, door), tries)
    accounts.add_sign_in(session, person, key, now)
    return key


def _count(
    session: Session, limits: tuple[tuple[str, int], ...], door: Door, now: datetime
) -> list[int]:
    since = now - timedelta(minutes=door.limits.sign_in_minutes)
    for key, most in limits:
        accounts.queue_at(session, key)
        made = accounts.failures(session, key, since)
        if len(made) >= most:
            raise TooManyTries(_too_many(made[-most] - since))
    return [accounts.add_failure(session, key, now) for key, _most in limits]


def _from_here(door: Door) -> tuple[str, int]:
    key = accounts.fingerprint("address", door.address, door.key)
    return key, door.limits.sign_in_tries_per_address


def _key_from_here(email: str, door: Door) -> str:
    return accounts.fingerprint("account here", f"{email.strip()} {door.address}", door.key)


def _too_many(left: timedelta) -> Problem:
    minutes = max(1, -(-int(left.total_seconds()) // 60))
    return Problem(
        "sign-in",
        _("too many tries"),
        _("a pause of %(minutes)d minutes", minutes=minutes),
        _("Wait, or ask for a new password by e-mail."),
    )
