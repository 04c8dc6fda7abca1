"""What can be done at once about all rows of a file that have the same thing wrong."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.phones import Repair
from campaigns.prospect_file.row_problems import RowCode

Words = Mapping[str, str]
LEFT_OUT = "left_out_"
"""Put before the code of a repair whose rows a person wants left out."""


class Remedy(StrEnum):
    """What a person may choose for a group; the usual treatment needs no choice."""

    LEAVE_OUT = "leave_out"
    NAME_BY_NUMBER = "name_by_number"
    CUT_NAME = "cut_name"
    FILE_COUNTRY = "file_country"
    OWN_SEPARATOR = "own_separator"


class GroupCode(StrEnum):
    """The kinds of trouble a person thinks in; one repair serves every row of a group."""

    NAME_MISSING = "name_missing"
    NAME_TOO_LONG = "name_too_long"
    COUNTRY_UNKNOWN = "country_unknown"
    OTHER_SEPARATOR = "other_separator"
    PHONE_MISSING = "phone_missing"
    NUMBER_UNREADABLE = "number_unreadable"
    NUMBER_NEVER_DIALLED = "number_never_dialled"
    LINE_BROKEN = "line_broken"
    HEADING_REPEATED = "heading_repeated"
    ERASED = "erased"
    LEADING_ZERO = "leading_zero"
    NUMBER_RESPELLED = "number_respelled"
    NUMBER_DROPPED = "number_dropped"
    REGISTRATION_DROPPED = "registration_dropped"
    ZERO_RESTORED = "zero_restored"
    NAF_DROPPED = "naf_dropped"
    EMAIL_DROPPED = "email_dropped"
    LANGUAGE_OF_FILE = "language_of_file"
    CONTROL_CHARACTERS = "control_characters"


@dataclass(frozen=True, slots=True)
class Group:
    """One kind of trouble: its name, what is done about it as a rule, and the other ways out.

    `remedies` are the choices, each with the words of its button and what is said once it is chosen.
    """

    title: Words
    usual: Words
    codes: frozenset[str]
    remedies: Mapping[Remedy, tuple[Words, Words]]


ASKED_FOR: Mapping[RowCode, RowCode] = {
    RowCode.NAME_MISSING: RowCode.NAMED_BY_NUMBER,
    RowCode.NAME_TOO_LONG: RowCode.NAME_CUT,
    RowCode.COUNTRY_UNKNOWN: RowCode.COUNTRY_OF_FILE,
    RowCode.OTHER_SEPARATOR: RowCode.OWN_SEPARATOR,
}
"""What is told of a row that is mended because a person chose it, by what would have rejected it.

