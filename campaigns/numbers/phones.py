"""Which phone number a text means, whether it may be dialled at all, and how it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache

import phonenumbers
from phonenumbers import PhoneNumberFormat, PhoneNumberType, ValidationResult
from phonenumbers.timezone import time_zones_for_number

from campaigns.numbers import french_numbers, north_america
from campaigns.numbers.bad_phones import WORDS as BAD_WORDS
from campaigns.numbers.bad_phones import BadCode, BadPhone
from campaigns.numbers.phone_text import (
    REPAIR_WORDS,
    SEPARATORS,
    DigitsLost,
    Repair,
    clean,
    split_cell,
)

__all__ = [
    "REPAIR_WORDS",
    "BadCode",
    "BadPhone",
    "Phone",
    "PhoneKind",
    "ReadPhone",
    "Repair",
    "international",
    "mask",
    "national",
    "read_phone",
    "refused_kind",
    "split_cell",
]


class PhoneKind(StrEnum):
    """What a number is; only the kinds of CALLABLE are ever dialled."""

    FIXED = "fixed"
    MOBILE = "mobile"
    FIXED_OR_MOBILE = "fixed_or_mobile"
    VOIP = "voip"
    PREMIUM = "premium"
    SHARED_COST = "shared_cost"
    TOLL_FREE = "toll_free"
    PAGER = "pager"
    UAN = "uan"
    VOICEMAIL = "voicemail"
    PERSONAL = "personal"
    SHORT = "short"
    UNKNOWN = "unknown"


CALLABLE = frozenset({PhoneKind.FIXED, PhoneKind.MOBILE, PhoneKind.FIXED_OR_MOBILE, PhoneKind.VOIP})

KINDS: dict[int, PhoneKind] = {
    PhoneNumberType.FIXED_LINE: PhoneKind.FIXED,
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.FIXED_OR_MOBILE,
    PhoneNumberType.VOIP: PhoneKind.VOIP,
    PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM,
    PhoneNumberType.SHARED_COST: PhoneKind.SHARED_COST,
    PhoneNumberType.TOLL_FREE: PhoneKind.TOLL_FREE,
    PhoneNumberType.PAGER: PhoneKind.PAGER,
    PhoneNumberType.UAN: PhoneKind.UAN,
    PhoneNumberType.VOICEMAIL: PhoneKind.VOICEMAIL,
    PhoneNumberType.PERSONAL_NUMBER: PhoneKind.PERSONAL,
    PhoneNumberType.UNKNOWN: PhoneKind.UNKNOWN,
}


@dataclass(frozen=True, slots=True)
class Phone:
    """A number that may be dialled; `zones` are all the time zones it may ring in."""

    e164: str
    kind: PhoneKind
    country: str
    zones: tuple[str, ...]
    extension: str | None = None


@dataclass(frozen=True, slots=True)
class ReadPhone:
    """A number that was understood, and what was mended on the way."""

    phone: Phone
    repairs: tuple[Repair, ...] = ()


def refused_kind(kind: PhoneKind) -> Mapping[str, str]:
    """Return why numbers of a kind that is never dialled are not, in both languages."""
    code = BadCode.UNASSIGNED if kind is PhoneKind.UNKNOWN else BadCode(kind.value)
    return BAD_WORDS[code].fix


LONGEST_CELL = 100
_SHOWN = 40
_PARIS = ("Europe/Paris",)


def read_phone(text: str, country: str) -> ReadPhone | BadPhone:
    """Read one number as written in a file or a form of `country` (ISO 3166 two letters, or "").

    Gives the number with every repair made, or why it can't be dialled. French overseas numbers
    written as mainland ones get their own calling code. A cell with several numbers is first cut
    by `split_cell`.
    """
    region = country.upper()
    quick = _mainland(text.translate(SEPARATORS)) if text.isascii() else None
    if quick is not None and region in french_numbers.TERRITORIES:
        return ReadPhone(quick)
    if len(text) > LONGEST_CELL:
        return BadPhone(BadCode.TOO_LONG, text[:_SHOWN] + "…")
    if "@" in text:
        return BadPhone(BadCode.NOT_A_NUMBER, text)
    try:
        written = clean(text)
    except DigitsLost:
        return BadPhone(BadCode.DIGITS_LOST, text)
    digits, repairs = _respelled(written.digits, region)
    read = _parsed(digits, region)
    if isinstance(read, BadCode):
        return BadPhone(_plainer(read, written.digits), text)
    phone = replace(read.phone, extension=written.extension) if written.extension else read.phone
    return ReadPhone(phone, (*written.repairs, *repairs, *read.repairs))


def _mainland(compact: str) -> Phone | None:
    """Read a plain 0XXXXXXXXX or +33XXXXXXXXX of the mainland; None leaves it to the long way."""
    if len(compact) == 10 and compact[0] == "0":
        number = compact[1:]
    elif len(compact) == 12 and compact.startswith("+33"):
        number = compact[3:]
    else:
        return None
    if not number.isdecimal() or french_numbers.may_be_overseas(number):
        return None
    kind = KINDS[french_numbers.mainland_type(number)]
    return Phone("+33" + number, kind, "FR", _PARIS) if kind in CALLABLE else None


def _respelled(digits: str, region: str) -> tuple[str, tuple[Repair, ...]]:
    if region in french_numbers.TERRITORIES or digits.startswith("+33"):
        return french_numbers.respell(digits)
    return digits, ()


def _parsed(digits: str, region: str) -> ReadPhone | BadCode:
    """Judge digits by the library: kind, country, zones, or the code of what is wrong."""
    try:
        number = phonenumbers.parse(digits, region or None)
    except phonenumbers.NumberParseException as error:
        return _PARSE_ERRORS.get(error.error_type, BadCode.NOT_A_NUMBER)
    kind = KINDS[phonenumbers.number_type(number)]
    country = phonenumbers.region_code_for_number(number)
    if country == phonenumbers.REGION_CODE_FOR_NON_GEO_ENTITY:
        return BadCode.SATELLITE
    if kind is PhoneKind.UNKNOWN or country is None:
        return _length(number, region)
    if kind not in CALLABLE:
        return BadCode(kind.value)
    if any(map(str.isalpha, digits)) and not _spells_numbers(country):
        return BadCode.NOT_A_NUMBER
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    phone = Phone(e164, kind, country, _zones(number))
    return ReadPhone(phone, _library_repairs(digits, phone))


def _spells_numbers(country: str) -> bool:
    # 1-800-FLOWERS is a number in North America; «1 555 HELLO» in a French file rings a stranger.
    return bool(phonenumbers.country_code_for_region(country) == 1)


def _length(number: phonenumbers.PhoneNumber, region: str) -> BadCode:
    # The library keeps the trunk zero of a number it can't place, and so counts one digit too many.
    if number.italian_leading_zero and phonenumbers.ndd_prefix_for_region(region, True) == "0":
        number = phonenumbers.PhoneNumber(number.country_code, number.national_number)
    return _LENGTHS.get(phonenumbers.is_possible_number_with_reason(number), BadCode.UNASSIGNED)


_PARSE_ERRORS = {
    phonenumbers.NumberParseException.INVALID_COUNTRY_CODE: BadCode.NO_COUNTRY,
    phonenumbers.NumberParseException.TOO_SHORT_AFTER_IDD: BadCode.TOO_SHORT,
    phonenumbers.NumberParseException.TOO_SHORT_NSN: BadCode.TOO_SHORT,
    phonenumbers.NumberParseException.TOO_LONG: BadCode.TOO_LONG,
}

_LENGTHS = {
    ValidationResult.TOO_SHORT: BadCode.TOO_SHORT,
    ValidationResult.TOO_LONG: BadCode.TOO_LONG,
    ValidationResult.INVALID_COUNTRY_CODE: BadCode.NO_COUNTRY,
}

_LONGEST_SHORT_NUMBER = 6


def _plainer(code: BadCode, digits: str) -> BadCode:
    """Say what a person would say: empty before unreadable, a short number before too short."""
    count = sum(character.isdigit() for character in digits)
    if not digits:
        return BadCode.EMPTY
    if digits.isdigit() and count <= _LONGEST_SHORT_NUMBER:
        return BadCode.SHORT
    return code if count else BadCode.NOT_A_NUMBER


def _zones(number: phonenumbers.PhoneNumber) -> tuple[str, ...]:
    zones: tuple[str, ...] = time_zones_for_number(number)
    known = tuple(zone for zone in zones if zone != phonenumbers.timezone.UNKNOWN_TIMEZONE)
    if number.country_code != 1:
        return known
    return north_america.zones_of(phonenumbers.format_number(number, PhoneNumberFormat.E164), known)


def _library_repairs(digits: str, phone: Phone) -> tuple[Repair, ...]:
    """Name what the library mends without a word: a lost trunk zero, a lost plus."""
    if not digits.isdigit() or phone.country in french_numbers.TERRITORIES:
        return ()
    if phone.e164 == "+" + digits:
        return (Repair.MISSING_PLUS,)
    trunk = phonenumbers.ndd_prefix_for_region(phone.country, True)
    return (Repair.LEADING_ZERO,) if trunk == "0" and digits[0] != "0" else ()


@lru_cache(maxsize=4096)
def national(e164: str) -> str:
    """Show a number as its own country writes it: +33199001234 is 01 99 00 12 34."""
    return _shown(e164, PhoneNumberFormat.NATIONAL)


@lru_cache(maxsize=4096)
def international(e164: str) -> str:
    """Show a number for readers anywhere: +33199001234 is +33 1 99 00 12 34."""
    return _shown(e164, PhoneNumberFormat.INTERNATIONAL)


def _shown(e164: str, form: int) -> str:
    try:
        return phonenumbers.format_number(phonenumbers.parse(e164, None), form)
    except phonenumbers.NumberParseException:
        return e164


def mask(e164: str) -> str:
    """Hide a number for the logs: +33199001234 is +33•••••34. Anything else keeps two characters."""
    code = next((e164[1:end] for end in (2, 3, 4) if _is_calling_code(e164[1:end])), "")
    return f"{'+' if code else ''}{code}•••••{e164[-2:]}"


def _is_calling_code(digits: str) -> bool:
    return digits.isdecimal() and int(digits) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE
