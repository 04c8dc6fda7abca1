"""What calls will have cost, estimated from their minutes: enough to stop in time, not an invoice.

Prices are the list prices of large carriers as commonly known, rounded up to the dearer kind of
number of a country; the carrier's own invoice comes days later and is the truth.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from campaigns.numbers.phones import PhoneKind

SECONDS = 60
# Cents of a euro for a hundred minutes: fixed and mobile.
CENTS_FOR_100_MINUTES: dict[str, tuple[int, int]] = {
    "FR": (150, 450),
    "GP": (700, 1200),
    "MQ": (700, 1200),
    "GF": (900, 1200),
    "RE": (800, 1200),
    "YT": (1500, 2500),
    "PM": (2500, 3500),
    "BL": (700, 1200),
    "MF": (700, 1200),
    "GB": (150, 400),
    "DE": (150, 450),
    "ES": (150, 450),
    "IT": (150, 500),
    "BE": (250, 800),
    "CH": (400, 2500),
    "LU": (350, 900),
    "NL": (150, 500),
    "US": (140, 140),
    "CA": (140, 140),
}
# A country without a price is counted as the dearest known: a cap must never stop too late.
DEAREST = (3500, 3500)
_MOBILE = frozenset({PhoneKind.MOBILE, PhoneKind.FIXED_OR_MOBILE})


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes begun, which is how carriers count, to numbers of a kind in a country (ISO 3166)."""

    country: str
    kind: PhoneKind
    minutes: int


def minutes_of(seconds: int) -> int:
    """The minutes that a carrier counts for a call: each begun one whole, none for no answer."""
    return -(-max(seconds, 0) // SECONDS)


def cents_of(spent: Iterable[Minutes]) -> int:
    """What these minutes cost in whole cents, rounded up over all of them."""
    hundredths = sum(each.minutes * _price(each) for each in spent)
    return -(-hundredths // 100)


def is_spent(cents: int, cap_cents: int | None) -> bool:
    """Tell whether a campaign has spent what it may; one without a cap never has."""
    return cap_cents is not None and cents >= cap_cents


def _price(spent: Minutes) -> int:
    fixed, mobile = CENTS_FOR_100_MINUTES.get(spent.country.upper(), DEAREST)
    return mobile if spent.kind in _MOBILE else fixed
