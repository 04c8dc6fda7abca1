"""Why a text is not a number that may be dialled, in words for whoever typed it."""

from dataclasses import dataclass
from enum import StrEnum

from campaigns.problems import Problem, quoted


class BadCode(StrEnum):
    """Each way in which a text fails to be a number that may be dialled."""

    EMPTY = "empty"
    NOT_A_NUMBER = "not_a_number"
    DIGITS_LOST = "digits_lost"
    NO_COUNTRY = "no_country"
    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNASSIGNED = "unassigned"
    SATELLITE = "satellite"
    SHORT = "short"
    PREMIUM = "premium"
    SHARED_COST = "shared_cost"
    TOLL_FREE = "toll_free"
    PAGER = "pager"
    UAN = "uan"
    VOICEMAIL = "voicemail"
    PERSONAL = "personal"


@dataclass(frozen=True, slots=True)
class _Words:
    expected: dict[str, str]
    fix: dict[str, str]


_A_PERSONS_LINE = {
    "fr": "un numéro fixe, mobile ou 09 d'une personne ou d'un établissement",
    "en": "a fixed, mobile or internet number of a person or an establishment",
}


def _refused_type(fr: str, en: str) -> _Words:
    return _Words(
        _A_PERSONS_LINE,
        {
            "fr": f"C'est {fr} : donnez la ligne directe du prospect.",
            "en": f"This is {en}: give the prospect's own line.",
        },
    )


WORDS: dict[BadCode, _Words] = {
    BadCode.EMPTY: _Words(
        {"fr": "un numéro de téléphone", "en": "a phone number"},
        {"fr": "Remplissez la cellule.", "en": "Fill in the cell."},
    ),
    BadCode.NOT_A_NUMBER: _Words(
        {"fr": "des chiffres, comme 01 99 00 12 34", "en": "digits, such as +33 1 99 00 12 34"},
        {"fr": "Écrivez le numéro en chiffres.", "en": "Write the number in digits."},
    ),
    BadCode.DIGITS_LOST: _Words(
        {"fr": "tous les chiffres du numéro", "en": "every digit of the number"},
        {
            "fr": "Le tableur a arrondi le numéro : mettez la colonne au format Texte "
            "et reprenez la valeur d'origine.",
            "en": "The spreadsheet has rounded the number: set the column to Text "
            "and take the value from its origin again.",
        },
    ),
    BadCode.NO_COUNTRY: _Words(
        {
            "fr": "un indicatif de pays connu, ou le pays du fichier",
            "en": "a known country code, or the country of the file",
        },
        {
            "fr": "Écrivez le numéro avec + et l'indicatif du pays.",
            "en": "Write the number with + and its country code.",
        },
    ),
    BadCode.TOO_SHORT: _Words(
        {"fr": "un numéro complet", "en": "a whole number"},
        {
            "fr": "Il manque des chiffres : complétez le numéro.",
            "en": "Digits are missing: complete the number.",
        },
    ),
    BadCode.TOO_LONG: _Words(
        {"fr": "un seul numéro, de 15 chiffres au plus", "en": "one number of at most 15 digits"},
        {
            "fr": "Il y a trop de chiffres : gardez un seul numéro par cellule, ou séparez-les par /.",
            "en": "There are too many digits: keep one number to a cell, or separate them with /.",
        },
    ),
    BadCode.UNASSIGNED: _Words(
        {"fr": "un numéro d'une tranche attribuée", "en": "a number in a range that is in use"},
        {
            "fr": "Cette tranche n'est attribuée à personne : vérifiez les premiers chiffres.",
            "en": "Nobody has been given this range: check the first digits.",
        },
    ),
    BadCode.SATELLITE: _refused_type(
        "un numéro de satellite ou de réseau international", "a satellite or world network number"
    ),
    BadCode.SHORT: _refused_type("un numéro court ou d'urgence", "a short or emergency number"),
    BadCode.PREMIUM: _refused_type("un numéro surtaxé", "a premium-rate number"),
    BadCode.SHARED_COST: _refused_type("un numéro à coût partagé", "a shared-cost number"),
    BadCode.TOLL_FREE: _refused_type("un numéro vert", "a toll-free number"),
    BadCode.PAGER: _refused_type("un numéro de radiomessagerie", "a pager"),
    BadCode.UAN: _refused_type(
        "un numéro d'accès unique à coût banalisé", "a company-wide access number"
    ),
    BadCode.VOICEMAIL: _refused_type("un numéro de messagerie vocale", "a voicemail number"),
    BadCode.PERSONAL: _refused_type(
        "un numéro de renvoi personnel", "a personal forwarding number"
    ),
}


@dataclass(frozen=True, slots=True)
class BadPhone:
    """A text that can't be dialled: why (`code`) and the text as it was found."""

    code: BadCode
    found: str

    @property
    def expected(self) -> str:
        """What was expected, in English; `problem` gives both languages."""
        return WORDS[self.code].expected["en"]

    @property
    def fix(self) -> str:
        """What to do, in English; `problem` gives both languages."""
        return WORDS[self.code].fix["en"]

    def problem(self, place: str, language: str = "en") -> Problem:
        """The same as a Problem found at `place`, in French ("fr") or English ("en")."""
        words = WORDS[self.code]
        return Problem(
            place, quoted(self.found, language), words.expected[language], words.fix[language]
        )
