"""How often the law of France lets a consumer be called, and for how long not after a refusal."""

from dataclasses import replace

from campaigns.eligibility import AgreedCall
from tests.campaigns.verdict_values import (
    BUSINESS,
    CONSENT,
    CONSUMER,
    CONTRACT,
    JUNE,
    THURSDAY,
    bloctel,
    cleared,
    lifts,
    paris,
    refusals,
)

# FR-04: four attempts in thirty days, for the same company, to the same number.

FOUR = (
    paris("2026-11-02 10:15"),
    paris("2026-11-05 14:30"),
    paris("2026-11-10 11:00"),
    paris("2026-11-16 15:00"),
)


def test_fr04_the_fifth_attempt_waits_until_the_oldest_is_thirty_days_old() -> None:
    facts = replace(CONSUMER, controller_number_attempts=FOUR)
    refused = refusals(facts, THURSDAY)["FR-04"]
    assert refused.lifts_at == paris("2026-12-02 10:15")
    assert "4 fois en 30 jours" in refused.sentence("fr")
    assert cleared(facts, paris("2026-12-02 10:15"))


def test_fr04_three_attempts_leave_one() -> None:
    assert cleared(replace(CONSUMER, controller_number_attempts=FOUR[1:]), THURSDAY)


def test_fr04_six_attempts_wait_until_only_three_remain() -> None:
    six = (*FOUR, paris("2026-11-17 10:00"), paris("2026-11-17 16:00"))
    facts = replace(CONSUMER, controller_number_attempts=six)
    assert lifts(facts, THURSDAY, "FR-04") == paris("2026-12-10 11:00")


def test_fr04_the_order_of_attempts_does_not_matter() -> None:
    facts = replace(CONSUMER, controller_number_attempts=FOUR[::-1])
    assert lifts(facts, THURSDAY, "FR-04") == paris("2026-12-02 10:15")


def test_fr04_counts_whole_hours_and_whole_days_across_the_clock_change() -> None:
    # Thirty times 24 hours after 00:30 on 1 October is 23:30 on the 30th: the day must pass as well.
    four = (paris("2026-10-01 00:30"), *[paris("2026-10-02 10:30")] * 3)
    facts = replace(CONSUMER, controller_number_attempts=four)
    assert lifts(facts, paris("2026-10-15 10:30"), "FR-04") == paris("2026-10-31 00:00")


def test_fr04_does_not_concern_businesses() -> None:
    assert cleared(replace(BUSINESS, controller_number_attempts=FOUR), THURSDAY)


def test_fr04_a_promise_does_not_lift_the_legal_cap() -> None:
    promise = AgreedCall(THURSDAY, paris("2026-11-19 11:30"), "« Rappelez-moi à 10 h 30. »")
    facts = replace(CONSUMER, controller_number_attempts=FOUR, agreed_call=promise)
    assert list(refusals(facts, THURSDAY)) == ["FR-04"]


# FR-05 and FR-05b: a refusal.


def test_fr05_a_refusal_gives_sixty_full_days_of_peace() -> None:
    refused = replace(
        CONSUMER, checks=bloctel("2026-06-01 09:00"), last_refusal=paris("2026-04-18 16:00")
    )
    assert list(refusals(refused, paris("2026-06-17 10:30"))) == ["FR-05"]
    assert lifts(refused, paris("2026-06-17 10:30"), "FR-05") == paris("2026-06-18 00:00")
    assert cleared(refused, JUNE)


def test_fr05b_since_opt_in_a_refusal_lasts_until_a_new_consent() -> None:
    refused = replace(CONSUMER, last_refusal=paris("2026-09-02 16:00"))
    assert list(refusals(refused, THURSDAY)) == ["FR-05b"]
    assert lifts(refused, THURSDAY, "FR-05b") is None
    anew = replace(CONSENT, captured_at=paris("2026-11-10 09:00"))
    assert cleared(replace(refused, consent=anew), THURSDAY)


def test_fr05_stands_even_after_a_new_consent() -> None:
    anew = replace(CONSENT, captured_at=paris("2026-11-10 09:00"))
    facts = replace(CONSUMER, consent=anew, last_refusal=paris("2026-11-01 11:00"))
    assert list(refusals(facts, THURSDAY)) == ["FR-05"]
    assert lifts(facts, THURSDAY, "FR-05") == paris("2027-01-01 00:00")


def test_fr05b_holds_within_a_running_contract_too() -> None:
    facts = replace(
        CONSUMER,
        consent=None,
        running_contract=CONTRACT,
        last_refusal=paris("2026-09-02 16:00"),
    )
    assert list(refusals(facts, THURSDAY)) == ["FR-05b"]
