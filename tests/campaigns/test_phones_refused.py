"""What is no dialable number is refused by name, in words that say what to do."""

import pytest

from campaigns.numbers.bad_phones import WORDS
from campaigns.numbers.phones import (
    CALLABLE,
    REPAIR_WORDS,
    BadCode,
    BadPhone,
    PhoneKind,
    Repair,
    read_phone,
)
from campaigns.problems import Problem
from tests.campaigns.phones_read import refused


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", BadCode.EMPTY),
        (" \u00a0 ", BadCode.EMPTY),
        ("-", BadCode.EMPTY),
        ("+", BadCode.NOT_A_NUMBER),
        ("anonymous", BadCode.NOT_A_NUMBER),
        ("½", BadCode.NOT_A_NUMBER),
        ("sip:bob@example.fr", BadCode.NOT_A_NUMBER),
        ("sip:0199001234@example.fr", BadCode.NOT_A_NUMBER),
        ("3,36E+10", BadCode.DIGITS_LOST),
        ("3.36123E+10", BadCode.DIGITS_LOST),
        ("+0199001234", BadCode.NO_COUNTRY),
        ("+999 123456", BadCode.NO_COUNTRY),
        ("019900123", BadCode.TOO_SHORT),
        ("+33 1 99 00", BadCode.TOO_SHORT),
        ("0199001234567890", BadCode.TOO_LONG),
        ("0199001234 / 0199005678", BadCode.TOO_LONG),
        ("01 99 00 12 34 code 5678", BadCode.TOO_LONG),
        ("9" * 5000, BadCode.TOO_LONG),
        ("06 39 98 00 12", BadCode.UNASSIGNED),
        ("15", BadCode.SHORT),
        ("112", BadCode.SHORT),
        ("3631", BadCode.SHORT),
        ("118 218", BadCode.SHORT),
        ("08 99 70 12 34", BadCode.PREMIUM),
        ("+1 900 555 1234", BadCode.PREMIUM),
        ("08 25 12 34 56", BadCode.SHARED_COST),
        ("08 00 12 34 56", BadCode.TOLL_FREE),
        ("08 06 12 34 56", BadCode.UAN),
        ("+44 70 1234 5678", BadCode.PERSONAL),
        ("+44 76 4012 3456", BadCode.PAGER),
        ("+870 773 123 456", BadCode.SATELLITE),
        ("+881 6 1234 5678", BadCode.SATELLITE),
        ("+882 13 1234 5678", BadCode.SATELLITE),
        ("+883 5100 1234 5678", BadCode.SATELLITE),
        ("+979 0 1234 5678", BadCode.SATELLITE),
    ],
)
def test_what_must_not_be_dialled_is_refused_by_name(text: str, code: BadCode) -> None:
    assert refused(text) is code


def test_a_national_number_needs_the_country_of_the_file() -> None:
    assert refused("0199001234", "") is BadCode.NO_COUNTRY
    assert refused("0199001234", "ZZ") is BadCode.NO_COUNTRY


def test_a_vanity_number_is_spelled_out_before_it_is_judged() -> None:
    assert refused("1-800-FLOWERS", "US") is BadCode.TOLL_FREE


def test_a_refusal_is_a_problem_in_both_languages() -> None:
    bad = read_phone("08 99 70 12 34", "FR")
    assert isinstance(bad, BadPhone)
    assert bad.problem("line 3, phone", "fr") == Problem(
        "line 3, phone",
        "«\u00a008 99 70 12 34\u00a0»",
        "un numéro fixe, mobile ou 09 d'une personne ou d'un établissement",
        "C'est un numéro surtaxé : donnez la ligne directe du prospect.",
    )
    assert bad.fix == "This is a premium-rate number: give the prospect's own line."
    assert bad.expected == bad.problem("x").expected


def test_every_refusal_and_repair_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(BadCode)
    assert all(set(w.expected) == set(w.fix) == {"fr", "en"} for w in WORDS.values())
    assert set(REPAIR_WORDS) == set(Repair)
    assert {kind.value for kind in PhoneKind} - {code.value for code in BadCode} == {
        *CALLABLE,
        PhoneKind.UNKNOWN,
    }


def test_a_found_text_is_quoted_short() -> None:
    bad = read_phone("9" * 5000, "FR")
    assert isinstance(bad, BadPhone)
    assert bad.found == "9" * 40 + "…"
