"""What is said of one row of a prospect file: why it was rejected, or what was mended in it."""

from dataclasses import dataclass
from enum import StrEnum

from campaigns.numbers.bad_phones import WORDS as PHONE_WORDS
from campaigns.numbers.bad_phones import BadPhone
from campaigns.numbers.phones import REPAIR_WORDS, Repair
from campaigns.problems import Problem, quoted

SHOWN = 120
"""How many characters of a cell are repeated in a message."""

Words = dict[str, str]
_NOTHING: Words = {"fr": "rien", "en": "nothing"}
_A_NAME: Words = {
    "fr": "le nom d'une société ou d'une personne",
    "en": "the name of a company or a person",
}
_A_SHORT_NAME: Words = {
    "fr": "un nom de 300 caractères au plus",
    "en": "a name of at most 300 characters",
}
_A_COUNTRY: Words = {
    "fr": "un pays, comme FR ou France",
    "en": "a country, such as GB or United Kingdom",
}
_ZERO: Words = {
    "fr": "Le zéro initial manquait, il a été remis.",
    "en": "The leading zero was put back.",
}
_ITS_SEPARATOR: Words = {
    "fr": "le séparateur des autres lignes du fichier",
    "en": "the separator of the file's other lines",
}
_LINE: Words = {"fr": "ligne {line}, colonne {column}", "en": "line {line}, column {column}"}


