"""Numbers as people write them, and as nobody should: read with their repairs, or refused in words."""

import time

import pytest

from campaigns.numbers.phones import BadPhone, ReadPhone, mask, read_phone

# Family F: what was written, in a file of which country, and the number that it means.
READ = [
    ("0199001234", "FR", "+33199001234"), ("+33199001234", "", "+33199001234"),
    ("0033199001234", "FR", "+33199001234"), ("+33 (0)1 99 00 12 34", "FR", "+33199001234"),
    ("01 99 00 12 34", "FR", "+33199001234"), ("01.99.00.12.34", "FR", "+33199001234"),
    ("01-99-00-12-34", "FR", "+33199001234"), ("01/99/00/12/34", "FR", "+33199001234"),
    ("01\u00a099\u00a000\u00a012\u00a034", "FR", "+33199001234"),
    ("01\u202f99\u202f00\u202f12\u202f34", "FR", "+33199001234"),
    ("01\u200999\u200900\u200912\u200934", "FR", "+33199001234"),
    ("٠١٩٩٠٠١٢٣٤", "FR", "+33199001234"), ("０１９９００１２３４", "FR", "+33199001234"),
    ("199001234", "FR", "+33199001234"), ("tel:+33199001234", "FR", "+33199001234"),
    ("Tél. 01 99 00 12 34", "FR", "+33199001234"), ("\u200e+33199001234\u202c", "FR", "+33199001234"),
    ("33199001234", "FR", "+33199001234"), 
    ("+33 1 99 00 12 34 poste 12", "FR", "+33199001234"), ("0262121234", "FR", "+262262121234"),
    ("0590121234", "FR", "+590590121234"), ("020 7946 0018", "GB", "+442079460018"),
    ("(212) 555-0123", "US", "+12125550123"),
]  # fmt: skip
REFUSED = [
    "", " ", "-", "+", "+0", "+0199001234", "0", "00", "000000000", "0000000000", "1", "15", "17",
    "112", "3631", "36 31", "0899701234", "0825123456", "0800123456", "+882131234567",
    "+8835100123456", "+870773123456", "+979012345678", "+19005551234", "+999123456",
    "anonymous", "anonyme", "withheld", "masqué", "NC", "n/a", "néant", "null", "None", "NaN", "#N/A",
    "#REF!", "=A1", "sip:bob@example.fr", "mailto:a@b.fr", "https://example.fr", "1e9", "3,36E+10",
    "0199001234 / 0199005678", "01990012345678901", "+331990012345678", "9" * 16, "0" * 50_000,
    "+" * 50_000, "1 " * 25_000, "(" * 50_000, "٣" * 50_000, "\x00", "\x1b[31m", "\ud800", "½½½½", "Ⅳ",
    "1 555 HELLO", "14 rue Jean", "14 RUE JEAN", "+33 1 47 TELEPRO", "ext. 12", "poste 4", "+33", "+33 0", "0033", "00 33 0", "01 99 00 12 3x",
]  # fmt: skip


@pytest.mark.parametrize(("written", "country", "meant"), READ)
def test_a_number_is_read_however_it_is_written(written: str, country: str, meant: str) -> None:
    found = read_phone(written, country)
    assert isinstance(found, ReadPhone), found
    assert found.phone.e164 == meant


@pytest.mark.parametrize("written", REFUSED, ids=lambda text: ascii(text)[:24])
def test_what_is_no_number_is_refused_at_once_and_in_words(written: str) -> None:
    began = time.perf_counter()
    found = read_phone(written, "FR")
    assert time.perf_counter() - began < 0.5
    assert isinstance(found, BadPhone)
    for language in ("fr", "en"):
        problem = found.problem("line 2", language)
        assert all((problem.place, problem.found, problem.expected, problem.fix))
        assert len(problem.found) <= 110


def test_a_masked_number_says_its_country_and_two_figures() -> None:
    assert mask("+33199001234") == "+33•••••34"
    for text in ("", "+", "0", "anonymous", "+999", "💥" * 9):
        assert "199001" not in mask(text)
