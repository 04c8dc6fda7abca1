"""When a failed order means that the carrier is away, and when it says something of one call alone."""

import pytest

from telepro.telephony.outage import Sign, is_away, sign_of
from telepro.telephony.troubles import TelephonyError, Trouble


@pytest.mark.parametrize(
    ("trouble", "code", "sign"),
    [
        (Trouble.REFUSED, "21211", Sign.NONE),
        (Trouble.REFUSED, "21215", Sign.NONE),
        (Trouble.REFUSED, "20003", Sign.AWAY),
        (Trouble.NOT_SENT, "20429", Sign.NONE),
        (Trouble.NOT_SENT, "ConnectionError", Sign.AWAY),
        (Trouble.UNKNOWN, "ReadTimeout", Sign.AWAY),
        (Trouble.UNKNOWN, "20500", Sign.DOUBT),
        (Trouble.UNKNOWN, "ConnectionError", Sign.DOUBT),
    ],
)
def test_what_a_failed_order_says_of_the_carrier(trouble: Trouble, code: str, sign: Sign) -> None:
    assert sign_of(TelephonyError(trouble, code, "the carrier's words")) is sign


@pytest.mark.parametrize(
    ("sign", "failures", "away"),
    [
        (Sign.DOUBT, 1, False),
        (Sign.DOUBT, 2, False),
        (Sign.DOUBT, 3, True),
        (Sign.AWAY, 1, True),
        (Sign.NONE, 50, False),
    ],
)
def test_one_lost_reply_is_no_outage_and_three_in_a_row_are(
    sign: Sign, failures: int, away: bool
) -> None:
    assert is_away(sign, failures) is away
