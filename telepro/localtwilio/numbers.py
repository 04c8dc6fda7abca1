"""Decides which addresses can be dialed, how they are written, and what the magic ones answer."""

import hashlib
from collections.abc import Mapping
from types import MappingProxyType

import phonenumbers

E164 = r"\+[1-9][0-9]{6,14}"

MAGIC_FROM: Mapping[str, int | None] = MappingProxyType(
    {"+15005550001": 21212, "+15005550006": None}
)
"""Twilio's test senders: the error each one brings, None for the one that is valid."""

MAGIC_TO: Mapping[str, int] = MappingProxyType(
    {
        "+15005550001": 21217,
        "+15005550002": 21214,
        "+15005550003": 21215,
        "+15005550004": 21216,
    }
)


def is_phone(address: str) -> bool:
    """Whether an address is a phone number rather than a browser or nothing."""
    return address.startswith("+")


def is_possible(number: str) -> bool:
    """Whether a number in E.164 form can exist in its country's plan."""
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False


def is_premium(number: str) -> bool:
    """Whether calling this number costs its caller extra, by its country's numbering plan."""
    try:
        kind = phonenumbers.number_type(phonenumbers.parse(number))
    except phonenumbers.NumberParseException:
        return False
    return bool(kind == phonenumbers.PhoneNumberType.PREMIUM_RATE)


KINDS: Mapping[int, str] = MappingProxyType(
    {
        phonenumbers.PhoneNumberType.MOBILE: "mobile",
        phonenumbers.PhoneNumberType.TOLL_FREE: "tollfree",
        phonenumbers.PhoneNumberType.VOIP: "national",
    }
)


def kind_of(number: str) -> str:
    """What Twilio calls the type of an owned number: local, mobile, national or tollfree."""
    return KINDS.get(phonenumbers.number_type(phonenumbers.parse(number)), "local")


def formatted(address: str) -> str:
    """An address as Twilio shows it: North American numbers in national form, others as they are."""
    if not address.startswith("+1") or len(address) != 12:
        return address
    return f"({address[2:5]}) {address[5:8]}-{address[8:]}"


def number_sid(account_sid: str, number: str) -> str:
    """The PN identifier of an owned number, the same in every run."""
    return "PN" + hashlib.sha256(f"{account_sid}:{number}".encode()).hexdigest()[:32]
