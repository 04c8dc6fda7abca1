"""The rules of Germany, Belgium, Switzerland, Spain and Italy, each on both sides of its edge."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from campaigns.call.recording import longest_kept, needs_everybody
from campaigns.eligibility import Policy, Refusals, judge
from campaigns.law import Technique
from campaigns.law.codes import Register
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

BERLIN, MADRID, ROME = "Europe/Berlin", "Europe/Madrid", "Europe/Rome"
NOW = at("2026-11-19 10:30", BERLIN)
CONSENT = agreed(datetime(2026, 9, 1, tzinfo=UTC))
GERMAN, GERMAN_FIRM = consumer("+493012345678"), business("+493012345678")
BELGIAN, BELGIAN_FIRM = consumer("+3222345678"), business("+3222345678")
SWISS = consumer("+41441234567")
SPANIARD, SPANISH_FIRM = consumer("+34912345678"), business("+34912345678")
ITALIAN, ITALIAN_FIRM = consumer("+390612345678"), business("+390612345678")

# Germany.


def test_de01_a_consumer_agrees_beforehand_and_expressly() -> None:
    assert against(GERMAN, NOW) == {"DE-01"}
    assert against(replace(GERMAN, consent=CONSENT), NOW) == set()
    assert against(replace(GERMAN, running_contract=CONTRACT), NOW) == {"DE-01"}


def test_de01_the_contract_of_another_country_exempts_nobody() -> None:
    # A prospect in France with a German number: French law exempts its customers, German law does not.
    both = replace(GERMAN, country="FR", running_contract=CONTRACT, zone=BERLIN)
    assert against(both, NOW) == {"DE-01"}


def test_de02_a_business_agrees_or_somebody_says_why_it_may_want_the_offer() -> None:
    assert against(GERMAN_FIRM, NOW) == {"DE-02"}
    assert against(replace(GERMAN_FIRM, interest=" "), NOW) == {"DE-02"}
    assert against(replace(GERMAN_FIRM, interest="asked for a quote for 20 desks"), NOW) == set()
    assert against(replace(GERMAN_FIRM, consent=CONSENT), NOW) == set()
    assert against(replace(GERMAN_FIRM, running_contract=CONTRACT), NOW) == set()


def test_de04_the_number_is_shown() -> None:
    facts = replace(GERMAN, consent=CONSENT)
    assert against(replace(facts, caller_id="hidden"), NOW) == {"DE-04"}
    assert against(replace(facts, caller_id="+493098765432"), NOW) == set()


def test_de05_the_hours_of_the_trade_are_a_plans_own_and_no_law() -> None:
    facts = replace(GERMAN, consent=CONSENT)
    night = at("2026-11-19 22:00", BERLIN)
    assert against(facts, night) == set()
    verdict = judge(facts, Policy(), night)
    assert isinstance(verdict, Refusals)
    assert verdict.codes == {"DE-05"}
    assert verdict.lifts_at == at("2026-11-20 08:00", BERLIN)
    unity = judge(facts, Policy(), at("2026-12-25 10:00", BERLIN))
    assert isinstance(unity, Refusals)
    assert unity.lifts_at == at("2026-12-28 08:00", BERLIN)


def test_de06_no_call_is_recorded_without_everybodys_word() -> None:
    assert needs_everybody("DE", NOW.date())
    assert not needs_everybody("FR", NOW.date())
    assert longest_kept("DE", NOW.date()) == longest_kept("FR", NOW.date()) == 180


# Belgium.


@pytest.mark.parametrize("facts", [BELGIAN, BELGIAN_FIRM], ids=["consumer", "business"])
def test_be01_everybody_is_checked_within_five_days(facts: object) -> None:
    assert isinstance(facts, type(BELGIAN))
    assert against(facts, NOW) == {"BE-01"}
    young = replace(facts, checks=checked(Register.BELGIAN, NOW - timedelta(days=5, seconds=-60)))
    assert against(young, NOW) == set()
    assert against(young, NOW + timedelta(minutes=1)) == {"BE-01"}
    assert against(replace(facts, consent=CONSENT), NOW) == set()


def test_be01_a_customer_on_the_list_is_not_called_without_an_authorisation() -> None:
    on_it = listed(Register.BELGIAN, NOW - timedelta(days=1))
    assert against(replace(BELGIAN, checks=on_it, running_contract=CONTRACT), NOW) == {"BE-01"}


def test_be02_a_consumer_is_called_until_they_object() -> None:
    facts = replace(BELGIAN, checks=checked(Register.BELGIAN, NOW - timedelta(days=1)))
    assert against(facts, NOW) == set()
    assert against(replace(facts, suppressed_scope="person"), NOW) == {"BE-02"}


# Switzerland.


def test_ch01_the_directory_is_consulted_and_shows_no_asterisk() -> None:
    assert against(SWISS, NOW) == {"CH-01"}
    young = checked(Register.SWISS_DIRECTORY, NOW - timedelta(days=30, seconds=-60))
    assert against(replace(SWISS, checks=young), NOW) == set()
    assert against(replace(SWISS, checks=young), NOW + timedelta(minutes=1)) == {"CH-01"}
    starred = replace(SWISS, checks=listed(Register.SWISS_DIRECTORY, NOW - timedelta(days=1)))
    assert against(starred, NOW) == {"CH-01"}
    assert against(replace(starred, running_contract=CONTRACT), NOW) == set()
    over = replace(CONTRACT, ends_at=NOW)
    assert against(replace(starred, running_contract=over), NOW) == {"CH-01"}


def test_ch02_and_ch03_a_number_is_shown_and_a_person_speaks() -> None:
    facts = replace(SWISS, consent=CONSENT)
    assert against(replace(facts, caller_id="hidden"), NOW) == {"CH-02"}
    assert against(replace(facts, technique=Technique.PRERECORDED), NOW) == {"CH-03"}
    assert against(replace(facts, technique=Technique.PREDICTIVE), NOW) == set()


# Spain.


def test_es01_a_consumer_agrees_or_is_a_customer() -> None:
    assert against(SPANIARD, NOW) == {"ES-01", "ES-04", "ES-05"}
    assert against(replace(SPANIARD, consent=CONSENT), NOW) == set()
    robinson = checked(Register.ROBINSON, NOW - timedelta(days=1))
    assert against(replace(SPANIARD, running_contract=CONTRACT, checks=robinson), NOW) == set()


def test_es01_began_on_29_june_2023() -> None:
    facts = replace(SPANIARD, checks=checked(Register.ROBINSON, at("2023-06-27 09:00", MADRID)))
    assert against(facts, at("2023-06-28 10:00", MADRID)) == set()
    assert against(facts, at("2023-06-29 10:00", MADRID)) == {"ES-01"}


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        ("2026-11-19 08:59", {"ES-02"}),
        ("2026-11-19 09:00", set()),
        ("2026-11-19 20:59", set()),
        ("2026-11-19 21:00", {"ES-02"}),
        ("2026-11-21 12:00", {"ES-02"}),
        ("2026-12-08 12:00", {"ES-02"}),  # the Immaculate Conception
    ],
)
def test_es02_a_consumer_is_called_on_working_days_from_9_to_21(
    clock: str, refused: set[str]
) -> None:
    assert against(replace(SPANIARD, consent=CONSENT), at(clock, MADRID)) == refused


def test_es02_a_mobile_may_be_in_the_canaries_an_hour_behind() -> None:
    mobile = consumer("+34612345678", consent=CONSENT)
    assert against(mobile, at("2026-11-19 09:30", MADRID)) == {"ES-02"}
    assert against(mobile, at("2026-11-19 10:00", MADRID)) == set()
    assert lifts(mobile, at("2026-11-19 21:00", MADRID), "ES-02") == [
        at("2026-11-20 10:00", MADRID)
    ]


def test_es04_a_400_number_is_shown_from_1_september_2026() -> None:
    # Planned for the end of summer; nobody here has read that it was adopted.
    facts = replace(SPANIARD, consent=agreed(datetime(2026, 1, 1, tzinfo=UTC)))
    ordinary = replace(facts, caller_id="+34911234567")
    assert against(ordinary, at("2026-08-31 10:00", MADRID)) == set()
    assert against(ordinary, at("2026-09-01 10:00", MADRID)) == {"ES-04"}
    assert against(replace(facts, caller_id="+34400123456"), NOW) == set()


def test_es04_a_consent_is_renewed_every_two_years() -> None:
    given = NOW - timedelta(days=730, seconds=-60)
    facts = replace(SPANIARD, consent=agreed(given, NOW + timedelta(days=365)))
    assert until(facts, NOW) == NOW + timedelta(minutes=1)
    assert against(facts, NOW + timedelta(minutes=1)) == {"ES-04"}
    older = replace(SPANIARD, consent=agreed(datetime(2020, 1, 1, tzinfo=UTC), NOW))
    assert against(older, at("2025-12-26 10:00", MADRID)) == set()
    assert against(older, at("2025-12-29 10:00", MADRID)) == {"ES-04"}


def test_es05_without_consent_the_robinson_list_is_at_most_thirty_days_old() -> None:
    assert against(SPANISH_FIRM, NOW) == {"ES-05"}
    young = checked(Register.ROBINSON, NOW - timedelta(days=30, seconds=-60))
    assert against(replace(SPANISH_FIRM, checks=young), NOW) == set()
    assert against(replace(SPANISH_FIRM, checks=young), NOW + timedelta(minutes=1)) == {"ES-05"}


# Italy.


def test_it01_the_register_is_asked_within_fifteen_days_even_with_consent() -> None:
    facts = replace(ITALIAN, consent=CONSENT)
    assert against(facts, NOW) == {"IT-01"}
    young = checked(Register.ITALIAN, NOW - timedelta(days=15, seconds=-60))
    assert against(replace(facts, checks=young), NOW) == set()
    assert against(replace(facts, checks=young), NOW + timedelta(minutes=1)) == {"IT-01"}


def test_it01_registration_cancels_earlier_consents_only() -> None:
    on_it = replace(ITALIAN, checks=listed(Register.ITALIAN, NOW - timedelta(days=2)))
    assert against(replace(on_it, consent=CONSENT), NOW) == {"IT-01"}
    anew = agreed(NOW - timedelta(days=1), NOW + timedelta(days=365))
    assert against(replace(on_it, consent=anew), NOW) == set()
    # Given at the very moment of the check: nothing says that it came later.
    at_once = agreed(NOW - timedelta(days=2), NOW + timedelta(days=365))
    assert against(replace(on_it, consent=at_once), NOW) == {"IT-01"}


def test_it01_a_customer_is_called_until_thirty_days_after_the_contract() -> None:
    ended = replace(CONTRACT, ends_at=NOW - timedelta(days=30, seconds=-60))
    facts = replace(ITALIAN, running_contract=ended)
    assert against(facts, NOW) == set()
    assert against(facts, NOW + timedelta(minutes=1)) == {"IT-01"}


@pytest.mark.parametrize(
    ("clock", "refused"),
    [
        ("2026-11-19 08:59", {"IT-02"}),
        ("2026-11-19 09:00", set()),
        ("2026-11-19 19:59", set()),
        ("2026-11-19 20:00", {"IT-02"}),
        ("2026-11-21 09:59", {"IT-02"}),  # a Saturday
        ("2026-11-21 10:00", set()),
        ("2026-11-21 19:00", {"IT-02"}),
        ("2026-11-22 12:00", {"IT-02"}),  # a Sunday
        ("2026-12-08 12:00", {"IT-02"}),  # the Immaculate Conception
        ("2026-12-07 09:59", {"IT-02"}),  # its eve, a Monday, has Saturday's hours
        ("2026-12-07 10:00", set()),
        ("2026-12-07 18:59", set()),
        ("2026-12-07 19:00", {"IT-02"}),
    ],
)
def test_it02_the_hours_of_the_code_of_conduct(clock: str, refused: set[str]) -> None:
    assert against(ITALIAN_FIRM, at(clock, ROME)) == refused


def test_it02_began_on_28_september_2024() -> None:
    assert against(ITALIAN_FIRM, at("2024-09-27 22:00", ROME)) == set()
    assert against(ITALIAN_FIRM, at("2024-09-28 22:00", ROME)) == {"IT-02"}


# The European Union.


@pytest.mark.parametrize(
    "facts", [GERMAN_FIRM, BELGIAN_FIRM, SPANISH_FIRM, ITALIAN_FIRM, business("+33199001234")]
)
def test_eu01_and_eu02_a_basis_is_stated_and_an_objection_kept(facts: object) -> None:
    assert isinstance(facts, type(BELGIAN))
    assert "EU-01" in against(replace(facts, basis=None), NOW)
    assert "EU-02" in against(replace(facts, suppressed_scope="number"), NOW)
    assert not {"EU-01", "EU-02"} & against(facts, NOW)


def test_the_most_restrictive_of_two_countries_wins() -> None:
    # An Italian company at a Spanish number: both laws hold.
    both = replace(SPANISH_FIRM, country="IT", zone=ROME)
    robinson = checked(Register.ROBINSON, NOW - timedelta(days=1))
    assert against(both, at("2026-11-19 20:30", ROME)) == {"ES-05", "IT-02"}
    assert against(replace(both, checks=robinson), NOW) == set()
