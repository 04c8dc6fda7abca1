"""The calling rules of France, one worked example after another, as a campaign manager would tell them."""

from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from campaigns.eligibility import (
    AgreedCall,
    Clearance,
    Consent,
    Facts,
    Policy,
    Refusal,
    Refusals,
    RunningContract,
    judge,
)
from campaigns.law import FRANCE, Sector, Technique, pack_for, rules_in_force
from campaigns.law.rules import Moment, Notice, Retention, RuleKind, Severity
from campaigns.phones import ReadPhone, read_phone
from campaigns.prospects import Audience, Basis
from campaigns.windows import WORKING_DAYS, Hours


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("Europe/Paris")).astimezone(UTC)


# A Thursday in the opt-in regime, and one before it.
THURSDAY = paris("2026-11-19 10:30")
JUNE = paris("2026-06-18 10:30")

READ = read_phone("01 99 00 12 34", "FR")
assert isinstance(READ, ReadPhone)
CONSENT = Consent(
    captured_at=paris("2026-09-01 09:00"),
    expires_at=paris("2028-09-01 09:00"),
    wording="J'accepte d'être appelé par Lumière SAS au sujet de ses abonnements.",
)
CONTRACT = RunningContract("entretien de chaudière", "contrat d'entretien étendu au radiateur")
CONSUMER = Facts(Audience.B2C, Basis.CONSENT, "FR", READ.phone, consent=CONSENT)
BUSINESS = Facts(Audience.B2B, Basis.LEGITIMATE_INTEREST, "FR", READ.phone)


def refusals(facts: Facts, now: datetime, policy: Policy | None = None) -> dict[str, Refusal]:
    verdict = judge(facts, policy or Policy(), now)
    return {r.code: r for r in verdict.items} if isinstance(verdict, Refusals) else {}


def lifts(facts: Facts, now: datetime, code: str) -> datetime | None:
    return refusals(facts, now)[code].lifts_at


def cleared(facts: Facts, now: datetime, policy: Policy | None = None) -> Clearance:
    verdict = judge(facts, policy or Policy(), now)
    assert isinstance(verdict, Clearance), verdict
    return verdict


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
    checked = replace(CONSUMER, consent=None, list_checked_at=paris("2026-08-01 09:00"))
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


# FR-03: days and hours.


@pytest.mark.parametrize(
    ("moment", "reopens"),
    [
        ("2026-11-19 09:59", "2026-11-19 10:00"),
        ("2026-11-19 13:00", "2026-11-19 14:00"),
        ("2026-11-19 20:00", "2026-11-20 10:00"),
        ("2026-11-20 20:00", "2026-11-23 10:00"),
        ("2026-11-21 11:00", "2026-11-23 10:00"),
        ("2026-12-24 20:30", "2026-12-28 10:00"),
        ("2026-10-23 20:00", "2026-10-26 10:00"),
    ],
    ids=["early", "lunch", "evening", "Friday night", "Saturday", "Christmas", "clocks change"],
)
def test_fr03_a_consumer_is_left_in_peace_until_the_legal_hours(moment: str, reopens: str) -> None:
    assert lifts(CONSUMER, paris(moment), "FR-03") == paris(reopens)


def test_fr03_and_fr30_both_name_a_public_holiday() -> None:
    refused = refusals(
        replace(CONSUMER, consent=None, list_checked_at=paris("2026-07-01 09:00")),
        paris("2026-07-14 11:00"),
    )
    assert set(refused) == {"FR-03", "FR-30"}
    assert refused["FR-03"].lifts_at == paris("2026-07-15 10:00")


def test_fr03_runs_in_the_consumers_own_zone() -> None:
    reunion = replace(CONSUMER, postal_code="97400")
    # 08:00 in Paris is 11:00 in Saint-Denis; 16:30 in Paris is 19:30 there, 17:00 is too late.
    assert cleared(reunion, paris("2026-11-19 08:00")).zone == "Indian/Reunion"
    assert cleared(reunion, paris("2026-11-19 16:30")).valid_until == paris("2026-11-19 17:00")
    assert "FR-03" in refusals(reunion, paris("2026-11-19 17:00"))


