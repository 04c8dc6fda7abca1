"""What a company holds itself to beside the law: its own hours, countries it does not call."""

from dataclasses import replace
from datetime import timedelta

from campaigns.eligibility import AgreedCall, Policy, RefusalCode
from campaigns.law.own_terms import Closure, OwnHours, memory_of
from campaigns.law.tuning import Change, Changer, Figure
from campaigns.windows import WORKING_DAYS, Hours
from tests.campaigns.verdict_values import BUSINESS, CONSUMER, THURSDAY, cleared, only, paris

MONDAY = paris("2026-11-16 09:00")
MORNINGS = Hours.on(WORKING_DAYS, "11:00-12:00")
WIDE = Hours.on(range(7), "00:00-24:00")


def own(hours: Hours = MORNINGS, country: str | None = None, **more: object) -> Policy:
    return Policy(changes=(OwnHours(country, hours, "Carla Roy", MONDAY, **more),))  # type: ignore[arg-type]


def test_a_companys_hours_narrow_those_of_the_law_and_say_whose_they_are() -> None:
    refusal = only(CONSUMER, policy=own())
    assert (refusal.code, refusal.lifts_at) == (
        RefusalCode.COMPANY_HOURS,
        paris("2026-11-19 11:00"),
    )
    assert refusal.sentence("en").endswith("set by Carla Roy on 2026-11-16.")
    assert refusal.sentence("fr").endswith("posées par Carla Roy le 16/11/2026.")
    at_eleven = cleared(CONSUMER, paris("2026-11-19 11:30"), own())
    assert at_eleven.valid_until == paris("2026-11-19 12:00")


def test_wide_hours_of_a_company_open_nothing_that_the_law_closes() -> None:
    assert only(CONSUMER, paris("2026-11-19 21:00"), own(WIDE)).code == "FR-03"


def test_a_promise_does_not_open_a_companys_hours() -> None:
    promised = AgreedCall(THURSDAY, THURSDAY + timedelta(hours=1), "Call me at half past ten.")
    assert only(replace(CONSUMER, agreed_call=promised), policy=own()).code == (
        RefusalCode.COMPANY_HOURS
    )


def test_hours_for_one_country_leave_the_others_alone() -> None:
    assert cleared(CONSUMER, policy=own(country="GB"))
    assert only(CONSUMER, policy=own(country="FR")).code == RefusalCode.COMPANY_HOURS


def test_hours_that_have_ended_bind_nobody_and_those_that_end_open_then() -> None:
    assert cleared(CONSUMER, policy=own(until=THURSDAY))
    noon = paris("2026-11-19 10:45")
    assert only(CONSUMER, policy=own(Hours.on((), "10:00-11:00"), until=noon)).lifts_at == noon


def test_a_closed_country_is_not_called_whatever_the_law_allows() -> None:
    closed = Policy(changes=(Closure("FR", "Carla Roy", MONDAY),))
    refusal = only(BUSINESS, policy=closed)
    assert (refusal.code, refusal.lifts_at) == (RefusalCode.COUNTRY_CLOSED, None)
    assert refusal.sentence("en") == (
        "The company does not call this country (FR): closed by Carla Roy on 2026-11-16."
    )
    assert cleared(BUSINESS, policy=Policy(changes=(Closure("GB"),)))
    assert cleared(BUSINESS, policy=Policy(changes=(Closure("FR", until=THURSDAY),)))
    tomorrow = THURSDAY + timedelta(days=1)
    assert only(BUSINESS, policy=Policy(changes=(Closure("FR", until=tomorrow),))).lifts_at == (
        tomorrow
    )


def test_a_closed_country_closes_its_territories_and_a_territory_itself_alone() -> None:
    assert Closure("FR").concerns(["RE"])
    assert Closure("RE").concerns(["RE"])
    assert not Closure("RE").concerns(["FR"])
    assert Closure("GB").concerns(["FR", "JE"])


def test_of_two_closures_that_concern_a_prospect_the_one_that_lasts_longer_is_told() -> None:
    endless = Closure("RE", "Carla Roy", MONDAY)
    short = Closure("FR", "Dominique Blanc", THURSDAY, THURSDAY + timedelta(days=1))
    longer = Closure("RE", "Zita Blanc", MONDAY, THURSDAY + timedelta(days=3))
    reunion = replace(BUSINESS, country="RE")
    for closures in ((endless, short, longer), (short, longer, endless)):
        refusal = only(reunion, policy=Policy(changes=closures))
        assert refusal.lifts_at is None
        assert refusal.sentence("en") == (
            "The company does not call this country (RE): closed by Carla Roy on 2026-11-16."
        )
    refusal = only(reunion, policy=Policy(changes=(short, longer)))
    assert refusal.lifts_at == THURSDAY + timedelta(days=3)


def test_only_figures_make_the_past_matter_longer() -> None:
    changes = (
        Closure("GB"),
        OwnHours(None, MORNINGS),
        Change("FR-04", Figure.DAYS, 60, Changer.COMPANY),
    )
    assert memory_of(changes) == timedelta(days=62)
