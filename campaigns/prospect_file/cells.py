"""What the small cells of a row say: text without tricks, an e-mail address, a code, a count."""

import re
import unicodedata

from campaigns.spelling import fold

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Beginnings that a spreadsheet takes for a formula."""

# Marks that turn the writing direction or are no character at all: they hide what a name says.
_HIDDEN = frozenset(
    "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_EMAIL = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_]{2,63}"
)
_NAF = re.compile(r"(\d{2})\.?(\d{2})([A-Z])")

LANGUAGES: dict[str, str] = {
    "fr": "fr|fra|fre|francais|french|fr_fr|fr_ca|fr_be",
    "en": "en|eng|anglais|english|en_gb|en_us",
    "de": "de|deu|ger|allemand|german|deutsch",
    "es": "es|spa|espagnol|spanish|espanol",
    "it": "it|ita|italien|italian|italiano",
    "nl": "nl|nld|neerlandais|dutch|nederlands|flamand|flemish",
    "pt": "pt|por|portugais|portuguese|portugues",
    "ar": "ar|ara|arabe|arabic",
}
_LANGUAGE_CODES = {name: code for code, names in LANGUAGES.items() for name in names.split("|")}


def clean_cell(text: str) -> str:
    """Take out control characters, outer and doubled spaces, and the ' that guards a formula."""
    if not text:
        return ""
    if text.isprintable():
        text = text.strip()
        plain = " ".join(text.split()) if "  " in text else text
    else:
        plain = " ".join("".join(map(_visible, text)).split())
    guarded = len(plain) > 1 and plain[0] == "'" and plain[1] in FORMULA_STARTS
    return plain[1:] if guarded else plain


def has_control_characters(text: str) -> bool:
    """True when a cell holds characters that no text needs, such as NUL; line ends are needed."""
    return not text.isprintable() and any(
        unicodedata.category(c) == "Cc" and c not in "\t\r\n\v\f\x1c\x1d\x1e\x1f\x85" for c in text
    )


def _visible(character: str) -> str:
    if character in _HIDDEN:
        return ""
    if unicodedata.category(character) == "Cc" and not character.isspace():
        return ""
    return character


def is_email(text: str) -> bool:
    """True for the syntax of an e-mail address (RFC 5321 lengths); nothing is looked up."""
    local, _, domain = text.partition("@")
    tidy = ".." not in local and not local.startswith(".") and not local.endswith(".")
    return len(text) <= 254 and len(domain) <= 253 and tidy and bool(_EMAIL.fullmatch(text))


def naf_code(text: str) -> str | None:
    """Read an activity code of the French nomenclature: 8520z is 85.20Z; None when it is none."""
    code = _NAF.fullmatch(text.upper().replace(" ", ""))
    return f"{code[1]}.{code[2]}{code[3]}" if code else None


def headcount(text: str) -> int | None:
    """Read a number of people written in digits; None for anything else, such as a band."""
    digits = text.replace(" ", "").replace("\u202f", "")
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 7 else None


def language_code(text: str) -> str | None:
    """Return the two-letter code of a language written as a code or a name; None if unknown."""
    return _LANGUAGE_CODES.get(fold(text))
