"""Phone numbers as people, files and spreadsheets write them."""

import pytest

from campaigns.numbers.phones import (
    Phone,
    PhoneKind,
    ReadPhone,
    Repair,
    international,
    mask,
    national,
    split_cell,
)
from tests.campaigns.phones_read import read


@pytest.mark.parametrize(
    "text",
    [
        "0199001234",
        "01 99 00 12 34",
        "01.99.00.12.34",
        "01-99-00-12-34",
        "01/99/00/12/34",
        "01,99,00,12,34",
        "+33199001234",
        "+33 1 99 00 12 34",
        "++33199001234",
        "0033199001234",
        "+33 (0)1 99 00 12 34",
        "0033 (0)1 99 00 12 34",
        "(+33) 1 99 00 12 34",
        "+33 01 99 00 12 34",
        "01\u00a099\u00a000\u00a012\u00a034",
        "01\u200999\u202f00\u200912\u202f34",
        "\u200e01 99 00 12 34\u200f",
        "01\u201199\u201100\u201112\u201134",
        "０１９９００１２３４",
        "٠١٩٩٠٠١٢٣٤",
        "tel:+33199001234",
        "tel:01-99-00-12-34",
        "Tél. : 01 99 00 12 34",
        "'0199001234",
        "  0199001234\t",
        "01 99 00 12 34 (Mme Martin)",
        "Standard 01 99 00 12 34, le matin",
    ],
)
def test_a_french_number_is_read_however_it_is_written(text: str) -> None:
    expected = Phone("+33199001234", PhoneKind.FIXED, "FR", ("Europe/Paris",))
    assert read(text) == ReadPhone(expected)


@pytest.mark.parametrize(
    ("text", "e164", "repairs"),
    [
        ("199001234", "+33199001234", (Repair.LEADING_ZERO,)),
        ("33199001234", "+33199001234", (Repair.MISSING_PLUS,)),
        ("262262123456", "+262262123456", (Repair.MISSING_PLUS,)),
        ("199001234.0", "+33199001234", (Repair.SPREADSHEET, Repair.LEADING_ZERO)),
        ("1.99001234E8", "+33199001234", (Repair.SPREADSHEET, Repair.LEADING_ZERO)),
        ("3.3199001234E10", "+33199001234", (Repair.SPREADSHEET, Repair.MISSING_PLUS)),
        ("3,3199001234e+10", "+33199001234", (Repair.SPREADSHEET, Repair.MISSING_PLUS)),
        ("0596701234", "+596596701234", (Repair.OVERSEAS,)),
        ("596701234", "+596596701234", (Repair.LEADING_ZERO, Repair.OVERSEAS)),
    ],
)
def test_a_mended_number_says_what_was_mended(
    text: str, e164: str, repairs: tuple[Repair, ...]
) -> None:
    found = read(text)
    assert (found.phone.e164, found.repairs) == (e164, repairs)


@pytest.mark.parametrize(
    ("text", "country", "e164", "repairs"),
    [
        ("020 7946 0123", "GB", "+442079460123", ()),
        ("2079460123", "GB", "+442079460123", (Repair.LEADING_ZERO,)),
        ("442079460123", "GB", "+442079460123", (Repair.MISSING_PLUS,)),
        ("(212) 555-0123", "US", "+12125550123", ()),
        ("001 212 555 0123", "FR", "+12125550123", ()),
        ("+1 212 555 0123", "", "+12125550123", ()),
        ("+33199001234", "us", "+33199001234", ()),
    ],
)
def test_other_countries_are_read_by_their_own_plan(
    text: str, country: str, e164: str, repairs: tuple[Repair, ...]
) -> None:
    found = read(text, country)
    assert (found.phone.e164, found.repairs) == (e164, repairs)


@pytest.mark.parametrize(
    ("text", "extension"),
    [
        ("01 99 00 12 34 poste 12", "12"),
        ("01 99 00 12 34, poste : 12", "12"),
        ("0199001234 ext. 45", "45"),
        ("0199001234x7", "7"),
        ("0199001234 #301", "301"),
        ("tel:+33199001234;ext=12", "12"),
    ],
)
def test_an_extension_is_kept_apart(text: str, extension: str) -> None:
    phone = read(text).phone
    assert (phone.e164, phone.extension) == ("+33199001234", extension)


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("", []),
        ("   ", []),
        ("0199001234", ["0199001234"]),
        ("01 99 00 12 34 / 02 61 91 12 34", ["01 99 00 12 34", "02 61 91 12 34"]),
        ("0199001234;0261911234", ["0199001234", "0261911234"]),
        ("0199001234 ou 0261911234", ["0199001234", "0261911234"]),
        ("0199001234\n0261911234", ["0199001234", "0261911234"]),
        ("+33199001234|+33261911234", ["+33199001234", "+33261911234"]),
        ("0199001234 0261911234", ["0199001234", "0261911234"]),
        ("01.99.00.12.34-02.61.91.12.34", ["01.99.00.12.34", "02.61.91.12.34"]),
        ("0199001234 / fixe", ["0199001234"]),
        ("01/99/00/12/34", ["01/99/00/12/34"]),
        ("01,99,00,12,34", ["01,99,00,12,34"]),
        ("01 99 00 12 34 / 35", ["01 99 00 12 34 / 35"]),
        ("tel:+33199001234;ext=12", ["tel:+33199001234;ext=12"]),
    ],
)
def test_a_cell_of_several_numbers_is_cut(cell: str, numbers: list[str]) -> None:
    assert split_cell(cell) == numbers


def test_numbers_are_hidden_in_the_logs() -> None:
    assert mask("+33199001234") == "+33•••••34"
    assert mask("+262692123456") == "+262•••••56"
    assert mask("+12125550123") == "+1•••••23"
    assert mask("anonymous") == "•••••us"
    assert mask("") == "•••••"


def test_numbers_are_shown_as_their_country_writes_them() -> None:
    assert national("+33199001234") == "01 99 00 12 34"
    assert national("+596696701234") == "0696 70 12 34"
    assert international("+33199001234") == "+33 1 99 00 12 34"
    assert national("anonymous") == "anonymous"
