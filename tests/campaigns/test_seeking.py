"""What a text typed into the search of prospects is taken for."""

import pytest

from campaigns.prospect_base.seeking import Sought, sought


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("", Sought()),
        ("   ", Sought()),
        ("01 99 00 10 01", Sought(number="+33199001001")),
        ("+44 20 7946 0018", Sought(number="+442079460018")),
        ("Claire.Vasseur@Example.net", Sought(email="claire.vasseur@example.net")),
        ("Collège des Tilleuls", Sought(words=("college", "des", "tilleuls"))),
        ("l'Œuvre", Sought(words=("œuvre",))),
        ("732 829 320 00074", Sought(registration="73282932000074")),
        ("732829320", Sought("+33732829320", "732829320")),
        ("a1 b2 c3 d4 e5 f6 g7", Sought(words=("a1", "b2", "c3", "d4", "e5", "f6"))),
    ],
)  # fmt: skip
def test_a_text_is_a_number_a_registration_an_address_or_words(typed: str, meant: Sought) -> None:
    assert sought(typed, "FR") == meant


def test_a_text_of_signs_seeks_nothing() -> None:
    assert not sought("%%% __ ' \0", "FR")


def test_a_very_long_text_is_cut() -> None:
    assert sought("a" * 10_000, "FR") == Sought(words=("a" * 100,))
