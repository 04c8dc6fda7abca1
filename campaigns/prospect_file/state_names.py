"""Which state of the US or province of Canada a cell names, by its code or its name."""

from functools import cache

from campaigns.numbers.north_america import CA, US, is_region
from campaigns.spelling import fold

_STATES = """
AL Alabama, AK Alaska, AZ Arizona, AR Arkansas, CA California, CO Colorado, CT Connecticut, DE Delaware,
DC District of Columbia, DC Washington DC, FL Florida, GA Georgia, HI Hawaii, ID Idaho, IL Illinois,
IN Indiana, IA Iowa, KS Kansas, KY Kentucky, LA Louisiana, ME Maine, MD Maryland, MA Massachusetts,
MI Michigan, MN Minnesota, MS Mississippi, MO Missouri, MT Montana, NE Nebraska, NV Nevada,
NH New Hampshire, NJ New Jersey, NM New Mexico, NY New York, NC North Carolina, ND North Dakota, OH Ohio,
OK Oklahoma, OR Oregon, PA Pennsylvania, RI Rhode Island, SC South Carolina, SD South Dakota,
TN Tennessee, TX Texas, UT Utah, VT Vermont, VA Virginia, WA Washington, WV West Virginia, WI Wisconsin,
WY Wyoming
"""
_PROVINCES = """
AB Alberta, BC British Columbia, BC Colombie-Britannique, MB Manitoba, NB New Brunswick,
NB Nouveau-Brunswick, NL Newfoundland and Labrador, NL Terre-Neuve-et-Labrador, NS Nova Scotia,
NS Nouvelle-Écosse, NT Northwest Territories, NT Territoires du Nord-Ouest, ON Ontario,
PE Prince Edward Island, PE Île-du-Prince-Édouard, QC Québec, SK Saskatchewan, YT Yukon
"""
_NAMES = {US: _STATES, CA: _PROVINCES}


def state_code(country: str, text: str) -> str | None:
    """The code of a state or province of the country (FL, QC); None for other countries and texts."""
    code = text.strip().upper().removeprefix(f"{country}-")
    return code if is_region(country, code) else _by_name(country).get(fold(text))


def names_a_state(text: str) -> bool:
    """Tell whether a cell names a state or a province of either country."""
    return any(state_code(country, text) for country in _NAMES)


@cache
def _by_name(country: str) -> dict[str, str]:
    entries = (each.strip().split(maxsplit=1) for each in _NAMES.get(country, "").split(","))
    return {fold(entry[1]): entry[0] for entry in entries if len(entry) > 1}
