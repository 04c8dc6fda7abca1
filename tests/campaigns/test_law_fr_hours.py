"""On which days and at what hours the law of France, and the plan within it, lets a phone ring."""

from dataclasses import replace

import pytest

from campaigns.eligibility import AgreedCall, Policy, Refusals, judge
from campaigns.numbers.phones import ReadPhone, read_phone
from campaigns.windows import WORKING_DAYS, Hours
from tests.campaigns.verdict_values import (
    BUSINESS,
    CONSENT,
    CONSUMER,
    CONTRACT,
    THURSDAY,
    bloctel,
    cleared,
    lifts,
    paris,
    refusals,
)

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
        replace(CONSUMER, consent=None, checks=bloctel("2026-07-01 09:00")),
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
