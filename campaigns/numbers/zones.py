"""Which time zones a prospect's phone may ring in, and what says so."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from zoneinfo import available_timezones

from campaigns.numbers.north_america import (
    CA,
    CENTRAL,
    EASTERN,
    MOUNTAIN,
    PACIFIC,
    US,
    is_region,
    of_postal_code,
)


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

_OF_STATES: dict[tuple[str, ...], str] = {
    (EASTERN,): "CT DE DC GA ME MD MA NH NJ NY NC OH PA RI SC VT VA WV",
    (CENTRAL,): "AL AR IL IA LA MN MS MO OK WI",
    (MOUNTAIN,): "CO MT NM UT WY",
    (PACIFIC,): "CA WA",
    (EASTERN, CENTRAL): "FL IN KY MI TN",
    (CENTRAL, MOUNTAIN): "KS NE ND SD TX",
    (MOUNTAIN, PACIFIC): "ID NV OR",
    ("America/Phoenix", MOUNTAIN): "AZ",
    ("America/Adak", "America/Anchorage"): "AK",
    ("Pacific/Honolulu",): "HI",
}
_OF_PROVINCES: dict[tuple[str, ...], str] = {
    ("America/Edmonton",): "AB",
    ("America/Vancouver", "America/Edmonton"): "BC",
    ("America/Winnipeg",): "MB",
    ("America/Halifax",): "NB NS PE",
    ("America/St_Johns", "America/Halifax"): "NL",
    ("America/Toronto", "America/Winnipeg"): "ON",
    ("America/Toronto", "America/Halifax"): "QC",
    ("America/Regina", "America/Edmonton"): "SK",
    ("America/Yellowknife", "America/Rankin_Inlet", "America/Iqaluit"): "NT",
    ("America/Whitehorse",): "YT",
}
STATE_ZONES: dict[tuple[str, str], tuple[str, ...]] = {
    (country, region): zones
    for country, table in ((US, _OF_STATES), (CA, _OF_PROVINCES))
    for zones, regions in table.items()
    for region in regions.split()
}

# Elsewhere a country's number, or none at all, leaves these.
OF_COUNTRY: dict[str, tuple[str, ...]] = {
    **{territory: (zone,) for territory, zone in OF_TERRITORY.items()},
    "GB": ("Europe/London",),
    "DE": ("Europe/Berlin",),
    "BE": ("Europe/Brussels",),
    "CH": ("Europe/Zurich",),
    "IT": ("Europe/Rome",),
    "ES": ("Europe/Madrid", "Atlantic/Canary"),
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
    explicit: str | None,
    country: str,
    postal_code: str | None,
    phone_zones: tuple[str, ...],
    region: str | None = None,
) -> Zones:
    """Choose the zones: the contact's own, then its postal code, its number, its country.

    A North American `region` or postal code that the number's own zones contradict leaves those of
    the state; it is in one of them. An explicit zone that the world does not know gives none, so that nothing is dialled by mistake.
    """
    if explicit:
        return Zones((explicit,) if is_zone(explicit) else (), ZoneSource.EXPLICIT)
    territory = _of_postal_code(country, postal_code)
    if territory is not None:
        return Zones((OF_TERRITORY[territory],), ZoneSource.POSTAL_CODE)
    of_state = _of_state(country, postal_code, region)
    if of_state:
        common = tuple(zone for zone in phone_zones if zone in of_state)
        return Zones(common or of_state, ZoneSource.POSTAL_CODE)
    if phone_zones:
        return Zones(phone_zones, ZoneSource.NUMBER)
    if country in OF_COUNTRY:
        return Zones(OF_COUNTRY[country], ZoneSource.COUNTRY)
    return Zones((), ZoneSource.NONE)


def _of_state(country: str, postal_code: str | None, region: str | None) -> tuple[str, ...]:
    """The zones of the state or province that is stated or that a postal code names; else none."""
    stated = (region or "").strip().upper().removeprefix(f"{country}-")
    state = stated if is_region(country, stated) else of_postal_code(country, postal_code)
    return STATE_ZONES.get((country, state or ""), ())


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
