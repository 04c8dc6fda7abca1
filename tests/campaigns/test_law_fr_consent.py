"""Whom the law of France lets be called: consent, running contract, sector, and Bloctel before."""

from dataclasses import replace

import pytest

from campaigns.eligibility import Consent
from campaigns.law import Sector
from tests.campaigns.verdict_values import (
    BUSINESS,
    CONSENT,
    CONSUMER,
    CONTRACT,
    JUNE,
    THURSDAY,
    bloctel,
    cleared,
    paris,
    refusals,
)

# FR-01: a consumer is called only with prior consent.


def test_fr01_a_consumer_without_consent_is_not_called() -> None:
    refused = refusals(replace(CONSUMER, consent=None), THURSDAY)
    assert list(refused) == ["FR-01"]
    assert refused["FR-01"].lifts_at is None
    assert "consentement préalable" in refused["FR-01"].sentence("fr")
    assert "prior consent" in refused["FR-01"].sentence("en")


def test_fr01_a_consumer_with_consent_is_called_until_lunch() -> None:
    assert cleared(CONSUMER, THURSDAY).valid_until == paris("2026-11-19 13:00")
    assert "FR-01" in cleared(CONSUMER, THURSDAY).rules


def test_fr01_a_consent_that_ends_during_the_call_window_ends_the_clearance() -> None:
    ending = replace(CONSENT, expires_at=paris("2026-11-19 11:00"))
    facts = replace(CONSUMER, consent=ending)
    assert cleared(facts, THURSDAY).valid_until == paris("2026-11-19 11:00")
    assert "FR-01" in refusals(facts, paris("2026-11-19 11:00"))


@pytest.mark.parametrize(
    "consent",
    [
        replace(CONSENT, withdrawn_at=paris("2026-11-18 18:00")),
        replace(CONSENT, captured_at=paris("2026-11-20 09:00")),
        replace(CONSENT, wording="  "),
    ],
    ids=["withdrawn", "not given yet", "without proof"],
)
def test_fr01_a_consent_that_does_not_hold_is_none(consent: Consent) -> None:
    assert "FR-01" in refusals(replace(CONSUMER, consent=consent), THURSDAY)


def test_fr01_a_withdrawal_still_to_come_changes_nothing_today() -> None:
    later = replace(CONSENT, withdrawn_at=paris("2026-12-01 09:00"))
    assert cleared(replace(CONSUMER, consent=later), THURSDAY)


def test_fr01_began_on_11_august_2026() -> None:
    checked = replace(CONSUMER, consent=None, checks=bloctel("2026-08-01 09:00"))
    assert "FR-01" not in refusals(checked, paris("2026-08-10 11:00"))
    assert "FR-01" in refusals(checked, paris("2026-08-11 11:00"))


def test_fr01_does_not_concern_businesses() -> None:
    assert cleared(BUSINESS, THURSDAY)


def test_an_unknown_audience_is_a_consumer() -> None:
    assert "FR-01" in refusals(replace(BUSINESS, audience=None), THURSDAY)


# FR-02: a running contract does without consent, for what relates to it.


def test_fr02_a_customer_is_called_about_the_running_contract() -> None:
    assert cleared(replace(CONSUMER, consent=None, running_contract=CONTRACT), THURSDAY)


def test_fr02_an_offer_that_does_not_relate_to_the_contract_needs_consent() -> None:
    unrelated = replace(CONTRACT, link="")
    assert "FR-01" in refusals(
        replace(CONSUMER, consent=None, running_contract=unrelated), THURSDAY
    )


def test_fr02_ends_with_the_contract() -> None:
    ending = replace(CONTRACT, ends_at=paris("2026-11-19 11:00"))
    facts = replace(CONSUMER, consent=None, running_contract=ending)
    assert cleared(facts, THURSDAY).valid_until == paris("2026-11-19 11:00")
    assert "FR-01" in refusals(facts, paris("2026-11-19 11:00"))


def test_fr02_consent_carries_on_where_the_contract_ends() -> None:
    ending = replace(CONTRACT, ends_at=paris("2026-11-19 11:00"))
    both = replace(CONSUMER, running_contract=ending)
    assert cleared(both, THURSDAY).valid_until == paris("2026-11-19 13:00")


# FR-07: sectors.


@pytest.mark.parametrize("sector", [Sector.ENERGY_WORKS, Sector.HOME_ADAPTATION])
def test_fr07_some_sectors_are_forbidden_even_with_consent(sector: Sector) -> None:
    refused = refusals(replace(CONSUMER, sector=sector), THURSDAY)
    assert list(refused) == ["FR-07"]
    assert "même avec leur consentement" in refused["FR-07"].sentence("fr")


def test_fr07_spares_the_running_contract() -> None:
    facts = replace(CONSUMER, sector=Sector.ENERGY_WORKS, running_contract=CONTRACT)
    assert cleared(facts, THURSDAY)


def test_fr07_spares_businesses_and_other_sectors() -> None:
    assert cleared(replace(BUSINESS, sector=Sector.ENERGY_WORKS), THURSDAY)
    assert cleared(replace(CONSUMER, sector=Sector.OTHER), THURSDAY)


# FR-13: Bloctel, until 10 August 2026.


def test_fr13_before_opt_in_the_number_must_have_been_checked_against_bloctel() -> None:
    unchecked = replace(CONSUMER, consent=None)
    refused = refusals(unchecked, JUNE)
    assert list(refused) == ["FR-13"]
    assert "Bloctel" in refused["FR-13"].sentence("en")
    assert cleared(replace(unchecked, checks=bloctel("2026-06-01 09:00")), JUNE)


def test_fr13_a_check_of_more_than_thirty_days_is_too_old() -> None:
    facts = replace(CONSUMER, checks=bloctel("2026-05-19 11:00"))
    assert cleared(facts, JUNE).valid_until == paris("2026-06-18 11:00")
    assert "FR-13" in refusals(facts, paris("2026-06-18 11:00"))


def test_fr13_is_gone_since_11_august_2026() -> None:
    assert "FR-13" in refusals(CONSUMER, paris("2026-08-10 11:00"))
    assert "FR-13" not in refusals(CONSUMER, paris("2026-08-11 11:00"))
