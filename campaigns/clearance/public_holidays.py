"""Which days are public holidays of a country or of a state, and their names in French and English."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

import holidays as calendars

_OBSERVED = " (observed)"
# The library has no French names for these countries.
_FRENCH: dict[str, str] = {
    "All Saints' Day": "Toussaint",
    "All Saints' Day; National Unity Day": "Toussaint ; fête de l'Unité nationale",
    "Ascension Day": "Ascension",
    "Assumption Day": "Assomption",
    "Assumption Of Mary Day": "Assomption",
    "Boxing Day": "Lendemain de Noël",
    "Christmas Day": "Noël",
    "Columbus Day": "Jour de Christophe Colomb",
    "Columbus Day / American Indian Heritage Day / Fraternal Day": "Jour de Christophe Colomb",
    "Confederate Memorial Day": "Jour du souvenir confédéré",
    "Constitution Day": "Jour de la Constitution",
    "Day After Thanksgiving": "Lendemain de Thanksgiving",
    "Easter Monday": "Lundi de Pâques",
    "Easter Sunday": "Pâques",
    "Election Day": "Jour d'élection",
    "Epiphany": "Épiphanie",
    "George Washington & Thomas Jefferson's Birthday": "Anniversaire de Washington et de Jefferson",
    "German Unity Day": "Jour de l'Unité allemande",
    "Good Friday": "Vendredi saint",
    "Immaculate Conception": "Immaculée Conception",
    "Independence Day": "Jour de l'Indépendance",
    "Indigenous Peoples' Day / Columbus Day": "Jour des peuples autochtones",
    "Jefferson Davis Birthday": "Anniversaire de Jefferson Davis",
    "Juneteenth National Independence Day": "Juneteenth",
    "Labor Day": "Fête du Travail",
    "Liberation Day": "Anniversaire de la Libération",
    "Mardi Gras": "Mardi gras",
    "Martin Luther King Jr. Day": "Jour de Martin Luther King",
    "Martin Luther King, Jr & Robert E. Lee's Birthday": "Jour de Martin Luther King",
    "May Day": "Fête de mai",
    "Memorial Day": "Jour du souvenir",
    "National Day": "Fête nationale",
    "National Unity Day": "Fête de l'Unité nationale",
    "New Year's Day": "Jour de l'an",
    "Pentecost Monday": "Lundi de Pentecôte",
    "Presidents' Day": "Jour des présidents",
    "Republic Day": "Fête de la République",
    "Saint Francis of Assisi, Patron Saint of Italy": "Saint-François d'Assise",
    "Saint Stephen's Day": "Saint-Étienne",
    "Second Day of Christmas": "Lendemain de Noël",
    "Spring Bank Holiday": "Jour férié de printemps",
    "Thanksgiving Day": "Thanksgiving",
    "Veterans Day": "Jour des anciens combattants",
    "Victory Day": "Jour de la Victoire",
    "Washington's Birthday": "Anniversaire de Washington",
}


@lru_cache(maxsize=512)
def public_holidays(country: str, year: int) -> Mapping[date, Mapping[str, str]]:
    """Return the national public holidays of a year with their French and English names.

    `country` may name a state or region: US-AL. France: the eleven days of the Labour Code, article
    L.3133-1, without the local ones. A country that the library does not know has none.
    """
    code, _, region = country.partition("-")
    if code not in calendars.list_supported_countries():
        return {}
    english = calendars.country_holidays(code, region or None, year, language="en_US")
    if "fr" not in english.supported_languages:
        return {day: {"fr": _in_french(english[day]), "en": english[day]} for day in english}
    french = calendars.country_holidays(code, region or None, year, language="fr")
    return {day: {"fr": french[day], "en": english[day]} for day in english}


def holiday_name(country: str | None, day: date) -> Mapping[str, str] | None:
    """Return the names ("fr", "en") of the holiday that `day` is in `country`, None on any other day."""
    return public_holidays(country, day.year).get(day) if country else None


def _in_french(english: str) -> str:
    name = english.removesuffix(_OBSERVED)
    french = _FRENCH.get(name, name)
    return f"{french} (observé)" if name != english else french
