"""The one judge: every reason not to call is found, not the first alone, and said in words."""

from dataclasses import fields, replace

import pytest

from campaigns.clearance.verdicts import WORDS
from campaigns.eligibility import Clearance, Facts, Policy, RefusalCode, Refusals, explain, judge
from campaigns.law import FRANCE
from campaigns.numbers.phones import Phone, PhoneKind
from tests.campaigns.verdict_values import (
    BUSINESS,
    CONSUMER,
    FIXED,
    THURSDAY,
    cleared,
    only,
    paris,
    refusals,
)


def test_a_business_in_its_hours_is_cleared_until_they_close() -> None:
    verdict = cleared(BUSINESS)
    assert verdict == Clearance(
        paris("2026-11-19 12:30"),
        ("FR-16", "FR-20", "FR-30", "FR-07b", "EU-01", "EU-02"),
        "Europe/Paris",
    )


@pytest.mark.parametrize(
    ("facts", "code"),
    [
        (replace(BUSINESS, campaign_running=False), "campaign_not_running"),
        (replace(BUSINESS, closed_reason="won"), "closed"),
        (replace(BUSINESS, phone=None), "no_phone"),
        (replace(BUSINESS, phone=replace(FIXED, kind=PhoneKind.PREMIUM)), "phone_refused"),
        (replace(BUSINESS, caller_id="+33199001234"), "own_number"),
        (replace(BUSINESS, basis=None), "basis_missing"),
        (replace(BUSINESS, suppressed_scope="number"), "suppressed"),
        (replace(BUSINESS, next_call_at=None), "not_due"),
        (replace(BUSINESS, on_a_list=True), "on_a_list"),
        (replace(BUSINESS, live_call=True), "live_call"),
        (replace(BUSINESS, engaged=False), "engagement_missing"),
        (replace(BUSINESS, quiz_passed=False), "quiz_missing"),
        (replace(BUSINESS, somebody_signed_in=False), "nobody_signed_in"),
        (replace(BUSINESS, lead_attempts=6), "max_attempts"),
    ],
)
def test_each_standing_reason_refuses_alone_and_never_lifts_by_itself(
    facts: Facts, code: str
) -> None:
    refusal = only(facts)
    assert (refusal.code, refusal.lifts_at) == (code, None)
    verdict = judge(facts, Policy(), THURSDAY)
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at is None


def test_every_reason_is_found_not_the_first_alone() -> None:
    facts = replace(
        BUSINESS,
        campaign_running=False,
        suppressed_scope="prospect",
        live_call=True,
        caller_id="+33612345678",
        next_call_at=paris("2026-11-20 09:00"),
    )
    assert set(refusals(facts, paris("2026-11-19 22:00"))) == {
        "campaign_not_running",
        "suppressed",
        "live_call",
        "FR-16",
        "FR-20",
        "not_due",
    }


def test_a_country_without_rules_is_not_called_and_says_so() -> None:
    casablanca = Phone("+212522123456", PhoneKind.FIXED, "MA", ("Africa/Casablanca",))
    refused = refusals(replace(BUSINESS, country="MA", phone=casablanca))
    assert "MA" in refused["country_without_rules"].sentence("fr")


def test_a_foreign_number_of_a_french_prospect_needs_rules_too() -> None:
    dublin = Phone("+35312345678", PhoneKind.FIXED, "IE", ("Europe/Dublin",))
    assert "country_without_rules" in refusals(replace(BUSINESS, phone=dublin))


def test_an_unstated_country_is_the_numbers() -> None:
    assert cleared(replace(BUSINESS, country=""))
    assert "country_without_rules" in refusals(replace(BUSINESS, country="", phone=None))


def test_a_country_may_be_written_in_small_letters() -> None:
    assert cleared(replace(BUSINESS, country="fr"))


def test_an_unknown_zone_is_not_called() -> None:
    refused = refusals(replace(BUSINESS, zone="Mars/X"))
    assert set(refused) == {"zone_unknown"}


def test_caps_are_still_counted_where_the_zone_is_unknown() -> None:
    facts = replace(
        BUSINESS, zone="Mars/X", last_refusal=THURSDAY, prospect_attempts=(THURSDAY,) * 6
    )
    assert set(refusals(facts)) == {"zone_unknown", "refusal_rest", "cap", "minimum_gap"}


def test_reasons_and_scopes_are_said_in_words() -> None:
    assert only(replace(BUSINESS, closed_reason="won")).sentence("fr") == (
        "La fiche est close (Gagnée)."
    )
    assert "This number" in only(replace(BUSINESS, suppressed_scope="number")).sentence("en")
    premium = replace(BUSINESS, phone=replace(FIXED, kind=PhoneKind.PREMIUM))
    assert "surtaxé" in only(premium).sentence("fr")
    unknown = replace(BUSINESS, phone=replace(FIXED, kind=PhoneKind.UNKNOWN))
    assert "range" in only(unknown).sentence("en")


def test_refusals_are_explained_in_sentences_with_their_end() -> None:
    facts = replace(BUSINESS, next_call_at=paris("2026-11-23 09:00"), live_call=True)
    verdict = judge(facts, Policy(), THURSDAY)
    assert explain(verdict, "fr") == [
        "Un appel vers ce numéro est en cours.",
        "Le prochain appel est prévu plus tard, ou n'est pas prévu. "
        "Jusqu'au 23/11/2026 à 09:00 (Europe/Paris).",
    ]
    assert explain(verdict, "en")[1].endswith("Until 2026-11-23 at 09:00 (Europe/Paris).")


def test_a_clearance_is_explained_too() -> None:
    assert explain(cleared(BUSINESS), "fr") == [
        "L'appel est permis jusqu'au 19/11/2026 à 12:30 (Europe/Paris). "
        "Règles vérifiées : FR-16, FR-20, FR-30, FR-07b, EU-01, EU-02."
    ]


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(RefusalCode)
    assert all(set(words) == {"fr", "en"} for words in WORDS.values())


def test_what_is_left_out_of_the_facts_is_permissive() -> None:
    assert isinstance(judge(BUSINESS, Policy(), THURSDAY), Clearance)
    assert {field.name for field in fields(Facts)} >= {"audience", "basis", "country", "phone"}


def test_the_rules_of_the_clearance_are_rules_of_the_pack() -> None:
    for rule_id in cleared(CONSUMER).rules:
        assert FRANCE.rule(rule_id)
