"""The area of a postal address: the département of a French postcode, the letters of a British one."""

import re
from collections.abc import Callable, Mapping

_OVERSEAS = tuple(f"97{n}" for n in range(1, 9)) + tuple(f"98{n}" for n in (4, 6, 7, 8))
DEPARTEMENTS = frozenset(
    [f"{n:02d}" for n in range(1, 96) if n != 20] + ["2A", "2B"] + list(_OVERSEAS)
)
_FRENCH = re.compile(r"[0-9]{5}")
_BRITISH = re.compile(r"([A-Z]{1,2})[0-9]")
_CORSICA = "20"
# Postcodes from 20200 on are of Haute-Corse.
_HAUTE_CORSE_FROM = 20_200


def area_of(country: str, postal_code: str) -> str:
    """The area of a postcode, empty where the country's areas are not known or the code has none."""
    plain = postal_code.replace(" ", "").upper()
    read = _READERS.get(country)
    return read(plain) if read else ""


def is_area(country: str, written: str) -> bool:
    """Whether that area exists in the country; of a country without known areas, any text may."""
    plain = written.strip().upper()
    if country == "FR":
        return plain in DEPARTEMENTS
    return country != "GB" or (plain.isascii() and plain.isalpha() and len(plain) <= 2)


def _french(code: str) -> str:
    if not _FRENCH.fullmatch(code):
        return ""
    if code.startswith(_CORSICA):
        return "2A" if int(code) < _HAUTE_CORSE_FROM else "2B"
    found = code[:3] if code[:3] in DEPARTEMENTS else code[:2]
    return found if found in DEPARTEMENTS else ""


def _british(code: str) -> str:
    match = _BRITISH.match(code)
    return match[1] if match else ""


_READERS: Mapping[str, Callable[[str], str]] = {"FR": _french, "GB": _british}
