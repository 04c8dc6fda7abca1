"""Numbers are hidden but for their ends, and wherever somebody wrote one down."""

import pytest

from campaigns.numbers.hidden_numbers import conceal, hidden


@pytest.mark.parametrize(
    ("e164", "shown"),
    [
        ("+33199001001", "+33 1 99 •• •• 01"),
        ("+262262123456", "+262 262 •• •• 56"),
        ("+442079460123", "+44 20 7••• ••23"),
        ("+12125550123", "+1 212-•••-••23"),
        ("+508411234", "+508 41 1• 34"),
        ("123", "•••"),
    ],
)
def test_the_middle_of_a_number_is_hidden(e164: str, shown: str) -> None:
    assert hidden(e164) == shown


@pytest.mark.parametrize(
    "written",
    [
        "01 99 00 10 01",
        "0199001001",
        "01.99.00.10.01",
        "+33 (0)1 99 00 10 01",
        "0033 1 99 00 10 01",
        "+33199001001",
        "01\u202f99\u202f00\u202f10\u202f01",
        "01-99-00-10-01",
    ],
)
def test_a_number_is_hidden_however_it_is_written(written: str) -> None:
    said = conceal(f"rappeler au {written}, le matin", ["+33199001001"], "FR")
    assert said == "rappeler au +33 1 99 •• •• 01, le matin"


def test_a_number_that_nobody_knew_is_hidden_too() -> None:
    assert conceal("standard 02 61 91 12 34", [], "FR") == "standard +33 2 61 •• •• 34"


@pytest.mark.parametrize(
    "text",
    [
        "SIRET 732 829 320 00074",
        "le 24/11/2026 à 10:30",
        "94260 Fresnes",
        "12 345 678 €",
        "",
        "85.20Z",
    ],
)
def test_other_figures_stay(text: str) -> None:
    assert conceal(text, ["+33199001001"], "FR") == text
