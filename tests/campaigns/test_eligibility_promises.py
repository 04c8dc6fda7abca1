"""A promise that is kept late, or after the last attempt, is still kept."""

from dataclasses import replace

from campaigns.eligibility import AgreedCall
from tests.campaigns.verdict_values import BUSINESS, THURSDAY, cleared, only, paris

AT_NINE = AgreedCall(paris("2026-11-19 09:00"), paris("2026-11-19 10:00"))
SIX = (paris("2026-11-18 16:00"),) * 6


def test_a_promise_that_is_late_still_goes_before_the_number_of_attempts() -> None:
    assert cleared(replace(BUSINESS, agreed_call=AT_NINE, lead_attempts=6))


def test_a_promise_that_is_late_still_goes_before_the_plans_cap() -> None:
    assert cleared(replace(BUSINESS, agreed_call=AT_NINE, prospect_attempts=SIX))


def test_a_promise_that_is_late_still_goes_before_the_minimum_gap() -> None:
    rung = replace(BUSINESS, agreed_call=AT_NINE, number_last_attempt=paris("2026-11-19 10:29"))
    assert cleared(rung)


def test_a_promise_does_not_go_before_the_plans_limits_until_its_moment() -> None:
    at_eleven = AgreedCall(paris("2026-11-19 11:00"), paris("2026-11-19 12:00"))
    refused = only(replace(BUSINESS, agreed_call=at_eleven, lead_attempts=6))
    assert (refused.code, refused.lifts_at) == ("max_attempts", paris("2026-11-19 11:00"))


def test_a_date_that_was_agreed_is_not_lost_to_the_number_of_attempts() -> None:
    later = replace(BUSINESS, next_call_at=THURSDAY, promised=True, lead_attempts=6)
    assert cleared(later)


def test_a_retry_is_lost_to_the_number_of_attempts() -> None:
    refused = only(replace(BUSINESS, lead_attempts=6))
    assert (refused.code, refused.lifts_at) == ("max_attempts", None)
