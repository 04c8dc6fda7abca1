"""Which territory a French number belongs to, and what kind it is, without asking the library for each."""

import re
from functools import cache

import phonenumbers

from campaigns.numbers.phone_text import Repair

# The French numbering plan is one plan dialled with a trunk zero (Arcep 2018-0881), yet each
# overseas territory has its own calling code: 0596 70 12 34 is +596 596 70 12 34, in Martinique.
TERRITORIES = frozenset({"FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"})

# The library takes some of these for valid mainland numbers, in Paris's zone.
OVERSEAS: dict[str, str] = {
    **dict.fromkeys(("590", "690", "691"), "590"),
    **dict.fromkeys(("594", "694"), "594"),
    **dict.fromkeys(("596", "696", "697"), "596"),
    **dict.fromkeys(("262", "263", "269", "639", "692", "693"), "262"),
    "508": "508",
}

# Prefixes cut up between territories: the first calling code under which the number exists. French
# Guiana comes last, since the library gives it the whole of 0976.
SHARED_OVERSEAS = frozenset({"268", "598", "708", "709", "939", "947", "976"})
_CODES = ("590", "596", "262", "508", "594")

_NATIONAL = re.compile(r"^(?:0|\+33)([1-9]\d{8})$")
_LOST_ZERO = re.compile(r"^[1-9]\d{8}$")
_LOST_PLUS = re.compile(r"^(?:33|262|590|594|596)0?[1-9]\d{8}$")


def respell(digits: str) -> tuple[str, tuple[Repair, ...]]:
    """Return the number with its true calling code, and what had to be mended to find it.

    `digits` holds digits with an optional leading +. Numbers of other plans come back unchanged.
    """
    repairs: tuple[Repair, ...] = ()
    if _LOST_ZERO.match(digits):
        digits, repairs = "0" + digits, (Repair.LEADING_ZERO,)
    elif _LOST_PLUS.match(digits):
        digits, repairs = "+" + digits, (Repair.MISSING_PLUS,)
    if digits.startswith("+330"):
        digits = "+33" + digits[4:]
    national = _NATIONAL.match(digits)
    if national is None:
        return digits, repairs
    return _territorial(national.group(1), repairs)


def _territorial(number: str, repairs: tuple[Repair, ...]) -> tuple[str, tuple[Repair, ...]]:
    code = OVERSEAS.get(number[:3])
    if code is None and number[:3] in SHARED_OVERSEAS:
        code = _shared(number)
    if code is None:
        return "+33" + number, repairs
    # Saint-Pierre-et-Miquelon has six digits of its own behind 0508; its 0708 mobiles keep nine.
    local = number[3:] if number.startswith("508") else number
    return f"+{code}{local}", (*repairs, Repair.OVERSEAS)


def _shared(number: str) -> str | None:
    for code in _CODES:
        if phonenumbers.is_valid_number(phonenumbers.parse(f"+{code}{number}", None)):
            return code
    return None


def may_be_overseas(number: str) -> bool:
    """Tell whether nine national digits begin like a number of an overseas territory."""
    return number[:3] in OVERSEAS or number[:3] in SHARED_OVERSEAS


def mainland_type(number: str) -> int:
    """Return the library's PhoneNumberType of the nine digits that follow +33, as it would say."""
    for kind, pattern in _mainland_patterns():
        if pattern.fullmatch(number):
            return kind
    return phonenumbers.PhoneNumberType.UNKNOWN


@cache
def _mainland_patterns() -> tuple[tuple[int, re.Pattern[str]], ...]:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region("FR")
    kinds = phonenumbers.PhoneNumberType
    # Fixed and mobile do not overlap with the dearer kinds, so the frequent ones come first.
    fields = (
        (kinds.FIXED_LINE, "fixed_line"),
        (kinds.MOBILE, "mobile"),
        (kinds.VOIP, "voip"),
        (kinds.TOLL_FREE, "toll_free"),
        (kinds.PREMIUM_RATE, "premium_rate"),
        (kinds.SHARED_COST, "shared_cost"),
        (kinds.UAN, "uan"),
    )
    return tuple(
        (kind, re.compile(getattr(metadata, field).national_number_pattern))
        for kind, field in fields
    )
