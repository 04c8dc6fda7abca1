"""Numbers kept for films are never sent to the real carrier, whoever asks for them."""

import pytest

from telepro.settings import Carrier as Account
from telepro.telephony.carrier import Carrier, Order, TelephonyError, Trouble


def test_a_number_of_fiction_is_refused_before_anything_is_sent() -> None:
    account = Account(account_sid="AC" + "0" * 32, auth_token="t" * 32)
    carrier = Carrier(account, "https://telepro.example")
    with pytest.raises(TelephonyError) as refused:
        carrier.place(Order("attempt", "+33199001001", "+33142345678", 30))
    assert (refused.value.trouble, refused.value.code) == (Trouble.REFUSED, "21211")
    assert carrier.rings_people


def test_the_local_carrier_may_be_asked_for_any_number() -> None:
    account = Account(
        account_sid="AC" + "0" * 32, auth_token="t" * 32, base_url="http://127.0.0.1:9"
    )
    assert not Carrier(account, "http://127.0.0.1:5000").rings_people