def test_fr03_a_martinique_number_written_as_a_mainland_one_rings_in_martinique() -> None:
    read = read_phone("0596 70 12 34", "FR")
    assert isinstance(read, ReadPhone)
    martinique = replace(CONSUMER, phone=read.phone)
    assert "FR-03" in refusals(martinique, THURSDAY)
    assert cleared(martinique, paris("2026-11-19 15:30")).zone == "America/Martinique"


def test_fr03_hours_expressly_agreed_to_open_the_evening() -> None:
    evenings = replace(CONSENT, out_of_hours=Hours.on(WORKING_DAYS, "20:00-21:00"))
    facts = replace(CONSUMER, consent=evenings)
    assert cleared(facts, paris("2026-11-19 20:30")).valid_until == paris("2026-11-19 21:00")
    assert lifts(facts, paris("2026-11-19 21:00"), "FR-03") == paris("2026-11-20 10:00")
    assert lifts(CONSUMER, paris("2026-11-19 20:30"), "FR-03") == paris("2026-11-20 10:00")


def test_fr03_evenings_agreed_to_end_with_the_consent_even_for_a_customer() -> None:
    ending = replace(
        CONSENT,
        out_of_hours=Hours.on(WORKING_DAYS, "20:00-21:00"),
        expires_at=paris("2026-11-19 20:40"),
    )
    customer = replace(CONSUMER, consent=ending, running_contract=CONTRACT)
    evening = paris("2026-11-19 20:30")
    assert cleared(customer, evening).valid_until == paris("2026-11-19 20:40")


def test_fr03_a_withdrawn_consent_opens_no_evening() -> None:
    evenings = replace(
        CONSENT,
        out_of_hours=Hours.on(WORKING_DAYS, "20:00-21:00"),
        withdrawn_at=paris("2026-11-01 10:00"),
    )
    refused = refusals(replace(CONSUMER, consent=evenings), paris("2026-11-19 20:30"))
    assert set(refused) == {"FR-01", "FR-03"}
    assert refused["FR-03"].lifts_at == paris("2026-11-20 10:00")


def test_fr03_a_promise_outside_the_hours_needs_a_recorded_consent() -> None:
    saturday = paris("2026-11-21 11:00")
    promise = AgreedCall(saturday, paris("2026-11-21 11:30"))
    assert "FR-03" in refusals(replace(CONSUMER, agreed_call=promise), saturday)
    proven = replace(promise, wording="« Rappelez-moi samedi à 11 h. »")
    agreed = replace(CONSUMER, agreed_call=proven)
    assert cleared(agreed, saturday).valid_until == paris("2026-11-21 11:30")
    assert lifts(agreed, paris("2026-11-20 20:00"), "FR-03") == saturday


def test_fr03_a_proven_promise_holds_on_a_holiday_too() -> None:
    christmas = paris("2026-12-25 11:00")
    proven = AgreedCall(christmas, paris("2026-12-25 12:00"), "« Appelez-moi le 25 à 11 h. »")
    assert cleared(replace(CONSUMER, agreed_call=proven), christmas)
    unproven = replace(proven, wording="")
    assert set(refusals(replace(CONSUMER, agreed_call=unproven), christmas)) == {"FR-03", "FR-30"}


def test_fr03_hours_agreed_to_hold_on_a_holiday_too() -> None:
    always = replace(CONSENT, out_of_hours=Hours.on(range(7), "09:00-21:00"))
    facts = replace(CONSUMER, consent=always)
    assert cleared(facts, paris("2026-12-25 11:00"))
    assert set(refusals(facts, paris("2026-12-25 21:00"))) == {"FR-03", "FR-30"}


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
        CONSUMER, list_checked_at=paris("2026-06-01 09:00"), last_refusal=paris("2026-04-18 16:00")
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
    assert cleared(replace(unchecked, list_checked_at=paris("2026-06-01 09:00")), JUNE)


