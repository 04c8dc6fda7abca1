"""The one judge: every reason not to call, when each lifts, and how long a clearance lasts."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from campaigns.eligibility import (
    AgreedCall,
    Clearance,
    Consent,
    Facts,
    Policy,
    Refusal,
    RefusalCode,
    Refusals,
    explain,
    judge,
)
from campaigns.law import FRANCE, Sector, Technique
from campaigns.phones import Phone, PhoneKind
from campaigns.prospects import Audience, Basis
from campaigns.verdicts import WORDS
from campaigns.windows import WORKING_DAYS, Hours, open_now


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


THURSDAY = paris("2026-11-19 10:30")
FIXED = Phone("+33199001234", PhoneKind.FIXED, "FR", ("Europe/Paris",))
BUSINESS = Facts(Audience.B2B, Basis.LEGITIMATE_INTEREST, "FR", FIXED)
CONSENT = Consent(paris("2026-09-01 09:00"), paris("2028-09-01 09:00"), "J'accepte d'être appelé.")
CONSUMER = Facts(Audience.B2C, Basis.CONSENT, "FR", FIXED, consent=CONSENT)
ALL_DAY = Policy(hours=Hours.on(range(7), "00:00-24:00"))


def refusals(
    facts: Facts, now: datetime = THURSDAY, policy: Policy | None = None
) -> dict[str, Refusal]:
    verdict = judge(facts, policy or Policy(), now)
    return {r.code: r for r in verdict.items} if isinstance(verdict, Refusals) else {}


def only(facts: Facts, now: datetime = THURSDAY, policy: Policy | None = None) -> Refusal:
    (refusal,) = refusals(facts, now, policy).values()
    return refusal


def cleared(facts: Facts, now: datetime = THURSDAY, policy: Policy | None = None) -> Clearance:
    verdict = judge(facts, policy or Policy(), now)
    assert isinstance(verdict, Clearance), verdict
    return verdict


def test_a_business_in_its_hours_is_cleared_until_they_close() -> None:
    verdict = cleared(BUSINESS)
    assert verdict == Clearance(
        paris("2026-11-19 12:30"), ("FR-16", "FR-20", "FR-30"), "Europe/Paris"
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
    new_york = Phone("+12125550123", PhoneKind.FIXED_OR_MOBILE, "US", ("America/New_York",))
    refused = refusals(replace(BUSINESS, country="US", phone=new_york))
    assert "US" in refused["country_without_rules"].sentence("fr")


def test_a_foreign_number_of_a_french_prospect_needs_rules_too() -> None:
    london = Phone("+442079460123", PhoneKind.FIXED, "GB", ("Europe/London",))
    assert "country_without_rules" in refusals(replace(BUSINESS, phone=london))


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


def test_reasons_and_scopes_are_said_in_words() -> None:
    assert only(replace(BUSINESS, closed_reason="won")).sentence("fr") == (
        "La fiche est close (Gagnée)."
    )
    assert "This number" in only(replace(BUSINESS, suppressed_scope="number")).sentence("en")
    premium = replace(BUSINESS, phone=replace(FIXED, kind=PhoneKind.PREMIUM))
    assert "surtaxé" in only(premium).sentence("fr")
    unknown = replace(BUSINESS, phone=replace(FIXED, kind=PhoneKind.UNKNOWN))
    assert "range" in only(unknown).sentence("en")


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
        "Règles vérifiées : FR-16, FR-20, FR-30."
    ]


def test_every_reason_has_words_in_both_languages() -> None:
    assert set(WORDS) == set(RefusalCode)
    assert all(set(words) == {"fr", "en"} for words in WORDS.values())


def test_what_is_left_out_of_the_facts_is_permissive() -> None:
    assert isinstance(judge(BUSINESS, Policy(), THURSDAY), Clearance)
    assert {field.name for field in fields(Facts)} >= {"audience", "basis", "country", "phone"}


FIRST, LAST = (int(paris(day).timestamp()) for day in ("2026-06-01", "2027-12-31"))
MOMENTS = st.integers(FIRST, LAST).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
PHONES = st.sampled_from(
    [
        FIXED,
        Phone("+262692123456", PhoneKind.MOBILE, "RE", ("Indian/Mayotte", "Indian/Reunion")),
        Phone("+596596701234", PhoneKind.FIXED, "MQ", ("America/Martinique",)),
        Phone("+12125550123", PhoneKind.FIXED_OR_MOBILE, "US", ("America/New_York",)),
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
FACTS = st.builds(
    Facts,
    audience=st.sampled_from([*Audience, None]),
    basis=st.sampled_from([*Basis, None]),
    country=st.sampled_from(["FR", "RE", "US", ""]),
    phone=PHONES,
    zone=st.sampled_from([None, None, "Europe/Paris", "Mars/X"]),
    postal_code=st.sampled_from([None, "35580", "97400"]),
    sector=st.sampled_from(Sector),
    technique=st.sampled_from(Technique),
    caller_id=st.sampled_from([None, "+33261911234", "+33612345678", "+33162123456"]),
    next_call_at=st.none() | MOMENTS,
    consent=CONSENTS,
    agreed_call=AGREED,
    list_checked_at=st.none() | MOMENTS,
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
    phone=PHONES.filter(lambda phone: phone is not None and phone.country != "US"),
    consent=st.just(CONSENT),
    agreed_call=AGREED,
    list_checked_at=st.just(paris("2026-07-20 10:00")),
    controller_number_attempts=ATTEMPTS,
    prospect_attempts=ATTEMPTS,
)
POLICIES = st.sampled_from(
    [Policy(), ALL_DAY, Policy(hours=Hours.on(range(6), "07:00-11:00", "18:00-22:00"))]
)


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
                assert isinstance(later, Clearance) or item.code not in later.codes


def test_the_rules_of_the_clearance_are_rules_of_the_pack() -> None:
    for rule_id in cleared(CONSUMER).rules:
        assert FRANCE.rule(rule_id)
