"""Whatever is written, what is read as a number agrees with the library and reads the same again."""

import random

import phonenumbers
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.numbers.french_numbers import may_be_overseas
from campaigns.numbers.phones import (
    CALLABLE,
    KINDS,
    BadCode,
    BadPhone,
    Phone,
    ReadPhone,
    read_phone,
    split_cell,
)


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