def test_fr13_a_check_of_more_than_thirty_days_is_too_old() -> None:
    facts = replace(CONSUMER, list_checked_at=paris("2026-05-19 11:00"))
    assert cleared(facts, JUNE).valid_until == paris("2026-06-18 11:00")
    assert "FR-13" in refusals(facts, paris("2026-06-18 11:00"))


def test_fr13_is_gone_since_11_august_2026() -> None:
    assert "FR-13" in refusals(CONSUMER, paris("2026-08-10 11:00"))
    assert "FR-13" not in refusals(CONSUMER, paris("2026-08-11 11:00"))


# FR-16: the plan's own hours for businesses.


@pytest.mark.parametrize(
    ("moment", "reopens"),
    [
        ("2026-11-19 08:29", "2026-11-19 08:30"),
        ("2026-11-19 12:30", "2026-11-19 13:30"),
        ("2026-11-19 19:00", "2026-11-20 08:30"),
    ],
)
def test_fr16_businesses_are_called_in_business_hours(moment: str, reopens: str) -> None:
    refused = refusals(BUSINESS, paris(moment))
    assert list(refused) == ["FR-16"]
    assert refused["FR-16"].lifts_at == paris(reopens)
    assert cleared(BUSINESS, paris(reopens))


def test_fr16_the_manager_may_choose_other_hours() -> None:
    early = Policy(hours=Hours.on(range(6), "07:00-09:00"))
    assert cleared(BUSINESS, paris("2026-11-21 07:30"), early)
    assert list(refusals(BUSINESS, THURSDAY, early)) == ["FR-16"]


def test_fr16_a_consumers_plan_narrows_the_legal_hours_and_never_widens_them() -> None:
    evening = Policy(hours=Hours.on(range(7), "17:00-22:00"))
    assert list(refusals(CONSUMER, THURSDAY, evening)) == ["window"]
    night = paris("2026-11-19 21:00")
    assert list(refusals(CONSUMER, night, evening)) == ["FR-03"]
    six = paris("2026-11-19 18:00")
    assert cleared(CONSUMER, six, evening).valid_until == paris("2026-11-19 20:00")


def test_fr16_a_promise_to_a_business_goes_before_the_plans_hours() -> None:
    saturday = paris("2026-11-21 11:00")
    promise = AgreedCall(saturday, paris("2026-11-21 11:30"))
    assert cleared(replace(BUSINESS, agreed_call=promise), saturday)


# FR-18, FR-19, FR-20: what the caller shows.


@pytest.mark.parametrize("technique", [Technique.PROGRESSIVE, Technique.PREDICTIVE])
def test_fr18_automated_calls_must_show_a_verified_multi_purpose_number(
    technique: Technique,
) -> None:
    ordinary = replace(BUSINESS, technique=technique, caller_id="+33261911234")
    refused = refusals(ordinary, THURSDAY)
    assert list(refused) == ["FR-18"]
    assert "02 61 91 12 34" in refused["FR-18"].sentence("fr")
    for shown in ("+33162123456", "+33948123456", "+590947512345", "+262947812345"):
        assert cleared(replace(ordinary, caller_id=shown), THURSDAY)


def test_fr18_a_foreign_number_is_no_npv_either() -> None:
    facts = replace(BUSINESS, technique=Technique.PROGRESSIVE, caller_id="+12125550123")
    assert "FR-18" in refusals(facts, THURSDAY)


def test_fr19_one_call_for_each_human_act_is_not_automated() -> None:
    manual = replace(BUSINESS, technique=Technique.MANUAL, caller_id="+33261911234")
    assert cleared(manual, THURSDAY)
    definition = FRANCE.rule("FR-19").params
    assert Technique.MANUAL not in getattr(definition, "techniques", frozenset())
    assert Technique.PROGRESSIVE in getattr(definition, "techniques", frozenset())


@pytest.mark.parametrize(
    "shown", ["+33612345678", "+33712345678", "+262692123456", "+262639012345", "+590690123456"]
)
def test_fr20_a_mobile_number_is_never_shown(shown: str) -> None:
    refused = refusals(replace(BUSINESS, caller_id=shown), THURSDAY)
    assert list(refused) == ["FR-20"]
    assert "06" in refused["FR-20"].sentence("fr")


