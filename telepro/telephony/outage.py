"""Decides when the carrier is away: no call is ordered then, and everybody is told.

One lost reply is no outage; an account that is locked, an address nobody listens on and a request
that is not answered in time are.
"""

from enum import StrEnum

from telepro.telephony.troubles import TelephonyError, Trouble

MOST_FAILURES = 3  # orders in a row


class Sign(StrEnum):
    """What a failed order says of the carrier."""

    NONE = "none"
    DOUBT = "doubt"
    AWAY = "away"


# twilio.com/docs/api/errors: wrong or revoked credentials, account not active, suspended, forbidden.
LOCKED = frozenset({"20003", "20005", "20006", "20403", "10001"})
UNANSWERED = frozenset({"ReadTimeout", "ConnectTimeout"})
CROWDED = "20429"


def sign_of(error: TelephonyError) -> Sign:
    """What a failed order says of the carrier itself; most say something of the call alone."""
    if error.code in LOCKED or error.code in UNANSWERED:
        return Sign.AWAY
    if error.trouble is Trouble.NOT_SENT:
        return Sign.NONE if error.code == CROWDED else Sign.AWAY
    return Sign.DOUBT if error.trouble is Trouble.UNKNOWN else Sign.NONE


def is_away(sign: Sign, failures: int) -> bool:
    """Whether the carrier counts as away after `failures` failed orders in a row, this one included."""
    return sign is Sign.AWAY or (sign is Sign.DOUBT and failures >= MOST_FAILURES)
