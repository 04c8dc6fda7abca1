"""What holds of a verdict whatever the facts, the plan and the moment."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.clearance.facts import RegisterCheck
from campaigns.eligibility import (
    AgreedCall,
    Clearance,
    Consent,
    Facts,
    Policy,
    Refusals,
    explain,
    judge,
)
from campaigns.law import Sector, Technique, Words
from campaigns.law.codes import Register
from campaigns.numbers.french_numbers import TERRITORIES
from campaigns.numbers.phones import Phone, PhoneKind
from campaigns.prospects import Audience, Basis
from campaigns.windows import WORKING_DAYS, Hours, open_now
from tests.campaigns.verdict_values import ALL_DAY, CONSENT, FIXED, bloctel, paris

FIRST, LAST = (int(paris(day).timestamp()) for day in ("2026-06-01", "2027-12-31"))
MOMENTS = st.integers(FIRST, LAST).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PHONES = st.sampled_from(
    [
        FIXED,
        Phone("+262692123456", PhoneKind.MOBILE, "RE", ("Indian/Mayotte", "Indian/Reunion")),
        Phone("+596596701234", PhoneKind.FIXED, "MQ", ("America/Martinique",)),
        Phone("+13055550123", PhoneKind.FIXED_OR_MOBILE, "US", ("America/New_York",)),
        Phone("+390612345678", PhoneKind.FIXED, "IT", ("Europe/Rome",)),
        Phone("+212522123456", PhoneKind.FIXED, "MA", ("Africa/Casablanca",)),
        None,
    ]
)
CONSENTS = st.none() | st.builds(
    Consent,
    captured_at=MOMENTS,
    expires_at=MOMENTS,
    wording=st.sampled_from(["oui", ""]),
    withdrawn_at=st.none() | MOMENTS,
    out_of_hours=st.none() | st.just(Hours.on(range(7), "07:00-22:00")),
)
AGREED = st.none() | st.builds(
    lambda start, minutes, wording: AgreedCall(start, start + timedelta(minutes=minutes), wording),
    MOMENTS,
    st.integers(1, 600),
    st.sampled_from(["", "oui"]),
)
ATTEMPTS = st.lists(MOMENTS, max_size=8).map(tuple)


def checked(at: datetime) -> tuple[RegisterCheck, ...]:
    return tuple(RegisterCheck(register, at, at.day > 20) for register in Register)


FACTS = st.builds(
    Facts,
    audience=st.sampled_from([*Audience, None]),
    basis=st.sampled_from([*Basis, None]),
    country=st.sampled_from(["FR", "RE", "US", "IT", "MA", ""]),
    phone=PHONES,
    zone=st.sampled_from([None, None, "Europe/Paris", "Mars/X"]),
    postal_code=st.sampled_from([None, "35580", "97400"]),
    sector=st.sampled_from(Sector),
    technique=st.sampled_from(Technique),
    caller_id=st.sampled_from([None, "+33261911234", "+33612345678", "+33162123456"]),
    next_call_at=st.none() | MOMENTS,
    consent=CONSENTS,
    agreed_call=AGREED,
    checks=MOMENTS.map(checked) | st.just(()),
    last_refusal=st.none() | MOMENTS,
    controller_number_attempts=ATTEMPTS,
    prospect_attempts=ATTEMPTS,
    lead_attempts=st.integers(0, 8),
    number_last_attempt=st.none() | MOMENTS,
)
# Facts that mostly clear, so that properties of clearances are met often.
EASY = st.builds(
    Facts,
    audience=st.sampled_from(Audience),
    basis=st.sampled_from(Basis),
    country=st.just("FR"),
    phone=PHONES.filter(lambda phone: phone is not None and phone.country in TERRITORIES),
    consent=st.just(CONSENT),
    agreed_call=AGREED,
    checks=st.just(bloctel("2026-07-20 10:00")),
    controller_number_attempts=ATTEMPTS,
    prospect_attempts=ATTEMPTS,
)
POLICIES = st.sampled_from(
    [Policy(), ALL_DAY, Policy(hours=Hours.on(range(6), "07:00-11:00", "18:00-22:00"))]
)


def said(refusals: Refusals) -> list[Words]:
    """What is refused, in words: the same row of a law may ask two things."""
    return [item.words for item in refusals.items]


@given(FACTS | EASY, POLICIES, MOMENTS)
def test_a_verdict_is_a_future_clearance_or_at_least_one_reason(
    facts: Facts, policy: Policy, now: datetime
) -> None:
    verdict = judge(facts, policy, now)
    if isinstance(verdict, Clearance):
        assert verdict.valid_until > now
    else:
        assert verdict.items
        assert all(item.lifts_at is None or item.lifts_at > now for item in verdict.items)
        assert explain(verdict, "fr")
        assert explain(verdict, "en")


@given(EASY, POLICIES, MOMENTS)
def test_a_clearance_holds_to_its_very_last_second(
    facts: Facts, policy: Policy, now: datetime
) -> None:
    verdict = judge(facts, policy, now)
    if isinstance(verdict, Clearance):
        last = verdict.valid_until - timedelta(seconds=1)
        assert isinstance(judge(facts, policy, max(now, last)), Clearance)


@given(EASY, MOMENTS, st.integers(0, 3600))
def test_a_consumers_clearance_stays_inside_the_legal_hours(
    facts: Facts, now: datetime, later: int
) -> None:
    plain = replace(facts, audience=Audience.B2C, agreed_call=None)
    verdict = judge(plain, ALL_DAY, now)
    if isinstance(verdict, Clearance) and plain.phone is not None:
        moment = min(now + timedelta(seconds=later), verdict.valid_until - timedelta(seconds=1))
        legal = Hours.on(WORKING_DAYS, "10:00-13:00", "14:00-20:00")
        assert open_now(legal, plain.phone.zones, moment, "FR")


@given(FACTS | EASY, POLICIES, MOMENTS, MOMENTS)
def test_one_more_attempt_never_turns_a_refusal_into_a_clearance(
    facts: Facts, policy: Policy, now: datetime, attempt: datetime
) -> None:
    before = judge(facts, policy, now)
    more = replace(
        facts,
        controller_number_attempts=(*facts.controller_number_attempts, attempt),
        prospect_attempts=(*facts.prospect_attempts, attempt),
        lead_attempts=facts.lead_attempts + 1,
    )
    after = judge(more, policy, now)
    assert isinstance(before, Clearance) or isinstance(after, Refusals)


@given(FACTS | EASY, POLICIES, MOMENTS)
def test_an_objection_always_refuses(facts: Facts, policy: Policy, now: datetime) -> None:
    verdict = judge(replace(facts, suppressed_scope="person"), policy, now)
    assert isinstance(verdict, Refusals)
    assert "suppressed" in verdict.codes
    assert verdict.lifts_at is None


@given(FACTS | EASY, POLICIES, MOMENTS)
@settings(max_examples=200)
def test_reasons_that_lift_by_time_have_lifted_when_they_say(
    facts: Facts, policy: Policy, now: datetime
) -> None:
    verdict = judge(facts, policy, now)
    if isinstance(verdict, Refusals):
        for item in verdict.items:
            if item.lifts_at is not None:
                later = judge(facts, policy, item.lifts_at)
                assert isinstance(later, Clearance) or item.words not in said(later)