def test_fr20_fixed_and_09_numbers_may_be_shown_on_a_manual_call() -> None:
    for shown in ("+33261911234", "+33970123456", "+262262123456"):
        assert cleared(replace(BUSINESS, caller_id=shown), THURSDAY)


# FR-30: public holidays, for everyone.


def test_fr30_businesses_rest_on_public_holidays_too() -> None:
    refused = refusals(BUSINESS, paris("2026-07-14 11:00"))
    assert "FR-30" in refused
    assert refused["FR-30"].lifts_at == paris("2026-07-15 00:00")
    assert "Fête nationale" in refused["FR-30"].sentence("fr")
    assert "National Day" in refused["FR-30"].sentence("en")


def test_fr30_the_phone_rings_again_when_the_offices_open() -> None:
    verdict = judge(BUSINESS, Policy(), paris("2026-07-14 11:00"))
    assert isinstance(verdict, Refusals)
    assert verdict.lifts_at == paris("2026-07-15 08:30")


def test_fr30_easter_monday_is_closed_and_good_friday_is_not() -> None:
    assert cleared(BUSINESS, paris("2026-04-03 11:00"))
    assert "FR-30" in refusals(BUSINESS, paris("2026-04-06 11:00"))


def test_fr30_a_clearance_never_runs_into_a_holiday() -> None:
    day_and_night = Policy(hours=Hours.on(range(7), "00:00-24:00"))
    assert cleared(BUSINESS, paris("2026-07-13 23:00"), day_and_night).valid_until == paris(
        "2026-07-14 00:00"
    )


# The pack itself.


def test_overseas_territories_follow_french_law() -> None:
    for territory in ("FR", "GP", "MQ", "GF", "RE", "YT", "PM", "BL", "MF"):
        assert pack_for(territory) is FRANCE
    assert pack_for("US") is None
    assert pack_for("") is None


def test_every_rule_says_its_source_and_speaks_both_languages() -> None:
    assert len({rule.id for rule in FRANCE.rules}) == len(FRANCE.rules)
    for rule in FRANCE.rules:
        assert rule.source
        assert set(rule.sentence) == {"fr", "en"}
        assert rule.sentence["fr"] != rule.sentence["en"]


def test_a_rule_is_found_by_its_id() -> None:
    assert FRANCE.rule("FR-05b").id == "FR-05b"
    with pytest.raises(KeyError):
        FRANCE.rule("FR-99")


def test_rules_in_force_follow_the_day_the_audience_and_the_technique() -> None:
    def ids(day: date, audience: Audience, technique: Technique) -> set[str]:
        found = rules_in_force(FRANCE, day, audience, technique)
        return {rule.id for rule in found if rule.severity is Severity.BLOCK}

    manual = Technique.MANUAL
    assert ids(date(2026, 11, 19), Audience.B2B, manual) == {"FR-16", "FR-20", "FR-30"}
    assert ids(date(2026, 11, 19), Audience.B2B, Technique.PREDICTIVE) == {
        "FR-16", "FR-18", "FR-20", "FR-30",
    }  # fmt: skip
    assert ids(date(2026, 8, 10), Audience.B2C, manual) ^ ids(
        date(2026, 8, 11), Audience.B2C, manual
    ) == {"FR-01", "FR-05b", "FR-13"}
    assert ids(date(2015, 1, 1), Audience.B2C, manual) == {"FR-30"}


def test_what_must_be_said_and_kept_is_data() -> None:
    today = rules_in_force(FRANCE, date(2026, 11, 19), Audience.B2C, Technique.MANUAL)
    said = {rule.params.moment: rule.id for rule in today if isinstance(rule.params, Notice)}
    assert said == {
        Moment.OPENING: "FR-09",
        Moment.CLOSING: "FR-11",
        Moment.COLLECTION: "FR-12",
        Moment.FIRST_CONTACT: "FR-24",
    }
    kept = {rule.params.subject: rule for rule in today if isinstance(rule.params, Retention)}
    assert set(kept) == {"prospect", "suppression", "recording"}
    assert kept["recording"].kind is RuleKind.RECORDING
