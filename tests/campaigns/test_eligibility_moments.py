"""When each reason not to call lifts, what a promise goes before, and how long a clearance lasts."""

from dataclasses import replace
from datetime import UTC, datetime

from campaigns.eligibility import AgreedCall, Policy, Refusals, judge
from campaigns.numbers.phones import Phone, PhoneKind
from campaigns.windows import WORKING_DAYS, Hours
from tests.campaigns.verdict_values import (
    ALL_DAY,
    BUSINESS,
    CONSENT,
    CONSUMER,
    THURSDAY,
    cleared,
    only,
    paris,
    refusals,
)


def test_a_lead_is_due_at_its_moment_and_not_before() -> None:
    facts = replace(BUSINESS, next_call_at=paris("2026-11-19 11:00"))
    assert only(facts).lifts_at == paris("2026-11-19 11:00")
    assert cleared(facts, paris("2026-11-19 11:00"))


def test_refusals_lift_together_when_the_last_lifts_and_the_phone_may_ring() -> None:
    verdict = judge(replace(BUSINESS, next_call_at=paris("2026-11-21 09:00")), Policy(), THURSDAY)
    assert isinstance(verdict, Refusals)
    # Due on a Saturday: it rings on Monday morning.
    assert verdict.lifts_at == paris("2026-11-23 08:30")
    assert verdict.codes == {"not_due"}


def test_hours_that_never_meet_never_lift() -> None:
    night = Policy(hours=Hours.on(WORKING_DAYS, "21:00-23:00"))
    verdict = judge(CONSUMER, night, THURSDAY)
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at is None


def test_a_plan_without_any_hours_never_lifts() -> None:
    verdict = judge(BUSINESS, Policy(hours=Hours.on((), "09:00-10:00")), THURSDAY)
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at is None


def test_a_promise_that_will_have_passed_opens_nothing() -> None:
    facts = replace(
        BUSINESS,
        agreed_call=AgreedCall(THURSDAY, paris("2026-11-19 11:00")),
        next_call_at=paris("2026-11-23 09:00"),
    )
    verdict = judge(facts, Policy(hours=Hours.on((), "09:00-10:00")), THURSDAY)
    assert isinstance(verdict, Refusals)
    assert verdict.codes == {"not_due"}
    assert verdict.lifts_at is None


def test_two_attempts_on_a_prospect_are_a_quarter_of_an_hour_apart() -> None:
    facts = replace(BUSINESS, prospect_attempts=(paris("2026-11-19 10:20"),))
    assert only(facts).lifts_at == paris("2026-11-19 10:35")
    assert "15 minutes" in only(facts).sentence("en")
    assert cleared(facts, paris("2026-11-19 10:35"))


def test_a_switchboard_just_rung_for_another_prospect_rests_as_well() -> None:
    facts = replace(BUSINESS, number_last_attempt=paris("2026-11-19 10:20"))
    assert only(facts).code == "minimum_gap"
    assert only(facts).lifts_at == paris("2026-11-19 10:35")


def test_the_plans_cap_counts_the_attempts_on_the_prospect() -> None:
    six = tuple(paris(f"2026-11-{day:02d} 09:15") for day in (2, 3, 4, 5, 6, 9))
    facts = replace(BUSINESS, prospect_attempts=six)
    assert (only(facts).code, only(facts).lifts_at) == ("cap", paris("2026-12-02 09:15"))
    assert cleared(replace(BUSINESS, prospect_attempts=six[1:]))
    assert cleared(facts, policy=Policy(cap_attempts=7))


def test_a_business_that_refused_rests_sixty_full_days() -> None:
    facts = replace(BUSINESS, last_refusal=paris("2026-09-20 16:00"))
    assert (only(facts).code, only(facts).lifts_at) == (
        "refusal_rest",
        paris("2026-11-20 00:00"),
    )
    assert cleared(facts, paris("2026-11-20 08:30"))
    assert cleared(facts, policy=Policy(refusal_rest_days=30))


def test_a_promise_goes_before_the_plans_own_limits() -> None:
    promise = AgreedCall(THURSDAY, paris("2026-11-19 10:45"))
    facts = replace(
        BUSINESS,
        agreed_call=promise,
        lead_attempts=6,
        prospect_attempts=(paris("2026-11-19 10:20"),) * 6,
    )
    assert cleared(facts).valid_until == paris("2026-11-19 10:45")
    assert set(refusals(facts, paris("2026-11-19 10:25"))) == {
        "minimum_gap",
        "cap",
        "max_attempts",
    }
    verdict = judge(facts, Policy(), paris("2026-11-19 10:25"))
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at == THURSDAY


def test_a_promise_does_not_go_before_an_objection() -> None:
    promise = AgreedCall(THURSDAY, paris("2026-11-19 10:45"), "« Rappelez-moi. »")
    facts = replace(BUSINESS, agreed_call=promise, suppressed_scope="person")
    assert only(facts).code == "suppressed"


def test_a_clearance_ends_with_the_local_day() -> None:
    reunion = replace(BUSINESS, postal_code="97400")
    verdict = cleared(reunion, policy=ALL_DAY)
    assert verdict.valid_until == datetime(2026, 11, 19, 20, tzinfo=UTC)


def test_an_indian_ocean_mobile_rings_when_both_islands_are_open() -> None:
    mobile = Phone("+262692123456", PhoneKind.MOBILE, "RE", ("Indian/Mayotte", "Indian/Reunion"))
    facts = replace(BUSINESS, country="RE", phone=mobile)
    # 08:30 in Mayotte is 05:30 UTC, when it is 09:30 in Réunion.
    assert only(facts, datetime(2026, 11, 19, 5, 0, tzinfo=UTC)).lifts_at == datetime(
        2026, 11, 19, 5, 30, tzinfo=UTC
    )


def test_a_lead_in_two_zones_is_told_by_the_clock_of_the_first() -> None:
    mobile = Phone("+262692123456", PhoneKind.MOBILE, "RE", ("Indian/Mayotte", "Indian/Reunion"))
    facts = replace(BUSINESS, country="RE", phone=mobile)
    assert cleared(facts, datetime(2026, 11, 19, 5, 30, tzinfo=UTC)).zone == "Indian/Mayotte"
    night = judge(facts, Policy(), datetime(2026, 11, 19, 20, 0, tzinfo=UTC))
    assert night.zone == "Indian/Mayotte"


def test_a_consent_to_other_hours_lasts_past_the_end_of_the_legal_ones() -> None:
    agreed = replace(CONSENT, out_of_hours=Hours.on(WORKING_DAYS, "12:00-16:00"))
    facts = replace(CONSUMER, consent=agreed)
    # The law alone closes at one o'clock.
    assert cleared(facts, paris("2026-11-19 12:30")).valid_until == paris("2026-11-19 16:00")
