"""The one judge on where calls go, how many, and which number they show."""

from dataclasses import replace
from datetime import datetime

import pytest

from campaigns.eligibility import Facts, Policy, Refusals, judge
from campaigns.numbers.bad_phones import BadCode
from campaigns.numbers.destinations import Cap, Reached
from tests.campaigns.verdict_values import BUSINESS, THURSDAY, cleared, only, paris

FIVE_PAST = paris("2026-11-19 11:05")


def test_a_campaign_calls_the_countries_that_it_names_and_no_others() -> None:
    assert cleared(replace(BUSINESS, destinations=frozenset({"FR", "RE"})))
    refusal = only(replace(BUSINESS, destinations=frozenset({"RE", "GP"})))
    assert (refusal.code, refusal.lifts_at) == ("destination", None)
    assert refusal.sentence("en") == (
        "The campaign does not call this country (FR): it calls GP, RE."
    )


@pytest.mark.parametrize("code", list(BadCode))
def test_digits_that_are_nobodys_line_are_refused_in_words(code: BadCode) -> None:
    refusal = only(replace(BUSINESS, never_dialled=code))
    assert (refusal.code, refusal.lifts_at) == ("phone_refused", None)
    assert refusal.sentence("fr").startswith("Ce type de numéro ne s'appelle pas. ")


@pytest.mark.parametrize(
    ("facts", "code", "said"),
    [
        (replace(BUSINESS, no_caller_id_until=FIVE_PAST), "no_caller_id", "se reposent"),
        (
            replace(BUSINESS, caps_reached=(Reached(Cap.COMPANY_DAY, 20_000, FIVE_PAST),)),
            "company_day",
            "20000 appels",
        ),
        (
            replace(BUSINESS, caps_reached=(Reached(Cap.NUMBER_DAY, 6, FIVE_PAST),)),
            "number_day",
            "6 fois",
        ),
        (
            replace(BUSINESS, caps_reached=(Reached(Cap.PREFIX_HOUR, 120, FIVE_PAST),)),
            "prefix_hour",
            "120 numéros",
        ),
    ],
)
def test_what_is_full_lifts_when_it_begins_anew(facts: Facts, code: str, said: str) -> None:
    refusal = only(facts)
    assert (refusal.code, refusal.lifts_at) == (code, FIVE_PAST)
    assert said in refusal.sentence("fr")
    verdict = judge(facts, Policy(), THURSDAY)
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at == FIVE_PAST


def test_a_day_that_begins_at_night_lifts_when_the_hours_open() -> None:
    night = datetime.fromisoformat("2026-11-20T00:00:00+00:00")
    facts = replace(BUSINESS, caps_reached=(Reached(Cap.COMPANY_DAY, 9, night),))
    verdict = judge(facts, Policy(), THURSDAY)
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at == paris("2026-11-20 08:30")
