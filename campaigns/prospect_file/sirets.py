"""Which French registration a cell holds: an establishment's SIRET, a company's SIREN, or neither."""

import re
from dataclasses import dataclass
from functools import lru_cache

from stdnum.fr import siren, siret

_SEPARATORS = re.compile(r"[\s.\-_/]")
_QUANTITY = re.compile(r"[.,]0+$")


@dataclass(frozen=True, slots=True)
class Registration:
    """What the register knows: `mended` is true for a leading zero put back."""

    siret: str | None = None
    siren: str | None = None
    mended: bool = False


NONE = Registration()


@lru_cache(maxsize=4096)
def read_registration(text: str) -> Registration | None:
    """Read a SIRET (14 digits) or a SIREN (9); None when the check digit or the length is wrong.

    La Poste's establishments have a rule of their own (the sum of the digits is a multiple of 5).
    A spreadsheet takes leading zeros away: one is put back when the number is then right.
    """
    digits = _SEPARATORS.sub("", _QUANTITY.sub("", text.strip()))
    if not digits.isdecimal() or not digits.isascii():
        return None
    for candidate, mended in ((digits, False), ("0" + digits, True)):
        if len(candidate) == 14 and siret.is_valid(candidate):
            return Registration(candidate, candidate[:9], mended)
        if len(candidate) == 9 and siren.is_valid(candidate):
            return Registration(None, candidate, mended)
    return None
