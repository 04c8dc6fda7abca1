"""Which time zones a prospect's phone may ring in, and what says so."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import available_timezones


class ZoneSource(StrEnum):
    """What told the zone, from the surest to the vaguest."""

    EXPLICIT = "explicit"
    POSTAL_CODE = "postal_code"
    NUMBER = "number"
    COUNTRY = "country"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Zones:
    """All the zones that are possible (hours are then those common to all); none when unknown."""

    names: tuple[str, ...]
    source: ZoneSource


OF_TERRITORY: dict[str, str] = {
    "FR": "Europe/Paris",
    "GP": "America/Guadeloupe",
    "MQ": "America/Martinique",
    "GF": "America/Cayenne",
    "RE": "Indian/Reunion",
    "PM": "America/Miquelon",
    "YT": "Indian/Mayotte",
    "BL": "America/St_Barthelemy",
    "MF": "America/Marigot",
}

# The longest prefix decides: Saint-Barthélemy and Saint-Martin lie within Guadeloupe's 971.
OF_FRENCH_POSTAL_CODE: dict[str, str] = {
    "971": "GP",
    "97133": "BL",
    "97150": "MF",
    "972": "MQ",
    "973": "GF",
    "974": "RE",
    "975": "PM",
    "976": "YT",
    "977": "BL",
    "978": "MF",
}


@lru_cache(maxsize=65536)
def zone_for(
    explicit: str | None, country: str, postal_code: str | None, phone_zones: tuple[str, ...]
) -> Zones:
    """Choose the zones: the contact's own, then its postal code, its number, its country.

    An explicit zone that the world does not know gives none, so that nothing is dialled by mistake.
    """
    if explicit:
        return Zones((explicit,) if is_zone(explicit) else (), ZoneSource.EXPLICIT)
    territory = _of_postal_code(country, postal_code)
    if territory is not None:
        return Zones((OF_TERRITORY[territory],), ZoneSource.POSTAL_CODE)
    if phone_zones:
        return Zones(phone_zones, ZoneSource.NUMBER)
    if country in OF_TERRITORY:
        return Zones((OF_TERRITORY[country],), ZoneSource.COUNTRY)
    return Zones((), ZoneSource.NONE)


def _of_postal_code(country: str, postal_code: str | None) -> str | None:
    """Return the territory of a French postal code; None for other countries and other texts."""
    code = "".join((postal_code or "").split())
    if country not in OF_TERRITORY or len(code) != 5 or not code.isdecimal():
        return None
    if code.startswith("98"):
        return None
    return OF_FRENCH_POSTAL_CODE.get(code) or OF_FRENCH_POSTAL_CODE.get(code[:3], "FR")


# Names that mean whatever the machine was set to, or nothing yet.
_OF_THE_MACHINE = frozenset({"localtime", "Factory", "posixrules"})


def is_zone(name: str) -> bool:
    """True for a time zone that the world knows, such as Europe/Paris."""
    return name in _known()


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones()) - _OF_THE_MACHINE
