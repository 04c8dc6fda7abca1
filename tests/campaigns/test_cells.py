"""Small cells: addresses, codes, counts, registrations, countries."""

import pytest

from campaigns.prospect_file.cells import (
    clean_cell,
    has_control_characters,
    headcount,
    is_email,
    naf_code,
)
from campaigns.prospect_file.countries import country_code, language_of
from campaigns.prospect_file.quality import quality
from campaigns.prospect_file.sirets import Registration, read_registration


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  Dupont  ", "Dupont"),
        ("Du\u00a0pont", "Du pont"),
        ("Du\u202fpont", "Du pont"),
        ("ligne 1\nligne 2", "ligne 1 ligne 2"),
        ("a\x00b", "ab"),
        ("'=SUM(A1)", "=SUM(A1)"),
        ("'tis", "'tis"),
        ("l'Étoile", "l'Étoile"),
        ("", ""),
    ],
)
def test_a_cell_is_text_without_tricks(text: str, cleaned: str) -> None:
    assert clean_cell(text) == cleaned


def test_line_ends_are_no_control_characters() -> None:
    assert not has_control_characters("a\r\nb\tc")
    assert has_control_characters("a\x07b")


@pytest.mark.parametrize(
    "text",
    ["a@b.fr", "ce.0940176F@ac-creteil.fr", "o'hara+x@mail.example.co.uk", "a@xn--caf-dma.fr"],
)
def test_an_address_is_an_address(text: str) -> None:
    assert is_email(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a",
        "a@b",
        "a@.fr",
        "a..b@c.fr",
        ".a@b.fr",
        "a@b..fr",
        "a@b.fr, c@d.fr",
        "a" * 300 + "@b.fr",
    ],
)
def test_anything_else_is_none(text: str) -> None:
    assert not is_email(text)


def test_fifty_thousand_characters_are_only_a_long_cell() -> None:
    assert not is_email("a@" + "a-" * 25_000)
    assert clean_cell("\u200b" * 50_000) == ""


@pytest.mark.parametrize(
    ("text", "code"), [("85.20Z", "85.20Z"), ("8520z", "85.20Z"), ("85.2", None), ("", None)]
)
def test_an_activity_code_has_four_digits_and_a_letter(text: str, code: str | None) -> None:
    assert naf_code(text) == code


@pytest.mark.parametrize(
    ("text", "people"), [("12", 12), ("1 200", 1200), ("10-19", None), ("", None)]
)
def test_a_headcount_is_written_in_digits(text: str, people: int | None) -> None:
    assert headcount(text) == people


@pytest.mark.parametrize(
    ("text", "registration"),
    [
        ("21940034800195", Registration("21940034800195", "219400348")),
        ("219 400 348 00195", Registration("21940034800195", "219400348")),
        ("21940034800195.0", Registration("21940034800195", "219400348")),
        ("35600000000048", Registration("35600000000048", "356000000")),
        ("35600000009075", Registration("35600000009075", "356000000")),
        ("35600000049837", Registration("35600000049837", "356000000")),
        ("356000000", Registration(None, "356000000")),
        ("5680440400004", Registration("05680440400004", "056804404", mended=True)),
        ("21940034800196", None),
        ("2.19E+13", None),
        ("MONACOCONFO001", None),
        ("12", None),
    ],
)
def test_a_siret_is_told_by_its_check_digit(text: str, registration: Registration | None) -> None:
    assert read_registration(text) == registration


@pytest.mark.parametrize(
    ("text", "code"),
    [("FR", "FR"), ("france", "FR"), ("Royaume-Uni", "GB"), ("UK", "GB"), ("Réunion", "RE"),
     ("ÉTATS-UNIS", "US"), ("Atlantide", None), ("ZZ", None)],
)  # fmt: skip
def test_a_country_is_a_code_or_a_name(text: str, code: str | None) -> None:
    assert country_code(text) == code


def test_a_country_is_spoken_to_in_its_language() -> None:
    assert (language_of("FR"), language_of("MQ"), language_of("GB")) == ("fr", "fr", "en")


def test_quality_weighs_validity_completeness_and_freshness() -> None:
    assert quality(1, 1, ("a", "b"), 0) == 100
    assert quality(1, 2, ("a", "b"), 0) == 82
    assert quality(1, 1, ("a", ""), 0) == 88
    assert quality(1, 1, ("a", "b"), 365) == 80
    assert quality(1, 1, ("a", "b"), 4000) == 80
