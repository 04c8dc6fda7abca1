"""Where calls may go, how many of them, and what they cost."""

from datetime import UTC, datetime

import pytest

from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.costs import Minutes, cents_of, is_spent, minutes_of
from campaigns.numbers.destinations import (
    Cap,
    Caps,
    Dials,
    Reached,
    as_dialled,
    caps_of,
    day_of,
    prefix_of,
    reached,
)
from campaigns.numbers.phones import Phone, PhoneKind

NOW = datetime(2026, 11, 24, 9, 40, tzinfo=UTC)
MIDNIGHT = datetime(2026, 11, 25, tzinfo=UTC)
TEN = datetime(2026, 11, 24, 10, 0, tzinfo=UTC)


def noted(e164: str) -> Phone:
    """A number that its row calls a fixed line in France."""
    return Phone(e164, PhoneKind.FIXED, "FR", ("Europe/Paris",))


@pytest.mark.parametrize(
    ("e164", "why"),
    [
        ("+870773123456", BadCode.SATELLITE),
        ("+88213123456", BadCode.SATELLITE),
        ("+8835100123456", BadCode.SATELLITE),
        ("+979123456789", BadCode.SATELLITE),
        ("+87899", BadCode.SATELLITE),
        ("+33892123456", BadCode.PREMIUM),
        ("+33826123456", BadCode.SHARED_COST),
        ("+33805123456", BadCode.TOLL_FREE),
        ("+21681123456", BadCode.UNASSIGNED),
        ("+330199001001", BadCode.UNASSIGNED),
        ("+3315", BadCode.SHORT),
    ],
)
def test_digits_that_are_nobodys_line_are_refused_whatever_their_row_says(
    e164: str, why: BadCode
) -> None:
    found = as_dialled(noted(e164))
    assert isinstance(found, BadCode)
    assert (found is why) or (why is BadCode.SHORT and found is BadCode.TOO_SHORT)


def test_a_number_lies_where_its_digits_say_and_is_of_their_kind() -> None:
    assert as_dialled(noted("+5351234567")) == Phone(
        "+5351234567", PhoneKind.MOBILE, "CU", ("Europe/Paris",)
    )


def test_a_number_that_is_what_its_row_says_stays_as_it_is() -> None:
    assert as_dialled(noted("+33199001001")) == noted("+33199001001")


def test_calls_are_counted_under_the_first_six_digits_but_for_numbers_that_ring_nobody() -> None:
    assert prefix_of("+33146123456") == "331461"
    assert prefix_of("+5351234567") == "535123"
    assert prefix_of("+33199001001") is None


def test_a_company_sets_its_own_caps_and_nonsense_changes_none() -> None:
    assert caps_of({}) == Caps(400, 20_000, 6, 120)
    assert caps_of({"person_day": 50, "prefix_hour": 10}) == Caps(50, 20_000, 6, 10)
    assert caps_of({"person_day": 0, "company_day": "9", "number_day": True}) == Caps()


def test_a_cap_is_reached_by_the_call_that_fills_it() -> None:
    caps = Caps(company_day=20, number_day=3, prefix_hour=5)
    assert reached(caps, Dials(19, 2, 4), NOW) == ()
    assert reached(caps, Dials(20, 3, 5), NOW) == (
        Reached(Cap.COMPANY_DAY, 20, MIDNIGHT),
        Reached(Cap.NUMBER_DAY, 3, MIDNIGHT),
        Reached(Cap.PREFIX_HOUR, 5, TEN),
    )


def test_days_of_counts_are_utc() -> None:
    assert day_of(NOW) == datetime(2026, 11, 24, tzinfo=UTC)


def test_carriers_count_each_begun_minute_whole() -> None:
    assert [minutes_of(seconds) for seconds in (0, 1, 60, 61, -1)] == [0, 1, 1, 2, 0]


def test_minutes_are_priced_by_country_and_kind_and_rounded_up_together() -> None:
    french = Minutes("FR", PhoneKind.FIXED, 1)
    assert cents_of([french]) == 2
    assert cents_of([french, french]) == 3
    assert cents_of([Minutes("fr", PhoneKind.MOBILE, 100)]) == 450
    assert cents_of([Minutes("TN", PhoneKind.FIXED, 10)]) == 350
    assert cents_of([]) == 0


def test_a_campaign_without_a_cap_never_has_spent_it() -> None:
    assert not is_spent(10**9, None)
    assert is_spent(500, 500)
    assert not is_spent(499, 500)