class RowCode(StrEnum):
    """Reasons beside those of a phone, whose codes are `phone_` and the code of BadCode or Repair."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    PHONE_MISSING = "phone_missing"
    COUNTRY_UNKNOWN = "country_unknown"
    HEADING_REPEATED = "heading_repeated"
    TOO_MANY_CELLS = "too_many_cells"
    OTHER_SEPARATOR = "other_separator"
    CELL_TOO_LONG = "cell_too_long"
    QUOTE_UNCLOSED = "quote_unclosed"
    SIRET_INVALID = "siret_invalid"
    SIRET_ZERO = "siret_leading_zero"
    SIREN_INVALID = "siren_invalid"
    NAF_INVALID = "naf_invalid"
    EMAIL_INVALID = "email_invalid"
    POSTAL_ZERO = "postal_code_leading_zero"
    LANGUAGE_UNKNOWN = "language_unknown"
    CONTROL_CHARACTERS = "control_characters"
    NAMED_BY_NUMBER = "named_by_number"
    NAME_CUT = "name_cut"
    COUNTRY_OF_FILE = "country_of_file"
    OWN_SEPARATOR = "own_separator"
    ERASED = "erased"


@dataclass(frozen=True, slots=True)
class RowProblem:
    """One thing said of a row; `column` is its heading, empty when the whole row is meant."""

    code: str
    column: str
    found: str
    expected: Words
    fix: Words

    def problem(self, line: int, language: str) -> Problem:
        """The same at its line of the file, in French ("fr") or English ("en")."""
        place = _LINE[language].format(line=line, column=self.column or "–")
        found = quoted(self.found, language) if self.found else _NOTHING[language]
        return Problem(place, found, self.expected[language], self.fix[language])


_WORDS: dict[RowCode, tuple[Words, Words]] = {
    RowCode.NAME_MISSING: (
        _A_NAME,
        {"fr": "Remplissez la cellule.", "en": "Fill in the cell."},
    ),
    RowCode.NAME_TOO_LONG: (
        _A_SHORT_NAME,
        {
            "fr": "Vérifiez que la bonne colonne est lue comme nom, et raccourcissez-le.",
            "en": "Check that the right column is read as the name, and shorten it.",
        },
    ),
    RowCode.PHONE_MISSING: (
        {"fr": "un numéro de téléphone", "en": "a phone number"},
        {"fr": "Remplissez la cellule.", "en": "Fill in the cell."},
    ),
    RowCode.COUNTRY_UNKNOWN: (
        _A_COUNTRY,
        {
            "fr": "Écrivez le code du pays en deux lettres.",
            "en": "Write the country's code of two letters.",
        },
    ),
    RowCode.HEADING_REPEATED: (
        {"fr": "une ligne de données", "en": "a row of data"},
        {
            "fr": "Ce sont les titres du fichier une deuxième fois : supprimez la ligne.",
            "en": "These are the file's headings once more: delete the line.",
        },
    ),
    RowCode.TOO_MANY_CELLS: (
        {"fr": "pas plus de cellules que de titres", "en": "no more cells than headings"},
        {
            "fr": "Mettez entre guillemets la cellule qui contient le séparateur.",
            "en": "Put quotes around the cell that holds the separator.",
        },
    ),
    RowCode.OTHER_SEPARATOR: (
        _ITS_SEPARATOR,
        {
            "fr": "Remplacez le séparateur de cette ligne par celui des titres.",
            "en": "Replace this line's separator by the one of the headings.",
        },
    ),
    RowCode.CELL_TOO_LONG: (
        {
            "fr": "des cellules de 10 000 caractères au plus",
            "en": "cells of at most 10,000 characters",
        },
        {"fr": "Raccourcissez la cellule.", "en": "Shorten the cell."},
    ),
    RowCode.QUOTE_UNCLOSED: (
        {"fr": "un guillemet fermant", "en": "a closing quote"},
        {
            "fr": "Fermez le guillemet ouvert sur cette ligne, ou supprimez-le.",
            "en": "Close the quote that opens on this line, or remove it.",
        },
    ),
    RowCode.SIRET_INVALID: (
        {
            "fr": "14 chiffres dont la clé est juste, ou un SIREN de 9 chiffres",
            "en": "14 digits whose check digit is right, or a SIREN of 9 digits",
        },
        {
            "fr": "La ligne est gardée sans SIRET : corrigez-le pour qu'elle compte comme "
            "professionnelle.",
            "en": "The row is kept without a SIRET: correct it so that it counts as a business.",
        },
    ),
    RowCode.SIRET_ZERO: (
        {"fr": "14 chiffres", "en": "14 digits"},
        _ZERO,
    ),
    RowCode.SIREN_INVALID: (
        {"fr": "9 chiffres dont la clé est juste", "en": "9 digits whose check digit is right"},
        {"fr": "La ligne est gardée sans SIREN.", "en": "The row is kept without a SIREN."},
    ),
    RowCode.NAF_INVALID: (
        {"fr": "4 chiffres et une lettre, comme 85.20Z", "en": "4 digits and a letter, as 85.20Z"},
        {"fr": "La ligne est gardée sans code NAF.", "en": "The row is kept without a NAF code."},
    ),
    RowCode.EMAIL_INVALID: (
        {"fr": "une adresse comme nom@exemple.fr", "en": "an address such as name@example.com"},
        {
            "fr": "La ligne est gardée sans cette adresse.",
            "en": "The row is kept without this address.",
        },
    ),
    RowCode.POSTAL_ZERO: (
        {"fr": "un code postal de 5 chiffres", "en": "a postal code of 5 digits"},
        _ZERO,
    ),
    RowCode.LANGUAGE_UNKNOWN: (
        {"fr": "une langue, comme fr ou français", "en": "a language, such as en or English"},
        {
            "fr": "La langue du fichier est gardée pour cette ligne.",
            "en": "The file's language is kept for this row.",
        },
    ),
    RowCode.CONTROL_CHARACTERS: (
        {"fr": "du texte sans caractères invisibles", "en": "text without invisible characters"},
        {
            "fr": "Les caractères de contrôle ont été retirés.",
            "en": "The control characters were taken out.",
        },
    ),
    RowCode.NAMED_BY_NUMBER: (
        _A_NAME,
        {
            "fr": "Le numéro tient lieu de nom, comme demandé.",
            "en": "The number stands for the name, as asked.",
        },
    ),
    RowCode.NAME_CUT: (
        _A_SHORT_NAME,
        {"fr": "Le nom a été coupé, comme demandé.", "en": "The name was cut, as asked."},
    ),
    RowCode.COUNTRY_OF_FILE: (
        _A_COUNTRY,
        {
            "fr": "Le pays du fichier est pris, comme demandé.",
            "en": "The file's country is taken, as asked.",
        },
    ),
    RowCode.OWN_SEPARATOR: (
        _ITS_SEPARATOR,
        {
            "fr": "La ligne a été lue avec le sien, comme demandé.",
            "en": "The line was read by its own, as asked.",
        },
    ),
    RowCode.ERASED: (
        {
            "fr": "personne qui ait demandé à être oublié",
            "en": "nobody who has asked to be forgotten",
        },
        {
            "fr": "Rien n’est gardé de la ligne. Retirez-la du fichier.",
            "en": "Nothing of the row is kept. Take it out of the file.",
        },
    ),
}
WITHHELD = "•••"
"""What is repeated of a row of which nothing may be kept."""
_LEFT_OUT: Words = {
    "fr": "Laissée de côté, comme demandé : corrigez la cellule.",
    "en": "Left out, as asked: correct the cell.",
}


def row_problem(code: RowCode, column: str, found: str) -> RowProblem:
    """Say `code` of a cell that holds `found` (shortened), in both languages."""
    expected, fix = _WORDS[code]
    return RowProblem(code, column, shorten(found), expected, fix)


def bad_phone(bad: BadPhone, column: str) -> RowProblem:
    """Say why a cell is no number that may be dialled."""
    words = PHONE_WORDS[bad.code]
    return RowProblem(f"phone_{bad.code}", column, shorten(bad.found), words.expected, words.fix)


def mended_phone(repair: Repair, column: str, found: str, e164: str) -> RowProblem:
    """Say how a number was mended and what was read."""
    sentences = {
        language: words[:1].upper() + words[1:] + "."
        for language, words in REPAIR_WORDS[repair].items()
    }
    read = {"fr": e164, "en": e164}
    return RowProblem(f"phone_{repair}", column, shorten(found), read, sentences)


def left_out(repair: RowProblem, mark: str) -> RowProblem:
    """Say of a row that would have been mended that it was left out instead, as a person asked."""
    return RowProblem(mark + repair.code, repair.column, repair.found, repair.expected, _LEFT_OUT)


def shorten(text: str) -> str:
    """Cut what is repeated of a cell to SHOWN characters."""
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"
