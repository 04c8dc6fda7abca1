"""Which country a cell of a prospect file names: a code of two letters, from a code or a common name."""

import phonenumbers

from campaigns.spelling import fold

NAMES: dict[str, str] = {
    "FR": "france|fra|france_metropolitaine|f",
    "GP": "guadeloupe|glp",
    "MQ": "martinique|mtq",
    "GF": "guyane|guyane_francaise|french_guiana|guf",
    "RE": "reunion|la_reunion|reu",
    "YT": "mayotte|myt",
    "PM": "saint_pierre_et_miquelon|saint_pierre_and_miquelon",
    "BL": "saint_barthelemy",
    "MF": "saint_martin",
    "MC": "monaco",
    "BE": "belgique|belgium|bel",
    "LU": "luxembourg|lux",
    "CH": "suisse|switzerland|che",
    "DE": "allemagne|germany|deutschland|deu|d",
    "AT": "autriche|austria|osterreich|aut",
    "NL": "pays_bas|netherlands|the_netherlands|nederland|nld",
    "ES": "espagne|spain|espana|esp",
    "PT": "portugal|prt",
    "IT": "italie|italy|italia|ita",
    "GB": "royaume_uni|united_kingdom|uk|great_britain|grande_bretagne|angleterre|england|ecosse"
    "|scotland|pays_de_galles|wales|gbr",
    "IE": "irlande|ireland|irl",
    "US": "etats_unis|united_states|united_states_of_america|usa|u_s_a|u_s",
    "CA": "canada|can",
    "MA": "maroc|morocco|mar",
    "TN": "tunisie|tunisia|tun",
    "DZ": "algerie|algeria|dza",
    "SN": "senegal|sen",
    "CI": "cote_d_ivoire|ivory_coast|civ",
    "PL": "pologne|poland|polska|pol",
    "SE": "suede|sweden|sverige|swe",
    "DK": "danemark|denmark|danmark|dnk",
    "NO": "norvege|norway|norge|nor",
}

_CODES = {name: code for code, names in NAMES.items() for name in names.split("|")}


def is_country(code: str) -> bool:
    """True for the ISO 3166 code, in capitals, of a country or territory that can be called."""
    return code in phonenumbers.SUPPORTED_REGIONS


def country_code(text: str) -> str | None:
    """Return the ISO 3166 code of a code or a French or English name; None when it names none."""
    code = text.strip().upper()
    if is_country(code):
        return code
    return _CODES.get(fold(text))


_LANGUAGES: dict[str, str] = {
    **dict.fromkeys(("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF", "MC"), "fr"),
    **dict.fromkeys(("BE", "LU", "CH", "MA", "TN", "DZ", "SN", "CI"), "fr"),
    **dict.fromkeys(("DE", "AT"), "de"),
    "ES": "es",
    "IT": "it",
    "PT": "pt",
    "NL": "nl",
}


def language_of(country: str) -> str:
    """The language to speak with prospects of a country, where their row states none."""
    return _LANGUAGES.get(country, "en")