The group of such a trouble has its code.
"""
_LEFT: Words = {
    "fr": "Laissées de côté : à corriger dans le fichier des lignes refusées.",
    "en": "Left out: to be put right in the file of rejected rows.",
}
_OUT = {
    Remedy.LEAVE_OUT: (
        {"fr": "Laisser ces lignes de côté", "en": "Leave these rows out"},
        {
            "fr": "Laissées de côté, comme vous l’avez demandé.",
            "en": "Left out, as you asked.",
        },
    )
}
_ZERO: Words = {"fr": "Le zéro a été remis.", "en": "The zero was put back."}
_WITHOUT_IT: Words = {
    "fr": "Les lignes sont gardées sans lui.",
    "en": "The rows are kept without it.",
}
_NEVER = frozenset(
    {
        BadCode.SATELLITE,
        BadCode.SHORT,
        BadCode.PREMIUM,
        BadCode.SHARED_COST,
        BadCode.TOLL_FREE,
        BadCode.PAGER,
        BadCode.UAN,
        BadCode.VOICEMAIL,
        BadCode.PERSONAL,
    }
)


def _phone(*codes: BadCode | Repair) -> frozenset[str]:
    return frozenset(f"phone_{code}" for code in codes)


def _rejecting(title: Words, codes: frozenset[str]) -> Group:
    return Group(title, _LEFT, codes, {})


def _askable(title: Words, code: RowCode, remedy: Remedy, button: Words, said: Words) -> Group:
    return Group(title, _LEFT, frozenset({code, ASKED_FOR[code]}), {remedy: (button, said)})


def _mending(title: Words, usual: Words, *codes: str) -> Group:
    return Group(title, usual, frozenset(codes), _OUT)


GROUPS: Mapping[GroupCode, Group] = {
    GroupCode.NAME_MISSING: _askable(
        {
            "fr": "Sans nom de société ni de personne",
            "en": "Without the name of a company or person",
        },
        RowCode.NAME_MISSING,
        Remedy.NAME_BY_NUMBER,
        {"fr": "Mettre le numéro comme nom", "en": "Name them by their number"},
        {"fr": "Nommées par leur numéro.", "en": "Named by their number."},
    ),
    GroupCode.NAME_TOO_LONG: _askable(
        {"fr": "Nom de plus de 300 caractères", "en": "Name of more than 300 characters"},
        RowCode.NAME_TOO_LONG,
        Remedy.CUT_NAME,
        {"fr": "Couper le nom", "en": "Cut the name"},
        {"fr": "Nom coupé à 300 caractères.", "en": "Name cut at 300 characters."},
    ),
    GroupCode.COUNTRY_UNKNOWN: _askable(
        {"fr": "Pays inconnu", "en": "Unknown country"},
        RowCode.COUNTRY_UNKNOWN,
        Remedy.FILE_COUNTRY,
        {"fr": "Prendre le pays du fichier", "en": "Take the country of the file"},
        {"fr": "Lues avec le pays du fichier.", "en": "Read with the country of the file."},
    ),
    GroupCode.OTHER_SEPARATOR: _askable(
        {"fr": "Un autre séparateur que le fichier", "en": "Another separator than the file"},
        RowCode.OTHER_SEPARATOR,
        Remedy.OWN_SEPARATOR,
        {"fr": "Les lire avec leur séparateur", "en": "Read them by their own separator"},
        {
            "fr": "Lues avec leur propre séparateur, quand il donne autant de cellules que de titres.",
            "en": "Read by their own separator, where it gives as many cells as there are headings.",
        },
    ),
    GroupCode.PHONE_MISSING: _rejecting(
        {"fr": "Sans numéro de téléphone", "en": "Without a phone number"},
        frozenset({RowCode.PHONE_MISSING}) | _phone(BadCode.EMPTY),
    ),
    GroupCode.NUMBER_UNREADABLE: _rejecting(
        {"fr": "Numéro qui ne se lit pas", "en": "Number that can’t be read"},
        _phone(*(code for code in BadCode if code not in _NEVER and code is not BadCode.EMPTY)),
    ),
    GroupCode.NUMBER_NEVER_DIALLED: _rejecting(
        {
            "fr": "Numéro surtaxé, court ou gratuit : jamais appelé",
            "en": "Premium, short or free number: never dialled",
        },
        _phone(*_NEVER),
    ),
    GroupCode.LINE_BROKEN: _rejecting(
        {"fr": "Ligne qui casse le tableau", "en": "Line that breaks the table"},
        frozenset({RowCode.TOO_MANY_CELLS, RowCode.CELL_TOO_LONG, RowCode.QUOTE_UNCLOSED}),
    ),
    GroupCode.HEADING_REPEATED: _rejecting(
        {"fr": "Titres répétés dans le fichier", "en": "Headings repeated within the file"},
        frozenset({RowCode.HEADING_REPEATED}),
    ),
    GroupCode.ERASED: Group(
        {"fr": "Effacés à leur demande", "en": "Erased at their own request"},
        {
            "fr": "Laissées de côté, et rien n’en est gardé : ces personnes ont demandé à être oubliées.",
            "en": "Left out, and nothing of them is kept: these people have asked to be forgotten.",
        },
        frozenset({RowCode.ERASED}),
        {},
    ),
    GroupCode.LEADING_ZERO: _mending(
        {"fr": "Numéro sans zéro initial", "en": "Number without its leading zero"},
        _ZERO,
        f"phone_{Repair.LEADING_ZERO}",
    ),
    GroupCode.NUMBER_RESPELLED: _mending(
        {"fr": "Numéro écrit autrement", "en": "Number spelled otherwise"},
        {
            "fr": "Lu comme le montrent les exemples : indicatif, signe + ou chiffres rétablis.",
            "en": "Read as the examples show: calling code, plus sign or digits restored.",
        },
        *sorted(_phone(Repair.OVERSEAS, Repair.MISSING_PLUS, Repair.SPREADSHEET)),
    ),
    GroupCode.NUMBER_DROPPED: _mending(
        {"fr": "Un numéro de trop ne se lit pas", "en": "One of several numbers can’t be read"},
        {
            "fr": "La ligne est gardée avec ses autres numéros.",
            "en": "The row is kept with its other numbers.",
        },
    ),
    GroupCode.REGISTRATION_DROPPED: _mending(
        {"fr": "SIRET ou SIREN faux", "en": "Wrong SIRET or SIREN"},
        _WITHOUT_IT,
        RowCode.SIRET_INVALID,
        RowCode.SIREN_INVALID,
    ),
    GroupCode.ZERO_RESTORED: _mending(
        {
            "fr": "Code postal ou SIRET sans zéro initial",
            "en": "Postal code or SIRET without its zero",
        },
        _ZERO,
        RowCode.POSTAL_ZERO,
        RowCode.SIRET_ZERO,
    ),
    GroupCode.NAF_DROPPED: _mending(
        {"fr": "Code NAF faux", "en": "Wrong NAF code"},
        _WITHOUT_IT,
        RowCode.NAF_INVALID,
    ),
    GroupCode.EMAIL_DROPPED: _mending(
        {"fr": "Adresse électronique fausse", "en": "Wrong e-mail address"},
        {"fr": "Les lignes sont gardées sans elle.", "en": "The rows are kept without it."},
        RowCode.EMAIL_INVALID,
    ),
    GroupCode.LANGUAGE_OF_FILE: _mending(
        {"fr": "Langue inconnue", "en": "Unknown language"},
        {"fr": "La langue du fichier est prise.", "en": "The file’s language is taken."},
        RowCode.LANGUAGE_UNKNOWN,
    ),
    GroupCode.CONTROL_CHARACTERS: _mending(
        {"fr": "Caractères invisibles", "en": "Invisible characters"},
        {"fr": "Ils ont été retirés.", "en": "They were taken out."},
        RowCode.CONTROL_CHARACTERS,
    ),
}
"""Every group in the order in which it is shown: first what keeps rows out, then what was mended."""

_OF_REJECTION: Mapping[str, GroupCode] = {
    code: name for name, group in GROUPS.items() for code in group.codes
}
_OF_REPAIR: Mapping[str, GroupCode] = {
    **_OF_REJECTION,
    **dict.fromkeys(_phone(*BadCode), GroupCode.NUMBER_DROPPED),
}
Chosen = Mapping[str, Remedy]
"""What a person chose, by the code of the group."""


def group_of_rejection(code: str) -> GroupCode:
    """The group of a problem that keeps its row out."""
    if code.startswith(LEFT_OUT):
        return group_of_repair(code.removeprefix(LEFT_OUT))
    return _OF_REJECTION[code]


def group_of_repair(code: str) -> GroupCode:
    """The group of something that was mended in a row, or left out of it."""
    return _OF_REPAIR[code]


def may_choose(group: str, remedy: str) -> bool:
    """True when there is such a group and it has such a way out."""
    return group in set(GroupCode) and remedy in GROUPS[GroupCode(group)].remedies
