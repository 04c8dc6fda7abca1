"""What somebody looks for who types into the search of prospects: a number, a registration, an address, words."""

import re
from dataclasses import dataclass
from enum import StrEnum

from campaigns.numbers.phones import ReadPhone, read_phone
from campaigns.spelling import fold

LONGEST = 100
MOST_WORDS = 6
SHORTEST_WORD = 2
_SIREN, _SIRET = 9, 14  # digits
_SPACES = re.compile(r"[\s.\u00a0\u202f]")


class Work(StrEnum):
    """How far prospects have been worked, as one may ask for them."""

    NEVER_CALLED = "never_called"
    CALLED = "called"
    IN_NO_CAMPAIGN = "in_no_campaign"


WORK_LABELS = {
    Work.NEVER_CALLED: {"fr": "Jamais appelés", "en": "Never called"},
    Work.CALLED: {"fr": "Déjà appelés", "en": "Called before"},
    Work.IN_NO_CAMPAIGN: {"fr": "Dans aucune campagne", "en": "In no campaign"},
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a typed text may mean; all empty when nothing is sought.

    `number` is E.164, `registration` a SIREN or SIRET, `words` folded and each to be found.
    """

    number: str | None = None
    registration: str | None = None
    email: str | None = None
    words: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != Sought()


def sought(text: str, country: str) -> Sought:
    """Read what was typed; a number without a prefix is one of `country` (ISO 3166, two letters)."""
    typed = text.replace("\0", "").strip()[:LONGEST]
    if "@" in typed:
        return Sought(email=typed.lower())
    read = read_phone(typed, country) if typed else None
    number = read.phone.e164 if isinstance(read, ReadPhone) else None
    compact = _SPACES.sub("", typed)
    registered = compact.isdecimal() and len(compact) in {_SIREN, _SIRET}
    if number or registered:
        return Sought(number, compact if registered else None)
    words = [word for word in fold(typed).split("_") if len(word) >= SHORTEST_WORD]
    return Sought(words=tuple(words[:MOST_WORDS]))
