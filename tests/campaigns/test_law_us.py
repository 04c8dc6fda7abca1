"""The federal rules of the United States, each on both sides of its edge."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from campaigns.law import Technique, pack_for, rules_in_force
from campaigns.law.asks import AbandonedShare
from campaigns.law.codes import Register
from campaigns.prospects import Audience
from tests.campaigns.law_values import (
    CONTRACT,
    against,
    agreed,
    at,
    business,
    checked,
    consumer,
    lifts,
    listed,
    until,
)

EAST = "America/New_York"
NOW = at("2026-11-19 10:30", EAST)
NEW_YORK = "+12125550123"
CONSENT = agreed(datetime(2026, 9, 1, tzinfo=UTC))
PERSON = consumer(NEW_YORK, consent=CONSENT)
OFFICE = business(NEW_YORK)


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        ("2026-11-19 07:59", {"US-01"}),
        ("2026-11-19 08:00", set()),
        ("2026-11-19 20:59", set()),
        ("2026-11-19 21:00", {"US-01"}),
        ("2026-11-22 08:00", set()),  # a Sunday
        ("2026-11-26 10:00", set()),  # Thanksgiving: federal law knows no holiday
    ],
)
def test_us01_a_consumer_is_called_from_8_to_21(clock: str, refused: set[str]) -> None:
    assert against(PERSON, at(clock, EAST)) == refused


@pytest.mark.parametrize(
    ("utc", "refused"),
    [
        ("2026-03-07 12:59", {"US-01"}),  # the day before clocks go forward: 07:59 in New York
        ("2026-03-07 13:00", set()),
        ("2026-03-08 11:59", {"US-01"}),  # the day itself: 07:59 again
        ("2026-03-08 12:00", set()),
        ("2026-11-01 12:59", {"US-01"}),  # the day they go back
        ("2026-11-01 13:00", set()),
        ("2026-11-02 01:59", set()),  # 20:59 of that day
        ("2026-11-02 02:00", {"US-01"}),
    ],
)
def test_us01_follows_both_changes_of_the_clock(utc: str, refused: set[str]) -> None:
    facts = replace(PERSON, consent=agreed(datetime(2026, 1, 1, tzinfo=UTC)))
    assert against(facts, at(utc, "UTC")) == refused


def test_us01_and_us06_leave_businesses_alone() -> None:
    assert against(OFFICE, at("2026-11-19 22:00", EAST)) == set()


def test_an_unknown_audience_is_a_consumer() -> None:
    assert against(replace(OFFICE, audience=None), at("2026-11-19 22:00", EAST)) == {
        "US-01",
        "US-06",
    }


def test_us06_the_national_list_is_at_most_31_days_old() -> None:
    cold = replace(PERSON, consent=None)
    assert against(cold, NOW) == {"US-06"}
    young = replace(cold, checks=checked(Register.US_DNC, NOW - timedelta(days=31, seconds=-60)))
    assert until(young, NOW) == NOW + timedelta(minutes=1)
    assert against(young, NOW + timedelta(minutes=1)) == {"US-06"}


def test_us06_a_listed_consumer_is_called_with_consent_alone() -> None:
    cold = replace(PERSON, consent=None, checks=listed(Register.US_DNC, NOW - timedelta(days=1)))
    assert against(cold, NOW) == {"US-06"}
    assert against(replace(cold, consent=CONSENT), NOW) == set()


def test_us06_began_on_1_january_2005() -> None:
    cold = replace(PERSON, consent=None)
    assert against(cold, at("2004-12-31 10:00", EAST)) == set()
    assert against(cold, at("2005-01-01 10:00", EAST)) == {"US-06"}


def test_us07_a_customer_is_called_for_eighteen_months() -> None:
    ended = replace(CONTRACT, ends_at=NOW - timedelta(days=540, seconds=-60))
    facts = replace(PERSON, consent=None, running_contract=ended)
    assert against(facts, NOW) == set()
    assert against(facts, NOW + timedelta(minutes=1)) == {"US-06"}
    assert against(replace(facts, running_contract=CONTRACT), NOW) == set()


def test_us07_who_inquired_is_called_for_three_months() -> None:
    asked = NOW - timedelta(days=90, seconds=-60)
    facts = replace(PERSON, consent=None, inquired_at=asked)
    assert against(facts, NOW) == set()
    assert against(facts, NOW + timedelta(minutes=1)) == {"US-06"}


def test_us06_a_customer_who_agreed_too_is_called_until_the_later_of_both_ends() -> None:
    in_an_hour, in_two_hours = NOW + timedelta(hours=1), NOW + timedelta(hours=2)
    consent = agreed(CONSENT.captured_at, expires_at=in_an_hour)
    ended = replace(CONTRACT, ends_at=in_two_hours - timedelta(days=540))
    assert until(replace(PERSON, consent=consent), NOW) == in_an_hour
    assert until(replace(PERSON, consent=consent, running_contract=ended), NOW) == in_two_hours


def test_us08_and_us09_whoever_objects_is_not_called() -> None:
    assert against(replace(PERSON, suppressed_scope="number"), NOW) == {"US-08"}
    assert against(replace(OFFICE, suppressed_scope="number"), NOW) == {"US-08"}


def test_us09_a_refusal_revokes_every_consent_from_31_january_2027() -> None:
    refused = replace(PERSON, last_refusal=at("2026-12-01 10:00", EAST))
    assert against(refused, at("2027-01-30 10:00", EAST)) == set()
    assert against(refused, at("2027-01-31 10:00", EAST)) == {"US-09"}
    anew = agreed(at("2027-01-15 10:00", EAST))
    assert against(replace(refused, consent=anew), at("2027-01-31 10:00", EAST)) == set()


@pytest.mark.parametrize("technique", [Technique.PREDICTIVE, Technique.PRERECORDED])
def test_us11_machines_need_consent_even_for_businesses(technique: Technique) -> None:
    assert against(replace(OFFICE, technique=technique), NOW) == {"US-11"}
    assert against(replace(OFFICE, technique=technique, consent=CONSENT), NOW) == set()
    assert against(replace(OFFICE, technique=Technique.PROGRESSIVE), NOW) == set()


def test_us11_a_contract_is_no_consent_to_a_machine() -> None:
    facts = replace(OFFICE, technique=Technique.PRERECORDED, running_contract=CONTRACT)
    assert against(facts, NOW) == {"US-11"}


def test_us14_the_number_is_shown() -> None:
    assert against(replace(OFFICE, caller_id="hidden"), NOW) == {"US-14"}
    assert against(replace(OFFICE, caller_id="+12125550199"), NOW) == set()


def test_us02_three_in_a_hundred_over_thirty_days() -> None:
    us = pack_for("US")
    assert us is not None
    found = rules_in_force(us, date(2026, 11, 19), Audience.B2C, Technique.PREDICTIVE)
    (share,) = [rule.params for rule in found if isinstance(rule.params, AbandonedShare)]
    assert (int(share.most * 100), share.days, share.seconds) == (3, 30, 2)


def test_a_number_of_two_zones_is_called_when_both_are_open() -> None:
    # Boise and Los Angeles share Idaho's newer area code.
    facts = replace(PERSON, phone=consumer("+19865550123").phone)
    assert against(facts, at("2026-11-19 07:59", "America/Los_Angeles")) == {"US-01"}
    assert against(facts, at("2026-11-19 08:00", "America/Los_Angeles")) == set()
    assert lifts(facts, at("2026-11-19 21:00", "America/Boise"), "US-01") == [
        at("2026-11-20 08:00", "America/Los_Angeles")
    ]
