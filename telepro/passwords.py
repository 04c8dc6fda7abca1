"""Decides which passwords are strong enough, and keeps them as argon2id hashes."""

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask_babel import gettext as _

from campaigns.problems import Problem

SHORTEST = 12
LONGEST = 128
FEWEST_DIFFERENT = 5

# Verified for accounts that do not exist, so that they take as long as those that do.
NOBODYS = (
    "$argon2id$v=19$m=65536,t=3,p=4$dPkNzVJHL2F23IEwzzu+hw$"
    "U0e+jQaLWU37xfly7Rdm/5tJLVXQ2kjfbYjMYarZfmI"
)


def hashed(password: str) -> str:
    """The argon2id hash to keep (RFC 9106, low-memory profile)."""
    return PasswordHasher().hash(password)


def matches(password_hash: str | None, password: str) -> bool:
    """True when `password` is the one behind the hash; no hash takes as long and never matches."""
    try:
        PasswordHasher().verify(password_hash or NOBODYS, password)
    except (VerificationError, InvalidHashError):
        return False
    return password_hash is not None


def problems_of(password: str, email: str) -> tuple[Problem, ...]:
    """What is wrong with a new password: too short, too long, too plain, or the address itself."""
    if not SHORTEST <= len(password) <= LONGEST:
        found = _("%(count)d characters", count=len(password))
        expected = _("%(least)d to %(most)d characters", least=SHORTEST, most=LONGEST)
        return (_problem(found, expected, _("Three or four words in a row are easy to keep.")),)
    name = email.partition("@")[0].lower()
    if name and name in password.lower() and len(password) < len(name) + SHORTEST:
        found = _("your own address, hardly changed")
        return (_problem(found, _("words of their own"), _("Choose words nobody links to you.")),)
    if len(set(password)) < FEWEST_DIFFERENT:
        found = _("the same few characters over and over")
        return (_problem(found, _("at least five different ones"), _("Use several words.")),)
    return ()


def _problem(found: str, expected: str, fix: str) -> Problem:
    return Problem("password", found, expected, fix)
