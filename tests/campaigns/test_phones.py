"""Phone numbers as people, files and spreadsheets write them."""

import random

import phonenumbers
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.bad_phones import WORDS
from campaigns.french_numbers import may_be_overseas
from campaigns.phones import (
    CALLABLE,
    KINDS,
    REPAIR_WORDS,
    BadCode,
    BadPhone,
    Phone,
    PhoneKind,
    ReadPhone,
    Repair,
    international,
    mask,
    national,
    read_phone,
    split_cell,
)
from campaigns.problems import Problem


def read(text: str, country: str = "FR") -> ReadPhone:
    found = read_phone(text, country)
    assert isinstance(found, ReadPhone), found
    return found


def refused(text: str, country: str = "FR") -> BadCode:
    found = read_phone(text, country)
    assert isinstance(found, BadPhone), found
    return found.code


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
        "«08 99 70 12 34»",
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


def test_the_quick_way_for_the_mainland_agrees_with_the_library() -> None:
    draw = random.Random(20261121)
    numbers = [draw.randint(100_000_000, 999_999_999) for _ in range(30_000)]
    mainland = [n for n in numbers if not may_be_overseas(str(n))]
    for number in mainland:
        parsed = phonenumbers.parse(f"0{number}", "FR")
        kind = KINDS[phonenumbers.number_type(parsed)]
        found = read_phone(f"0{number}", "FR")
        if kind in CALLABLE:
            assert found == ReadPhone(Phone(f"+33{number}", kind, "FR", ("Europe/Paris",)))
        else:
            assert isinstance(found, BadPhone)
            assert found.code in {BadCode.UNASSIGNED, kind.value}


def test_every_two_digit_prefix_of_the_mainland_agrees_with_the_library() -> None:
    for prefix in range(1000, 10000):
        number = f"{prefix}12345"
        if may_be_overseas(number):
            continue
        kind = KINDS[phonenumbers.number_type(phonenumbers.parse(f"+33{number}", None))]
        found = read_phone(f"+33{number}", "FR")
        assert isinstance(found, ReadPhone) == (kind in CALLABLE), number
        assert not isinstance(found, ReadPhone) or found.phone.kind is kind


@given(st.text(max_size=60), st.sampled_from(["FR", "GB", "US", "RE", "", "ZZ"]))
def test_any_text_is_either_a_dialable_number_or_a_refusal(text: str, country: str) -> None:
    found = read_phone(text, country)
    if isinstance(found, ReadPhone):
        assert found.phone.kind in CALLABLE
        assert phonenumbers.is_valid_number(phonenumbers.parse(found.phone.e164, None))
    else:
        assert found.problem("here", "fr").fix


@given(st.text("0123456789+.,/ -()EeOUxou\u00a0#", max_size=90))
@settings(max_examples=300)
def test_reading_again_what_was_read_changes_nothing(text: str) -> None:
    for part in split_cell(text):
        found = read_phone(part, "FR")
        if isinstance(found, ReadPhone):
            again = read_phone(found.phone.e164, "FR")
            assert isinstance(again, ReadPhone)
            assert again.phone.e164 == found.phone.e164
            assert again.repairs == ()
