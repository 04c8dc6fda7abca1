"""Numbers of the French overseas territories get their own calling code and zone."""

import pytest

from campaigns.numbers.phones import Phone, PhoneKind, ReadPhone, Repair
from tests.campaigns.phones_read import read


@pytest.mark.parametrize(
    ("text", "e164", "country", "zone"),
    [
        ("0590 27 12 34", "+590590271234", "BL", "America/Guadeloupe"),
        ("0690 12 34 56", "+590690123456", "GP", "America/Guadeloupe"),
        ("0691 22 12 34", "+590691221234", "GP", "America/Guadeloupe"),
        ("0594 30 12 34", "+594594301234", "GF", "America/Cayenne"),
        ("0694 20 12 34", "+594694201234", "GF", "America/Cayenne"),
        ("0596 70 12 34", "+596596701234", "MQ", "America/Martinique"),
        ("0696 70 12 34", "+596696701234", "MQ", "America/Martinique"),
        ("0697 00 12 34", "+596697001234", "MQ", "America/Martinique"),
        ("0262 12 34 56", "+262262123456", "RE", "Indian/Reunion"),
        ("0263 12 34 56", "+262263123456", "RE", "Indian/Reunion"),
        ("0269 60 12 34", "+262269601234", "YT", "Indian/Mayotte"),
        ("0508 41 12 34", "+508411234", "PM", "America/Miquelon"),
        ("0976 01 23 45", "+590976012345", "GP", "America/Guadeloupe"),
        ("0709 01 23 45", "+590709012345", "GP", "America/Guadeloupe"),
        ("+33 5 96 70 12 34", "+596596701234", "MQ", "America/Martinique"),
    ],
)
def test_overseas_numbers_get_their_own_calling_code(
    text: str, e164: str, country: str, zone: str
) -> None:
    found = read(text)
    assert (found.phone.e164, found.phone.country) == (e164, country)
    assert found.phone.zones == (zone,)
    assert found.repairs == (Repair.OVERSEAS,)


@pytest.mark.parametrize("text", ["0692 12 34 56", "0693 12 34 56", "0639 01 23 45"])
def test_mobiles_of_the_indian_ocean_may_ring_in_two_zones(text: str) -> None:
    assert read(text).phone.zones == ("Indian/Mayotte", "Indian/Reunion")


@pytest.mark.parametrize(
    ("text", "e164"),
    [
        ("0976 00 12 34", "+590976001234"),
        ("0976 27 12 34", "+262976271234"),
        ("0976 51 23 45", "+594976512345"),
        ("0976 60 12 34", "+596976601234"),
        ("0976 90 12 34", "+262976901234"),
        ("0939 12 34 56", "+33939123456"),
        ("0947 01 23 45", "+33947012345"),
        ("0268 11 23 45", "+33268112345"),
    ],
)
def test_prefixes_shared_by_territories_go_where_the_number_exists(text: str, e164: str) -> None:
    assert read(text).phone.e164 == e164


def test_a_file_of_reunion_reads_mainland_numbers_too() -> None:
    assert read("01 99 00 12 34", "RE").phone.e164 == "+33199001234"
    assert read("0692 12 34 56", "RE").phone.country == "RE"


def test_six_digits_are_a_whole_number_in_saint_pierre() -> None:
    assert read("41 12 34", "PM") == ReadPhone(
        Phone("+508411234", PhoneKind.FIXED, "PM", ("America/Miquelon",))
    )
